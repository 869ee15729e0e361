"""The lines of a topic's page: its title and figures, its actors, and quotes by date."""

from collections.abc import Sequence
from datetime import datetime

from briefing.model.topic import TopicActor, TopicPage, TopicQuote
from briefing.text.wording import age, counted
from briefing.tui.format.dated_words import dated_words
from briefing.tui.format.lines import (
    ACTOR,
    MUTED,
    SOURCE,
    STRONG_BOLD,
    TEXT,
    Line,
    clean,
    glued,
    join,
    justify,
    spaces,
    width_of,
)
from briefing.tui.format.signs import pulse
from briefing.tui.format.status import counted_figure
from briefing.tui.format.times import day
from briefing.tui.format.wrap import cut, wrap

_DATE = 13
_LEAST_GAP = 3
_VERDICTS = {"follow": "followed", "drop": "dropped"}


def topic_title(page: TopicPage, width: int, now: datetime) -> tuple[Line, ...]:
    """Return the topic's name, and below it how long it has run, what was decided on it, and its pulse."""
    row = page.row
    name = wrap(((clean(row.name, 200), STRONG_BOLD),), width - 1, first=spaces(2), rest=spaces(2), limit=2)
    parts: list[Line] = [
        ((f"day {row.days}", TEXT),),
        ((f"since {glued(day(row.first_seen, now))}", MUTED),),
        ((f"{age(row.last_story, now)} ago", TEXT),),
    ]
    if row.verdict.value in _VERDICTS:
        parts.append(((_VERDICTS[row.verdict.value], STRONG_BOLD),))
    if row.taken_along:
        parts.append(((f"{counted(row.taken_along, 'thread')} dropped with it", TEXT),))
    meta = join(parts, ((" · ", MUTED),))
    bars = pulse(page.pulse)
    if bars and 2 + width_of(meta) + _LEAST_GAP + width_of(bars) < width:
        return (*name, justify((*spaces(2), *meta), bars, width - 1))
    return (*name, *wrap(meta, width - 1, first=spaces(2), rest=spaces(2)))


def topic_actor_line(actor: TopicActor, width: int) -> Line:
    """Return an actor as one line: name, and on the right its mentions and threads."""
    counts: Line = ((f"{actor.mentions}×", MUTED), (f"  in {len(actor.threads)}", MUTED))
    name = cut(((clean(actor.name, 200), ACTOR),), width - width_of(counts) - 4)
    return justify((*spaces(2), *name), counts, width - 1)


def topic_quote_lines(quote: TopicQuote, width: int, date: str) -> tuple[Line, ...]:
    """Return a quote's words next to its date, with speaker and outlet below."""
    words, indent = dated_words(quote, width, date)
    speaker = clean(quote.speaker, 120) or "no speaker named"
    role = f", {clean(quote.role, 200)}" if quote.role else ""
    below: Line = ((speaker, ACTOR), (role, MUTED), (" · ", MUTED), (clean(quote.outlet, 80), SOURCE))
    return (*words, *wrap(below, width - 1, first=indent, rest=indent, limit=2))


def topic_figures(page: TopicPage) -> Sequence[Line]:
    """Return the header's figures: threads and stories."""
    return (counted_figure(page.row.threads, "thread"), counted_figure(page.row.stories, "story", "stories"))


def topic_line(page: TopicPage) -> Line:
    """Return the topic's name for the header."""
    return (("topic ", MUTED), (clean(page.row.name, 200), STRONG_BOLD))
