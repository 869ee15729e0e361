"""Watching: refreshing on a schedule, and reporting what each refresh changed."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefing.export.json.watch import event_document
from briefing.frozen import dataclass
from briefing.model.errors import BriefingError
from briefing.model.inbox import InboxFilter, ThreadRow
from briefing.model.refresh import FeedChecked, RefreshEvent, RefreshFinished
from briefing.model.rule import Rule
from briefing.model.watch import WatchEvent, WatchKind, WatchTotals
from briefing.services.hooks import hook_of, run_hook
from briefing.services.inbox import Inbox
from briefing.services.refresh import due_feeds, refresh
from briefing.services.rules import Rules
from briefing.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _State:
    """The threads, and which rules match which of them."""

    threads: Mapping[str, ThreadRow]
    matches: Mapping[tuple[int, str], Rule]


class Watch:
    """Refreshes what is due, again and again, and emits an event for each change since the last time.

    Changes that another process made in between, such as an open reader, are reported too.
    """

    def __init__(self, workspace: Workspace, emit: Callable[[WatchEvent], None]) -> None:
        self._workspace = workspace
        self._emit = emit
        self._failing: dict[int, str] = {}

    async def run(self, seconds: float, *, once: bool = False) -> None:
        """Refresh the feeds that are due every `seconds` seconds until cancelled, or only `once`."""
        state = await self._state()
        self._say(WatchKind.STARTED)
        try:
            while True:
                state = await self._turn(state)
                if once:
                    break
                await asyncio.sleep(seconds)
        finally:
            self._say(WatchKind.STOPPED)

    async def _turn(self, before: _State) -> _State:
        try:
            totals = await refresh(self._workspace, await due_feeds(self._workspace), self._report, asked=False)
            after = await self._state()
        except BriefingError as error:
            self._say(WatchKind.FAILED, sentence=str(error))
            return before
        if totals.offline:
            self._say(WatchKind.FAILED, sentence="The network is down: no feed can be reached.")
        for problem in totals.problems:
            self._say(WatchKind.FAILED, sentence=problem)
        for event in _changes(before, after):
            await self._deliver(event)
        by_another = "Another briefing refreshes the feeds." if totals.handed_over else ""
        self._say(WatchKind.REFRESHED, totals=_totals(totals, before, after), sentence=by_another)
        return after

    async def _deliver(self, event: WatchEvent) -> None:
        event = replace(event, at=self._workspace.now())
        hook = hook_of(event.rule, self._workspace.settings.hooks) if event.rule else ""
        if hook:
            words = json.dumps(event_document(event), ensure_ascii=False) + "\n"
            event = replace(event, hook=await run_hook(hook, words))
        self._emit(event)

    def _report(self, step: RefreshEvent) -> None:
        """Report a feed when it begins to fail, or fails for another reason."""
        if isinstance(step, FeedChecked):
            if step.failure and self._failing.get(step.feed) != step.failure:
                self._say(WatchKind.FAILED, feed=(step.feed, step.title), sentence=step.failure)
            self._failing[step.feed] = step.failure

    def _say(self, kind: WatchKind, **parts: object) -> None:
        self._emit(replace(WatchEvent(kind, self._workspace.now()), **parts))  # type: ignore[arg-type]

    async def _state(self) -> _State:
        rows = await Inbox(self._workspace).rows(InboxFilter())
        rules = await Rules(self._workspace).rows()
        matches = {(row.rule.id, thread.id): row.rule for row in rules for thread in row.threads}
        return _State({row.id: row for row in rows}, matches)


def _changes(before: _State, after: _State) -> Iterator[WatchEvent]:
    """Yield what is in `after` and not in `before`; the time of the events is that of the last story."""
    for name, row in after.threads.items():
        known = before.threads.get(name)
        if known is None:
            yield WatchEvent(WatchKind.NEW_THREAD, row.last_story, row)
        elif row.stories > known.stories:
            yield WatchEvent(WatchKind.DEVELOPED, row.last_story, row)
        if row.is_woken and not (known and known.is_woken):
            yield WatchEvent(WatchKind.WOKE, row.last_story, row, sentence=row.lifted)
    for match, rule in after.matches.items():
        row_of = after.threads.get(match[1])
        if match not in before.matches and row_of:
            yield WatchEvent(WatchKind.RULE_MATCHED, row_of.last_story, row_of, rule)


def _totals(totals: RefreshFinished, before: _State, after: _State) -> WatchTotals:
    new_threads = len(after.threads.keys() - before.threads.keys())
    return WatchTotals(totals.feeds, totals.failed, totals.new_stories, new_threads)
