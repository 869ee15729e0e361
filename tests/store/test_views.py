"""The read models of the screens."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.model.inbox import InboxCounts, InboxFilter, InboxOrder, InboxPart
from briefing.model.material import FeedFacts
from briefing.model.verdict import Verdict
from briefing.model.wake import MoreIndependent, QuoteBy
from briefing.query.parser import parse
from briefing.store import feed_facts, feeds, material, stories, threads, verdicts, views
from briefing.store.database import Database
from briefing.store.listing import page_statements, statement_for
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, file, group, tell


def five_threads(store: Database) -> tuple[int, ...]:
    """File a story a day, five days back, each a thread; the oldest has the highest score."""
    new = file(store, a_feed(store), *(a_filing(day, published=NOW - timedelta(days=day)) for day in range(5)))
    group(store, *(a_thread(f"t-{story}", story, score=float(story)) for story in new))
    return new


def shown(store: Database, chosen: InboxFilter) -> list[str]:
    rows = [row.id for row in ask(store, views.thread_rows, chosen, now=NOW)]
    assert ask(store, views.inbox_counts, chosen).threads == len(rows)
    return rows


def test_the_highest_score_comes_first(store: Database) -> None:
    five_threads(store)
    assert shown(store, InboxFilter()) == ["t-5", "t-4", "t-3", "t-2", "t-1"]


def test_threads_put_off_or_dropped_come_last(store: Database) -> None:
    five_threads(store)
    tell(store, verdicts.give, ["t-5"], Verdict.LATER, NOW)
    tell(store, verdicts.give, ["t-3"], Verdict.DROP, NOW)
    tell(store, verdicts.give, ["t-2"], Verdict.BRIEF, NOW)
    assert shown(store, InboxFilter()) == ["t-4", "t-2", "t-1", "t-5", "t-3"]


def test_equal_scores_are_sorted_by_last_story_then_id(store: Database) -> None:
    first, second, third, *_ = five_threads(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second), a_thread("t-3", third))
    assert shown(store, InboxFilter())[-3:] == ["t-1", "t-2", "t-3"]


def test_filters_pass_the_threads_they_name(store: Database) -> None:
    five_threads(store)
    tell(store, verdicts.give, ["t-1", "t-4"], Verdict.FOLLOW, NOW)
    since = NOW - timedelta(days=2)
    assert shown(store, InboxFilter(since=since)) == ["t-3", "t-2", "t-1"]
    assert shown(store, InboxFilter(verdicts=(Verdict.FOLLOW,))) == ["t-4", "t-1"]
    assert shown(store, InboxFilter(verdicts=(Verdict.FOLLOW, Verdict.BRIEF), since=since)) == ["t-1"]
    assert shown(store, InboxFilter(query=parse('dockers "port 3"', NOW))) == ["t-4"]
    assert shown(store, InboxFilter(query=parse("dockers", NOW), since=since, verdicts=(Verdict.NEW,))) == [
        "t-3",
        "t-2",
    ]


def test_the_newest_come_first_in_that_order(store: Database) -> None:
    five_threads(store)
    tell(store, verdicts.give, ["t-1"], Verdict.DROP, NOW)
    tell(store, verdicts.give, ["t-4"], Verdict.FOLLOW, NOW)
    newest = InboxFilter(order=InboxOrder.NEWEST)
    assert shown(store, newest) == ["t-1", "t-2", "t-3", "t-4", "t-5"]
    assert shown(store, replace(newest, verdicts=(Verdict.NEW,))) == ["t-2", "t-3", "t-5"]
    assert shown(store, replace(newest, since=NOW - timedelta(days=2))) == ["t-1", "t-2", "t-3"]
    assert shown(store, replace(newest, query=parse("dockers", NOW))) == ["t-1", "t-2", "t-3", "t-4", "t-5"]


@pytest.mark.parametrize("part", [None, *InboxPart])
@pytest.mark.parametrize("order", InboxOrder)
def test_no_order_of_all_threads_is_made_by_sorting_them(
    store: Database, order: InboxOrder, part: InboxPart | None
) -> None:
    everything = InboxFilter(order=order, part=part)

    def plan(connection: sqlite3.Connection) -> list[str]:
        statement, parameters = statement_for(connection, everything, page_statements(everything))
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", {**parameters, "offset": 200, "limit": 100})
        return [row["detail"] for row in rows]

    assert not [step for step in ask(store, plan) if "TEMP B-TREE" in step]


def test_pages_follow_each_other(store: Database) -> None:
    five_threads(store)
    pages = [ask(store, views.thread_rows, InboxFilter(), now=NOW, offset=start, limit=2) for start in (0, 2, 4)]
    assert [[row.id for row in page] for page in pages] == [["t-5", "t-4"], ["t-3", "t-2"], ["t-1"]]


def test_the_pulse_counts_the_last_seven_days_oldest_first(store: Database) -> None:
    new = five_threads(store)
    group(store, a_thread("t-1", *new))
    assert ask(store, views.thread_row, "t-1", NOW).pulse == (0, 0, 1, 1, 1, 1, 1)


def test_the_header_counts_threads_and_feeds(store: Database) -> None:
    five_threads(store)
    tell(store, verdicts.give, ["t-1"], Verdict.BRIEF, NOW)
    tell(store, verdicts.give, ["t-2", "t-3"], Verdict.DROP, NOW)
    tell(store, threads.mark_looked, "t-4", NOW)
    tell(store, feeds.note_refresh, NOW)
    assert ask(store, views.inbox_counts) == InboxCounts(
        threads=5, new=1, brief=1, drop=2, open_single=2, decided=3, feeds=1, failing=0, checked=NOW
    )
    assert ask(store, views.inbox_counts, InboxFilter(since=NOW - timedelta(days=2))).threads == 3
    only = InboxFilter(query=parse("verdict:drop OR verdict:brief", NOW))
    counts = ask(store, views.inbox_counts, only)
    assert (counts.threads, counts.new, counts.brief, counts.drop, counts.feeds) == (3, 0, 1, 2, 1)


def test_the_material_of_a_thread_is_in_order_of_publication(store: Database) -> None:
    first, second, *_ = five_threads(store)
    group(store, a_thread("t-1", first, second))
    found = ask(store, material.thread_material, "t-1", now=NOW)
    assert [member.story.id for member in found.members] == [second, first]
    assert [member.snapshot.story for member in found.members] == [second, first]
    assert (found.row.stories, found.unread) == (2, 2)
    assert ask(store, material.thread_material, "t-none") is None


def test_the_material_of_a_story_knows_its_thread_and_versions(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="g", text="One."))
    file(store, feed, a_filing(guid="g", text="Two."))
    group(store, a_thread("t-1", story))
    found = ask(store, material.story_material, story)
    assert (found.thread, found.thread_stories, len(found.versions)) == ("t-1", (story,), 2)
    assert found.snapshot.text == "Two."
    assert ask(store, material.story_material, story, found.versions[0][0]).snapshot.text == "One."
    assert ask(store, material.story_material, 99) is None


def test_the_figures_of_a_feed_count_its_stories(store: Database) -> None:
    five_threads(store)
    quiet = a_feed(store, "https://quiet.example/")
    tell(store, verdicts.give, ["t-1", "t-2"], Verdict.BRIEF, NOW)
    facts = ask(store, feed_facts.feed_facts, (1, quiet.id), NOW)
    assert facts[1] == FeedFacts(stories=5, last_story=NOW, pulse=(0, 0, 1, 1, 1, 1, 1), briefed=2)
    assert quiet.id not in facts
    assert ask(store, feed_facts.feed_facts, (quiet.id,), NOW) == {}


def test_a_missing_story_is_none(store: Database) -> None:
    assert ask(store, stories.story, 1) is None
    assert ask(store, stories.snapshot, 1) is None
    assert ask(store, stories.latest_snapshot, 1) is None
    assert ask(store, views.thread_row, "t-1", NOW) is None


def test_the_place_of_a_thread_counts_only_what_the_filter_leaves(store: Database) -> None:
    five_threads(store)
    tell(store, verdicts.give, ["t-5", "t-4"], Verdict.FOLLOW, NOW)
    undecided = InboxFilter(verdicts=(Verdict.NEW,))
    assert ask(store, views.place_of, undecided, "t-5") is None
    recent = InboxFilter(since=NOW - timedelta(days=2, hours=1))
    (part, place) = ask(store, views.place_of, recent, "t-3")
    listed = ask(store, views.thread_ids, replace(recent, part=part))
    assert listed[place] == "t-3"
    assert ask(store, views.place_of, recent, "t-5") is None


def test_what_many_deferred_threads_wait_for_is_read_at_once(store: Database) -> None:
    five_threads(store)
    deferred = ["t-1", "t-2", "t-3", "t-4"]
    tell(store, verdicts.give, deferred, Verdict.LATER, NOW, (MoreIndependent(2), QuoteBy("Marsh")))

    def statements(connection: sqlite3.Connection, ids: Sequence[str]) -> int:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        rows = views.thread_rows_of(connection, ids, NOW)
        connection.set_trace_callback(None)
        assert [row.until for row in rows] == [(MoreIndependent(2), QuoteBy("Marsh"))] * len(ids)
        return len(asked)

    assert ask(store, statements, deferred) == ask(store, statements, deferred[:1])
