from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.headline import Member, lead_story
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import STRIKE, story


def _member(one: StoryText, similarity: float = 0.5) -> Member:
    return one, encode_story(one), similarity


def _strike() -> list[Member]:
    return [_member(story(number, title, lead)) for number, (title, lead) in enumerate(STRIKE, 1)]


def test_the_title_names_what_most_stories_share() -> None:
    others = [*_strike(), _member(story(9, "What comes next for the people of the coast?", STRIKE[0][1]))]
    assert lead_story(others) in (1, 2, 3)


def test_the_title_shown_stays_unless_another_is_clearly_better() -> None:
    best = lead_story(_strike())
    other = next(number for number in (1, 2, 3) if number != best)
    assert lead_story(_strike(), previous=other) == other
    worse = [*_strike(), _member(story(9, "Comment", ""), 0.1)]
    assert lead_story(worse, previous=9) == best


def test_a_previous_story_that_left_the_thread_does_not_count() -> None:
    assert lead_story(_strike(), previous=77) == lead_story(_strike())


def test_the_title_of_a_large_thread_stays_among_those_compared() -> None:
    members = [_member(story(number, STRIKE[number % 4][0]), 0.9) for number in range(1, 200)]
    members.append(_member(story(500, STRIKE[1][0]), 0.8))
    assert lead_story(members, previous=500) == 500


def _titles(*titles: str) -> list[Member]:
    """Return the stories of a thread with these titles, an hour apart."""
    return [_member(dated_story(number, title, hours=number)) for number, title in enumerate(titles, 1)]


def dated_story(number: int, title: str, *, hours: int) -> StoryText:
    return replace(story(number, title), published=datetime(2031, 3, 4, tzinfo=UTC) + timedelta(hours=hours))


def test_a_newer_count_replaces_the_one_shown() -> None:
    fire = _titles(
        "At least two killed in ferry fire off Port Velmar",
        "Ferry fire off Port Velmar kills 14 people",
        "Port Velmar ferry fire kills 16 people",
    )
    assert lead_story(fire, previous=1) == 3
    assert lead_story(fire, previous=3) == 3
    assert lead_story(fire[:1], previous=1) == 1


def test_a_number_of_something_else_replaces_nothing() -> None:
    fire = _titles("Ferry fire off Port Velmar kills 14 people", "Minister promises 20 new boats for islands")
    assert lead_story(fire, previous=1) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Why did customs officers walk out at Port Velmar over night pay?",
        "Analysis: customs officers walk out at Port Velmar over night pay",
        "Watch: Customs officers walk out at Port Velmar over night pay",
        "Port Velmar customs officers walk out over night pay: what we know",
    ],
)
def test_analyses_questions_and_videos_do_not_lead(title: str) -> None:
    plain = "Customs officers at Port Velmar walk out in fight over night pay"
    assert lead_story(_titles(plain, title, "Port Velmar shut as customs men walk out over night pay")) != 2
