"""The panes of an actor's page, made from one read model."""

from collections.abc import Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.actor_page import ActorPage, DatedQuote
from briefing.tui.format.actor_page_lines import actor_title, companion_lines, dated_quote_lines, role_lines
from briefing.tui.format.lines import Line
from briefing.tui.format.thread_rows import thread_row
from briefing.tui.quotes_over_time import QUOTES_OVER_TIME, QuotesOverTime
from briefing.tui.targets import Target, of_thread
from briefing.tui.widgets.pane_lines import Item, section_heading

_NO_QUOTES = "  No words of this actor are quoted by name."
_NARROW_ROW = 75
"""Rows of threads take two lines at any width."""


@dataclass(frozen=True, slots=True)
class ActorFactsContent:
    """Roles, threads and companions of the actor; the quotes follow if there is only one column."""

    page: ActorPage
    now: datetime
    with_quotes: bool = False

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return no pinned lines: the title scrolls with the rest."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the title and the sections, each under its heading."""
        page = self.page
        items = [Item(actor_title(page, width, self.now))]
        roles = [
            Item(role_lines(role, width, self.now), Target(story=role.story, at=role.at, words=role.text))
            for role in page.roles
        ]
        rows = [Item(thread_row(row, min(width, _NARROW_ROW), self.now), of_thread(row)) for row in page.threads]
        most = max((each.times for each in page.companions), default=1)
        companions = [
            Item(companion_lines(each, width, most), Target(actor=each.key, words=each.name))
            for each in page.companions
        ]
        sections = (("Roles, as reported", roles), ("Threads", rows), ("Named with", companions))
        for title, section in sections:
            items += _section(title, section, width)
        if self.with_quotes:
            quotes = list(actor_quotes(page, self.now).items(width))
            items += _section(QUOTES_OVER_TIME, quotes if page.quotes else [], width)
        return items


def actor_quotes(page: ActorPage, now: datetime) -> QuotesOverTime[DatedQuote]:
    """Return the pane of the actor's quotes, newest first."""
    return QuotesOverTime(page.quotes, now, dated_quote_lines, _NO_QUOTES)


def _section(title: str, items: Sequence[Item], width: int) -> list[Item]:
    if not items:
        return []
    return [section_heading(title, len(items), width), *items]
