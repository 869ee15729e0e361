"""The feeds screen: one line per feed with its health in words, and the feed under the cursor in full."""

from datetime import datetime

from briefing.model.full_text import FullText
from briefing.model.views import FeedRow
from briefing.text.addresses import safe_url
from briefing.text.wording import age, counted
from briefing.tui.format.bar_lines import KeyHint, heading
from briefing.tui.format.lines import (
    BLANK,
    MUTED,
    RULE,
    STRONG,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    clean,
    join,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import THIN, feed_sign, pulse
from briefing.tui.format.times import day, hour, moment
from briefing.tui.format.wrap import cut, wrap

PULSE_FROM = 100
FIGURES_FROM = 76
DETAIL_LINES = 9
_FULL_TEXTS = {
    FullText.ON: "on: the page of every story is fetched",
    FullText.AUTO: "auto: pages are fetched for the first threads of the list and for opened ones",
    FullText.OFF: "off: no page is fetched but for a story you ask for",
}
_MOST_WIDE = 130
"""On a wider terminal the figures stay in reach of the names."""


def feed_head(width: int) -> tuple[Line, ...]:
    """Return the names of the columns."""
    whole, width = width, min(width, _MOST_WIDE)
    name, health = _columns(width)
    left: Line = (*spaces(4), *pad((("Feed", MUTED),), name), *pad((("Health", MUTED),), health))
    figures: list[Run] = []
    if width >= FIGURES_FROM:
        figures.append(("  a day", MUTED))
        figures += [("   7 days ", MUTED)] if width >= PULSE_FROM else []
        figures.append(("   last  brief", MUTED))
    rule: Line = ((THIN * whole, RULE),)
    return (justify(left, tuple(figures), width - 1), rule)


def feed_row(row: FeedRow, width: int, now: datetime) -> tuple[Line, ...]:
    """Return a feed's line: sign, name, health in plain words, figures."""
    width = min(width, _MOST_WIDE)
    name, health = _columns(width)
    sign = feed_sign(row.state)
    title = cut(((name_of(row), TEXT if row.state == "well" else STRONG),), name - 2)
    state = cut(((clean(row.health, 200), MUTED if row.state == "well" else TEXT),), health - 2)
    left: Line = (*spaces(2), sign, (" ", TEXT), *pad(title, name), *pad(state, health))
    return (justify(left, _figures(row, width, now), width - 1),)


def name_of(row: FeedRow) -> str:
    """Return the name of a feed: its title, or else its address without secrets."""
    return clean(row.feed.title, 120) or clean(safe_url(row.feed.url) or row.feed.url, 200)


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of name and health; the figures take what is left."""
    room = width - 5 - (0 if width < FIGURES_FROM else 21 if width < PULSE_FROM else 31)
    name = max(12, room * 38 // 100)
    return name, max(8, room - name)


def _figures(row: FeedRow, width: int, now: datetime) -> Line:
    if width < FIGURES_FROM:
        return BLANK
    rate = f"{row.a_day:.0f}" if row.a_day >= 1 or row.a_day == 0 else f"{row.a_day:.1f}"
    runs: list[Run] = [(f"{rate:>7}", TEXT)]
    if width >= PULSE_FROM:
        bars = pulse(row.pulse[-7:])
        runs += [("   ", TEXT), *pad(bars, 7)]
    last = age(row.last_story, now) if row.last_story is not None else "·"
    briefed: Run = (f"{row.briefed:>7}", STRONG_BOLD) if row.briefed else (f"{'·':>7}", MUTED)
    return (*runs, (f"{last:>7}", MUTED), briefed)


def feed_detail(row: FeedRow | None, width: int, now: datetime, keys: tuple[KeyHint, ...]) -> tuple[Line, ...]:
    """Return the feed under the cursor in full; the last line says what can be done."""
    if row is None:
        return ()
    feed = row.feed
    address = safe_url(feed.url) or ""
    first: Line = (*spaces(2), (name_of(row), STRONG_BOLD), ("   ", TEXT), (clean(address, 300), MUTED))
    words = [
        ("since", _since(row, now)),
        ("says", clean(feed.failure, 300) or clean(row.health, 300)),
        ("worth", _worth(row)),
        ("texts", f"{_FULL_TEXTS[row.full_text]}{'' if row.feed.full_text else ', as the settings say'}"),
    ]
    if feed.notes:
        words.append(("notes", clean("; ".join(feed.notes), 300)))
    lines: list[Line] = [BLANK, heading("This feed", "", width, has_keys=False, more=False), cut(first, width - 1)]
    lines += [cut((*spaces(4), (f"{label:<9}", MUTED), (value, TEXT)), width - 1) for label, value in words]
    can: Line = (*spaces(4), (f"{'you can':<9}", MUTED), *join([key.line() for key in keys], spaces(3)))
    return (*lines, can if width_of(can) < width else cut(can, width - 1))


def _worth(row: FeedRow) -> str:
    if not row.stories:
        return "no stories from it yet"
    return f"{row.briefed} of its {counted(row.stories, 'story', 'stories')} went into a brief"


def _since(row: FeedRow, now: datetime) -> str:
    feed = row.feed
    parts = [f"added {day(feed.added, now)}"] if feed.added is not None else []
    if feed.failures:
        parts.append("its last check failed" if feed.failures == 1 else f"{feed.failures} failed checks in a row")
    if feed.checked is not None:
        parts.append(f"asked {moment(feed.checked, now)}")
    if feed.next_check is not None:
        parts.append(f"next at {hour(feed.next_check)}")
    return "; ".join(parts) or "not asked yet"


def empty_feeds(width: int) -> tuple[Line, ...]:
    """Return the lines of a store without feeds."""
    return tuple(wrap((("No feeds yet.", MUTED),), width - 1, first=spaces(4)))
