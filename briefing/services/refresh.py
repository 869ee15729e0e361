"""Refreshing feeds: fetching them, filing what is new, analysing it and grouping it."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.errors import BriefingError, NotAFeed, StoreError
from briefing.model.feed import Feed, ParsedFeed
from briefing.model.fetched import Failure, Fetched, Unchanged
from briefing.model.refresh import FeedChecked, RefreshFinished, Report, Waiting
from briefing.services.early_grouping import EarlyGrouping, grouping_early
from briefing.services.filing import filings_of
from briefing.services.grouping import count_new_words, regroup
from briefing.services.jobs import PARSE_SECONDS, parse_document
from briefing.services.leases import lease
from briefing.services.merge_duplicates import merge_claimed
from briefing.services.network import Fetch
from briefing.services.new_texts import ReadTexts, read_all_texts, read_new_texts
from briefing.services.polite_network import polite_network
from briefing.services.polling import (
    AWAY,
    after_failure,
    after_redirect,
    after_success,
    in_turn,
    is_due,
    learned_interval,
    validators,
)
from briefing.services.spare_memory import give_back_memory
from briefing.services.sync import Exchange, is_synced
from briefing.services.unchanged_feeds import UnchangedFeeds
from briefing.services.wakes import wake_threads
from briefing.services.workspace import Job, Workspace
from briefing.store import clock_faults as clock_table
from briefing.store import constraints as constraint_table
from briefing.store import feeds as feed_table
from briefing.store import known_items as item_table
from briefing.store import missing_texts as missing_table
from briefing.store import stories as story_table
from briefing.store import texts_to_read as waiting_table
from briefing.store import threads as thread_table
from briefing.store.failures import StoreFault
from briefing.store.lock import StoreTaken
from briefing.text.addresses import origin_of
from briefing.workers.pool import WorkerFailed


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one check of one feed."""

    feed: Feed
    unchanged: bool = False
    entries: int = 0
    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()

    @property
    def away(self) -> bool:
        """Return whether this machine's network failed; such a check is not stored at once."""
        return self.feed.reason in AWAY

    @property
    def parsed(self) -> bool:
        """Return whether the body went through the parser."""
        return not self.unchanged and not self.feed.failure


async def refresh(
    workspace: Workspace,
    feed_ids: Sequence[int] | None,
    report: Report,
    *,
    asked: bool = True,
    with_server: bool | None = None,
    read_all: bool = False,
) -> RefreshFinished:
    """Fetch the feeds (all of them for None), file, analyse and group what is new; report each step as it ends.

    `asked` says that the user wants it now. `with_server` says whether the sync server is asked too; None asks it with
    all feeds or if it keeps one of `feed_ids`. With `read_all`, all texts are read for quotes and actors that have not
    been. What was filed stays filed if this is cancelled. If this machine has no network, no feed is blamed for it.

    Only one process refreshes a store at a time. Feeds that another one fetched while this one waited for it are not
    fetched again. If the other one takes long, or nobody `asked` for this refresh, the work is handed over to it.
    Raises StoreError if the store cannot be written.
    """
    begun = workspace.now()
    patience = None if asked else 0.0
    held = lease(workspace, Job.REFRESH, on_wait=lambda holder: report(Waiting(holder)), seconds=patience)
    async with AsyncExitStack() as stack:
        try:
            waited = await stack.enter_async_context(held)
        except StoreTaken:
            return RefreshFinished(handed_over=True)
        chosen = await _chosen(workspace, feed_ids, unless_checked_since=begun if waited else None)
        named = asked and feed_ids is not None
        usual = feed_ids is None or any(feed.synced for feed in chosen)
        exchange = Exchange(workspace, asked=usual if with_server is None else with_server)
        stack.push_async_callback(exchange.close)
        read = read_all_texts if read_all else read_new_texts
        totals = await _refresh(workspace, exchange, chosen, report, read, asked=asked, named=named)
    if totals.new_stories or totals.changed_stories:
        await give_back_memory(workspace)
    return totals


async def due_feeds(workspace: Workspace) -> tuple[int, ...]:
    """Return the feeds that are due by their intervals; none if the store is read-only."""
    if workspace.read_only:
        return ()
    now = workspace.now()
    subscribed = await workspace.database.read(feed_table.feeds)
    return tuple(feed.id for feed in subscribed if is_due(feed, now, asked=False))


async def _refresh(
    workspace: Workspace,
    exchange: Exchange,
    chosen: Sequence[Feed],
    report: Report,
    read_texts: ReadTexts,
    *,
    asked: bool,
    named: bool,
) -> RefreshFinished:
    """Refresh the feeds that this program fetches, and `exchange` with the server that keeps the others."""
    now = workspace.now()
    mended = await workspace.database.run(clock_table.mend_times, now)
    from_server = [Checked(each.feed, False, each.entries, each.new, each.changed) for each in await exchange.pull()]
    own = [feed for feed in chosen if not (feed.synced and is_synced(workspace))]
    due = in_turn([feed for feed in own if is_due(feed, now, asked=asked, named=named)])
    async with polite_network(workspace) as fetch_now:
        checks, early = await _check_all(workspace, due, fetch_now, report)
    checks.extend(from_server)
    offline = bool(checks) and all(check.away for check in checks)
    if not offline:
        await _blame(workspace, [check for check in checks if check.away], report, len(checks))
    problems: list[str] = []
    merged = await merge_claimed(workspace)
    await _group_new(workspace, report, (*merged, *mended), problems, checks, early)
    exchanged = await exchange.settle()
    problems.extend(exchange.problems)
    failed = (await read_texts(workspace, report)).failed
    await wake_threads(workspace)
    totals = replace(_totals(checks), offline=offline, sync=exchanged)
    if not offline:
        await workspace.database.run(feed_table.note_refresh, now)
    if totals.new_stories:
        failed += await _fetch_texts(workspace, report, read_texts, problems, now)
    not_read = await workspace.database.read(waiting_table.count_not_read)
    totals = replace(totals, unread=failed, not_read=not_read, problems=tuple(dict.fromkeys(problems)))
    await _prune(workspace)
    report(totals)
    return totals


async def _prune(workspace: Workspace) -> None:
    """Prune old threads if the settings ask for it."""
    if workspace.settings.prune_automatically:
        from briefing.services.pruning import prune_if_set  # most do not need it

        await prune_if_set(workspace)


async def _fetch_texts(
    workspace: Workspace, report: Report, read_texts: ReadTexts, problems: list[str], since: datetime
) -> int:
    """Fetch full texts of what is new and read them; return on how many the analysis failed.

    Threads are grouped again only if that can change them: a story alone in its thread, with its summary, stays there.
    """
    from briefing.services.full_text_auto import fetch_new_texts  # not needed if nothing is new

    fetched = await fetch_new_texts(workspace, since)
    merged = await merge_claimed(workspace)
    if not fetched and not merged:
        return 0
    read = await read_texts(workspace, report)
    may_change = await workspace.database.read(missing_table.may_change_grouping, fetched)
    if merged or may_change:
        await _regroup(workspace, report, merged, problems)
    else:
        await wake_threads(workspace)
    return read.failed


async def _check_all(
    workspace: Workspace, due: Sequence[Feed], fetch: Fetch, report: Report
) -> tuple[list[Checked], EarlyGrouping]:
    """Check the feeds at the same time; cancelling this cancels the checks that still run.

    What has come is grouped while slow feeds are waited for. Return the checks, and what was grouped.
    """
    checks: list[Checked] = []
    unchanged = UnchangedFeeds(workspace)
    running = [asyncio.ensure_future(_check(workspace, feed, fetch, unchanged)) for feed in due]
    try:
        async with grouping_early(workspace, report) as early:
            for finished in asyncio.as_completed(running):
                check = await finished
                checks.append(check)
                report(_as_event(check, len(checks), len(due), failure="" if check.away else check.feed.failure))
        await unchanged.store()
        return checks, early
    finally:
        for task in running:
            task.cancel()


async def _blame(workspace: Workspace, checks: Sequence[Checked], report: Report, total: int) -> None:
    """Store and report the failures that could have been this machine's, now that other feeds answered."""
    for check in checks:
        await _keep(workspace, check.feed)
        report(_as_event(check, total, total, failure=check.feed.failure))


async def _group_new(
    workspace: Workspace,
    report: Report,
    merged: Sequence[str],
    problems: list[str],
    checks: Sequence[Checked],
    early: EarlyGrouping,
) -> None:
    """Group threads before the texts are read for quotes, so that the user sees them meanwhile.

    The threads `merged`, of stories that turned out to be one, are grouped again however old they are. The first
    threads of an empty store that were grouped `early` are grouped afresh, so that they do not depend on which feeds
    answered first.
    """
    ungrouped = await workspace.database.read(thread_table.ungrouped_stories)
    new = {story for check in checks for story in check.new} if early.counted else set()
    filed = sorted({*ungrouped, *new} - early.counted)
    changed = any(check.changed for check in checks)
    if filed:
        try:
            await count_new_words(workspace, filed)
        except WorkerFailed as error:
            problems.append(f"The words of new stories could not be counted ({error}).")
    if filed or changed or merged or await workspace.database.read(constraint_table.threads_to_regroup):
        await _regroup(workspace, report, merged, problems, steady=not early.is_partial)


async def _regroup(
    workspace: Workspace, report: Report, merged: Sequence[str], problems: list[str], *, steady: bool = True
) -> None:
    """Group threads again. If the worker fails, the stories stay filed and the next refresh groups them."""
    try:
        report(await regroup(workspace, merged, steady=steady))
    except WorkerFailed as error:
        problems.append(f"The threads could not be grouped ({error}); the next refresh tries again.")
    except StoreTaken:
        pass  # another process groups; the next refresh groups what that leaves out


async def _chosen(
    workspace: Workspace, feed_ids: Sequence[int] | None, *, unless_checked_since: datetime | None
) -> list[Feed]:
    subscribed = await workspace.database.read(feed_table.feeds)
    return [
        feed
        for feed in subscribed
        if feed_ids is None or feed.id in feed_ids
        if unless_checked_since is None
        or feed.checked is None
        or not unless_checked_since <= feed.checked <= workspace.now()
    ]


async def _check(workspace: Workspace, feed: Feed, fetch: Fetch, unchanged: UnchangedFeeds) -> Checked:
    """Fetch one feed and file its entries.

    Whatever goes wrong becomes the failure of this feed, unless the store cannot be written: then no feed can be filed.
    """
    try:
        return await _ask(workspace, feed, fetch, unchanged)
    except BriefingError as error:
        if isinstance(error, StoreError) and not isinstance(error, StoreFault):
            raise
        failure = Failure(
            "not a feed" if isinstance(error, NotAFeed) else "cannot be read", str(error) or _fault(error)
        )
    except Exception as error:  # noqa: BLE001 - a fault of the program on one feed must not end the others
        failure = Failure("cannot be read", _fault(error))
    return await _keep(workspace, after_failure(feed, failure, workspace.now()))


def _fault(error: Exception) -> str:
    return f"the program failed on it ({type(error).__name__}); please report this."


async def _ask(workspace: Workspace, feed: Feed, fetch: Fetch, unchanged: UnchangedFeeds) -> Checked:
    now = workspace.now()
    etag, modified = validators(feed, now)
    private_origin = origin_of(feed.url) if feed.typed else ""
    answer = await fetch(feed.url, etag=etag, modified=modified, private_origin=private_origin)
    if isinstance(answer, Failure):
        failed = after_failure(feed, answer, now)
        return Checked(failed) if answer.reason in AWAY else await _keep(workspace, failed)
    feed = after_redirect(feed, answer.permanent_url, now)
    if isinstance(answer, Unchanged):
        await unchanged.add(feed, answer.max_age)
        return Checked(after_success(feed, now), unchanged=True)
    return await _read(workspace, feed, answer, unchanged)


async def _read(workspace: Workspace, feed: Feed, answer: Fetched, unchanged: UnchangedFeeds) -> Checked:
    now = workspace.now()
    digest = await asyncio.to_thread(_digest, answer.body)
    conditional = validators(feed, now) != (None, None)
    fetched = replace(
        feed,
        etag=answer.etag,
        modified=answer.modified,
        full_fetched=feed.full_fetched if conditional else now,
    )
    if digest == feed.body_hash:
        await unchanged.add(fetched, answer.max_age)
        return Checked(after_success(fetched, now), unchanged=True)
    known = await workspace.database.read(item_table.known_items, feed.id)
    parsed = await _parse(workspace, answer, now, frozenset(known))
    keys = {known[each.item] for each in parsed.unchanged}
    if not keys.isdisjoint(entry.guid for entry in parsed.entries):  # of two items with one key the last counts
        parsed = await _parse(workspace, answer, now, frozenset())
    return await _file(workspace, replace(fetched, body_hash=digest), parsed, answer.max_age)


async def _parse(workspace: Workspace, answer: Fetched, now: datetime, known: frozenset[int]) -> ParsedFeed:
    document = (answer.body, answer.url, answer.content_type, now, known)
    return await workspace.workers.run(parse_document, *document, timeout=PARSE_SECONDS, patient=True)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


async def _file(workspace: Workspace, feed: Feed, parsed: ParsedFeed, max_age: float) -> Checked:
    now = workspace.now()
    dates = (*(entry.published for entry in parsed.entries), *(item.published for item in parsed.unchanged))
    published = [date for date in dates if date]
    interval = learned_interval(published, now)
    titled = replace(
        after_success(replace(feed, pause=parsed.pause), now, interval=interval, max_age=max_age),
        title=feed.title or parsed.title,
        site=parsed.site or feed.site,
        notes=parsed.notes,
    )
    filings = await asyncio.to_thread(filings_of, parsed, titled)
    unchanged = [each.item for each in parsed.unchanged]
    filed = await workspace.database.run(story_table.file_refresh, titled, filings, now, unchanged)
    return Checked(titled, entries=len(dates), new=filed.new, changed=filed.changed)


async def _keep(workspace: Workspace, feed: Feed) -> Checked:
    await workspace.database.run(feed_table.save_feed, feed)
    return Checked(feed)


def _as_event(check: Checked, done: int, total: int, *, failure: str) -> FeedChecked:
    feed = check.feed
    return FeedChecked(done, total, feed.id, feed.title or feed.url, len(check.new), check.unchanged, failure)


def _totals(checks: Sequence[Checked]) -> RefreshFinished:
    return RefreshFinished(
        feeds=len(checks),
        unchanged=sum(check.unchanged for check in checks),
        failed=sum(bool(check.feed.failure) for check in checks),
        parsed=sum(check.parsed for check in checks),
        entries=sum(check.entries for check in checks),
        new_stories=sum(len(check.new) for check in checks),
        changed_stories=sum(len(check.changed) for check in checks),
    )
