"""Merges and splits: shown at once, kept by every later grouping, undone like verdicts."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model.errors import NothingFound, UsageError
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.grouping import regroup
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import decisions, thread_ids
from briefing.store.database import Database, open_database
from tests.store.builders import a_feed, a_filing, file

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)
T = TypeVar("T")
MATTERS = (
    ("Cranes stop at Port Velmar grain terminal", "Port Velmar grain terminal shut as cranes stop"),
    ("Fuel tax bill goes to the Orsina parliament", "Orsina parliament takes up the fuel tax bill"),
    ("Hens kept indoors at Gull Marsh farms after bird flu",),
)


class Inline:
    """Runs the jobs of the worker processes in this process."""

    size = 1

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        return function(*args)

    async def room(self) -> None:
        pass

    def close(self) -> None:
        pass


def opened(folder: Path) -> Workspace:
    places = places_under(folder)
    return Workspace(places, Settings(), open_database(places.store), Inline(), lambda: NOW)  # type: ignore[arg-type]


def with_stories(workspace: Workspace, *, age: timedelta = timedelta(hours=1)) -> Workspace:
    """File five stories on three matters and group them."""
    feed = a_feed(workspace.database)
    titles = [title for matter in MATTERS for title in matter]
    filings = [
        a_filing(number, title=title, text=f"{title}.", outlet=f"Paper {number}", published=NOW - age)
        for number, title in enumerate(titles)
    ]
    file(workspace.database, feed, *filings, at=NOW - age)
    asyncio.run(regroup(workspace))
    return workspace


@contextmanager
def a_morning() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        workspace = with_stories(opened(Path(folder)))
        yield workspace
        workspace.close()


State = tuple[dict[int, str], dict[str, str]]


def state(database: Database) -> State:
    """Return the thread of each story, and the verdict of each thread that has stories."""

    def look(connection: Any) -> State:
        places = dict(connection.execute("SELECT story_id, thread_id FROM memberships").fetchall())
        verdicts = dict(connection.execute("SELECT id, verdict FROM threads WHERE closed IS NULL").fetchall())
        assert set(verdicts) == set(places.values())
        return places, verdicts

    return database.look(look)


def leads_to(database: Database, thread: str) -> str | None:
    return database.look(thread_ids.resolve_thread, thread)


def test_merged_threads_are_one_and_stay_so() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        first, second = places[1], places[3]
        assert first != second
        asyncio.run(Decisions(workspace).merge_threads((second, first)))
        merged, _ = state(workspace.database)
        assert len({merged[story] for story in (1, 2, 3, 4)}) == 1
        asyncio.run(regroup(workspace))
        assert state(workspace.database)[0] == merged
        assert leads_to(workspace.database, second) == leads_to(workspace.database, first) == merged[1]


def test_undo_gives_the_figures_back_too() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        words = "Customs officers in Port Velmar walk out over pay and the quays fall silent until Monday at least. "
        texts = (words * 6, words * 6, "The union of the customs officers in Port Velmar wants nine per cent more pay.")
        feed = a_feed(workspace.database)
        filings = [
            a_filing(
                number,
                url=f"https://paper{number}.example/strike",
                title="Customs strike in Port Velmar",
                text=text,
                outlet=f"Paper {number}",
                published=NOW,
            )
            for number, text in enumerate(texts)
        ]
        file(workspace.database, feed, *filings, at=NOW)
        asyncio.run(regroup(workspace))
        before = _figures(workspace)
        assert [(stories, independent) for _, stories, independent, _ in before] == [(3, 2), (3, 2), (3, 2)]
        for story in (1, 2, 3):
            asyncio.run(Decisions(workspace).split_story(state(workspace.database)[0][story], story))
            assert _figures(workspace) != before
            asyncio.run(Decisions(workspace).undo())
            assert _figures(workspace) == before
        workspace.close()


def _figures(workspace: Workspace) -> list[tuple[int, int, int, int]]:
    """Return the story, the numbers of stories and independent ones of its thread, and what it repeats."""
    return workspace.database.look(
        lambda connection: [
            tuple(row)
            for row in connection.execute(
                """
                SELECT m.story_id, t.story_count, t.independent_count, m.reprint_of
                FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id ORDER BY m.story_id
                """
            )
        ]
    )


def test_a_story_split_off_stays_apart() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        assert places[1] == places[2]
        asyncio.run(Decisions(workspace).split_story(places[1], 2))
        asyncio.run(regroup(workspace))
        parted, _ = state(workspace.database)
        assert parted[1] == places[1]
        assert parted[2] not in set(places.values())


def test_a_story_split_off_a_merge_leaves_the_others_merged() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        asyncio.run(Decisions(workspace).merge_threads((places[1], places[3], places[5])))
        merged = state(workspace.database)[0]
        asyncio.run(Decisions(workspace).split_story(merged[1], 3))
        parted = state(workspace.database)[0]
        assert len({parted[story] for story in (1, 2, 4, 5)}) == 1
        assert parted[3] != parted[1]


def test_threads_that_are_closed_for_news_can_still_be_merged() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = with_stories(opened(Path(folder)), age=timedelta(days=1))
        places, _ = state(workspace.database)
        late = Workspace(
            workspace.places, Settings(), workspace.database, workspace.workers, lambda: NOW + timedelta(days=30)
        )
        asyncio.run(Decisions(late).merge_threads((places[1], places[3])))
        assert len({state(late.database)[0][story] for story in (1, 2, 3, 4)}) == 1
        workspace.close()


def test_undoing_a_merge_gives_each_thread_its_id_and_verdict_again() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        asyncio.run(Decisions(workspace).give_verdict((places[3],), Verdict.BRIEF))
        before = state(workspace.database)
        asyncio.run(Decisions(workspace).merge_threads((places[1], places[3])))
        merged = state(workspace.database)
        assert merged[1][merged[0][1]] == Verdict.BRIEF
        asyncio.run(Decisions(workspace).undo())
        assert state(workspace.database) == before
        asyncio.run(Decisions(workspace).redo())
        assert state(workspace.database) == merged


_MERGED_VERDICTS = [
    (Verdict.BRIEF, Verdict.LATER, Verdict.BRIEF),
    (Verdict.BRIEF, Verdict.FOLLOW, Verdict.BRIEF),
    (Verdict.BRIEF, Verdict.DROP, Verdict.BRIEF),
    (Verdict.FOLLOW, Verdict.LATER, Verdict.FOLLOW),
    (Verdict.LATER, Verdict.DROP, Verdict.LATER),
    (Verdict.DROP, Verdict.NEW, Verdict.DROP),
]


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(("one", "other", "expected"), _MERGED_VERDICTS)
def test_merged_threads_have_the_strongest_of_their_verdicts(
    one: Verdict, other: Verdict, expected: Verdict, is_reversed: bool
) -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        for story, verdict in zip((1, 3), (other, one) if is_reversed else (one, other), strict=True):
            asyncio.run(Decisions(workspace).give_verdict((places[story],), verdict))
        before = state(workspace.database)
        merge = asyncio.run(Decisions(workspace).merge_threads((places[1], places[3])))
        merged = state(workspace.database)
        assert (merge.verdict, merged[1][merged[0][1]]) == (expected, expected)
        undone = asyncio.run(Decisions(workspace).undo())
        assert isinstance(undone, MergeSplit)
        assert undone.verdict is None
        assert state(workspace.database) == before
        redone = asyncio.run(Decisions(workspace).redo())
        assert isinstance(redone, MergeSplit)
        assert redone.verdict is expected
        assert state(workspace.database) == merged


def test_undoing_a_merge_of_three_threads_gives_each_its_verdict_again() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        for order in permutations((Verdict.BRIEF, Verdict.LATER, Verdict.DROP)):
            for story, verdict in zip((1, 3, 5), order, strict=True):
                asyncio.run(Decisions(workspace).give_verdict((places[story],), verdict))
            before = state(workspace.database)
            merge = asyncio.run(Decisions(workspace).merge_threads((places[1], places[3], places[5])))
            assert merge.verdict is Verdict.BRIEF
            asyncio.run(Decisions(workspace).undo())
            assert state(workspace.database) == before


@pytest.mark.parametrize("names", [(), ("first",), ("first", "first")])
def test_a_merge_needs_two_threads(names: Sequence[str]) -> None:
    with a_morning() as workspace:
        first = state(workspace.database)[0][1]
        with pytest.raises(UsageError):
            asyncio.run(Decisions(workspace).merge_threads([first for _ in names]))


def test_a_missing_thread_cannot_be_merged_or_split() -> None:
    with a_morning() as workspace:
        places, _ = state(workspace.database)
        with pytest.raises(NothingFound):
            asyncio.run(Decisions(workspace).merge_threads((places[1], "t-nowhere")))
        with pytest.raises(NothingFound):
            asyncio.run(Decisions(workspace).split_story(places[1], 5))
        with pytest.raises(UsageError):
            asyncio.run(Decisions(workspace).split_story(places[5], 5))


_STEPS = st.one_of(
    st.tuples(st.just("merge"), st.integers(1, 5), st.integers(1, 5)),
    st.tuples(st.just("split"), st.integers(1, 5), st.just(0)),
    st.tuples(st.just("give"), st.integers(1, 5), st.integers(0, 4)),
    st.tuples(st.sampled_from(("undo", "redo", "regroup", "restart")), st.just(0), st.just(0)),
)


async def take(workspace: Workspace, kind: str, one: int, other: int) -> None:
    places, _ = state(workspace.database)
    if kind == "merge":
        await Decisions(workspace).merge_threads((places[one], places[other]))
    elif kind == "split":
        await Decisions(workspace).split_story(places[one], one)
    elif kind == "give":
        await Decisions(workspace).give_verdict((places[one],), tuple(Verdict)[other])
    elif kind == "undo":
        await Decisions(workspace).undo()
    elif kind == "redo":
        await Decisions(workspace).redo()
    elif kind == "regroup":
        await regroup(workspace)


@settings(max_examples=40, deadline=None)
@given(st.lists(_STEPS, max_size=9))
def test_any_sequence_of_merges_splits_and_verdicts_behaves_like_two_stacks(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = with_stories(opened(Path(folder)))
        past: list[State] = []
        future: list[State] = []
        for kind, one, other in steps:
            before = state(workspace.database)
            if kind == "restart":
                workspace.close()
                workspace = opened(Path(folder))
            with suppress(UsageError):
                asyncio.run(take(workspace, kind, one, other))
            now = state(workspace.database)
            if kind == "undo" and past:
                assert now == past[-1]
                past, future = past[:-1], [before, *future]
            elif kind == "redo" and future:
                assert now == future[0]
                past, future = [*past, before], future[1:]
            elif kind in ("merge", "split", "give") and now != before:
                past, future = [*past, before], []
            else:
                assert now == before
        workspace.close()


def test_a_merge_is_the_reason_of_a_membership_until_it_is_undone() -> None:
    def merges(workspace: Workspace) -> int:
        rows = workspace.database.look(lambda one: one.execute("SELECT reasons FROM memberships").fetchall())
        return sum("your merge" in row["reasons"] for row in rows)

    with a_morning() as workspace:
        places, _ = state(workspace.database)
        asyncio.run(Decisions(workspace).merge_threads((places[1], places[3])))
        assert merges(workspace) == 4
        asyncio.run(Decisions(workspace).undo())
        assert merges(workspace) == 0


class Overtaken(Inline):
    """Workers during whose first job the user undoes the last decision."""

    def __init__(self, database: Database) -> None:
        self._database: Database | None = database

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        answer = function(*args)
        if self._database is not None:
            database, self._database = self._database, None
            await database.run(decisions.undo, NOW, durable=True)
        return answer


def test_what_is_undone_while_the_window_is_grouped_stays_undone() -> None:
    with a_morning() as workspace:
        first, second = (state(workspace.database)[0][story] for story in (1, 3))
        asyncio.run(Decisions(workspace).give_verdict((second,), Verdict.BRIEF))
        before = state(workspace.database)
        asyncio.run(Decisions(workspace).merge_threads((first, second)))
        assert state(workspace.database) != before
        feed = a_feed(workspace.database)
        late = a_filing(9, title="Cranes at Port Velmar grain terminal stopped", text="Cranes stopped.", published=NOW)
        file(workspace.database, feed, late, at=NOW)
        overtaken = replace(workspace, workers=Overtaken(workspace.database))
        asyncio.run(regroup(overtaken, (first, second)))
        after = state(workspace.database)
        assert {story: after[0][story] for story in before[0]} == before[0]
        assert after[1][second] == Verdict.BRIEF
