"""Two events of one kind on one day: the same words, other places, names and numbers."""

import pytest

from briefing.analysis.threads.background import count_terms
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import groups_of, story, three_events

Stories = tuple[tuple[str, str], ...]

QUAKE_NORTH: Stories = (
    (
        "Strong earthquake strikes Tarvik province, 12 dead",
        "A magnitude 6.1 earthquake struck Tarvik province in northern Ostrava on Tuesday, killing 12 people and"
        " injuring dozens in the town of Hallbek, officials said.",
    ),
    (
        "Tarvik earthquake kills 12, damages hundreds of houses",
        "Rescuers dug through rubble in Hallbek after a 6.1 magnitude earthquake shook Tarvik province, killing at"
        " least 12 people and damaging hundreds of houses.",
    ),
    (
        "Quake in Tarvik: rescuers search rubble for survivors",
        "Survivors of the 6.1 magnitude earthquake in Tarvik spent the night in the open in Hallbek as rescuers"
        " searched the rubble; 12 people were killed.",
    ),
)
QUAKE_SOUTH: Stories = (
    (
        "Earthquake strikes Lomara coast, no tsunami alert",
        "A magnitude 5.4 earthquake struck off the coast of Lomara on Tuesday, officials said; no tsunami alert was"
        " issued and three people were injured in Port Selm.",
    ),
    (
        "Magnitude 5.4 earthquake shakes Lomara",
        "An earthquake of magnitude 5.4 shook Lomara on Tuesday, officials said, injuring three people and damaging"
        " houses in Port Selm on the coast.",
    ),
    (
        "Lomara quake injures three in Port Selm",
        "Three people were injured in Port Selm when a 5.4 magnitude earthquake shook the Lomara coast, rescuers said.",
    ),
)
VERDICT_BANKER: Stories = (
    (
        "Banker Piet Valmond sentenced to six years for fraud",
        "A court in Brevik sentenced the banker Piet Valmond to six years in prison for fraud at Norlund Bank, which"
        " collapsed with losses of 400 million crowns.",
    ),
    (
        "Court jails banker Valmond for six years over Norlund fraud",
        "Piet Valmond, once head of Norlund Bank, was jailed for six years for fraud by a court in Brevik on Tuesday.",
    ),
)
VERDICT_MAYOR: Stories = (
    (
        "Mayor Ilse Dorn sentenced to two years for fraud",
        "A court in Kesten sentenced the mayor of Aldersee, Ilse Dorn, to two years in prison for fraud over the"
        " building of a swimming pool.",
    ),
    (
        "Court jails Aldersee mayor Dorn for two years over pool fraud",
        "Ilse Dorn, mayor of Aldersee, was jailed for two years for fraud by a court in Kesten on Tuesday.",
    ),
)
MATCH_ONE: Stories = (
    (
        "Rovers beat Calden 3-1 to reach cup final",
        "Arlen Rovers beat Calden 3-1 in the first semi-final of the cup, Tomas Reyk scoring twice at Millfield.",
    ),
    (
        "Reyk scores twice as Arlen Rovers beat Calden 3-1 in cup semi-final",
        "Tomas Reyk scored two goals at Millfield as Arlen Rovers beat Calden 3-1 and went into the cup final.",
    ),
)
MATCH_TWO: Stories = (
    (
        "Harbour United beat Stenfeld 2-0 to reach cup final",
        "Harbour United beat Stenfeld 2-0 in the second semi-final of the cup, Jonas Wirt scoring late at Dockside.",
    ),
    (
        "Wirt scores late as Harbour United beat Stenfeld 2-0 in cup semi-final",
        "Jonas Wirt scored late at Dockside as Harbour United beat Stenfeld 2-0 and went into the cup final.",
    ),
)

RULING_ON_CLINICS: Stories = (
    (
        "Norlund's Supreme Court strikes down law on clinics",
        "The Supreme Court of Norlund struck down a law on Tuesday that would have closed all private clinics but one"
        " and kept doctors from the islands.",
    ),
    (
        "Supreme Court of Norlund strikes down limits on private clinics",
        "A law of Norlund that limited private clinics and their doctors was struck down by the Supreme Court, to the"
        " relief of patients on the islands.",
    ),
    (
        "Clinics stay open as Norlund's Supreme Court strikes down law",
        "Doctors cheered as the Supreme Court of Norlund struck down the law on private clinics, which stay open for"
        " patients on the islands.",
    ),
)
RULING_ON_SCHOOLS: Stories = (
    (
        "Norlund's Supreme Court hands win to church schools",
        "The Supreme Court of Norlund ruled on Tuesday that grants for pupils must be open to church schools as well, a"
        " win for parents who had sued.",
    ),
    (
        "Supreme Court of Norlund opens grants to church schools",
        "Parents in Norlund may use grants for pupils at church schools, the Supreme Court ruled, and teachers' unions"
        " were dismayed.",
    ),
    (
        "Church schools win in Norlund's Supreme Court",
        "The Supreme Court of Norlund told the government to pay grants for pupils of church schools; the parents who"
        " sued wept in court.",
    ),
)
SWORN_IN: Stories = (
    (
        "Piet Valmond sworn in as mayor of Norlund",
        "Piet Valmond was sworn in as mayor of Norlund on Tuesday after the landslide election victory of his"
        " party, the Harbour League.",
    ),
    (
        "Valmond sworn in as Norlund mayor after landslide election victory",
        "Norlund's new mayor Piet Valmond and his council were sworn in before the court in Brevik on Tuesday.",
    ),
    (
        "Norlund: Valmond takes oath as mayor",
        "The leader of the Harbour League, Piet Valmond, took the oath as mayor of Norlund in Brevik after a"
        " landslide election victory.",
    ),
    (
        "Harbour League's Valmond becomes mayor of Norlund",
        "Piet Valmond of the Harbour League became mayor of Norlund on Tuesday, sworn in by the president in Brevik.",
    ),
    (
        "Who is Piet Valmond, the new mayor of Norlund?",
        "Piet Valmond, sworn in as mayor of Norlund in Brevik on Tuesday, led the Harbour League to a landslide"
        " election victory.",
    ),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUAKE_NORTH, QUAKE_SOUTH),
        (VERDICT_BANKER, VERDICT_MAYOR),
        (MATCH_ONE, MATCH_TWO),
        (RULING_ON_CLINICS, RULING_ON_SCHOOLS),
    ],
    ids=["earthquakes", "verdicts", "matches", "rulings"],
)
def test_two_events_of_one_kind_stay_apart(one: Stories, other: Stories) -> None:
    first = [story(100 + number, *texts, hours=number) for number, texts in enumerate(one)]
    second = [story(200 + number, *texts, hours=number + 0.5) for number, texts in enumerate(other)]
    groups = _grouped([*three_events(), *first, *second])
    assert tuple(each.id for each in first) in groups
    assert tuple(each.id for each in second) in groups


@pytest.mark.parametrize(
    ("one", "other"),
    [(QUAKE_NORTH[:2], QUAKE_SOUTH[:2]), (VERDICT_BANKER, VERDICT_MAYOR), (MATCH_ONE, MATCH_TWO)],
    ids=["earthquakes", "verdicts", "matches"],
)
def test_two_events_of_one_kind_stay_apart_by_their_headlines_alone(one: Stories, other: Stories) -> None:
    first = [story(100 + number, title, hours=number) for number, (title, _) in enumerate(one)]
    second = [story(200 + number, title, hours=number + 0.5) for number, (title, _) in enumerate(other)]
    groups = _grouped([*three_events(), *first, *second])
    assert (100, 101) in groups
    assert all(min(group) >= 200 or max(group) < 200 for group in groups)


def test_a_similar_event_elsewhere_does_not_join_a_grown_thread() -> None:
    sworn_in = [story(100 + number, *texts, hours=number / 2) for number, texts in enumerate(SWORN_IN)]
    elsewhere = story(
        200,
        "Mayor to be sworn in after landslide election victory",
        "The council of Kesten will elect Ilse Dorn mayor on Wednesday after the landslide election victory of her"
        " party, and a new council will be sworn in.",
        hours=2,
    )
    groups = _grouped([*three_events(), *sworn_in, elsewhere])
    assert (200,) in groups
    assert (100, 101, 102, 103, 104) in groups


def test_one_event_reported_in_two_ways_stays_together() -> None:
    again = [
        story(300, "Hallbek buries its dead after Tarvik earthquake", QUAKE_NORTH[0][1], hours=6),
        story(301, "What is known of the Tarvik earthquake that killed 12", QUAKE_NORTH[2][1], hours=7),
        story(302, "Army sent to Hallbek as Tarvik counts 12 dead", QUAKE_NORTH[1][1], hours=8),
    ]
    first = [story(100 + number, *texts, hours=number) for number, texts in enumerate(QUAKE_NORTH)]
    assert (100, 101, 102, 300, 301, 302) in _grouped([*three_events(), *first, *again])


def _grouped(stories: list[StoryText]) -> list[tuple[int, ...]]:
    background = count_terms((one.title, one.lead) for one in stories)
    return [group.stories for group in groups_of(stories, background)]
