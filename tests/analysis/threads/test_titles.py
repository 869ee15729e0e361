import re

import pytest

from briefing.analysis.threads.titles import TitleParts, _any_of, clean_title, is_column, repeated_tails, split_title


@pytest.mark.parametrize(
    ("title", "outlet", "clean"),
    [
        ("UPDATE 2-Port strike ends", "", "Port strike ends"),
        ("RPT-WRAPUP 1-Port strike ends", "", "Port strike ends"),
        ("Velmar port strike ends after a week - BBC News", "BBC News", "Velmar port strike ends after a week"),
        ("Velmar port strike ends after a week | CNN", "cnn.com", "Velmar port strike ends after a week"),
        ("Velmar port strike - what comes next", "Reuters", "Velmar port strike - what comes next"),
        ("Watch: Velmar port strike ends", "", "Velmar port strike ends"),
        ("Velmar port strike ends (1)", "", "Velmar port strike ends"),
        ("Update on the port", "", "Update on the port"),
        ("", "", ""),
    ],
)
def test_titles_lose_what_agencies_and_outlets_add(title: str, outlet: str, clean: str) -> None:
    assert clean_title(title, outlet) == clean


def test_a_title_has_a_label_before_it_and_a_tail_behind_it() -> None:
    assert split_title("Kenya: Pilots warn of fatigue | World - BBC News", "BBC News") == TitleParts(
        "Kenya", "Pilots warn of fatigue", "World"
    )


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Choir wins prize in Lund | Quay Times | World", TitleParts("", "Choir wins prize in Lund", "World")),
        ("Choir wins prize in Lund | World (video)", TitleParts("", "Choir wins prize in Lund", "World")),
        ("Live updates: (video) | Zorbia Report", TitleParts("", "Live updates: (video)", "Zorbia Report")),
    ],
)
def test_no_word_of_a_title_is_in_two_of_its_parts(title: str, parts: TitleParts) -> None:
    assert split_title(title, "Quay Times") == parts


def test_a_repeated_tail_belongs_to_the_outlet() -> None:
    tails = [("ledger", "The Velmar Ledger")] * 4 + [("ledger", "")] * 3 + [("ledger", "once")]
    assert repeated_tails(tails) == {("ledger", "The Velmar Ledger")}


@pytest.mark.parametrize(
    "title",
    [
        "Morning briefing: strike, flood and a lost cat",
        "The week in pictures",
        "News quiz: what did you read?",
        "Deals of the day",
        "What to know today",
        "Velmar port strike live blog",
        "Flood in the valley – as it happened",
        "Ships queue; river rises; champion retires",
        "3/4: Evening News",
        "Tuesday, March 4",
        "The 11 most famous floods in history",
        "Ilva Brandt has retired. And, the Velmar strike enters day two",
        "Letters to the editor",
        "10 things you need to know before the opening bell",
        "The week’s best photos",
        "Velmar strike: List of key events, day 12",
        "The Map Room newsletter: What the strike tells us",
        "Lovers in fiction: how well do you know them? Take the quiz",
    ],
)
def test_columns_digests_and_listings_are_recognised_by_their_titles(title: str) -> None:
    assert is_column(title, "")


@pytest.mark.parametrize(
    "title",
    [
        "Customs officers strike at Port Velmar",
        "Minister’s daily walk ends in arrest",
        "Spacecraft: five things to know about its maiden flight",
        "Live-action film of the chess champion announced",
        "Briefing papers leaked from ministry",
        "Quiz show host Ann Doe dies at 80",
        "The 11 men of the crew are home",
        "Spring New Year in photos and video",
        "Newsletter publisher buys Velmar daily",
        "Ilva Brandt, and the game that tired her",
    ],
)
def test_stories_are_not(title: str) -> None:
    assert not is_column(title, "Something happened. It was told at length.")


def test_a_text_of_bullets_is_a_listing() -> None:
    assert is_column("Today", "• Port strike\n• River flood\n• Chess\n• Moon water")


@pytest.mark.parametrize("title", ["A day out", "Live: talks", "Relive it", "Holidays", "Talks, live", "Lively talks"])
def test_patterns_that_are_tried_together_find_what_each_finds(title: str) -> None:
    patterns = [r"\bday\b", "^live:", ", live$"]
    together = re.search(_any_of(patterns), title, re.IGNORECASE)
    assert bool(together) == any(re.search(pattern, title, re.IGNORECASE) for pattern in patterns)
