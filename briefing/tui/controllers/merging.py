"""Merging the marked threads, and splitting the story under the cursor off its thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from briefing.export.decision_words import merged_verdict_words

if TYPE_CHECKING:
    from briefing.model.merge_split import MergeSplit
    from briefing.tui.controllers.page_cursor import PageCursor
    from briefing.tui.controllers.thread_listing import ThreadListController
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_list import ThreadList


class Merging:
    """Answers the keys for merging and splitting; undo takes both back."""

    def __init__(
        self, owner: Owner, services: Services, threads: ThreadList, listing: ThreadListController, cursor: PageCursor
    ) -> None:
        self._owner = owner
        self._services = services
        self._threads = threads
        self._listing = listing
        self._cursor = cursor

    def action_merge(self) -> None:
        """Merge the marked threads into one."""
        chosen = self._threads.chosen
        if len(chosen) < 2:
            self._owner.say(f"Mark at least two threads with {self._owner.host.keys.shown('mark')} first.")
            return
        self._owner.say(f"merging {len(chosen)} threads")
        merging = partial(self._services.decisions.merge_threads, chosen)
        self._owner.start(partial(self._show, merging, "merged"), group="merge-split", exclusive=True)

    def action_split(self) -> None:
        """Take the story under the cursor out of its thread."""
        page, target = self._cursor.page, self._cursor.target
        if page is None or target is None or not target.story or self._cursor.pane != "sources":
            self._owner.say("Go to a source first; its story is split off.")
            return
        self._owner.say("splitting off")
        title = next((source.title for source in page.sources if source.held and source.story == target.story), "")
        splitting = partial(self._services.decisions.split_story, page.row.id, target.story)
        self._owner.start(partial(self._show, splitting, "split off", title), group="merge-split", exclusive=True)

    async def _show(self, change: Callable[[], Awaitable[MergeSplit]], word: str, title: str = "") -> None:
        """Show the result of a change, with the title of the story or of the thread that it was about."""
        host = self._owner.host
        done = await host.report_failure(change())
        if done is None:
            return
        self._threads.drop_marks()
        first = done.threads[0] if done.threads else ""
        page = await host.report_failure(self._services.threads.page(first))  # a former id leads to the present thread
        row = page.row if page is not None else None
        await self._listing.read_again(row.id if row is not None else first)
        if done.verdict is not None:
            word += merged_verdict_words(done.verdict)
        self._owner.say(word, title or (row.title if row is not None else done.title), done=True, undo=True)

    def regrouped(self, change: MergeSplit) -> None:
        """Show a merge or split that was undone or redone, with the cursor on its thread."""
        self._listing.go_to(change.threads[0] if change.threads else "")
