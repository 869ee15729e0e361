"""The search screen: passages that match, under their threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from briefing.model.errors import BriefingError
from briefing.model.inbox import ThreadRow
from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.views import SearchPage
from briefing.text.wording import capitalised
from briefing.tui.controllers.decisions import Decisions, UndoRedo
from briefing.tui.controllers.opening import Opener
from briefing.tui.controllers.outlets import OutletOpener, of_target
from briefing.tui.format.lines import MUTED, Line, clean
from briefing.tui.format.search_hits import hit_lines, nothing_found
from briefing.tui.format.status import Status, counted_figure, figure, position
from briefing.tui.format.thread_rows import thread_row
from briefing.tui.prompts import Prompt
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.targets import Target
from briefing.tui.widgets.bars import SearchSign
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item
from briefing.tui.widgets.prompt_field import PromptField

if TYPE_CHECKING:
    from briefing.model.merge_split import MergeSplit
    from briefing.tui.host import Host

_MOST_CHOICES = 20
_MEASURE = 104
"""The most cells of a row: farther away, its figures would be read with the wrong headline."""
_WAYS = (
    'Words in quotation marks are adjacent: "two words". The last word may be the beginning of one.',
    "-word leaves out what has the word; OR stands between alternatives; parentheses hold terms together.",
    "outlet:name, after:18nov and before:20nov leave the others out.",
    "So do actor: by: desk: topic: verdict: lang: independent:>=3 and kind:single.",
)


class SearchContent:
    """Hits under their threads' rows."""

    def __init__(self, page: SearchPage, now: datetime, verdicts: Mapping[str, Verdict]) -> None:
        self.page = page
        self.now = now
        self._verdicts = verdicts

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return each thread's row and the passages found in it."""
        width = min(width, _MEASURE)
        if not self.page.hits:
            return [Item(nothing_found(self.page.query, width, _WAYS))]
        rows = {row.id: row for row in self.page.threads}
        items: list[Item] = []
        for thread in dict.fromkeys(hit.thread for hit in self.page.hits):
            row = rows.get(thread)
            items += [Item(self._row(row, width), None, before=1 if items else 0)] if row is not None else []
            hits = [hit for hit in self.page.hits if hit.thread == thread]
            for index, hit in enumerate(hits):
                lines = hit_lines(hit, width, self.now)
                target = Target(story=hit.story, n=hit.n, at=hit.at, thread=thread, words=hit.passage)
                items.append(Item(lines, target, before=1 if index or row is None else 0))
        return items

    def _row(self, row: ThreadRow, width: int) -> tuple[Line, ...]:
        return thread_row(replace(row, verdict=self._verdicts.get(row.id, row.verdict)), width, self.now)


class SearchScreen(BaseScreen):
    """Looks for words in all stories."""

    PLACE = "search"
    HINTS: Sequence[Hint] = (
        (("move-next", "move-previous"), "next hit"),
        (("open",), "open at the sentence"),
        (("verdict-brief", "verdict-follow", "verdict-later", "verdict-drop"), "decide"),
        (("search",), "other words"),
        (("leave",), "leave"),
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.page = SearchPage("")
        prompt = Prompt("query", host.services.completion.query)
        self.field = PromptField(histories=host.histories, prompt=prompt, id="words")
        self.view = LinesView(id="hits", classes="whole")
        self._verdicts: dict[str, Verdict] = {}
        self._opener = Opener(self, host.services)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._show_verdict,
            regrouped=self._show_regrouped,
            actor_changed=self._show_override,
        )
        self.controllers = (
            Decisions(self, host.services, chosen=self._chosen_threads, given=self._show_verdict),
            OutletOpener(self, host.services, lambda: of_target(host.services, self.view.target)),
            undo,
        )

    def compose_body(self) -> Iterable[Widget]:
        """Return the field and what was found."""
        with Horizontal(id="asking"):
            yield SearchSign()
            yield self.field
        yield self.view

    def on_mount(self) -> None:
        """Wait for words."""
        self._show()
        self.field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search."""
        event.stop()
        self.field.keep()
        if event.value.strip():
            self.start(partial(self._search, event.value), group="search", exclusive=True)

    async def on_key(self, event: events.Key) -> None:
        """Leave the field by Escape or Down."""
        if self.focused is self.field and event.key in ("escape", "down"):
            event.stop()
            event.prevent_default()
            self._leave_field(back=event.key == "escape")

    def on_prompt_field_left(self, event: PromptField.Left) -> None:
        """Leave the field."""
        event.stop()
        self._leave_field(back=True)

    def on_prompt_field_offered(self, event: PromptField.Offered) -> None:
        """Show the completions of the query."""
        event.stop()
        if event.choices:
            self.say("   ".join(clean(choice, 80) for choice in event.choices[:_MOST_CHOICES]))

    def _leave_field(self, *, back: bool) -> None:
        """Go to the hits; without any, leave the screen if `back`."""
        if self.page.hits:
            self.view.focus()
        elif back:
            self.action_back()

    async def _search(self, words: str) -> None:
        try:
            self.page = await self.host.services.threads.search(words)
        except BriefingError as error:
            self.say(capitalised(error))
            return
        self._show()
        if self.page.hits:
            self.view.focus()
        else:
            self.say("Nothing found.")

    def _show(self, *, cursor: int = 0) -> None:
        self.view.show(SearchContent(self.page, self.host.services.session.now(), self._verdicts), cursor=cursor)
        self.show_status()

    def status(self) -> Status:
        """Return how much was found."""
        threads = len({hit.thread for hit in self.page.hits})
        found = counted_figure(len(self.page.hits), "story", "stories"), counted_figure(threads, "thread")
        unread = (figure(self.page.not_read, "not read"),) if self.page.not_read else ()
        figures = (*found, *unread) if self.page.query else ()
        return Status((("search", MUTED),), figures, position=position(self.view.cursor, self.view.item_count()))

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show the position."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story of the hit."""
        event.stop()
        self.action_browser()

    def action_move_next(self) -> None:
        """Go to the next hit."""
        self.view.cursor_keys.action_move_down()

    def action_move_previous(self) -> None:
        """Go to the previous hit."""
        self.view.cursor_keys.action_move_up()

    def action_search(self) -> None:
        """Type other words."""
        self.field.focus()

    def action_browser(self) -> None:
        """Open the story of the hit here; the browser can be opened from there."""
        if self.view.target is not None:
            self._opener.open(self.view.target)

    # Decisions.

    def _chosen_threads(self) -> Sequence[str]:
        """Return the thread of the hit under the cursor."""
        target = self.view.target
        return (target.thread,) if target is not None and target.thread else ()

    def _show_verdict(self, change: VerdictChange) -> None:
        """Show a verdict at the thread's row, here and in the inbox."""
        for thread_id in change.threads:
            self._verdicts[thread_id] = change.verdict
        self._show(cursor=self.view.cursor)
        self.host.reload_inbox()

    def _show_regrouped(self, change: MergeSplit) -> None:  # noqa: ARG002
        self.host.reload_inbox()

    async def _show_override(self) -> None:
        """Show nothing: a search has no actors."""
