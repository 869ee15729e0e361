"""The items of the inbox: threads in two lines, or one from 76 columns on; reports in one line; headings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.export.decision_words import waiting_words
from briefing.model.inbox import InboxPart
from briefing.model.verdict import Verdict
from briefing.text.wording import age
from briefing.tui.format.lines import (
    BLANK,
    CONFLICT,
    MUTED,
    NEW,
    RULE,
    SOURCE,
    STRONG,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    clean,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import FOLDED, MARKED, THIN, UNFOLDED, WATCHED, pulse, verdict_mark
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.list_layout import Section

ONE_LINE_FROM = 76
PULSE_FROM = 92
_FRACTION = 5
_OUTLET = 20
PART_NAMES: Mapping[InboxPart, str] = {
    InboxPart.THREADS: "Threads",
    InboxPart.SINGLE: "Single reports",
    InboxPart.QUIET: "Quiet",
    InboxPart.DECIDED: "Decided",
    InboxPart.MUTED: "Muted",
    InboxPart.ARCHIVE: "Archive",
}
_LONGEST_WAITING = 32
_MANY_COPIES = 5
"""With at least this many stories from one independent outlet, one report was copied often."""


def lines_a_row(width: int) -> int:
    """Return how many lines a row takes in a list of `width` columns."""
    return 1 if width >= ONE_LINE_FROM else 2


def thread_row(
    row: ThreadRow, width: int, now: datetime, *, under_cursor: bool = False, marked: bool = False
) -> tuple[Line, ...]:
    """Return a row's lines, `width` cells each; column 0 is left blank for the cursor's bar."""
    build = _one_line if width >= ONE_LINE_FROM else _two_lines
    return tuple(pad(line, width) for line in build(row, width, now, under_cursor=under_cursor, marked=marked))


def report_row(
    row: ThreadRow, width: int, now: datetime, *, under_cursor: bool = False, marked: bool = False
) -> tuple[Line, ...]:
    """Return the line of a single report: no figures, as there is one source; its outlet if there is room."""
    front: Line = ((" ", TEXT), _mark(row, marked=marked), _verdict(row), (" ", TEXT))
    figures: list[Run] = [*_arrivals(row), (f" {age(row.last_story, now):>4}", MUTED), (" ", TEXT)]
    if width >= ONE_LINE_FROM:
        figures = [*cut(((clean(row.outlet, 100), SOURCE),), _OUTLET), ("  ", TEXT), *figures]
    figures = [*_waiting(row, now, width - width_of(front) - width_of(tuple(figures))), *figures]
    room = width - width_of(front) - width_of(tuple(figures)) - 1
    title = cut((headline(row, under_cursor=under_cursor),), room)
    return (pad(justify((*front, *title), tuple(figures), width), width),)


def part_heading(section: Section, width: int) -> Line:
    """Return the heading of a part with the number of its threads, and whether it is folded."""
    words: Line = (("  ", TEXT), (PART_NAMES[section.part], STRONG_BOLD), (f" {section.count} ", MUTED))
    sign: Line = ((f" {FOLDED if section.is_folded else UNFOLDED}", MUTED), (" ", TEXT))
    return pad((*words, (THIN * (width - width_of(words) - width_of(sign)), RULE), *sign), width)


def headline(row: ThreadRow, *, under_cursor: bool = False) -> Run:
    """Return a thread's title in the style of its state."""
    if under_cursor:
        role = STRONG_BOLD
    elif row.verdict is Verdict.DROP:
        role = MUTED
    elif row.verdict is Verdict.NEW and row.looked is None:
        role = STRONG
    else:
        role = TEXT
    return (clean(row.title, 400) or "(no headline)", role)


def fraction(row: ThreadRow) -> Line:
    """Return independent/all stories; the numerator is a warning if one report was copied many times."""
    if row.verdict is Verdict.DROP:
        role = MUTED
    elif row.independent <= 1 and row.stories >= _MANY_COPIES:
        role = f"{CONFLICT} b"
    else:
        role = STRONG_BOLD
    return ((str(row.independent), role), (f"/{row.stories}", MUTED))


def _front(row: ThreadRow, *, marked: bool) -> Line:
    words = fraction(row)
    if width_of(words) > _FRACTION:
        words = cut(words, _FRACTION)
    return (
        (" ", TEXT),
        _mark(row, marked=marked),
        _verdict(row),
        *spaces(1 + _FRACTION - width_of(words)),
        *words,
        (" ", TEXT),
    )


def _mark(row: ThreadRow, *, marked: bool) -> Run:
    return (MARKED, NEW) if marked else (WATCHED, NEW) if row.lifted else (" ", TEXT)


def _verdict(row: ThreadRow) -> Run:
    return verdict_mark(row.verdict, looked=row.looked is not None or row.part is InboxPart.ARCHIVE)


def _arrivals(row: ThreadRow) -> Line:
    return ((f"+{min(row.new_stories, 99)}", NEW),) if row.new_stories > 0 else BLANK


def _waiting(row: ThreadRow, now: datetime, room: int) -> Line:
    """Return what a deferred thread waits for or why it woke, in at most half of the room, and a gap."""
    words = cut(_waiting_words(row, now), min(_LONGEST_WAITING, room // 2))
    return (("  ", TEXT), *words, ("  ", TEXT)) if words else BLANK


def _waiting_words(row: ThreadRow, now: datetime) -> Line:
    words = waiting_words(row, now)
    return ((clean(words, 100), NEW if row.is_woken else MUTED),) if words else BLANK


def _two_lines(row: ThreadRow, width: int, now: datetime, *, under_cursor: bool, marked: bool) -> tuple[Line, ...]:
    front = _front(row, marked=marked)
    indent = width_of(front)
    waiting = cut(_waiting_words(row, now), width - indent - 1)
    lines = 1 if waiting else 2
    title = wrap((headline(row, under_cursor=under_cursor),), width - indent - 1, limit=lines, reserve={0: 5})
    arrivals = _arrivals(row)
    rest = waiting or (title[1] if len(title) > 1 else ())
    second = (*spaces(indent - 1 - width_of(arrivals)), *arrivals, (" ", TEXT), *rest)
    when: Line = ((f"{age(row.last_story, now):>4}", MUTED), (" ", TEXT))
    return (justify((*front, *title[0]), when, width), second)


def _one_line(row: ThreadRow, width: int, now: datetime, *, under_cursor: bool, marked: bool) -> tuple[Line, ...]:
    front = (*_front(row, marked=marked), (" ", TEXT))
    figures: list[Run] = []
    if width >= PULSE_FROM:
        bars = pulse(row.pulse[-7:])
        figures += [*bars, *spaces(7 - width_of(bars)), ("  ", TEXT)]
    arrivals = _arrivals(row)
    figures += [*spaces(3 - width_of(arrivals)), *arrivals, (f" {age(row.last_story, now):>4}", MUTED), (" ", TEXT)]
    figures = [*_waiting(row, now, width - width_of(front) - width_of(tuple(figures))), *figures]
    room = width - width_of(front) - width_of(tuple(figures)) - 1
    title = cut((headline(row, under_cursor=under_cursor),), room)
    return (justify((*front, *title), tuple(figures), width),)
