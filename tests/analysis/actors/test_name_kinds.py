"""Kinds of names that were taken for others: offices, acronyms of places, products, ships, towns like persons."""

import pytest

from briefing.model.actor import ActorKind
from tests.analysis.actors.readers import actors_of, kinds_of

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE
OPENING = "It was late in the week.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "In court on Monday, Velmar Bureau of Investigation Special Agent Richard Tarn spoke about the fire.",
            {"Velmar Bureau of Investigation": ORGANISATION, "Richard Tarn": PERSON},
        ),
        ("On Monday, it was said, Special Counsel Jack Tarn resigned from his post.", {"Jack Tarn": PERSON}),
        ("The band came to LA on Monday, and the crowd in LA was large.", {"LA": PLACE}),
        ("They flew from LAX on Monday, and LAX was full.", {"LAX": PLACE}),
        ("They ate at a McDonald's on Monday, after the long march.", {"McDonald's": ORGANISATION}),
        ("The mayor of Tyler, Texas, resigned after the vote.", {"Tyler": PLACE, "Texas": PLACE}),
        ("Al Tarn spoke at the church, and Tarn said that it was late.", {"Al Tarn": PERSON}),
        ("The race came to an end, and NASCAR's Southern fans cheered.", {"NASCAR": ORGANISATION}),
        ("On Monday, the Costa Lomara capsized off the coast in the storm.", {}),
        ("The office uses Velmia, a chatbot, to answer the letters.", {}),
        ("They heard the Tarn Centre, a think tank, on the matter.", {"Tarn Centre": ORGANISATION}),
        ("It was about Civil Rights, and many African Americans came.", {}),
        ("He was taken to the ICU on Monday, and the ICU was full.", {}),
    ],
)
def test_names_have_their_kinds(text: str, found: dict[str, ActorKind]) -> None:
    assert kinds_of(OPENING + text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The shares of Velmaria Foods VLMR, +2.15% rose, and the price of VLMR went on to rise on Monday.",
            {"Velmaria Foods"},
        ),
        (
            "They prayed at St. John's Episcopal Church on Monday, after the long march.",
            {"St. John's Episcopal Church"},
        ),
        ("The snow fell all night. Snow covered the roads, and more snow is due.", set()),
        ("They met at the David M. Tarn Planetarium, which opened in May.", {"David M. Tarn Planetarium"}),
    ],
)
def test_names_are_whole_and_plain_words_are_none(text: str, found: set[str]) -> None:
    assert kinds_of(OPENING + text).keys() == found


@pytest.mark.parametrize(
    "text",
    [
        "Later that day, Tass Lomarick, which maintains the pipes, was asked about it.",
        "Later that day, Tass Lomarick officials were asked about the broken pipes.",
        "Later that day, the law firm Tass Lomarick was asked about the broken pipes.",
    ],
)
def test_what_firms_do_makes_a_firm(text: str) -> None:
    assert kinds_of(OPENING + text) in ({"Tass Lomarick": ORGANISATION}, {})


def test_a_listed_place_of_two_words_is_no_person() -> None:
    text = "Arizona, Texas and South Carolina reported it. On Monday, North Carolina Gov. Roy Tarn signed the order."
    assert kinds_of(OPENING + text) == {
        "Arizona": PLACE,
        "Texas": PLACE,
        "South Carolina": PLACE,
        "North Carolina": PLACE,
        "Roy Tarn": PERSON,
    }


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "On Monday, Ilena Brandt-Tarn won the race in the town. IBT thanked the voters, and IBT left.",
            "Ilena Brandt-Tarn",
            3,
        ),
        ("He met Mohammed bin Tarman on Monday. MBT agreed, and MBT left later.", "Mohammed bin Tarman", 3),
    ],
)
def test_initials_mean_the_only_person_who_has_them(text: str, name: str, mentions: int) -> None:
    found = {actor.name.cut(OPENING + text): len(actor.mentions) for actor in actors_of(OPENING + text)}
    assert found[name] == mentions
