"""What goes into a brief: the threads marked since the last one, those of earlier briefs that moved, and the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from briefing.model.brief import (
    Brief,
    BriefHistory,
    BriefItem,
    BriefOptions,
    Change,
    ChangedJudgement,
    Coverage,
    FeedCounts,
    StoryChange,
    WatchLine,
)
from briefing.model.inbox import InboxFilter, InboxPart, ThreadRow
from briefing.model.judgement import Judgements, Part
from briefing.model.outlet import grade_of
from briefing.model.query import on_desk
from briefing.model.verdict import Verdict
from briefing.model.views import ThreadPage
from briefing.model.wake import waits_for
from briefing.services.feed_health import feed_rows
from briefing.services.findings import read_texts_of_threads
from briefing.services.inbox import Inbox
from briefing.services.rules import Rules
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.store import briefs as brief_table
from briefing.store import developments as development_table
from briefing.store import judgements as judgement_table
from briefing.store import rule_matches as match_table
from briefing.store import rule_rows as rule_table
from briefing.store import ties as tie_table
from briefing.store import topic_rows as topic_table
from briefing.store import views as view_table

EVERYTHING = BriefOptions()
PERIOD = timedelta(hours=24)
"""How far back a first brief calls stories new, and `--auto` looks for threads."""
MARKED_REACH = timedelta(days=7)
"""How long ago a thread may have been marked that no brief has had yet: one that `--items` left out, for example."""
CORRECTION_REACH = timedelta(days=7)
"""How long after its citation a story's edits are reported."""
AUTOMATIC_ITEMS = 7
MOST_RANKED = 200
"""The number of highest-ranked threads from which `--auto` takes those with most independent outlets."""
_LEFT_ALONE = (Verdict.DROP, Verdict.LATER)
"""The program does not choose threads with these verdicts, nor muted ones."""
_LAST = "\U0010ffff"
"""Sorts after the name of every desk."""
MOST_WATCHED = 200
MOST_STEPS = 30


async def compose_brief(workspace: Workspace, zone: tzinfo, options: BriefOptions = EVERYTHING) -> Brief:
    """Compose the brief of the day that ends at `options.day` (now if None), in the time zone `zone`.

    It has the marked threads that no delivered brief of an earlier day had, by desk and rank, and those of earlier
    briefs to which independent stories were added. If there are none and `options.automatic` is true, it has the
    threads of the period with the most independent outlets.
    """
    now = workspace.now()
    until = min(options.day or now, now)
    day = until.astimezone(zone).date()
    read = workspace.database.read
    history = await read(brief_table.brief_history, day, until - development_table.REACH)
    since = options.since or history.last or until - PERIOD
    changes, automatic = await _chosen(workspace, history, options, since, until)
    ordered = await _by_rank(workspace, tuple(changes))
    chosen = ordered[: options.most_items] if options.most_items else ordered
    await read_texts_of_threads(workspace, [row.id for row in chosen])
    pages = Threads(workspace).pages([row.id for row in chosen], related=False)
    items = [await _item(workspace, page, changes[page.row.id], history) async for page in pages]
    items.sort(key=lambda item: item.desks[:1] or (_LAST,))
    judged = await read(judgement_table.judgements_on, day.isoformat())
    return Brief(
        until=until,
        since=since,
        prepared=now,
        items=tuple(items),
        bottom_line=judged.get(Part.BOTTOM_LINE),
        watched=await _watched(workspace, now, zone, options.desk),
        unanswered=await _unanswered(workspace, options.desk),
        edited=await _edited(workspace, day, until),
        changed=await _changed(workspace, history, since),
        coverage=await _coverage(workspace, since, until),
        previous=history.last_day,
        left_out=len(ordered) - len(chosen),
        desk=options.desk,
        automatic=automatic,
    )


async def _chosen(
    workspace: Workspace, history: BriefHistory, options: BriefOptions, since: datetime, until: datetime
) -> tuple[dict[str, Change], bool]:
    """Return the threads of the brief with their status, and whether the program picked them."""
    changes = await _due(workspace, history, options, until)
    if options.desk:
        changes = await _on_desk(workspace, changes, options.desk)
    if changes or not options.automatic:
        return changes, False
    ranked = InboxFilter(since=since, query=on_desk(None, options.desk))
    recent = await Inbox(workspace).rows(ranked, limit=MOST_RANKED)
    wanted = [row for row in recent if row.verdict not in _LEFT_ALONE and row.part is not InboxPart.MUTED]
    best = sorted(wanted, key=lambda row: (-row.independent, -row.score, row.id))[:AUTOMATIC_ITEMS]
    return {row.id: Change.NEW for row in best}, True


async def _due(
    workspace: Workspace, history: BriefHistory, options: BriefOptions, until: datetime
) -> dict[str, Change]:
    """Return the threads for the brief, each with its status since the last one."""
    read = workspace.database.read
    marked = await read(brief_table.marked_for_brief, options.since or until - MARKED_REACH, until)
    due: dict[str, Change] = {}
    for thread, at in marked.items():
        last = history.threads.get(thread)
        if last is None or at > last or options.since:
            due[thread] = Change.NEW if last is None else Change.UNCHANGED
    briefed = await read(brief_table.open_for_brief, tuple(history.threads))
    joined = await read(brief_table.joined_since, {thread: history.threads[thread] for thread in briefed})
    return due | {thread: Change.DEVELOPED for thread, stories in joined.items() if stories}


async def _on_desk(workspace: Workspace, changes: Mapping[str, Change], desk: str) -> dict[str, Change]:
    """Return those of the threads that are on a desk; none if there is no such desk."""
    found = await workspace.database.read(match_table.matching_among, on_desk(None, desk), tuple(changes))
    return {thread: change for thread, change in changes.items() if thread in found}


async def _by_rank(workspace: Workspace, threads: Sequence[str]) -> tuple[ThreadRow, ...]:
    rows = await workspace.database.read(view_table.thread_rows_of, threads, now=workspace.now())
    return tuple(sorted(rows, key=lambda row: (-row.score, row.id)))


async def _item(workspace: Workspace, page: ThreadPage, change: Change, history: BriefHistory) -> BriefItem:
    read, row = workspace.database.read, page.row
    last = history.threads.get(row.id)
    joined = (await read(brief_table.joined_since, {row.id: last}))[row.id] if last else frozenset()
    fresh = tuple(source.n for source in page.sources if source.held and source.story in joined)
    topic = await read(topic_table.topic_row, row.topic) if row.topic else None
    steps: tuple[ThreadRow, ...] = ()
    if topic is not None:
        ids = [each for each in await read(topic_table.threads_of_topic, topic.id) if each != row.id]
        rows = await read(view_table.thread_rows_of, ids[:MOST_STEPS], now=workspace.now())
        steps = tuple(each for each in rows if each.first_seen <= row.last_story)
    rules = await read(rule_table.rules_of, row.id)
    return BriefItem(
        page,
        change,
        fresh,
        topic,
        steps,
        await judgements_of(workspace, row),
        await read(tie_table.desks_of, row.id),
        tuple(dict.fromkeys(rule.name for rule, _ in rules if rule.is_question)),
        _grades(page, workspace.settings.grades),
    )


def _grades(page: ThreadPage, grades: Mapping[str, str]) -> dict[int, str]:
    """Return the user's grade of each source whose outlet has one, by name or domain."""
    return {
        source.n: grade
        for source in page.sources
        if source.held and (grade := grade_of(source.outlet, source.domain, grades))
    }


async def judgements_of(workspace: Workspace, row: ThreadRow) -> Judgements:
    """Return what the analyst wrote about a thread; parts without text come from its topic."""
    read = workspace.database.read
    on_topic = await read(judgement_table.judgements_on, row.topic) if row.topic else {}
    return {**on_topic, **await read(judgement_table.judgements_on, row.id)}


async def _watched(workspace: Workspace, now: datetime, zone: tzinfo, desk: str) -> tuple[WatchLine, ...]:
    chosen = InboxFilter(verdicts=(Verdict.FOLLOW, Verdict.LATER), query=on_desk(None, desk))
    rows = await Inbox(workspace).rows(chosen, limit=MOST_WATCHED)
    return tuple(WatchLine(row, _why_quiet(row, now, zone)) for row in rows)


def _why_quiet(row: ThreadRow, now: datetime, zone: tzinfo) -> str:
    days = (now - row.last_story).days
    quiet = f"no article for {days} days" if days > 1 else "nothing new"
    if row.new_stories:
        quiet = f"{row.new_stories} new articles" if row.new_stories > 1 else "1 new article"
    return f"{quiet}; until {waits_for(row.until, now, zone)}" if row.until else quiet


async def _unanswered(workspace: Workspace, desk: str) -> tuple[str, ...]:
    """Return the standing questions that got no matching story today; none for the brief of a desk."""
    if desk:
        return ()
    rows = await Rules(workspace).rows()
    return tuple(row.rule.name for row in rows if row.rule.is_question and row.rule.on and not row.today)


async def _changed(workspace: Workspace, history: BriefHistory, since: datetime) -> tuple[ChangedJudgement, ...]:
    """Return the judgements on threads of earlier briefs that changed since the last one."""
    if history.last is None:
        return ()
    read, found = workspace.database.read, []
    rows = await read(view_table.thread_rows_of, tuple(history.threads), now=workspace.now())
    for row in rows:
        for subject in dict.fromkeys((row.id, row.topic)):
            changes = await read(judgement_table.changes_since, subject, since) if subject else ()
            found += [ChangedJudgement(row.title, change) for change in changes]
    return tuple(dict.fromkeys(found))


async def _edited(workspace: Workspace, day: date, until: datetime) -> tuple[StoryChange, ...]:
    """Return the stories cited in earlier briefs whose text or headline lost words that the brief gave."""
    read = workspace.database.read
    found: dict[tuple[str, str], StoryChange] = {}
    for record in await read(brief_table.delivered_since, until - CORRECTION_REACH, day):
        edited = await read(brief_table.edited_stories, record.cited, record.prepared)
        if not edited:
            continue
        from briefing.services.brief_corrections import changes_of

        changes = await asyncio.to_thread(changes_of, record, edited)
        found |= {(change.outlet, change.before): change for change in changes}
    return tuple(found.values())


async def _coverage(workspace: Workspace, since: datetime, until: datetime) -> Coverage:
    feeds = await feed_rows(workspace)
    stories, threads, languages = await workspace.database.read(brief_table.period_counts, since, until)
    failing = [row for row in feeds if row.state == "failing"]
    silent = [row for row in feeds if row.state == "silent"]
    asked = sum(row.feed.checked is not None for row in feeds)
    return Coverage(
        feeds=FeedCounts(len(feeds), asked - len(failing), len(failing), len(silent)),
        failing=tuple(f"{row.feed.title or row.feed.url}: {row.health}" for row in failing),
        silent=tuple(f"{row.feed.title or row.feed.url}: {row.health}" for row in silent),
        languages=languages,
        stories=stories,
        threads=threads,
    )
