"""The panes of a thread page, made from one read model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.frozen import dataclass
from briefing.tui.format.actor_items import actor_item, places_line
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import MUTED, STRONG_BOLD, Line, clean
from briefing.tui.format.narrative import GUTTER, MEASURE, figure, head, narrative, related, timeline_step
from briefing.tui.format.quote_items import quote_item
from briefing.tui.format.source_items import in_order, origin, silent_item, source_item
from briefing.tui.format.wrap import wrap
from briefing.tui.targets import Target, of_figure, of_quote, of_silent, of_source, of_thread
from briefing.tui.widgets.pane_lines import Item, section_heading

if TYPE_CHECKING:
    from briefing.model.figures import FigureLine
    from briefing.model.views import ActorLine, ThreadPage

NO_QUOTES = "No key quotes in these texts."
NO_ACTORS = "No actors found in these texts."
NO_SOURCES = "No sources."
NO_NARRATIVE = "There is no text for a narrative; the sources have headlines only."


@dataclass(frozen=True, slots=True)
class NarrativeContent:
    """Title, meta line and narrative; as a column, also the timeline and similar threads."""

    page: ThreadPage
    now: datetime
    column: bool = False
    """Whether it is a column of its own under the page's head."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the page's head, or the heading of the column."""
        if self.column:
            return (heading("Narrative", "", width, has_keys=has_keys, more=more),)
        return head(self.page, width, self.now)

    def items(self, width: int) -> Sequence[Item]:
        """Return the sentences; in a column, also timeline and similar threads."""
        return (*self.sentences(width), *(self.after(width) if self.column else ()))

    def sentences(self, width: int) -> tuple[Item, ...]:
        """Return the narrative, one item per sentence."""
        sentences = self.page.narrative
        if not sentences:
            note = clean(self.page.note) or NO_NARRATIVE
            return (Item(tuple(wrap(((note, MUTED),), width - 1, first=GUTTER, rest=GUTTER))),)
        groups: dict[int, list[Line]] = {}
        for line, number in narrative(sentences, width):
            groups.setdefault(number, []).append(line)
        return tuple(
            Item(
                tuple(lines),
                Target(
                    story=sentences[number].story,
                    n=sentences[number].citations[0] if sentences[number].citations else 0,
                    at=sentences[number].span.start,
                    words=sentences[number].text,
                ),
            )
            for number, lines in groups.items()
        )

    def after(self, width: int) -> tuple[Item, ...]:
        """Return figures, timeline and similar threads, each under its heading."""
        steps = TimelineContent(self.page, self.now).items(width)
        sections: list[Item] = []
        if self.page.figures:
            differ = sum(line.differ for line in self.page.figures)
            count = f"{differ} differ" if differ else str(len(self.page.figures))
            sections += [
                section_heading("Figures", count, width),
                *(self._figure(line, width) for line in self.page.figures),
            ]
        if self.page.timeline:
            sections += [section_heading("Timeline", len(self.page.timeline), width), *steps]
        if self.page.related:
            sections.append(section_heading("More like this", len(self.page.related), width))
            sections += [Item(related(row, width), of_thread(row)) for row in self.page.related]
        return tuple(sections)

    def _figure(self, line: FigureLine, width: int) -> Item:
        return Item(figure(line, width, self.now), of_figure(line))


@dataclass(frozen=True, slots=True)
class FullNarrativeContent(NarrativeContent):
    """The narrative while it has the keys, followed by timeline and similar threads."""

    def items(self, width: int) -> Sequence[Item]:
        """Return the sentences and everything that follows them."""
        return (*self.sentences(width), *self.after(width))


@dataclass(frozen=True, slots=True)
class QuotesContent:
    """The quotes of a thread."""

    page: ThreadPage
    tabbed: bool = False

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading, unless the tabs show it."""
        return _heading(
            "Quotes", _counted(len(self.page.quotes), self.page), width, self.tabbed, has_keys=has_keys, more=more
        )

    def items(self, width: int) -> Sequence[Item]:
        """Return the quotes with a blank line between them, no wider than running text."""
        width = min(width, MEASURE)
        quotes = self.page.quotes
        if not quotes:
            return _empty(_unread(self.page) or clean(self.page.note) or NO_QUOTES, width)
        items = (
            Item(quote_item(quote, width), of_quote(quote), before=1 if index else 0)
            for index, quote in enumerate(quotes)
        )
        return (*items, *_quotes_only(self.page, width, before=1))


@dataclass(frozen=True, slots=True)
class ActorsContent:
    """The actors of a thread, and in one line its places that do not act; minor ones and each place on request."""

    page: ThreadPage
    tabbed: bool = False
    minor: bool = False
    minor_key: str = ""
    """The key that shows the minor ones, "" if there is none."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading, unless the tabs show it."""
        return _heading("Actors", self.count, width, self.tabbed, has_keys=has_keys, more=more)

    @property
    def count(self) -> str:
        """The number of the actors that are shown, for the heading."""
        return _counted(len(self._shown()), self.page)

    def items(self, width: int) -> Sequence[Item]:
        """Return the actors, most often named first, with their figures close to their names."""
        width = min(width, MEASURE)
        by_number = {source.n: source for source in self.page.sources if source.held}
        items: list[Item] = []
        for actor in self._shown():
            first = actor.roles[0] if actor.roles else None
            number = first.n if first else next(iter(actor.stories), 0)
            story = first.story if first else by_number[number].story if number in by_number else 0
            at = first.span.start if first else None
            items.append(
                Item(actor_item(actor, width), Target(story=story, n=number, at=at, words=actor.name, actor=actor.key))
            )
        places = [] if self.minor else [each for each in self.page.actors if not each.acts and not each.minor]
        if places:
            items.append(Item(places_line(places, width), before=1 if items else 0))
        hidden = len(self.page.actors) - len(self._shown()) - len(places)
        if hidden:
            note = ((f"{hidden} named once  ", MUTED), (self.minor_key, STRONG_BOLD))
            items.append(Item(tuple(wrap(note, width - 1, first=GUTTER, rest=GUTTER)), before=1 if items else 0))
        items += _quotes_only(self.page, width, before=1 if items else 0)
        return items or _empty(_unread(self.page) or NO_ACTORS, width)

    def _shown(self) -> tuple[ActorLine, ...]:
        return tuple(actor for actor in self.page.actors if self.minor or (actor.acts and not actor.minor))


@dataclass(frozen=True, slots=True)
class SourcesContent:
    """The sources of a thread."""

    page: ThreadPage
    now: datetime
    tabbed: bool = False

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading, unless the tabs show it, and the common origin of all sources."""
        row = self.page.row
        ratio = f"{row.independent}/{row.stories}"
        title = _heading("Sources", ratio, width, self.tabbed, has_keys=has_keys, more=more)
        return (*title, *origin(self.page.provenance, width))

    def items(self, width: int) -> Sequence[Item]:
        """Return the sources in their order, with their dates close to their names."""
        width = min(width, MEASURE)
        sources = [Item(source_item(each, width, self.now), of_source(each)) for each in in_order(self.page.sources)]
        silent = [
            Item(silent_item(each, width), of_silent(each), before=0 if index else 1)
            for index, each in enumerate(self.page.silent)
        ]
        return (*sources, *silent) or _empty(NO_SOURCES, width)


@dataclass(frozen=True, slots=True)
class TimelineContent:
    """The dated steps of a thread."""

    page: ThreadPage
    now: datetime

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return no pinned lines: the tabs show the heading."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the steps, oldest first."""
        return tuple(
            Item(timeline_step(step, width, self.now), Target(story=step.story, n=step.n, words=step.text))
            for step in self.page.timeline
        ) or _empty("No dated steps.", width)


def tab_figures(page: ThreadPage) -> tuple[tuple[str, str], ...]:
    """Return the tabs' headings, each with its figure."""
    return (
        ("Quotes", _counted(len(page.quotes), page)),
        ("Actors", ActorsContent(page).count),
        ("Sources", f"{page.row.independent}/{page.row.stories}"),
        ("Timeline", str(len(page.timeline))),
    )


def _counted(number: int, page: ThreadPage) -> str:
    """Return a number for a heading, "" if it is 0 only because texts have not been read yet."""
    return "" if not number and page.unread else str(number)


def _heading(word: str, figure: str, width: int, tabbed: bool, *, has_keys: bool, more: bool) -> Sequence[Line]:
    return () if tabbed else (heading(word, figure, width, has_keys=has_keys, more=more),)


def _unread(page: ThreadPage) -> str:
    """Return a sentence about texts that have not been read yet, "" if all have."""
    if not page.unread:
        return ""
    held = sum(source.held for source in page.sources)
    return "Not read yet." if page.unread == held else f"{page.unread} of {held} texts are not read yet."


def _quotes_only(page: ThreadPage, width: int, *, before: int) -> tuple[Item, ...]:
    """Return a line with the languages whose speakers and actors are not read, if the page has such texts."""
    if not page.quotes_only:
        return ()
    (item,) = _empty(f"quotes only: {', '.join(page.quotes_only)}", width)
    return (replace(item, before=before),)


def _empty(words: str, width: int) -> tuple[Item, ...]:
    return (Item(tuple(wrap(((words, MUTED),), width - 1, first=GUTTER, rest=GUTTER))),)
