"""Grouping a window again: what changes and what stays."""

import asyncio
import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from briefing.analysis.threads.encoded import WORDS_VERSION
from briefing.model.actor_override import OverrideKind
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import GroupingRequest, GroupingResult
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.services.decisions import Decisions
from briefing.services.grouping import count_new_words, regroup
from briefing.services.maintenance import rebuild
from briefing.services.new_texts import read_new_texts
from briefing.services.regroup_job import _reusing_large_blocks, group_stored_window
from briefing.services.workspace import Workspace
from briefing.store import story_words as words_table
from briefing.store import threads as thread_table
from briefing.store import views
from tests.services.test_decisions import NOW, opened, state
from tests.store.builders import a_feed, a_filing, file, must_link

MATTERS = 20
SYLLABLES = ("vel", "mar", "ost", "kel", "bin", "dun", "tar", "ilv", "gra", "sor", "quen", "lub")


def titles(matter: int) -> tuple[str, str]:
    """Return two headlines about one event, in words of its own."""
    words = [f"{SYLLABLES[(matter + step) % 12]}{SYLLABLES[(matter * 5 + step) % 12]}{matter}o" for step in range(6)]
    return " ".join(words[:5]).capitalize(), " ".join(reversed(words[:5])).capitalize()


def tell(workspace: Workspace, *stories: tuple[int, str], outlet: str = "", bare: bool = False) -> None:
    """File stories, pairs of a number and a title, and count their words; the text of `bare` ones is their number."""
    feed = a_feed(workspace.database, f"https://herald.example/feed/{stories[0][0]}")
    filings = [
        a_filing(
            number,
            title=title,
            text=f"{number}." if bare else f"{title}.",
            outlet=outlet or f"Paper {number}",
            published=NOW - timedelta(hours=2),
        )
        for number, title in stories
    ]
    file(workspace.database, feed, *filings, at=NOW)
    ungrouped = workspace.database.look(thread_table.ungrouped_stories)
    asyncio.run(count_new_words(workspace, ungrouped))


@contextmanager
def a_full_morning(matters: int = MATTERS) -> Iterator[Workspace]:
    """Yield a workspace with two stories about each event, grouped."""
    with TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        told = [title for matter in range(matters) for title in titles(matter)]
        tell(workspace, *enumerate(told, 1))
        asyncio.run(regroup(workspace))
        yield workspace
        workspace.close()


def settled(workspace: Workspace) -> GroupingResult:
    return group_stored_window(workspace.database.path, GroupingRequest(NOW, NOW - timedelta(days=3)))


def test_only_the_thread_that_gets_a_story_is_written_again() -> None:
    with a_full_morning() as workspace:
        before, _ = state(workspace.database)
        assert len(set(before.values())) == MATTERS
        tell(workspace, (99, f"{titles(3)[0]} again"))
        now = settled(workspace)
        assert [placement.id for placement in now.placements] == [before[7]]
        assert now.threads == MATTERS
        asyncio.run(regroup(workspace))
        after, _ = state(workspace.database)
        assert after == {**before, 41: before[7]}


def test_a_new_story_writes_no_more_rows_into_a_fuller_window() -> None:
    written = []
    for matters in (MATTERS, 5 * MATTERS):
        with a_full_morning(matters) as workspace:
            tell(workspace, (999, f"{titles(3)[0]} again"))
            before = workspace.database.call(lambda connection: connection.total_changes)
            asyncio.run(regroup(workspace))
            written.append(workspace.database.call(lambda connection: connection.total_changes) - before)
    assert written[0] == written[1] > 0


def test_nothing_is_written_if_nothing_came() -> None:
    with a_full_morning() as workspace:
        now = settled(workspace)
        assert (now.placements, now.ranks, now.redirects) == ((), (), {})


def test_the_same_store_is_grouped_in_the_same_way() -> None:
    with a_full_morning() as workspace:
        tell(workspace, (99, f"{titles(3)[0]} again"))
        assert settled(workspace) == settled(workspace)


def test_a_full_grouping_gives_the_threads_of_the_incremental_ones() -> None:
    with a_full_morning() as workspace:
        tell(workspace, (99, f"{titles(3)[0]} again"))
        asyncio.run(regroup(workspace))
        tell(workspace, (98, f"{titles(5)[1]} after all"))
        asyncio.run(regroup(workspace))
        by_steps, _ = state(workspace.database)
        asyncio.run(regroup(workspace, steady=False))
        assert state(workspace.database)[0] == by_steps


def test_a_rank_follows_the_clock_if_nothing_came() -> None:
    with a_full_morning() as workspace:
        later = NOW + timedelta(hours=6)
        ranks = group_stored_window(workspace.database.path, GroupingRequest(later, later - timedelta(days=3))).ranks
        assert len(ranks) == MATTERS
        assert all("last story 8 h ago" in [part.value for part in ranked.score_parts] for ranked in ranks)


def test_a_numbered_title_that_comes_later_stands_alone_as_those_before_it_do() -> None:
    with a_full_morning() as workspace:
        episodes = [(number, f"Harbour Talk Episode {number}") for number in range(100, 114)]
        tell(workspace, *episodes[:12], outlet="Herald", bare=True)
        asyncio.run(regroup(workspace))
        for episode in episodes[12:]:
            tell(workspace, episode, outlet="Herald", bare=True)
            asyncio.run(regroup(workspace))
        threads, _ = state(workspace.database)
        assert len(set(threads.values())) == MATTERS + len(episodes)


def test_the_words_of_a_story_are_read_once_and_deleted_when_it_leaves_the_window() -> None:
    with a_full_morning() as workspace:
        assert settled(workspace).words == ()
        tell(workspace, (99, "Ferry to Lund sails again"))
        assert len(settled(workspace).words) == 1
        much_later = GroupingRequest(NOW + timedelta(days=30), NOW + timedelta(days=27), steady=False)
        gone = group_stored_window(workspace.database.path, much_later)
        assert gone.expired == workspace.database.look(words_table.stories_with_words) != ()


def test_stored_words_group_like_words_read_now() -> None:
    with a_full_morning() as workspace:
        tell(workspace, (99, titles(3)[0]), (98, "Ferry to Lund sails again"))
        kept = settled(workspace)
        workspace.database.call(words_table.delete_words, range(1, 100))
        anew = settled(workspace)
        assert len(anew.words) == 2 * MATTERS + 2
        assert (kept.placements, kept.ranks) == (anew.placements, anew.ranks)


def test_a_rebuild_reads_the_words_again() -> None:
    with a_full_morning() as workspace:
        before, _ = state(workspace.database)
        wrong = [story._replace(title=b"", lead=b"") for story in words_of(workspace)]
        workspace.database.call(words_table.save_words, wrong, WORDS_VERSION)
        asyncio.run(rebuild(workspace, lambda _event: None))
        assert state(workspace.database)[0] == before
        assert all(story.title for story in words_of(workspace))


def parts(workspace: Workspace) -> list[tuple[InboxPart, str]]:
    """Return the parts of the inbox in which the threads are, with their headlines."""
    rows = workspace.database.look(views.thread_rows, InboxFilter(), now=NOW)
    return sorted((row.part, row.title) for row in rows)


def test_what_is_older_than_the_window_when_it_is_first_read_is_archived(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    feed = a_feed(workspace.database)
    days = workspace.settings.window_days
    old, young = (a_filing(days - side, published=NOW - timedelta(days=days, hours=side)) for side in (1, -1))
    file(workspace.database, feed, old, young)
    asyncio.run(regroup(workspace))
    assert parts(workspace) == [(InboxPart.ARCHIVE, old.title), (InboxPart.SINGLE, young.title)]
    counts = workspace.database.look(views.inbox_counts)
    assert (counts.new, counts.archived) == (1, 1)
    workspace.close()


def test_another_window_archives_anew(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    days = workspace.settings.window_days
    file(workspace.database, a_feed(workspace.database), a_filing(1, published=NOW - timedelta(days=days, hours=1)))
    asyncio.run(regroup(workspace))
    assert [part for part, _ in parts(workspace)] == [InboxPart.ARCHIVE]
    wider = replace(workspace, settings=replace(workspace.settings, window_days=days + 2))
    asyncio.run(regroup(wider))
    assert [part for part, _ in parts(workspace)] == [InboxPart.SINGLE]
    workspace.close()


def test_an_archived_thread_with_a_young_story_is_new_again(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    title = titles(1)[0]
    text = f"{title}. Pilots guided the last tankers out before the harbour office closed the inner basin."
    paper, courier = (a_feed(workspace.database, f"https://{name}.example/") for name in ("paper", "courier"))
    file(workspace.database, paper, a_filing(1, title=title, text=text, published=NOW - timedelta(days=4)))
    asyncio.run(regroup(workspace))
    assert [part for part, _ in parts(workspace)] == [InboxPart.ARCHIVE]
    file(workspace.database, courier, a_filing(2, title=title, text=text, outlet="Courier", published=NOW))
    must_link(workspace.database, 1, 2)
    asyncio.run(regroup(workspace))
    assert [part for part, _ in parts(workspace)] == [InboxPart.THREADS]
    workspace.close()


def test_a_thread_that_names_an_actor_of_the_watch_list_is_lifted_until_that_is_undone(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    text = "The terminal stays shut, said Ilena Marsh, operations director of Velmar Terminals."
    file(workspace.database, a_feed(workspace.database), a_filing(1, text=text))
    asyncio.run(read_new_texts(workspace, lambda _: None))
    asyncio.run(regroup(workspace))
    assert [part for part, _ in parts(workspace)] == [InboxPart.SINGLE]
    asyncio.run(Decisions(workspace).override_actor(OverrideKind.WATCH, "ilena marsh"))
    (row,) = workspace.database.look(views.thread_rows, InboxFilter(), now=NOW)
    assert (row.part, row.lifted) == (InboxPart.THREADS, "names Ilena Marsh")
    asyncio.run(Decisions(workspace).undo())
    assert [part for part, _ in parts(workspace)] == [InboxPart.SINGLE]
    workspace.close()


def words_of(workspace: Workspace) -> tuple[EncodedStory, ...]:
    stories = workspace.database.look(words_table.stories_with_words)
    counted: tuple[EncodedStory, ...] = workspace.database.look(words_table.encoded_stories, stories, WORDS_VERSION)
    return counted


class _Heap(ctypes.Structure):
    """What `mallinfo` of glibc returns."""

    _fields_ = [(name, ctypes.c_int) for name in ("arena", "free", "fast", "mapped", *"abcdef")]


def mapped_blocks() -> int:
    """Return how many blocks of memory the C library took from the system one by one."""
    report = ctypes.CDLL(None).mallinfo
    report.restype = _Heap
    return int(report().mapped)


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo"), reason="only glibc has these options"
)
def test_large_blocks_are_reused_while_the_window_is_grouped_and_returned_later() -> None:
    def newly_mapped() -> int:
        before = mapped_blocks()
        block = np.ones(1 << 19)
        return mapped_blocks() - before if block.all() else 0

    with _reusing_large_blocks():
        while_grouping = newly_mapped()
    assert (while_grouping, newly_mapped()) == (0, 1)
