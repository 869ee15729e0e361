from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.analysis.ranking import ThreadFacts, rank

NOW = datetime(2031, 3, 4, 6, tzinfo=UTC)
FACTS = ThreadFacts(
    independent=3,
    stories=5,
    last_story=NOW - timedelta(hours=6),
    now=NOW,
)


def test_the_score_is_the_sum_of_its_named_parts() -> None:
    score, parts = rank(replace(FACTS, followed=True, recent_stories=3))
    assert {part.kind for part in parts} == {"independence", "novelty", "growth", "followed"}
    assert score == round(sum(part.weight for part in parts), 3)
    assert [part.weight for part in parts] == sorted((part.weight for part in parts), reverse=True)


def test_more_independent_outlets_rank_higher() -> None:
    assert rank(replace(FACTS, independent=6))[0] > rank(FACTS)[0]


def test_more_stories_of_the_same_outlets_do_not() -> None:
    assert rank(replace(FACTS, stories=50))[0] == rank(FACTS)[0]


def test_newer_ranks_higher_and_twelve_hours_halve_novelty() -> None:
    def novelty(hours: float) -> float:
        _, parts = rank(replace(FACTS, last_story=NOW - timedelta(hours=hours)))
        return next(part.weight for part in parts if part.kind == "novelty")

    assert novelty(0) == 2.0
    assert novelty(12) == 1.0


def test_a_clock_that_is_behind_does_not_make_a_thread_newer_than_now() -> None:
    assert rank(replace(FACTS, last_story=NOW + timedelta(hours=5)))[0] == rank(replace(FACTS, last_story=NOW))[0]


def test_following_lifts_a_thread_only_while_something_happens() -> None:
    quiet = replace(FACTS, last_story=NOW - timedelta(days=3))
    assert rank(replace(FACTS, followed=True))[0] == rank(FACTS)[0] + 1
    assert rank(replace(quiet, followed=True))[0] == rank(quiet)[0]
