"""The daily brief: what goes into it, that it is written whole, and that it stands up to checking."""

import asyncio
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from briefing.export.markdown.lint import lint
from briefing.model.errors import NothingFound, StoreError, UsageError
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services import briefs
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers


async def a_read_morning(workspace: Workspace, site: Site, clock: Clock) -> str:
    """Read two papers and return the id of the larger thread."""
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    return max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.stories).id


async def test_the_threads_decided_on_are_in_it(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await Decisions(workspace).give_verdict([chosen], Verdict.BRIEF)
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
    assert "because none had been chosen by hand" in briefs.rendered(brief, UTC)


async def test_a_written_brief_is_whole_and_verifies(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    path = (await briefs.Briefs(workspace).write()).path
    assert lint(path.read_text(encoding="utf-8")) == ()
    verified = await briefs.verify(workspace, path)
    assert verified.checked > 2
    assert verified.faults == ()


async def test_a_word_put_into_a_quote_is_found(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    path = (await briefs.Briefs(workspace).write()).path
    forged = path.read_text(encoding="utf-8").replace("cranes back in stages", "cranes back tomorrow")
    path.write_text(forged, encoding="utf-8")
    assert (await briefs.verify(workspace, path)).faults


async def test_what_is_no_brief_is_not_verified(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Notes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no list of evidence"):
        await briefs.verify(workspace, tmp_path / "other.md")


async def test_a_brief_of_nothing_is_not_written(workspace: Workspace) -> None:
    with pytest.raises(NothingFound, match="none was written"):
        await briefs.Briefs(workspace).write()
    assert not workspace.places.briefs.exists()


async def test_the_folder_of_the_settings_is_created(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    settings = replace(workspace.settings, brief_folder=str(tmp_path / "mine"))
    saved = await briefs.Briefs(replace(workspace, settings=settings)).write()
    assert saved.path.parent == tmp_path / "mine"
    assert saved.path.exists()


async def test_a_folder_that_cannot_be_created_is_named(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    settings = replace(workspace.settings, brief_folder=str(tmp_path / "unplugged disk" / "mine"))
    with pytest.raises(StoreError, match="could not be created"):
        await briefs.Briefs(replace(workspace, settings=settings)).write()


async def test_a_brief_that_was_edited_is_kept_when_it_is_written_again(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await a_read_morning(workspace, site, clock)
    path = (await briefs.Briefs(workspace).write()).path
    path.write_text("my note\n", encoding="utf-8")
    kept = [(await briefs.Briefs(workspace).write()).kept for _ in range(2)]
    assert kept == [path.with_name(f"{path.stem}.1.md"), None]
    assert path.with_name(f"{path.stem}.1.md").read_text(encoding="utf-8") == "my note\n"


async def test_decisions_are_taken_back_one_by_one(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await Decisions(workspace).give_verdict([chosen], Verdict.BRIEF)
    await Decisions(workspace).give_verdict([chosen], Verdict.DROP)
    undone = await Decisions(workspace).undo()
    assert isinstance(undone, VerdictChange)
    assert undone.verdict == Verdict.BRIEF
    await Decisions(workspace).undo()
    assert await Decisions(workspace).undo() is None
    assert (await Decisions(workspace).redo()) is not None
    await asyncio.sleep(0)
