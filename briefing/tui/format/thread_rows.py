"""The rows of the inbox: two lines in a narrow list, one line from 76 columns on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.verdict import Verdict
from briefing.tui.format.lines import (
    BLANK,
    CONFLICT,
    MUTED,
    NEW,
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
from briefing.tui.format.signs import MARKED, WATCHED, pulse, verdict_mark
from briefing.tui.format.times import age
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow

ONE_LINE_FROM = 76
PULSE_FROM = 92
_FRACTION = 5
_MANY_COPIES = 5
"""With so many stories from one independent outlet, one report was copied often."""


def lines_a_row(width: int) -> int:
    """Return how many lines a row takes in a list of `width` columns."""
    return 1 if width >= ONE_LINE_FROM else 2


def thread_row(
    row: ThreadRow, width: int, now: datetime, *, under_cursor: bool = False, marked: bool = False
) -> tuple[Line, ...]:
    """Return a row's lines, `width` cells each; column 0 is left blank for the cursor's bar."""
    build = _one_line if width >= ONE_LINE_FROM else _two_lines
    return tuple(pad(line, width) for line in build(row, width, now, under_cursor=under_cursor, marked=marked))


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
    watched = any(reason.kind == "watched" for reason in row.score_parts)
    mark: Run = (MARKED, NEW) if marked else (WATCHED, NEW) if watched else (" ", TEXT)
    return (
        (" ", TEXT),
        mark,
        verdict_mark(row.verdict, looked=row.looked is not None),
        *spaces(_FRACTION - width_of(words)),
        *words,
        (" ", TEXT),
    )


def _arrivals(row: ThreadRow) -> Line:
    return ((f"+{min(row.new_stories, 99)}", NEW),) if row.new_stories > 0 else BLANK


def _two_lines(row: ThreadRow, width: int, now: datetime, *, under_cursor: bool, marked: bool) -> tuple[Line, ...]:
    front = _front(row, marked=marked)
    indent = width_of(front)
    title = wrap((headline(row, under_cursor=under_cursor),), width - indent - 1, limit=2, reserve={0: 5})
    arrivals = _arrivals(row)
    second = (*spaces(indent - 1 - width_of(arrivals)), *arrivals, (" ", TEXT), *(title[1] if len(title) > 1 else ()))
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
    room = width - width_of(front) - width_of(tuple(figures)) - 1
    title = cut((headline(row, under_cursor=under_cursor),), room)
    return (justify((*front, *title), tuple(figures), width),)
