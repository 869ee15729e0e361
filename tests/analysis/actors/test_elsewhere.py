"""Actors in captions, lists of other stories, long titles and datelines."""

import pytest

from briefing.analysis.actors.thread_actors import NumberedFindings, merge_actors
from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, keys_of, kinds_of, roles_of

STORY = "The port of Tollen was closed on Monday, Nora Velden said.\n\n{}\n\nVelden left at noon."


@pytest.mark.parametrize(
    "line",
    [
        "MOST READ IN NEWS A FOX IN TOWN Jane Collins' son claims that Anthony Newman saw the fox that night ERUPTION "
        "OF ANGER A volcano leaves many stranded dubai bye A man mocks cops by posing with Gordon Ramsden today",
        "4/16 2007 Students recite prayers in a room in the Wakhan Corridor. (Kabul, March 2, 2007) Paula Harris",
        "AP:Associated Press Anthony Newman watches a monitor in Seoul",
        "Reuters North Korean leader Kim Jong Un watches a launch in this undated picture that was shown by the state",
    ],
)
def test_nobody_acts_in_captions_and_lists_of_other_stories(line: str) -> None:
    assert keys_of(STORY.format(line)) == keys_of(STORY.format(""))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Congressman Randy Fine wrote a post. Mr Fine did not answer on Monday.", "Randy Fine"),
        ("Harbour Master Joren Pask closed the port. Joren Pask said it was late.", "Joren Pask"),
        (
            "First Deputy Chairman of the Council's Defence and Security Committee Franz Klinzev agreed.",
            "Franz Klinzev",
        ),
    ],
)
def test_the_name_of_a_person_excludes_office_and_organisation(text: str, name: str) -> None:
    assert kinds_of(text)[name] == ActorKind.PERSON


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The moon rose over the Mario M. Cuomi Bridge on Monday.", "Mario M. Cuomi Bridge", ActorKind.PLACE),
        ("Heino Falk of Radbod University, Utrecht, was late.", "Utrecht", ActorKind.PLACE),
        (
            "The Society of Motor Builders and Traders said sales rose.",
            "Society of Motor Builders and Traders",
            ActorKind.ORGANISATION,
        ),
    ],
)
def test_the_words_around_a_name_decide_its_type(text: str, name: str, kind: ActorKind) -> None:
    assert kinds_of(text)[name] == kind


def test_an_acronym_and_the_name_that_explains_it_are_one_actor() -> None:
    text = "Papers went to the International Consortium of Harbour Journalists (ICHJ). The ICHJ has read them."
    (actor,) = actors_of(text)
    assert len(actor.mentions) == 3


@pytest.mark.parametrize(
    "text", ["The federal poverty line (FPL) rose.", "A pulse, EMP (electro-magnetic pulse), hit."]
)
def test_an_acronym_of_plain_words_is_not_an_actor(text: str) -> None:
    assert actors_of(text) == ()


@pytest.mark.parametrize("text", ["Investigators asked for help.", "Astronomers call this the dark age."])
def test_a_plain_noun_at_the_start_of_a_sentence_is_not_an_actor(text: str) -> None:
    assert actors_of(text) == ()


def test_ministries_of_two_countries_are_two_actors() -> None:
    text = "North Korea's Foreign Ministry said no. Japan's Foreign Ministry said yes."
    named = {actor.name.cut(text) for actor in actors_of(text)}
    assert {"North Korea's Foreign Ministry", "Japan's Foreign Ministry"} <= named


def test_a_capital_in_a_dateline_is_not_an_actor() -> None:
    assert "orsina city" not in keys_of("ORSINA CITY (AP) — Orsina's president said on Monday that ships may sail.")


def test_the_credit_before_a_caption_is_not_part_of_a_role() -> None:
    caption = "Reuters Prime Minister Ann Lee opens the port of Tollen on a rainy day in this picture of the ceremony"
    text = f"Ann Lee said it was late.\n\n{caption}"
    assert all("Reuters" not in role for role in roles_of(text, "ann lee"))


def test_a_name_with_an_office_joins_the_name_alone_in_another_story() -> None:
    texts = (
        "Harbour Master Joren Pask closed the port. “It is late,” said Harbour Master Joren Pask.",
        "Joren Pask closed the port on Monday.",
    )
    stories = [NumberedFindings(n, text, actors_of(text)) for n, text in enumerate(texts, start=1)]
    persons = [actor.name_text for actor in merge_actors(stories) if actor.kind == ActorKind.PERSON]
    assert persons == ["Joren Pask"]


@pytest.mark.parametrize(
    ("text", "key", "role"),
    [
        ("A spokesman for Russian President Tom Harker left.", "tom harker", ["Russian President"]),
        ("Piet Lomar and his wife Ann left. Ann spoke.", "ann", []),
        ("Her lawyer, Tom Harker, said so.", "tom harker", []),
        ("Its secretary general, Tom Harker, said so.", "tom harker", ["secretary general"]),
        ("Secretary of State Tom Harker spoke.", "tom harker", ["Secretary of State"]),
    ],
)
def test_a_role_belongs_to_the_person_and_makes_sense_alone(text: str, key: str, role: list[str]) -> None:
    assert roles_of(text, key) == role


def test_a_watchdog_is_not_a_person() -> None:
    assert ActorKind.PERSON not in kinds_of("Israeli anti-settlement watchdog Peace Harbour said so.").values()
