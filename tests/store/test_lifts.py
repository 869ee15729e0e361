"""What lifts and mutes threads, and which part of the inbox they are in for it."""

from datetime import timedelta

import pytest

from briefing.model.inbox import InboxFilter, InboxPart, LiftKind, ThreadRow
from briefing.model.reason import RankRule, Reason
from briefing.model.verdict import Verdict
from briefing.store import decisions, lifts, threads, verdicts, views
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, file, group, tell

SOON = NOW + timedelta(hours=1)


def three_threads(store: Database) -> tuple[int, ...]:
    """File four stories: t-1 has two outlets, t-2 and t-3 have one story each."""
    new = file(
        store,
        a_feed(store),
        a_filing(1),
        a_filing(2, outlet="Courier"),
        a_filing(3, published=NOW - timedelta(hours=3)),
        a_filing(4, published=NOW - timedelta(hours=2)),
    )
    group(store, a_thread("t-1", *new[:2], score=5.0), a_thread("t-2", new[2]), a_thread("t-3", new[3]))
    return new


def in_part(store: Database, part: InboxPart) -> list[str]:
    rows = [row.id for row in ask(store, views.thread_rows, InboxFilter(part=part), now=NOW)]
    assert ask(store, views.inbox_counts).in_part(part) == len(rows)
    return rows


def row_of(store: Database, thread: str) -> ThreadRow:
    row: ThreadRow = ask(store, views.thread_row, thread, NOW)
    return row


def test_several_outlets_make_a_thread_and_one_a_single_report(store: Database) -> None:
    three_threads(store)
    assert in_part(store, InboxPart.THREADS) == ["t-1"]
    assert in_part(store, InboxPart.SINGLE) == ["t-3", "t-2"]
    assert row_of(store, "t-1").part is InboxPart.THREADS


def test_two_stories_of_one_outlet_are_a_single_report(store: Database) -> None:
    new = file(store, a_feed(store), a_filing(1), a_filing(2))
    group(store, a_thread("t-1", *new))
    assert in_part(store, InboxPart.SINGLE) == ["t-1"]


def test_a_story_of_another_outlet_makes_a_thread_of_a_single_report(store: Database) -> None:
    new = three_threads(store)
    (other,) = file(store, a_feed(store), a_filing(5, outlet="Courier"))
    group(store, a_thread("t-2", new[2], other))
    assert "t-2" in in_part(store, InboxPart.THREADS)


@pytest.mark.parametrize("kind", LiftKind)
def test_a_lifted_single_report_is_among_the_threads_until_it_is_lowered(store: Database, kind: LiftKind) -> None:
    three_threads(store)
    tell(store, lifts.lift, "t-2", kind, "rule-1", "names Port Velmar", NOW)
    assert set(in_part(store, InboxPart.THREADS)) == {"t-1", "t-2"}
    assert row_of(store, "t-2").lifted == "names Port Velmar"
    tell(store, threads.mark_looked, "t-2", NOW)
    assert set(in_part(store, InboxPart.THREADS)) == {"t-1", "t-2"}
    tell(store, lifts.lower, "t-2", kind, "rule-1")
    assert in_part(store, InboxPart.THREADS) == ["t-1"]
    assert row_of(store, "t-2").lifted == ""


def test_what_woke_stands_on_top_until_it_is_decided(store: Database) -> None:
    three_threads(store)
    tell(store, verdicts.give, ["t-2"], Verdict.LATER, NOW)
    assert in_part(store, InboxPart.QUIET) == ["t-2"]
    tell(store, lifts.lift, "t-2", LiftKind.WAKE, "wake-1", "woke: 3 new independent", SOON)
    assert in_part(store, InboxPart.THREADS) == ["t-2", "t-1"]
    assert row_of(store, "t-2").is_woken
    tell(store, threads.mark_looked, "t-2", SOON)
    assert in_part(store, InboxPart.THREADS) == ["t-2", "t-1"]
    tell(store, verdicts.give, ["t-2"], Verdict.FOLLOW, SOON)
    assert in_part(store, InboxPart.QUIET) == ["t-2"]


def test_undo_of_a_decision_on_what_woke_wakes_it_again(store: Database) -> None:
    three_threads(store)
    tell(store, verdicts.give, ["t-2"], Verdict.LATER, NOW)
    tell(store, lifts.lift, "t-2", LiftKind.WAKE, "wake-1", "woke: Monday", NOW)
    tell(store, verdicts.give, ["t-2"], Verdict.DROP, SOON)
    assert in_part(store, InboxPart.DECIDED) == ["t-2"]
    for _ in range(2):
        tell(store, decisions.undo, SOON)
        assert in_part(store, InboxPart.THREADS) == ["t-2", "t-1"]
        tell(store, decisions.redo, SOON + timedelta(hours=1))
        assert in_part(store, InboxPart.DECIDED) == ["t-2"]


def test_a_lift_counts_as_seen_again_only_if_it_is_given_a_later_time(store: Database) -> None:
    three_threads(store)
    tell(store, verdicts.give, ["t-2"], Verdict.FOLLOW, NOW)
    tell(store, lifts.lift, "t-2", LiftKind.QUESTION, "q", "answers: port strikes", NOW)
    assert "t-2" in in_part(store, InboxPart.THREADS)
    tell(store, threads.mark_looked, "t-2", SOON)
    tell(store, lifts.lift, "t-2", LiftKind.QUESTION, "q", "answers: port strikes", NOW)
    assert in_part(store, InboxPart.QUIET) == ["t-2"]
    tell(store, lifts.lift, "t-2", LiftKind.QUESTION, "q", "answers: port strikes", SOON)
    assert "t-2" in in_part(store, InboxPart.THREADS)


def test_a_followed_thread_is_quiet_until_news_come_and_again_when_they_were_seen(store: Database) -> None:
    new = three_threads(store)
    tell(store, verdicts.give, ["t-1"], Verdict.FOLLOW, NOW)
    assert in_part(store, InboxPart.QUIET) == ["t-1"]
    (more,) = file(store, a_feed(store), a_filing(5, outlet="Courier"))
    group(store, a_thread("t-1", *new[:2], more))
    assert (in_part(store, InboxPart.THREADS), row_of(store, "t-1").new_stories) == (["t-1"], 1)
    tell(store, threads.mark_looked, "t-1", NOW)
    assert in_part(store, InboxPart.QUIET) == ["t-1"]


def test_undo_of_following_forgets_when_that_was(store: Database) -> None:
    new = three_threads(store)
    tell(store, threads.mark_looked, "t-1", NOW)
    (more,) = file(store, a_feed(store), a_filing(5, outlet="Courier"))
    group(store, a_thread("t-1", *new[:2], more))
    tell(store, verdicts.give, ["t-1"], Verdict.FOLLOW, SOON)
    assert row_of(store, "t-1").new_stories == 0
    tell(store, decisions.undo, SOON)
    assert row_of(store, "t-1").new_stories == 1


def test_a_muted_thread_is_in_no_part_but_counted(store: Database) -> None:
    three_threads(store)
    for thread in ("t-1", "t-2"):
        tell(store, lifts.mute, thread, "rule-2", "no ports")
    assert (in_part(store, InboxPart.THREADS), in_part(store, InboxPart.SINGLE)) == ([], ["t-3"])
    assert set(in_part(store, InboxPart.MUTED)) == {"t-1", "t-2"}
    assert row_of(store, "t-1").muted == "no ports"
    tell(store, lifts.unmute, "t-1", "rule-2")
    assert in_part(store, InboxPart.THREADS) == ["t-1"]


def test_what_woke_is_not_muted(store: Database) -> None:
    three_threads(store)
    tell(store, verdicts.give, ["t-2"], Verdict.LATER, NOW)
    tell(store, lifts.mute, "t-2", "rule-2", "no ports")
    assert in_part(store, InboxPart.MUTED) == ["t-2"]
    tell(store, lifts.lift, "t-2", LiftKind.WAKE, "wake-1", "woke: Monday", SOON)
    assert in_part(store, InboxPart.THREADS) == ["t-2", "t-1"]


def test_lifts_and_mutes_of_a_merged_thread_move_along(store: Database) -> None:
    new = three_threads(store)
    tell(store, lifts.lift, "t-2", LiftKind.WATCH, "rule-1", "names Port Velmar", NOW)
    tell(store, lifts.mute, "t-2", "rule-2", "no ports")
    group(store, a_thread("t-3", new[3], new[2]), merged={"t-2": "t-3"})
    assert (row_of(store, "t-3").lifted, row_of(store, "t-3").muted) == ("names Port Velmar", "no ports")
    assert ask(store, lifts.threads_muted_by, "rule-2") == {"t-3"}


def test_decided_threads_leave_the_parts(store: Database) -> None:
    three_threads(store)
    tell(store, verdicts.give, ["t-1"], Verdict.BRIEF, NOW)
    tell(store, verdicts.give, ["t-2", "t-3"], Verdict.DROP, NOW)
    counts = ask(store, views.inbox_counts)
    assert (counts.open_threads, counts.open_single, counts.quiet, counts.decided) == (0, 0, 0, 3)


def test_a_lift_adds_a_named_part_to_the_rank_until_it_is_lowered(store: Database) -> None:
    three_threads(store)
    before = row_of(store, "t-2").score
    for source, words in (("rule 1", "rule: harbours"), ("rule 2", "rule: ships")):
        tell(store, lifts.lift, "t-2", LiftKind.WATCH, source, words, NOW)
    lifted = row_of(store, "t-2")
    assert lifted.score == before + 1
    assert [part for part in lifted.score_parts if part.kind == RankRule.LIFTED] == [
        Reason(RankRule.LIFTED, "rule: harbours", 1.0)
    ]
    for source in ("rule 1", "rule 2"):
        tell(store, lifts.lower, "t-2", LiftKind.WATCH, source)
    assert row_of(store, "t-2").score == before
    assert not row_of(store, "t-2").score_parts


def test_a_lift_stays_in_the_rank_when_the_thread_is_ranked_again(store: Database) -> None:
    new = three_threads(store)
    tell(store, lifts.lift, "t-2", LiftKind.TOPIC, "p-1", "in a topic you follow: Ships", NOW)
    group(store, a_thread("t-1", *new[:2], score=5.0), a_thread("t-2", new[2], score=3.0), a_thread("t-3", new[3]))
    assert row_of(store, "t-2").score == 4.0
    tell(store, lifts.lower, "t-2", LiftKind.TOPIC, "p-1")
    assert row_of(store, "t-2").score == 3.0


def test_an_actor_of_the_watch_list_counts_once(store: Database) -> None:
    three_threads(store)
    before = row_of(store, "t-2").score
    tell(store, lifts.lift_watched, {"t-2": "Port Velmar"}, NOW)
    assert row_of(store, "t-2").lifted == "names Port Velmar"
    assert row_of(store, "t-2").score == before
