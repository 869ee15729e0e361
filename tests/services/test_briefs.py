"""The daily brief: what goes into it from day to day, that it is written whole, and what the store keeps of it."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from briefing.export.markdown.lint import lint
from briefing.model.brief import Brief, BriefOptions, Change, SavedBrief, WrittenAs
from briefing.model.brief_format import BriefFormat
from briefing.model.errors import NothingFound, StoreError, UsageError
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.judgement import Part
from briefing.model.rule import Rule, RuleAction
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services import brief_check, briefs
from briefing.services.brief_composition import compose_brief
from briefing.services.decisions import Decisions
from briefing.services.evidence import evidence_folder
from briefing.services.inbox import Inbox
from briefing.services.judgements import AnalystParts
from briefing.services.refresh import refresh
from briefing.services.rules import Rules
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, Item, rss
from tests.services.test_refresh import quiet, two_papers

AUTOMATIC = BriefOptions(automatic=True)


async def a_read_morning(workspace: Workspace, site: Site, clock: Clock) -> str:
    """Read two papers and return the id of the larger thread."""
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    return max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.stories).id


async def mark(workspace: Workspace, thread: str) -> None:
    await Decisions(workspace).give_verdict([thread], Verdict.BRIEF)


async def composed(workspace: Workspace, options: BriefOptions = AUTOMATIC) -> Brief:
    return await compose_brief(workspace, UTC, options)


async def written(workspace: Workspace) -> SavedBrief:
    desk = briefs.Briefs(workspace)
    return await desk.write(await desk.preview())


async def delivered(workspace: Workspace) -> Path:
    return (await written(workspace)).path


def threads_of(brief: Brief) -> dict[str, Change]:
    return {item.page.row.id: item.change for item in brief.items}


async def test_the_threads_decided_on_are_in_it(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    brief = await composed(workspace)
    assert threads_of(brief) == {chosen: Change.NEW}
    assert not brief.automatic


async def test_without_decisions_the_program_takes_the_best_and_says_so(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    assert (await composed(workspace, BriefOptions())).items == ()
    brief = await composed(workspace)
    assert brief.automatic
    assert chosen in threads_of(brief)
    text = briefs.render(brief, UTC).text
    assert "threads, chosen by their number of independent outlets, not by hand." in text
    assert "by their number of independent outlets, because none had been chosen by hand" in text


async def test_what_was_briefed_yesterday_is_not_in_today_s_brief(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await mark(workspace, await a_read_morning(workspace, site, clock))
    await delivered(workspace)
    clock.advance(days=1)
    brief = await composed(workspace, BriefOptions())
    assert brief.items == ()
    assert brief.previous is not None


async def test_a_second_brief_of_the_same_day_has_what_the_first_had(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    await delivered(workspace)
    clock.advance(minutes=20)
    assert threads_of(await composed(workspace)) == {chosen: Change.NEW}


async def test_a_briefed_thread_comes_back_if_it_moved(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    await delivered(workspace)
    clock.advance(days=1)
    later = await a_later_report(workspace, site, clock)
    brief = await composed(workspace, BriefOptions())
    (item,) = brief.items
    assert item.change is Change.DEVELOPED
    assert item.page.row.id == chosen
    assert [source.title for source in item.page.sources if source.n in item.fresh] == [later.title]
    assert "**developed**: 1 new article" in briefs.render(brief, UTC).text
    assert await lifted(workspace) == {chosen: "developed since the brief of 22 Nov: +1 story"}
    await delivered(workspace)
    assert await lifted(workspace) == {}


async def test_a_thread_that_developed_is_lifted_until_it_was_read(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    await delivered(workspace)
    clock.advance(hours=1)
    await a_later_report(workspace, site, clock)
    assert await lifted(workspace) == {}  # the brief of today may still be written again
    clock.advance(days=1)
    assert await Rules(workspace).follow()
    assert chosen in await lifted(workspace)
    assert not await Rules(workspace).follow()
    await Threads(workspace).mark_looked(chosen)
    assert await lifted(workspace) == {}


async def a_later_report(workspace: Workspace, site: Site, clock: Clock) -> Item:
    """Have another outlet report on the port, and return its story."""
    words = "Berth 4 of the Velmar grain terminal opened on Monday and the first crane loaded a ship, the port said. "
    later = Item(
        "Velmar port cranes restart in stages as berth 4 opens", "https://gulf.example/p", clock.at, words + PORT[:300]
    )
    site.serve("/herald", rss("Orsina Herald", later))
    clock.advance(hours=1)
    await refresh(workspace, None, quiet)
    return later


async def lifted(workspace: Workspace) -> dict[str, str]:
    """Return the threads among those of the inbox that have the verdict brief, and why."""
    rows = await Inbox(workspace).rows(InboxFilter(verdicts=(Verdict.BRIEF,), part=InboxPart.THREADS))
    return {row.id: row.lifted for row in rows}


async def test_since_takes_what_was_marked_before(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    await delivered(workspace)
    since = clock.at - timedelta(hours=1)
    clock.advance(days=1)
    assert chosen in threads_of(await composed(workspace, BriefOptions(since=since)))


async def test_items_are_limited_ordered_and_taken_out(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    ids = [row.id for row in await Inbox(workspace).rows(InboxFilter())]
    for thread in ids:
        await mark(workspace, thread)
    brief = await composed(workspace, BriefOptions(most_items=1))
    assert (len(brief.items), brief.left_out) == (1, 1)
    assert "1 more marked thread left out." in briefs.render(brief, UTC).text
    turned = (await composed(workspace)).arranged((ids[1], "t-none", ids[0]))
    assert list(threads_of(turned)) == [ids[1], ids[0]]
    assert list(threads_of(turned.arranged(ids[1:]))) == ids[1:]


async def test_what_the_limit_of_items_left_out_is_in_the_next_brief(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await a_read_morning(workspace, site, clock)
    ids = {row.id for row in await Inbox(workspace).rows(InboxFilter())}
    for thread in ids:
        await mark(workspace, thread)
    first = await composed(workspace, BriefOptions(most_items=1))
    await briefs.save(workspace, briefs.render(first, UTC))
    clock.advance(days=1)
    assert set(threads_of(await composed(workspace, BriefOptions()))) == ids - set(threads_of(first))


async def test_an_edit_of_a_cited_story_is_told_the_next_day(workspace: Workspace, site: Site, clock: Clock) -> None:
    await mark(workspace, await a_read_morning(workspace, site, clock))
    await delivered(workspace)
    at = clock.at - timedelta(hours=1)
    clock.advance(days=1)
    edited = PORT.replace("on Saturday", "on Sunday") if "on Saturday" in PORT else PORT.replace("stages", "steps")
    changed = Item("Velmar port says cranes to restart next week", "https://wire.example/port", at, edited)
    site.serve("/wire", rss("Northwire - World", changed))
    await refresh(workspace, None, quiet)
    brief = await composed(workspace)
    titles = [change for change in brief.edited if change.in_title]
    assert [(each.before, each.after) for each in titles] == [
        ("Velmar port says cranes to restart in stages", "Velmar port says cranes to restart next week")
    ]
    assert "changed its headline" in briefs.render(brief, UTC).text
    await mark(workspace, next(row.id for row in await Inbox(workspace).rows(InboxFilter(verdicts=(Verdict.NEW,)))))
    assert not (await brief_check.verify(workspace, await delivered(workspace))).faults


async def test_judgements_are_carried_until_they_are_confirmed(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    analyst = AnalystParts(workspace)
    subject = await analyst.subject(chosen)
    await analyst.store(subject, {Part.ASSESSMENT: "A restart is likely."})
    await delivered(workspace)
    clock.advance(days=1)
    await Decisions(workspace).give_verdict([chosen], Verdict.NEW)
    await mark(workspace, chosen)
    assert (
        "(analyst, unchanged since 22 Nov). A restart is likely." in briefs.render(await composed(workspace), UTC).text
    )
    assert await analyst.store(subject, {Part.ASSESSMENT: "A restart is likely."}) == ()
    assert "**Assessment** (analyst). A restart is likely." in briefs.render(await composed(workspace), UTC).text
    assert await analyst.store(subject, {Part.ASSESSMENT: "A restart is unlikely."}) == (Part.ASSESSMENT,)
    text = briefs.render(await composed(workspace), UTC).text
    assert "Assessment, on " in text
    assert "before: “A restart is likely.”; now: “A restart is unlikely.”" in text


@pytest.mark.parametrize("written_as", [WrittenAs(each) for each in BriefFormat])
async def test_a_brief_is_written_in_each_format_and_replaced(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path, written_as: WrittenAs
) -> None:
    await a_read_morning(workspace, site, clock)
    rendered = briefs.render(await composed(workspace), UTC, written_as)
    path = tmp_path / f"mine.{written_as.format.value}"
    for _ in range(2):
        saved = await briefs.save(workspace, rendered, path, written_as)
        assert saved.kept is None
    assert path.read_text(encoding="utf-8") == rendered.text
    path.write_text(rendered.text + "\nmy note\n", encoding="utf-8")
    kept = (await briefs.save(workspace, rendered, path, written_as)).kept
    assert kept is not None
    assert kept.read_text(encoding="utf-8").endswith("my note\n")


async def test_a_written_brief_is_whole_and_verifies(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    path = await delivered(workspace)
    assert [each.sentence for each in lint(path.read_text(encoding="utf-8"))][:1] == ["there is no bottom line"]
    verified = await brief_check.verify(workspace, path)
    assert verified.found > 5
    assert verified.lines > 20
    assert (verified.faults, verified.notes) == ((), ())


async def test_evidence_of_others_is_not_overwritten(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    rendered = briefs.render(await composed(workspace), UTC)
    folder = evidence_folder(tmp_path / "mine.md")
    folder.mkdir()
    (folder / "01.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="was not written by briefing"):
        await briefs.save(workspace, rendered, tmp_path / "mine.md", WrittenAs(evidence=True))
    assert (folder / "01.txt").read_text(encoding="utf-8") == "mine"


async def test_what_is_no_brief_is_not_verified(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Notes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a brief from this program"):
        await brief_check.verify(workspace, tmp_path / "other.md")


async def test_a_brief_without_a_record_is_not_verified(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "other.md"
    path.write_text("---\ntype: daily-brief\nbrief: 0123456789ab\n---\n\n# Brief\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no record of the brief 0123456789ab"):
        await brief_check.verify(workspace, path)


async def test_a_brief_of_nothing_is_not_written(workspace: Workspace) -> None:
    with pytest.raises(NothingFound, match="none was written"):
        await written(workspace)
    assert not workspace.places.briefs.exists()


async def test_the_folder_of_the_settings_is_created(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    settings = replace(workspace.settings, brief_folder=str(tmp_path / "mine"))
    saved = await written(replace(workspace, settings=settings))
    assert saved.path.parent == tmp_path / "mine"
    assert saved.path.exists()


async def test_a_folder_that_cannot_be_created_is_named(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    settings = replace(workspace.settings, brief_folder=str(tmp_path / "unplugged disk" / "mine"))
    with pytest.raises(StoreError, match="could not be created"):
        await written(replace(workspace, settings=settings))


async def test_a_brief_that_was_edited_is_kept_when_it_is_written_again(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await a_read_morning(workspace, site, clock)
    path = await delivered(workspace)
    path.write_text("my note\n", encoding="utf-8")
    kept = [(await written(workspace)).kept for _ in range(2)]
    assert kept == [path.with_name(f"{path.stem}.1.md"), None]
    assert path.with_name(f"{path.stem}.1.md").read_text(encoding="utf-8") == "my note\n"


async def test_decisions_are_taken_back_one_by_one(workspace: Workspace, site: Site, clock: Clock) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    await mark(workspace, chosen)
    await Decisions(workspace).give_verdict([chosen], Verdict.DROP)
    undone = await Decisions(workspace).undo()
    assert isinstance(undone, VerdictChange)
    assert undone.verdict == Verdict.BRIEF
    await Decisions(workspace).undo()
    assert await Decisions(workspace).undo() is None
    assert (await Decisions(workspace).redo()) is not None
    await asyncio.sleep(0)


async def test_questions_without_an_answer_and_what_waits_are_named(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    rules = Rules(workspace)
    for name, query in (("Who runs the port?", "velmar"), ("Who owns the moon?", "moon")):
        await rules.save(Rule(name=name, query=query, action=RuleAction.QUESTION))
    decisions = Decisions(workspace)
    await decisions.give_verdict([chosen], Verdict.LATER, decisions.read_until("+2"))
    text = briefs.render(await composed(workspace), UTC).text
    assert "## Standing questions without an answer\n\n- Who owns the moon?\n\n" in text
    assert "- Who runs the port?" not in text
    assert "— later; nothing new; until 2 more independent. " in text


async def test_a_brief_of_a_desk_has_only_its_threads(workspace: Workspace, site: Site, clock: Clock) -> None:
    await a_read_morning(workspace, site, clock)
    ids = [row.id for row in await Inbox(workspace).rows(InboxFilter())]
    for thread in ids:
        await mark(workspace, thread)
    await Rules(workspace).tag(ids[:1], "ports")
    assert next(iter(threads_of(await composed(workspace)))) == ids[0]
    graded = replace(
        workspace, settings=replace(workspace.settings, grades={"wire.example": "B", "orsina herald": "D"})
    )
    everything = briefs.render(await composed(graded), UTC).text
    assert " · desk ports\n" in everything
    assert "text in the feed; B |" in everything
    assert "; D |" in everything
    brief = await composed(workspace, BriefOptions(desk="ports"))
    assert list(threads_of(brief)) == ids[:1]
    assert "# Daily brief, ports — " in briefs.render(brief, UTC).text


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


EVIDENCE_IN_THE_WAY: dict[str, Callable[[Path, Path], object]] = {
    "the folder is a file of the user": lambda folder, user: user.rename(folder),
    "the folder is a link to a folder of the user": lambda folder, user: folder.symlink_to(user.parent),
    "a text is the user's": lambda folder, user: user.rename(made(folder) / "01.txt"),
    "a text is a link to a file of the user": lambda folder, user: (made(folder) / "01.txt").symlink_to(user),
    "a text is a hard link": lambda folder, user: (made(folder) / "01.txt").hardlink_to(user),
    "a text is a folder": lambda folder, _user: made(folder / "01.txt"),
    "a text is a pipe": lambda folder, _user: os.mkfifo(made(folder) / "01.txt"),
    "the list is the user's": lambda folder, user: user.rename(made(folder) / "sources.json"),
    "the list is a link to the user's": lambda folder, user: (made(folder) / "sources.json").symlink_to(user),
    "the record is the user's": lambda folder, user: user.rename(made(folder) / "brief.json"),
    "the record is a dangling link": lambda folder, user: (made(folder) / "brief.json").symlink_to(user / "x" / "y"),
}


@pytest.mark.parametrize("name", EVIDENCE_IN_THE_WAY)
async def test_evidence_destroys_nothing(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path, name: str
) -> None:
    await a_read_morning(workspace, site, clock)
    (tmp_path / "user").mkdir()
    user = tmp_path / "user" / "notes.txt"
    user.write_text("mine", encoding="utf-8")
    EVIDENCE_IN_THE_WAY[name](evidence_folder(tmp_path / "mine.md"), user)
    rendered = briefs.render(await composed(workspace), UTC)
    written_as = WrittenAs(evidence=True)
    with suppress(UsageError, StoreError):
        await briefs.save(workspace, rendered, tmp_path / "mine.md", written_as)
    files = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.read_bytes() == b"mine" for path in files)


async def test_edited_evidence_is_kept_beside_the_new(
    workspace: Workspace, site: Site, clock: Clock, tmp_path: Path
) -> None:
    await a_read_morning(workspace, site, clock)
    rendered = briefs.render(await composed(workspace), UTC)
    written_as = WrittenAs(evidence=True)
    await briefs.save(workspace, rendered, tmp_path / "mine.md", written_as)
    folder = evidence_folder(tmp_path / "mine.md")
    (folder / "01.txt").write_text("my note", encoding="utf-8")
    await briefs.save(workspace, rendered, tmp_path / "mine.md", written_as)
    assert (folder / "01.1.txt").read_text(encoding="utf-8") == "my note"
    assert (await brief_check.verify(workspace, tmp_path / "mine.md")).faults == ()


async def test_the_program_chooses_no_thread_that_is_dropped_deferred_or_muted(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    chosen = await a_read_morning(workspace, site, clock)
    assert chosen in threads_of(await composed(workspace))
    decisions = Decisions(workspace)
    for verdict in (Verdict.DROP, Verdict.LATER):
        await decisions.give_verdict([chosen], verdict)
        assert chosen not in threads_of(await composed(workspace))
        await decisions.undo()
    await Rules(workspace).save(Rule(RuleAction.MUTE, "", "velmar"))
    assert chosen not in threads_of(await composed(workspace))
