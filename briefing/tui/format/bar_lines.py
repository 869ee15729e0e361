"""The horizontal lines of every screen: header, progress rule, headings, tabs and footer."""

from collections.abc import Sequence

from briefing.frozen import dataclass
from briefing.tui.format.lines import (
    ACCENT_BOLD,
    MUTED,
    RULE,
    RULE_FOCUS,
    STRONG_BOLD,
    TEXT,
    Line,
    clip,
    join,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import HEAVY, MORE, THIN
from briefing.tui.format.wrap import cut

_WIDE_GAPS_FROM = 100


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key of the footer with what it does."""

    key: str
    label: str
    ids: tuple[str, ...] = ()
    """The actions of the keys, in order, for a click."""

    def line(self) -> Line:
        """Return the hint as runs: the key strong and bold, the label muted."""
        return ((self.key, STRONG_BOLD), (f" {self.label}", MUTED)) if self.label else ((self.key, STRONG_BOLD),)


def header(title: Line, figures: Sequence[Line], states: Sequence[Line], width: int) -> Line:
    """Return line 1: the name, the title, figures and states; what does not fit is left out whole.

    The states fall off first from the right, then the figures; the first of the figures stays longest.
    """
    brand: Line = (("  ", TEXT), ("briefing", ACCENT_BOLD), ("   ", TEXT))
    counts, conditions = list(figures), list(states)
    while True:
        right = _right(counts, conditions)
        room = width - 1 - width_of(brand) - width_of(right)
        if width_of(title) + 3 <= room or not (counts or conditions):
            break
        (conditions if len(conditions) > 1 or (len(counts) < 2 and conditions) else counts).pop()
    left = (*brand, *cut(title, max(1, room - 3 if right else room)))
    return pad((*pad(left, width - 1 - width_of(right)), *right), width)


def _right(counts: Sequence[Line], conditions: Sequence[Line]) -> Line:
    between: Line = (("   ", TEXT),)
    groups = [join(group, between) for group in (counts, conditions) if group]
    return join(groups, (("     ", TEXT),))


def progress_rule(done: int, total: int, width: int) -> Line:
    """Return line 2: a thin rule, heavy as far as the progress goes."""
    filled = min(width, width * done // total) if total > 0 else 0
    parts = ((HEAVY * filled, RULE_FOCUS), (THIN * (width - filled), RULE))
    return tuple(part for part in parts if part[0])


def heading(word: str, figure: str, width: int, *, has_keys: bool, more: bool) -> Line:
    """Return a pane's heading with its rule: heavy if the pane has the keys, with ▾ if more lines follow."""
    words: Line = (("  ", TEXT), (word, STRONG_BOLD), (f" {figure} " if figure else " ", MUTED))
    tail: Line = ((f" {MORE}", MUTED),) if more else ()
    room = width - 1 - width_of(words) - width_of(tail)
    rule: Line = (((HEAVY if has_keys else THIN) * max(0, room), RULE_FOCUS if has_keys else RULE),)
    return clip((*words, *rule, *tail), width - 1)


def tabs(names: Sequence[tuple[str, str]], chosen: int, width: int) -> Line:
    """Return the headings of panes that take turns, the chosen one with a heavy rule."""
    runs: list[tuple[str, str]] = [("  ", TEXT)]
    for index, (word, figure) in enumerate(names):
        now = index == chosen
        runs += [(word, STRONG_BOLD if now else MUTED), (f" {figure} " if figure else " ", MUTED)]
        last = index == len(names) - 1
        rest = width - 1 - width_of(tuple(runs)) if last else 4
        runs += [((HEAVY if now else THIN) * max(0, rest), RULE_FOCUS if now else RULE)]
        runs += [] if last else [(" ", TEXT)]
    return clip(tuple(run for run in runs if run[0]), width - 1)


def tab_at(names: Sequence[tuple[str, str]], column: int) -> int:
    """Return the number of the tab on a column; the last one takes all that follows."""
    start = 2
    for index, (word, figure) in enumerate(names):
        start += len(word) + (len(figure) + 2 if figure else 1) + 5
        if column < start:
            return index
    return len(names) - 1


def footer(hints: Sequence[KeyHint], position: Line, width: int, *, help_hint: KeyHint | None = None) -> Line:
    """Return the last line: as many keys as fit on the left, help and position on the right."""
    right = _footer_end(position, help_hint)
    left: Line = ()
    for start, hint in fitting_hints(hints, position, width, help_hint=help_hint):
        if hint is not help_hint:
            left = (*pad(left, start), *hint.line())
    return pad((*pad(left, width - 1 - width_of(right)), *right), width)


def fitting_hints(
    hints: Sequence[KeyHint], position: Line, width: int, *, help_hint: KeyHint | None = None
) -> list[tuple[int, KeyHint]]:
    """Return the hints of the last line that have room, each with its first column; that of the help is the last."""
    right = _footer_end(position, help_hint)
    end, gap = width - 1 - width_of(right), 3 if width >= _WIDE_GAPS_FROM else 2
    fitting: list[tuple[int, KeyHint]] = []
    start = 2
    for hint in hints:
        if start + width_of(hint.line()) > end - 2:
            break
        fitting.append((start, hint))
        start += width_of(hint.line()) + gap
    return [*fitting, (end, help_hint)] if help_hint else fitting


def _footer_end(position: Line, help_hint: KeyHint | None) -> Line:
    return join([part for part in (help_hint.line() if help_hint else (), position) if part], spaces(3))


def message(words: Line, width: int) -> Line:
    """Return a message for the footer."""
    return pad(cut((*spaces(2), *words), width - 1), width)
