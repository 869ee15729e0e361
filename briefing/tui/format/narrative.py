"""The head of a thread page and its narrative: title, meta line, sentences with their citations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.export.decision_words import waiting_words
from briefing.text.wording import age
from briefing.tui.format.lines import (
    BLANK,
    CONFLICT,
    HARD_SPACE,
    MUTED,
    NEW,
    SOURCE,
    STRONG,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    join,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import DIFFERS, MORE, SEPARATOR, pulse
from briefing.tui.format.thread_rows import fraction
from briefing.tui.format.times import day_and_hour, day_number
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.figures import FigureLine
    from briefing.model.inbox import ThreadRow
    from briefing.model.views import NarrativeSentence, ThreadPage, TimelineStep

MEASURE = 84
"""The greatest width of running text."""
GUTTER: Line = (("  ", TEXT),)
_LEAST_GAP = 4
_OPENING_LINES = 3


def head(page: ThreadPage, width: int, now: datetime, *, title_lines: int = 2) -> tuple[Line, ...]:
    """Return title and meta line and one blank line, at most `title_lines` + 2 lines."""
    title: Run = (clean(page.row.title, 400) or "(no headline)", STRONG_BOLD)
    wrapped = wrap((title,), width - 1, first=GUTTER, rest=GUTTER, limit=title_lines)
    return (*wrapped, meta(page, width, now), BLANK)


def meta(page: ThreadPage, width: int, now: datetime) -> Line:
    """Return the meta line: items that do not fit are left out from the right, but never the first two."""
    room = width - 3
    kept = _meta_items(page, now)
    between: Line = ((SEPARATOR, MUTED),)
    while len(kept) > 2 and width_of(join(kept, between)) > room:
        kept.pop()
    words = join(kept, between)
    bars = pulse(page.row.pulse[-7:])
    if bars and width_of(words) + _LEAST_GAP + width_of(bars) <= room:
        words = justify(words, bars, room)
    return (*GUTTER, *cut(words, room))


def _meta_items(page: ThreadPage, now: datetime) -> list[Line]:
    row = page.row
    parts: list[Line] = [(*fraction(row), (" independent", TEXT)), ((f"{age(row.last_story, now)} ago", TEXT),)]
    if row.new_stories > 0:
        parts.append(((f"+{row.new_stories} since you looked", NEW),))
    if waiting := waiting_words(row, now):
        parts.append(((clean(waiting, 120), NEW if row.is_woken else MUTED),))
    number = day_number(row.first_seen, now)
    if row.topic_name:
        parts.append((("topic ", MUTED), (clean(row.topic_name, 80), TEXT), (f", day {row.topic_day}", MUTED)))
    elif number > 1:
        parts.append(((f"day {number}", MUTED),))
    if page.first_outlet:
        parts.append(((f"first {clean(page.first_outlet, 80)}, {day_and_hour(row.first_seen, now)}", MUTED),))
    return parts


def narrative(sentences: Sequence[NarrativeSentence], width: int) -> list[tuple[Line, int]]:
    """Return the lines of the running text, each with the number of the sentence that begins or continues in it.

    A sentence ends with its sources and how many independent outlets report the same, if they are several.
    A + in the margin marks a line in which a new sentence begins; the sentence itself is strong.
    """
    runs: list[Run] = []
    for index, sentence in enumerate(sentences):
        role = _sentence_role(index, new=sentence.new)
        runs += [(" ", TEXT)] * bool(index)
        runs += [(clean(sentence.text, 2_000), role)]
        runs += [(HARD_SPACE, TEXT), *cites(sentence.citations)] if sentence.citations else []
        runs += [(f"{HARD_SPACE}{sentence.independent}{HARD_SPACE}ind", MUTED)] if sentence.independent > 1 else []
    lines = wrap(runs, min(MEASURE, width - 3)) if runs else []
    return _numbered(lines)


def _sentence_role(index: int, *, new: bool) -> str:
    return f"{STRONG if new else TEXT} #{index}"


def _numbered(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """Remove the sentence numbers from the roles, and set the marks in the margin."""
    numbered: list[tuple[Line, int]] = []
    present = -1
    for line in lines:
        beginning = -1
        drawn: list[Run] = []
        mark: Run = ("  ", TEXT)
        for text, role in line:
            name, _, number = role.partition(" #")
            if number and int(number) > present:
                present = int(number)
                beginning = present if beginning < 0 else beginning
                if name == STRONG:
                    mark = ("+ ", NEW)
            drawn.append((text, name))
        numbered.append(((mark, *drawn), beginning if beginning >= 0 else present))
    return numbered


def fold(lines: Sequence[Line], height: int, width: int, key: str) -> list[Line]:
    """Return `lines` in a zone of `height` lines whose last line stays blank.

    What does not fit folds into a line that says how much there is more and which key shows it.
    """
    if len(lines) < height:
        return [*lines, *[BLANK] * (height - len(lines))]
    shown = max(0, height - 2)
    more = len(lines) - shown
    note: Line = ((f"{MORE} {more} more lines  ", MUTED), (key, STRONG_BOLD))
    return [*lines[:shown], pad((*spaces(width - 1 - width_of(note)), *note), width), BLANK][:height]


def timeline_step(step: TimelineStep, width: int, now: datetime) -> tuple[Line, ...]:
    """Return one dated step: when, what, [n]."""
    when = f"{day_and_hour(step.at, now)}  "
    words: list[Run] = [(clean(step.text, 300), TEXT), (HARD_SPACE, TEXT), *cites((step.n, *step.also))]
    first: Line = (*GUTTER, (when, MUTED))
    return tuple(wrap(words, min(MEASURE, width - 1), first=first, rest=spaces(width_of(first))))


def figure(line: FigureLine, width: int, now: datetime) -> tuple[Line, ...]:
    """Return one figure from the stories, with who gives it and when; ≠ precedes it if they differ.

    A rising count is shown as its earlier numbers and the present one.
    """
    mark: Run = (DIFFERS, CONFLICT) if line.differ else (" ", TEXT)
    runs: list[Run] = []
    for index, each in enumerate(line.stated):
        runs += [("; ", TEXT)] * bool(index)
        runs += [(line.words_before[index], MUTED)] if line.rises else []
        runs += [(clean(each.text, 120), TEXT), (HARD_SPACE, TEXT), *cites((each.n, *each.also))]
        runs += [(f" {day_and_hour(each.at, now)}", MUTED)] if len(line.stated) > 1 else []
    return tuple(wrap(runs, min(MEASURE, width - 1), first=(mark, (" ", TEXT)), rest=GUTTER))


def related(row: ThreadRow, width: int) -> tuple[Line, ...]:
    """Return one line of "more like this": headline, independent/all."""
    figures: Line = ((f"{row.independent}/{row.stories}", MUTED),)
    title = cut(((clean(row.title, 300), TEXT),), width - 3 - 8)
    return (justify((*GUTTER, *title), figures, width - 1),)


def opening(page: ThreadPage, width: int) -> Sequence[Line]:
    """Return the first sentence and its outlet in at most three lines; a cut keeps the outlet."""
    room, indent = width - 3, spaces(4)
    if not page.narrative:
        note = clean(page.note) or "Headline only."
        return wrap(((note, MUTED),), room, first=indent, rest=indent, limit=2)
    sentence = page.narrative[0]
    outlet = next((source.outlet for source in page.sources if source.n in sentence.citations[:1]), "")
    words: Run = (clean(sentence.text, 1_000), TEXT)
    who: Line = ((" ", TEXT), (clean(outlet, 80), SOURCE), (HARD_SPACE, TEXT), *cites(sentence.citations[:1]))
    whole = wrap((words, *who), room, first=indent, rest=indent)
    if len(whole) <= _OPENING_LINES:
        return whole
    lines = wrap(
        (words,), room, first=indent, rest=indent, limit=_OPENING_LINES, reserve={_OPENING_LINES - 1: width_of(who)}
    )
    return (*lines[:-1], (*lines[-1], *who))
