"""The panes of a topic's page, made from one read model."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from briefing.frozen import dataclass
from briefing.model.topic import TopicPage, TopicQuote
from briefing.tui.format.lines import Line
from briefing.tui.format.thread_rows import thread_row
from briefing.tui.format.times import day
from briefing.tui.format.topic_lines import topic_actor_line, topic_quote_lines, topic_title
from briefing.tui.quotes_over_time import QUOTES_OVER_TIME, QuotesOverTime
from briefing.tui.targets import Target, of_thread
from briefing.tui.widgets.pane_lines import Item, section_heading

_NO_QUOTES = "  None of its latest threads has a key quote."
_NARROW_ROW = 75
"""Rows of threads take two lines at any width."""


@dataclass(frozen=True, slots=True)
class TopicFactsContent:
    """The threads of the topic by day, and its actors; the quotes follow if there is only one column."""

    page: TopicPage
    now: datetime
    with_quotes: bool = False

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return no pinned lines: the title scrolls with the rest."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the title, the threads under their days, and the actors."""
        page = self.page
        items = [Item(topic_title(page, width, self.now))]
        for date, rows in groupby(page.threads, key=lambda row: day(row.last_story, self.now)):
            shown = tuple(rows)
            items.append(section_heading(date, len(shown), width))
            items += [Item(thread_row(row, min(width, _NARROW_ROW), self.now), of_thread(row)) for row in shown]
        if page.actors:
            items.append(section_heading("Actors", len(page.actors), width))
            items += [
                Item((topic_actor_line(actor, width),), Target(actor=actor.key, words=actor.name))
                for actor in page.actors
            ]
        if self.with_quotes and page.quotes:
            items.append(section_heading(QUOTES_OVER_TIME, len(page.quotes), width))
            items += topic_quotes(page, self.now).items(width)
        return items


def topic_quotes(page: TopicPage, now: datetime) -> QuotesOverTime[TopicQuote]:
    """Return the pane of the key quotes of the latest threads, the newest thread first."""
    return QuotesOverTime(page.quotes, now, topic_quote_lines, _NO_QUOTES)
