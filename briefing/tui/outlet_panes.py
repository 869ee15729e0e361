"""The panes of an outlet's page, made from one read model."""

from collections.abc import Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.outlet import OutletPage
from briefing.text.addresses import safe_url
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import MUTED, Line
from briefing.tui.format.outlet_page_lines import (
    hour_lines,
    latest_lines,
    outlet_feed_lines,
    outlet_title,
    worth_lines,
)
from briefing.tui.format.times import day
from briefing.tui.targets import Target
from briefing.tui.widgets.pane_lines import Item, section_heading

_LATEST = "Latest stories"


@dataclass(frozen=True, slots=True)
class OutletFactsContent:
    """Profile, worth, hours and feeds of the outlet; its latest stories follow if there is only one column."""

    page: OutletPage
    now: datetime
    with_latest: bool = False

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return no pinned lines: the title scrolls with the rest."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the title and the sections, each under its heading."""
        page = self.page
        items = [Item(outlet_title(page, width, self.now)), section_heading("Worth", "30 days", width)]
        items.append(Item(worth_lines(page.row, width)))
        if hours := hour_lines(page.row, width, self.now):
            items += [section_heading("When it publishes", "", width), Item(hours)]
        if page.row.feeds:
            items.append(section_heading("Feeds", len(page.row.feeds), width))
            items += [
                Item(outlet_feed_lines(feed, width), Target(words=safe_url(feed.url) or feed.title))
                for feed in page.row.feeds
            ]
        if self.with_latest:
            items.append(section_heading(_LATEST, len(page.latest), width))
            items += LatestContent(page, self.now).items(width)
        return items


@dataclass(frozen=True, slots=True)
class LatestContent:
    """The latest stories of the outlet, newest first; each date is written once."""

    page: OutletPage
    now: datetime

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading."""
        return (heading(_LATEST, str(len(self.page.latest)), width, has_keys=has_keys, more=more),)

    def items(self, width: int) -> Sequence[Item]:
        """Return the stories."""
        items: list[Item] = []
        shown = ""
        for story in self.page.latest:
            date = day(story.published, self.now)
            lines = latest_lines(story, width, "" if date == shown else date)
            items.append(Item(lines, Target(story=story.id, url=story.url, words=story.title)))
            shown = date
        return items or [Item(((("  No stories are stored.", MUTED),),))]
