"""Lines: tuples of (text, role) runs, measured in terminal cells.

A role is a theme variable, optionally followed by flags: b bold, i italic, u underline, r reverse ("strong b").
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from briefing.text.display import clean_block, clean_line
from briefing.tui.format.cells import cells, drawable, first_cells

Run: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Run, ...]

TEXT = "text"
STRONG = "strong"
STRONG_BOLD = "strong b"
MUTED = "muted"
RULE = "rule"
RULE_FOCUS = "rule-focus"
ACCENT_BOLD = "accent b"
NEW = "accent-new b"
BAR_NEW = "accent-new br"
CITE = "cite"
CONFLICT = "conflict"
QUOTE = "quote"
QUOTE_MARK = "quote-mark b"
ACTOR = "actor"
ACTOR_BOLD = "actor b"
SOURCE = "source i"
REPRINT = "reprint"
PULSE = "pulse"
MATCH = "match"

HARD_SPACE = "\u00a0"
BLANK: Line = ()


def clean(text: str, limit: int = 1_000) -> str:
    """Return untrusted text as one line that is safe to draw."""
    return clean_line(text, limit)


def clean_part(text: str) -> str:
    """Return a part of untrusted text as `clean` does, but with the blanks at its ends and without a limit."""
    return clean_block(text).replace("\n", " ").replace("\t", " ")


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cells(text) for text, _ in line)


def plain(line: Line) -> str:
    """Return a line's words without their roles."""
    return "".join(text for text, _ in line)


def spaces(count: int) -> Line:
    """Return a line of blanks; none for a count of 0 or less."""
    return ((" " * count, TEXT),) if count > 0 else BLANK


def pad(line: Line, width: int) -> Line:
    """Return `line` filled with blanks up to `width` cells."""
    return (*line, *spaces(width - width_of(line)))


def glued(words: str) -> str:
    """Return words that are never parted at the end of a line."""
    return words.replace(" ", HARD_SPACE)


def justify(left: Line, right: Line, width: int) -> Line:
    """Return `left` and `right` at the two ends of `width` cells; `right` is never cut."""
    room = width - width_of(right)
    return (*pad(clip(left, room), room), *right)


def clip(line: Line, width: int) -> Line:
    """Return the part of `line` in its first `width` cells; a wide character is never split."""
    kept: list[Run] = []
    for text, role in line:
        size = cells(text)
        if size > width:
            kept.append((first_cells(drawable(text), width), role))
            break
        kept.append((text, role))
        width -= size
    return tuple(run for run in kept if run[0])


def join(parts: Sequence[Line], between: Line) -> Line:
    """Return `parts` as one line, with `between` between them."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.extend(between)
        runs.extend(part)
    return tuple(runs)


def merged(line: Line) -> Line:
    """Return `line` with neighbouring runs of one role joined."""
    runs: list[Run] = []
    for text, role in line:
        if runs and runs[-1][1] == role:
            runs[-1] = (runs[-1][0] + text, role)
        else:
            runs.append((text, role))
    return tuple(runs)


def cites(numbers: Iterable[int], role: str = CITE) -> Line:
    """Return citations, such as [2][5], as one run; nothing for none."""
    text = "".join(f"[{number}]" for number in numbers if number > 0)
    return ((text, role),) if text else BLANK


def with_bar(line: Line, bar: Run) -> Line:
    """Return `line` with the cursor's bar in column 0; a + there is shown reversed instead."""
    if not line:
        return (bar,)
    (text, _), *rest = line
    first: Run = ("+", BAR_NEW) if text.startswith("+") else bar
    tail: tuple[Run, ...] = ((text[1:], line[0][1]),) if len(text) > 1 else ()
    return (first, *tail, *rest)
