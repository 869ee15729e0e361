"""The steps of a thread."""

from datetime import UTC, datetime, timedelta

from briefing.model.analysis import TextAnalysis
from briefing.model.material import ThreadMember
from briefing.model.story import Snapshot, Story, TextKind
from briefing.services.thread_timeline import timeline_of

MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)


def member(n: int, title: str, *, dated: bool = True, reprint_of: int = 0) -> ThreadMember:
    at = MORNING + timedelta(hours=n)
    story = Story(n, "", title, f"Outlet {n}", "", "", at, dated, at, "en", 1)
    snapshot = Snapshot(n, n, title, "", TextKind.HEADLINE, at, "")
    return ThreadMember(story, snapshot, TextAnalysis(), 1.0, (), reprint_of, 0.0, at)


def steps(*titles: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the steps of stories with these titles: the title and the numbers of its sources."""
    members = [member(n, title) for n, title in enumerate(titles, 1)]
    return [(step.text, (step.n, *step.also)) for step in timeline_of(members)]


def test_every_step_is_there_the_newest_last() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    titles = [f"{what} on {day}" for day in days for what in ("Ships wait", "Bakers protest", "Mayor speaks")]
    found = [text for text, _ in steps(*titles)]
    assert found == titles


def test_titles_that_report_the_same_are_one_step() -> None:
    titles = (
        "Customs officers walk out at Port Velmar over pay",
        "Customs officers walk out at Port Velmar over pay!",
        "Port Velmar customs officers walk out in fight over pay",
        "Owner of Port Velmar offers customs men a raise",
        "Army sends lorries to unload flour",
    )
    assert steps(*titles) == [(titles[0], (1, 2, 3)), (titles[3], (4,)), (titles[4], (5,))]


def test_the_same_words_half_a_day_later_are_a_step() -> None:
    first, second = (
        "Customs officers and owners of Port Velmar meet",
        "Owners of Port Velmar meet customs officers again",
    )
    others = ("Army unloads flour", "Bakers protest", "Ships wait", "Mayor speaks", "Pilots leave", "Snow falls") * 2
    assert (first, (1,)) in steps(first, *(f"{other} {n}" for n, other in enumerate(others)), second)
    assert (first, (1, 2)) in steps(first, second, *others[:3])


def test_a_new_count_is_a_step() -> None:
    titles = [f"Ferry fire off Port Velmar kills {count} people" for count in ("five", "14", "16")]
    assert [text for text, _ in steps(*titles)] == titles


def test_analyses_questions_reprints_and_undated_stories_are_no_steps() -> None:
    kept = ("Customs officers walk out", "Owner offers a raise", "Army unloads flour")
    assert len(steps(*kept, "Why is Port Velmar so crucial?", "Analysis: a port at its limit")) == 3
    members = [member(n, title) for n, title in enumerate(kept, 1)]
    assert len(timeline_of([*members, member(4, "Union rejects the raise", reprint_of=1)])) == 3
    assert len(timeline_of([*members, member(4, "Union rejects the raise", dated=False)])) == 3


def test_fewer_than_three_steps_are_no_timeline() -> None:
    assert steps("Customs officers walk out", "Owner offers a raise") == []
