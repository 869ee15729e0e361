"""The lines of an actor's page: roles with source and date, companions, and quotes by date."""

from collections.abc import Sequence
from datetime import datetime

from briefing.model.actor_page import ActorPage, Companion, DatedQuote, DatedRole
from briefing.text.wording import counted
from briefing.tui.format.dated_words import dated_words
from briefing.tui.format.lines import (
    ACTOR,
    ACTOR_BOLD,
    MUTED,
    NEW,
    PULSE,
    SOURCE,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    clean,
    glued,
    join,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import HEAVY, WATCHED
from briefing.tui.format.status import counted_figure
from briefing.tui.format.times import day
from briefing.tui.format.wrap import cut, wrap

_MOST_ALIASES = 4
_BAR = 10
_DATE = 13
_NAME = 26


def actor_title(page: ActorPage, width: int, now: datetime) -> tuple[Line, ...]:
    """Return the actor's name, and below it its kind, other forms and the date of its first mention."""
    mark: Run = (f" {WATCHED}", NEW) if page.watched else ("", TEXT)
    name = wrap(((clean(page.name, 200), STRONG_BOLD), mark), width - 1, first=spaces(2), rest=spaces(2), limit=2)
    parts: list[Line] = [((page.kind.value, MUTED),)]
    if page.aliases:
        forms = ", ".join(clean(alias, 80) for alias in page.aliases[:_MOST_ALIASES])
        parts.append((("also written ", MUTED), (forms, TEXT)))
    parts.append(((f"seen since {glued(day(page.since, now))}", MUTED),))
    if page.watched:
        parts.append((("watched", MUTED),))
    if page.not_read:
        parts.append(((f"{counted(page.not_read, 'story', 'stories')} with the name not read yet", MUTED),))
    meta = wrap(join(parts, ((" · ", MUTED),)), width - 1, first=spaces(2), rest=spaces(2))
    return (*name, *meta)


def role_lines(role: DatedRole, width: int, now: datetime) -> tuple[Line, ...]:
    """Return a role in the text's words, and below it who wrote it, when, and how often."""
    words = wrap(((clean(role.text, 300), TEXT),), width - 1, first=spaces(2), rest=spaces(2))
    date: Line = ((f", {day(role.published, now)}", MUTED),)
    times: Line = ((f"  {role.times}×", MUTED),)
    outlet = cut(((clean(role.outlet, 80), SOURCE),), max(4, width - 5 - width_of(date) - width_of(times)))
    return (*words, justify((*spaces(4), *outlet, *date), times, width - 1))


def companion_lines(companion: Companion, width: int, most: int) -> tuple[Line, ...]:
    """Return a companion of an actor as one line: name, bar and number of stories."""
    figure: Line = ((f"  {companion.times}×", MUTED),)
    room = width - 1 - width_of(figure) - _BAR - 3
    length = min(_NAME, max(8, room))
    name = pad(cut(((clean(companion.name, 200), ACTOR),), length), length)
    bar: Line = ((HEAVY * max(1, round(companion.times / max(1, most) * _BAR)), PULSE),)
    return (justify((*spaces(2), *name, *spaces(1), *bar), figure, width - 1),)


def dated_quote_lines(quote: DatedQuote, width: int, date: str) -> tuple[Line, ...]:
    """Return a quote's words next to its date, and below them its outlet."""
    words, indent = dated_words(quote, width, date)
    more = f"  and {quote.more} more" if quote.more else ""
    source: Line = (*indent, (clean(quote.outlet, 80), SOURCE), (more, MUTED))
    return (*words, cut(source, width - 1))


def figures_of(page: ActorPage) -> Sequence[Line]:
    """Return the header's figures: mentions, quotes, threads."""
    counts = ((page.mentions, "mention"), (len(page.quotes), "quote"), (len(page.threads), "thread"))
    return tuple(counted_figure(count, word) for count, word in counts)


def name_line(page: ActorPage) -> Line:
    """Return the actor's name for the header."""
    return (("actor ", MUTED), (clean(page.name, 200), ACTOR_BOLD))
