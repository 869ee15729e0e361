"""The inbox with nothing to list: no feeds answered yet, a filter that finds nothing, or a day that is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.empty_state_lines import day_done, emptiness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.tui.controllers.thread_listing import ThreadListController
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_page import InboxBody

_CHOICES = (
    ("brief", "write the brief"),
    ("filter-verdict", "other threads"),
    ("leave", "the inbox"),
    ("refresh-all", "refresh the feeds"),
    ("undo", "undo"),
)
_MEANWHILE = (
    ("go-feeds", "the feeds, one by one"),
    ("help", "keys and signs"),
)
"""What can be done while the first stories come."""


class EmptyInbox:
    """Shows a text in place of list and page."""

    def __init__(self, owner: Owner, services: Services, body: InboxBody, listing: ThreadListController) -> None:
        self._owner = owner
        self._services = services
        self._body = body
        self._listing = listing

    def show_or_hide(self) -> None:
        """Show the text if no row is listed and nothing is left to do, else the list."""
        body, layout = self._body, self._body.threads.rows.layout
        rows = any(section.listed for section in layout.sections)
        empty = not rows and (not layout.item_count or self._listing.is_finished)
        if not empty and body.view.empty:
            body.look(replace(body.view, empty=False))
            self._owner.sheet.leave_keys_to(body.threads)
        elif empty:
            body.look(replace(body.view, empty=True))
            self._show_words()

    def _show_words(self) -> None:
        host, listing = self._owner.host, self._listing
        if listing.is_finished and host.counts.threads:
            self._owner.start(self._show_day, group="day", exclusive=True)
            return
        title, sentence = emptiness(
            host.counts, listing.parts.name, narrowed=listing.parts.is_narrowed, refreshing=host.is_refreshing
        )
        comes_first = host.is_refreshing and not host.counts.threads and not listing.parts.is_narrowed
        self._body.empty_state.show(title, sentence, self._choices(_MEANWHILE if comes_first else _CHOICES))

    async def _show_day(self) -> None:
        """Show what was decided today, and where it is."""
        counts, keys = self._owner.host.counts, self._owner.host.keys
        summary = await self._services.inbox.today()
        title, sentences, notes = day_done(summary, counts, self._services.session.now())
        choices = tuple((KeyHint(keys.shown(each), label), note) for each, label, note in notes if keys.shown(each))
        self._body.empty_state.show(title, sentences, choices)

    def _choices(self, offered: Sequence[tuple[str, str]]) -> tuple[tuple[KeyHint, str], ...]:
        return tuple((KeyHint(self._owner.host.keys.shown(each), label), "") for each, label in offered)
