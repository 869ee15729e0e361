"""The feeds screen: the health of each feed, adding, unsubscribing, and refreshing one."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from briefing.model.errors import BriefingError
from briefing.model.full_text import FullText
from briefing.model.views import FeedRow
from briefing.tui.controllers.outlets import FindOutlet, OutletOpener
from briefing.tui.controllers.subscribing import SubscribeKeys
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.feed_rows import DETAIL_LINES, empty_feeds, feed_detail, feed_head, feed_row, name_of
from briefing.tui.format.lines import BLANK, MUTED, STRONG_BOLD, Line
from briefing.tui.format.signs import FAILING, SILENT
from briefing.tui.format.status import Status, figure, position
from briefing.tui.format.times import hour
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.targets import Target
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item
from briefing.tui.widgets.role_styles import styles_of

if TYPE_CHECKING:
    from briefing.tui.host import Host

_DETAIL_FROM = 20


class FeedsContent:
    """The feeds, a line each."""

    def __init__(self, rows: Sequence[FeedRow], now: datetime) -> None:
        self.rows = rows
        self.now = now

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return the names of the columns."""
        return feed_head(width)

    def items(self, width: int) -> Sequence[Item]:
        """Return the feeds."""
        return [Item(feed_row(row, width, self.now), Target(n=row.feed.id)) for row in self.rows] or [
            Item(empty_feeds(width))
        ]


class FeedDetail(Widget):
    """The feed under the cursor."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[FeedRow | None, datetime, tuple[KeyHint, ...]] | None = None

    def show(self, row: FeedRow | None, now: datetime, keys: tuple[KeyHint, ...]) -> None:
        """Show one feed."""
        self._shown = (row, now, keys)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        row, now, keys = self._shown or (None, datetime.now().astimezone(), ())
        lines = feed_detail(row, width, now, keys)
        return styles_of(self).strip(lines[y] if y < len(lines) else BLANK, width)


class FeedsScreen(BaseScreen):
    """All feeds, those that need attention first."""

    PLACE = "list of feeds"
    HINTS: Sequence[Hint] = (
        (("move-down", "move-up"), "move"),
        (("refresh-feed",), "refresh"),
        (("feeds-add",), "add"),
        (("feeds-import",), "import"),
        (("feeds-full-text",), "full texts"),
        (("outlet-page",), "outlet"),
        (("feeds-remove",), "unsubscribe"),
        (("undo",), "undo"),
        (("back",), "back"),
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.controllers = (
            SubscribeKeys(self, host.services),
            OutletOpener(self, host.services, self._outlet_under_cursor),
        )
        self.rows: tuple[FeedRow, ...] = ()
        self.view = LinesView(id="feeds", classes="whole")
        self._detail = FeedDetail()
        self._undoable: list[Callable[[], Coroutine[None, None, None]]] = []
        """What takes back each change made on this screen, the latest last."""

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and the feed under the cursor."""
        yield self.view
        self._detail.styles.height = DETAIL_LINES
        yield self._detail

    def on_mount(self) -> None:
        """Read the feeds."""
        self.view.focus()
        self.reload()

    def on_resize(self) -> None:
        """Leave the detail out if there is no room."""
        self._detail.display = self.app.size.height >= _DETAIL_FROM

    def reload(self) -> None:
        """Read the feeds again."""
        self.start(self._reload, group="feeds", exclusive=True)

    async def _reload(self) -> None:
        kept = self._current.feed.id if self._current is not None else 0
        self.rows = await self.host.services.feeds.rows()
        self.host.counts = self.host.counts.with_feeds_of(await self.host.services.inbox.counts())
        cursor = next((index for index, row in enumerate(self.rows) if row.feed.id == kept), self.view.cursor)
        self.view.show(FeedsContent(self.rows, self.host.services.session.now()), cursor=cursor)
        self._show_detail()
        self.show_status()

    @property
    def _current(self) -> FeedRow | None:
        return self.rows[self.view.cursor] if self.view.cursor < len(self.rows) else None

    def _outlet_under_cursor(self) -> FindOutlet | None:
        row = self._current
        return partial(self.host.services.outlets.page_of_feed, row.feed.id) if row is not None else None

    def status(self) -> Status:
        """Return how many feeds are well, silent and failing."""
        states = [row.state for row in self.rows]
        figures: list[Line] = [figure(states.count("well"), "well")]
        if silent := states.count("silent"):
            figures.append(((SILENT, "stale"), (f" {silent}", STRONG_BOLD), (" silent", MUTED)))
        if failing := states.count("failing"):
            figures.append(((FAILING, "failing"), (f" {failing}", STRONG_BOLD), (" failing", MUTED)))
        checked = self.host.counts.checked
        progress = self.host.progress
        words = (
            f"checking {progress.done}/{progress.total}"
            if progress.total
            else f"checked {hour(checked)}"
            if checked
            else ""
        )
        return Status((("feeds", MUTED),), tuple(figures), (((words, MUTED),),) if words else ())

    def _show_detail(self) -> None:
        ids = (
            ("refresh-feed", "try now"),
            ("feeds-full-text", "full texts"),
            ("feeds-remove", "unsubscribe"),
            ("undo", "take that back"),
        )
        keys = tuple(KeyHint(self.host.keys.shown(each), label) for each, label in ids)
        self._detail.show(self._current, self.host.services.session.now(), keys)
        self.footer.show_position(position(self.view.cursor, len(self.rows)))

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show the feed under the cursor."""
        event.stop()
        self._show_detail()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Show the whole sentence about the feed's health."""
        event.stop()
        if self._current is not None:
            self.say(self._current.feed.failure or self._current.health)

    def action_refresh_feed(self) -> None:
        """Refresh the feed under the cursor now."""
        if self._current is not None:
            self.host.refresh_feeds((self._current.feed.id,))

    def action_feeds_full_text(self) -> None:
        """Choose the next full-text policy for the feed under the cursor."""
        if self._current is not None:
            self.start(partial(self._set_full_text, self._current), group="feeds-change")

    async def _set_full_text(self, row: FeedRow) -> None:
        words = tuple(FullText)
        mode = words[(words.index(row.feed.full_text) + 1) % len(words)]
        try:
            await self.host.services.feeds.set_full_text(row.feed.id, mode)
        except BriefingError as error:
            self.say(str(error))
            return
        self._undoable.append(partial(self._set_back, row))
        self.say(_full_text_words(mode), name_of(row), done=True, undo=True)
        self.reload()

    async def _set_back(self, row: FeedRow) -> None:
        mode = row.feed.full_text
        await self.host.services.feeds.set_full_text(row.feed.id, mode)
        self.say(f"undone: {_full_text_words(mode)}", name_of(row), done=True)

    def action_feeds_remove(self) -> None:
        """Unsubscribe from the feed under the cursor."""
        if self._current is not None:
            self.start(partial(self._remove, self._current), group="feeds-change")

    async def _remove(self, row: FeedRow) -> None:
        try:
            await self.host.services.feeds.remove(row.feed.id)
        except BriefingError as error:
            self.say(str(error))
            return
        self._undoable.append(partial(self._restore, row))
        self.say("unsubscribed", name_of(row), done=True, undo=True)
        self.reload()

    def action_undo(self) -> None:
        """Take back what was changed last: subscribe again, or have full texts as before."""
        if self._undoable:
            self.start(partial(self._undo, self._undoable.pop()), group="feeds-change")
        else:
            self.say("Nothing to undo here.")

    async def _undo(self, step: Callable[[], Coroutine[None, None, None]]) -> None:
        await self.host.report_failure(step())
        self.reload()

    async def _restore(self, row: FeedRow) -> None:
        await self.host.services.feeds.restore(row.feed.id)
        self.say("subscribed again", name_of(row), done=True)


def _full_text_words(mode: FullText) -> str:
    return f"full texts {mode or 'as the settings say'}"
