"""The lines of a pane: built from its content for one width, with a heading that stays and a fold at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from textual.strip import Strip

from briefing.frozen import dataclass
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import ACCENT_BOLD, BLANK, Line, Run, with_bar
from briefing.tui.format.narrative import fold
from briefing.tui.format.signs import BAR
from briefing.tui.widgets.role_styles import BACKGROUND, CURSOR

if TYPE_CHECKING:
    from briefing.tui.targets import Target
    from briefing.tui.widgets.line_source import Look


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together, with `before` blank lines above. The cursor stops only at items with a target."""

    lines: tuple[Line, ...]
    target: Target | None = None
    before: int = 0


def section_heading(title: str, figure: str | int, width: int) -> Item:
    """Return the heading of a section among the items, with a blank line above; `figure` is on its right."""
    return Item((heading(title, str(figure), width, has_keys=False, more=False),), before=1)


class PaneContent(Protocol):
    """What a pane shows, for any width."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the pinned lines; their number depends on the width only. `more` lines follow below the view."""

    def items(self, width: int) -> Sequence[Item]:
        """Return the items."""


class PaneLines:
    """Draws the items of a content. With `fold_key`, what does not fit is folded while the keys are elsewhere."""

    def __init__(self, *, fold_key: str = "", bar_column: int = 0, ground: str = BACKGROUND) -> None:
        self.content: PaneContent | None = None
        self.fold_key = fold_key
        self.targets: list[Target] = []
        self._bar_column = bar_column
        self._ground = ground
        self._width = 0
        self._built_width = -1
        self._heads: dict[tuple[int, bool, bool], tuple[Line, ...]] = {}
        self._folds: dict[tuple[int, int], tuple[Line, ...]] = {}
        self._lines: list[Line] = []
        self._owner: list[int | None] = []
        self._spans: list[tuple[int, int]] = []

    def forget(self) -> None:
        """Build the lines again when they are needed next."""
        self._built_width = -1
        self._heads.clear()
        self._folds.clear()

    def edge(self, line: int, *, upwards: bool = False) -> int:  # noqa: ARG002
        """Return the line itself: a pane scrolls by single lines."""
        return line

    def fit(self, width: int) -> bool:
        """Build the lines for `width` cells; return whether they had to be built."""
        self._width = width
        if self.content is None:
            self._clear()
            return False
        if width in (0, self._built_width):
            return False
        self._built_width = width
        self._folds.clear()
        self._clear()
        for item in self.content.items(width):
            self._add(item)
        return True

    def _clear(self) -> None:
        self._lines, self._owner, self._spans, self.targets = [], [], [], []

    def _add(self, item: Item) -> None:
        self._lines += [BLANK] * item.before
        self._owner += [None] * item.before
        if item.target is not None:
            self._spans.append((len(self._lines), len(self._lines) + len(item.lines)))
            self.targets.append(item.target)
        self._lines += item.lines
        self._owner += [len(self._spans) - 1 if item.target is not None else None] * len(item.lines)

    def item_count(self) -> int:
        """Return how many items the cursor can be on."""
        return len(self._spans)

    def line_count(self) -> int:
        """Return how many lines all items take."""
        return len(self._lines)

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's lines."""
        return self._spans[index] if self._spans else (0, 0)

    def index_at(self, line: int) -> int | None:
        """Return the item on a line."""
        return self._owner[line] if 0 <= line < len(self._owner) else None

    def pinned_count(self) -> int:
        """Return how many lines are pinned."""
        return len(self._head(has_keys=False, more=False))

    def draw_pinned(self, number: int, look: Look) -> Strip:
        """Return one of the pinned lines."""
        more = look.first_line + look.page_lines < self.line_count()
        return look.styles.strip(self._head(has_keys=look.has_keys, more=more)[number], look.width)

    def draw(self, number: int, look: Look) -> Strip:
        """Return one line, with bar and ground if it is under the cursor."""
        styles, width = look.styles, look.width
        if self.fold_key and not look.has_keys:
            folded = self._fold(look.page_lines, width)
            index = number - look.first_line
            return styles.strip(folded[index] if index < len(folded) else BLANK, width)
        if number >= len(self._lines):
            return styles.strip(BLANK, width, self._ground)
        line = self._lines[number]
        if (look.has_keys or self._ground != BACKGROUND) and self._spans and self._owner[number] == look.cursor:
            return styles.strip(self._barred(line), width, CURSOR)
        return styles.strip(line, width, self._ground)

    def _barred(self, line: Line) -> Line:
        bar: Run = (BAR, ACCENT_BOLD)
        if not self._bar_column:
            return with_bar(line, bar)
        if line and line[0][0].startswith(" " * (self._bar_column + 1)):
            (text, role), *rest = line
            return ((text[: self._bar_column], role), bar, (text[self._bar_column + 1 :], role), *rest)
        return line

    def _head(self, *, has_keys: bool, more: bool) -> Sequence[Line]:
        if self.content is None:
            return ()
        key = (self._width, has_keys, more)
        if key not in self._heads:
            self._heads[key] = tuple(self.content.head(self._width, has_keys=has_keys, more=more))
        return self._heads[key]

    def _fold(self, page_lines: int, width: int) -> Sequence[Line]:
        key = (page_lines, width)
        if key not in self._folds:
            self._folds[key] = tuple(fold(self._lines, page_lines, width, self.fold_key))
        return self._folds[key]
