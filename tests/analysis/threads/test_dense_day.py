"""A dense day: many stories share a country and a person, and few of them an event."""

import random

from briefing.analysis.threads.background import count_terms
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import groups_of, story

SINGLES = (
    "Tolvan fires the head of the lottery",
    "{} doubles tax on imported tyres",
    "Tolvan bans swimming in mountain lakes",
    "{}: first school for pilots opens",
    "{} recalls ambassador over stamp design chosen by Tolvan",
    "Tolvan lends two pandas to foreign zoo",
    "Pension of railway clerks in {} to rise",
    "Church bells concert cancelled after Tolvan objects",
    "{} counts its wolves from the air",
    "Dentist buys shipyard in {}, Tolvan pleased",
    "Tolvan postpones census by a month",
    "Farmers in {} may burn straw again",
    "Tolvan to build museum of salt",
    "Bank in {} fined for lost parcels",
    "Tolvan orders masks in {} libraries",
    "{} bus station moves despite plea by neighbours",
    "Daylight saving: {} votes in autumn",
    "Tolvan plants oaks along motorway",
    "Juggler who mocked Tolvan freed",
    "New {} banknote has a heron",
)
EXPLOSION = (
    "Explosion at Ostravan refinery in Hallbek kills six",
    "Six killed in refinery explosion in Hallbek, Ostrava",
    "Hallbek refinery explosion: six workers dead in Ostrava",
    "Refinery explosion in Ostrava's Hallbek kills six workers",
)
CHESS = (
    "Ostrava's Ilva Brandt wins world chess title in Selm",
    "Ilva Brandt of Ostrava takes world chess title at Selm",
    "World chess title goes to Ostrava's Ilva Brandt in Selm",
    "Chess: Ilva Brandt wins the world title for Ostrava",
)


def _stories(titles: tuple[str, ...], start: int) -> list[StoryText]:
    return [story(start + number, title, hours=number / 4) for number, title in enumerate(titles)]


def _grouped(stories: list[StoryText]) -> list[tuple[int, ...]]:
    background = count_terms((one.title, one.lead) for one in stories)
    return [group.stories for group in groups_of(stories, background)]


def test_single_stories_that_share_a_country_and_a_person_stay_alone() -> None:
    groups = _grouped(_stories(tuple(title.format("Ostrava") for title in SINGLES), 1))
    assert groups == [(number,) for number in range(1, len(SINGLES) + 1)]


def test_two_events_of_one_country_stay_apart_among_its_single_stories() -> None:
    singles = _stories(tuple(title.format("Ostrava") for title in SINGLES), 1)
    groups = _grouped([*singles, *_stories(EXPLOSION, 100), *_stories(CHESS, 200)])
    assert groups[:2] == [(100, 101, 102, 103), (200, 201, 202, 203)]
    assert all(len(group) == 1 for group in groups[2:])


def test_a_headline_only_day_without_a_shared_name_keeps_its_event() -> None:
    singles = _stories(
        tuple(title.format(f"Land{number}").replace("Tolvan", f"Nam{number}") for number, title in enumerate(SINGLES)),
        1,
    )
    groups = _grouped([*singles, *_stories(EXPLOSION, 100)])
    assert groups[0] == (100, 101, 102, 103)
    assert len(groups[1]) == 1


def _made_up_day(count: int) -> list[StoryText]:
    """Make stories of words drawn from a small vocabulary; each names one of three countries."""
    chance = random.Random(count)
    words = ["".join(chance.choices("bdfgklmnprstv", k=3) + chance.choices("aeiou", k=3)) for _ in range(400)]
    titles = (
        f"{chance.choice(('Ostrava', 'Kadria', 'Norlund'))}'s {' '.join(chance.sample(words, 6))}" for _ in range(count)
    )
    return [story(1_000 + number, title, hours=20 * number / count) for number, title in enumerate(titles)]


def test_the_largest_thread_does_not_grow_with_the_day() -> None:
    for count in (50, 100, 200, 400):
        groups = _grouped([*_stories(EXPLOSION, 100), *_made_up_day(count)])
        assert (100, 101, 102, 103) in groups
        assert len(groups[0]) <= 6


def test_two_stories_of_one_outlet_must_be_more_alike_than_those_of_two() -> None:
    titles = ("Tolvan rebukes Kadria over river dams", "Envoy of Kadria summoned over dams by Tolvan")
    background = count_terms((title, "") for title in (*titles, *SINGLES))
    of_two = [story(number, title, outlet=f"Outlet {number}") for number, title in enumerate(titles, 1)]
    of_one = [story(number, title, outlet="The Gazette") for number, title in enumerate(titles, 1)]
    assert [group.stories for group in groups_of(of_two, background)] == [(1, 2)]
    assert [group.stories for group in groups_of(of_one, background)] == [(1,), (2,)]
    update = [of_one[0], story(2, f"{titles[0]} again", outlet="The Gazette")]
    assert [group.stories for group in groups_of(update, background)] == [(1, 2)]


def test_stories_that_share_nothing_but_the_name_of_a_disease_make_no_large_thread() -> None:
    fever = (
        "Marsh Fever: schools of Selm count desks",
        "Bank lends to growers despite Marsh Fever",
        "Poll: few fear Marsh Fever",
        "Actor who had Marsh Fever paints ferries",
        "Marsh Fever stamps sell out",
        "What Marsh Fever says about our prisons",
        "Juggler blames Marsh Fever for lost gloves",
        "Marsh Fever book tops lists",
        "Choir sings through Marsh Fever",
        "Marsh Fever and the price of salt",
        "Chess in the time of Marsh Fever",
        "Railway clerks ask for Marsh Fever bonus",
        "Marsh Fever: a heron's view",
        "Wolves return while Marsh Fever rages",
        "Marsh Fever delays census",
        "Oaks planted for Marsh Fever nurses",
        "Tyre tax unrelated to Marsh Fever, minister insists",
        "Marsh Fever jokes banned on buses",
    )
    groups = _grouped([*_stories(fever, 1), *_stories(EXPLOSION, 100)])
    assert groups[0] == (100, 101, 102, 103)
    assert all(len(group) <= 2 for group in groups[1:])
