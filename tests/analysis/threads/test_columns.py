import pytest

from briefing.analysis.threads.columns import is_column


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
def test_columns_digests_and_listings_are_told_by_their_titles(title: str) -> None:
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
