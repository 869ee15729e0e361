"""The daily brief: what goes into it, that it is written whole, and that it stands up to checking."""

import asyncio
from datetime import UTC
from pathlib import Path

import pytest

from briefing.export.lint import lint
from briefing.model.errors import NothingFound, StoreError, UsageError
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services import brief_files, briefs, inbox, triage
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers


async def a_read_morning(workspace: Workspace, site: Site, clock: Clock) -> str:
    """Read two papers and return the id of the larger thread."""
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    return max(await inbox.rows_of(workspace, InboxFilter()), key=lambda row: row.stories).id


async def test_the_threads_decided_on_are_in_it(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await triage.give_verdict(workspace, [chosen], Verdict.BRIEF)
    brief = await briefs.compose_brief(workspace)
    assert [page.row.id for page in brief.items] == [chosen]
    assert not brief.automatic


async def test_without_decisions_the_program_takes_the_best_and_says_so(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    assert (await briefs.compose_brief(workspace)).items == ()
    brief = await briefs.compose_brief(workspace, automatic=True)
    assert brief.automatic
    assert chosen in [page.row.id for page in brief.items]
    assert "because no reader had chosen any" in briefs.rendered(brief, UTC)


async def test_a_written_brief_is_whole_and_verifies(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    path = await briefs.write_brief(workspace, automatic=True)
    assert lint(path.read_text(encoding="utf-8")) == ()
    verified = await briefs.verify(workspace, path)
    assert verified.checked > 2
    assert verified.faults == ()


async def test_a_word_put_into_a_quote_is_found(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    path = await briefs.write_brief(workspace, automatic=True)
    forged = path.read_text(encoding="utf-8").replace("cranes back in stages", "cranes back tomorrow")
    path.write_text(forged, encoding="utf-8")
    assert (await briefs.verify(workspace, path)).faults


async def test_what_is_no_brief_is_not_verified(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Notes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="names no evidence"):
        await briefs.verify(workspace, tmp_path / "other.md")


async def test_a_brief_of_nothing_is_not_written(workspace: Workspace) -> None:
    with pytest.raises(NothingFound, match="no brief was written"):
        await briefs.write_brief(workspace, automatic=True)
    assert not workspace.places.briefs.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be written"):
        brief_files.write_file(tmp_path / "file" / "brief.md", "words")


def test_writing_again_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    brief_files.write_file(path, "first\n")
    brief_files.write_file(path, "second\n")
    assert path.read_text(encoding="utf-8") == "second\n"
    assert list(tmp_path.iterdir()) == [path]


async def test_a_brief_that_was_changed_is_kept_when_it_is_written_again(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await a_read_morning(workspace, site, clock)
    path = await briefs.write_brief(workspace, automatic=True)
    assert brief_files.save_brief(path, "second\n") is None
    path.write_text("second\nand my note\n", encoding="utf-8")
    kept = [brief_files.save_brief(path, text) for text in ("third\n", "fourth\n")]
    assert kept == [path.with_name(f"{path.stem}.1.md"), None]
    assert path.with_name(f"{path.stem}.1.md").read_text(encoding="utf-8") == "second\nand my note\n"
    assert path.read_text(encoding="utf-8") == "fourth\n"
    path.write_text("another note\n", encoding="utf-8")
    assert brief_files.save_brief(path, "fifth\n") == path.with_name(f"{path.stem}.2.md")


async def test_decisions_are_taken_back_one_by_one(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await triage.give_verdict(workspace, [chosen], Verdict.BRIEF)
    await triage.give_verdict(workspace, [chosen], Verdict.DROP)
    undone = await triage.undo(workspace)
    assert isinstance(undone, VerdictChange)
    assert undone.verdict == Verdict.BRIEF
    await triage.undo(workspace)
    assert await triage.undo(workspace) is None
    assert (await triage.redo(workspace)) is not None
    await asyncio.sleep(0)
