"""Every open thread is in exactly one part of the inbox, and the figures are the numbers of rows."""

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model.inbox import InboxFilter, InboxOrder, InboxPart, LiftKind
from briefing.model.verdict import Verdict
from briefing.store import decisions, lifts, threads, verdicts, views
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_query, a_store, a_thread, ask, file, group, tell

NAMES = tuple(f"t-{number}" for number in range(5))
QUERY = "dockers -port3"

Step = tuple[str, str, object]
STEPS = st.one_of(
    st.tuples(st.just("give"), st.sampled_from(NAMES), st.sampled_from(Verdict)),
    st.tuples(st.just("lift"), st.sampled_from(NAMES), st.sampled_from(LiftKind)),
    st.tuples(st.just("lower"), st.sampled_from(NAMES), st.sampled_from(LiftKind)),
    st.tuples(st.sampled_from(("mute", "unmute", "look", "story")), st.sampled_from(NAMES), st.none()),
    st.tuples(st.sampled_from(("undo", "redo")), st.just(""), st.none()),
)


class Desk:
    """A store with five threads, and the steps that a user and a refresh take in it."""

    def __init__(self, store: Database) -> None:
        self.store = store
        new = file(store, a_feed(store), *(a_filing(number) for number in range(len(NAMES))))
        self.stories = {name: [story] for name, story in zip(NAMES, new, strict=True)}
        self.at = NOW
        self._group()

    def _group(self) -> None:
        group(
            self.store,
            *(a_thread(name, *ids, score=float(len(ids))) for name, ids in self.stories.items()),
            at=self.at,
        )

    def take(self, step: Step) -> None:
        """Take a step, a minute after the one before."""
        what, thread, argument = step
        self.at += timedelta(minutes=1)
        match what:
            case "give":
                tell(self.store, verdicts.give, [thread], argument, self.at)
            case "lift":
                tell(self.store, lifts.lift, thread, argument, "rule", "names a port", self.at)
            case "lower":
                tell(self.store, lifts.lower, thread, argument, "rule")
            case "mute":
                tell(self.store, lifts.mute, thread, "rule", "no ports")
            case "unmute":
                tell(self.store, lifts.unmute, thread, "rule")
            case "look":
                tell(self.store, threads.mark_looked, thread, self.at)
            case "undo" | "redo":
                tell(self.store, getattr(decisions, what), self.at)
            case "story":
                number = sum(map(len, self.stories.values()))
                filing = a_filing(number, outlet=f"Paper {number}")
                self.stories[thread] += file(self.store, a_feed(self.store), filing, at=self.at)
                self._group()

    def check(self, inbox_filter: InboxFilter) -> None:
        """Check that parts, figures, rows and places agree."""
        counts = ask(self.store, views.inbox_counts, inbox_filter)
        listed: list[str] = []
        for part in InboxPart:
            in_part = InboxFilter(query=inbox_filter.query, part=part, order=inbox_filter.order)
            rows = ask(self.store, views.thread_rows, in_part, now=self.at)
            ids = [row.id for row in rows]
            assert counts.in_part(part) == len(rows)
            assert all(row.part is part for row in rows)
            assert [ask(self.store, views.place_of, inbox_filter, each) for each in ids] == [
                (part, place) for place in range(len(ids))
            ]
            listed += ids
        everything = ask(self.store, views.thread_ids, inbox_filter)
        assert sorted(listed) == sorted(everything)
        if inbox_filter.query is not None:
            first = ask(self.store, views.matching_threads, inbox_filter, tuple(InboxPart), now=self.at, limit=3)
            assert ([row.id for row in first[1]], first[0]) == (listed[:3], counts)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_every_open_thread_is_in_one_part_and_the_figures_are_numbers_of_rows(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder))
        desk = Desk(store)
        for step in steps:
            desk.take(step)
        for order in InboxOrder:
            desk.check(InboxFilter(order=order))
            desk.check(InboxFilter(order=order, query=a_query(QUERY)))
        assert len(ask(store, views.thread_ids, InboxFilter())) == len(NAMES)
        store.close()


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEPS, max_size=12), verdict=st.sampled_from(Verdict), thread=st.sampled_from(NAMES))
def test_undo_puts_a_thread_back_into_its_part(steps: list[Step], verdict: Verdict, thread: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder))
        desk = Desk(store)
        for step in steps:
            desk.take(step)
        before = ask(store, views.thread_row, thread, desk.at)
        given_now = tell(store, verdicts.give, [thread], verdict, desk.at + timedelta(minutes=1))
        if given_now.threads:
            tell(store, decisions.undo, desk.at + timedelta(minutes=2))
        after = ask(store, views.thread_row, thread, desk.at)
        assert (after.part, after.new_stories, after.lifted) == (before.part, before.new_stories, before.lifted)
        store.close()


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEPS, max_size=15))
def test_deciding_and_reading_brings_what_is_left_to_zero(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder))
        desk = Desk(store)
        for step in steps:
            desk.take(step)
        for part in (InboxPart.THREADS, InboxPart.SINGLE):
            for thread in ask(store, views.thread_ids, InboxFilter(part=part)):
                desk.take(("look", thread, None))
                if ask(store, views.thread_row, thread, desk.at).part is part:
                    desk.take(("give", thread, Verdict.DROP))
        counts = ask(store, views.inbox_counts)
        assert (counts.open_threads, counts.open_single, counts.new) == (0, 0, 0)
        store.close()
