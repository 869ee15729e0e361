"""One widget for every column of text: quotes, actors, sources, narrative, a story, the brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.strip import Strip

from briefing.tui.format.lines import ACCENT_BOLD, BLANK, Line, Run, with_bar
from briefing.tui.format.narrative import fold
from briefing.tui.format.signs import BAR
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.role_styles import BACKGROUND, CURSOR, styles_of

if TYPE_CHECKING:
    from briefing.tui.targets import Target


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together. The cursor stops at items with a target only; `before` blank lines stand above."""

    lines: tuple[Line, ...]
    target: Target | None = None
    before: int = 0


class Subject(Protocol):
    """What a column shows, for any width."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the lines that stand fast above; always as many as before for one width."""

    def items(self, width: int) -> Sequence[Item]:
        """Return the items."""


class LinesView(CursorView):
    """Draws a subject's items. With `fold_key`, what does not fit folds as long as the keys are elsewhere."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        fold_key: str = "",
        bar_column: int = 0,
        ground: str = BACKGROUND,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.subject: Subject | None = None
        self.fold_key = fold_key
        self._bar_column = bar_column
        self._ground = ground
        self._built_width = -1
        self._heads: dict[tuple[int, bool, bool], tuple[Line, ...]] = {}
        self._folds: dict[tuple[int, int], tuple[Line, ...]] = {}
        self._lines: list[Line] = []
        self._owner: list[int | None] = []
        self._spans: list[tuple[int, int]] = []
        self._targets: list[Target] = []
        self._sought: Target | None = None
        """Where the cursor goes as soon as there is room to draw."""

    # One way in.

    def show(self, subject: Subject | None, *, cursor: int = 0) -> None:
        """Show a subject from its top, with the cursor on one of its items."""
        self.subject = subject
        self._sought = None
        self._forget()
        self.cursor = cursor
        self.first_line = 0
        self._build()
        if self.cursor and self._spans:
            self.reveal()
        self.refresh()

    def renew(self, subject: Subject) -> None:
        """Show what became of the same subject: the cursor stays on its item, and the view where it is."""
        kept, cursor, top = self.target, self.cursor, self.first_line
        self.show(subject)
        same = (at for at, target in enumerate(self._targets) if kept and target.is_like(kept))
        self.cursor = next(same, min(cursor, max(0, len(self._targets) - 1)))
        self.first_line = max(0, min(top, self.line_count() - self.page_lines))
        if self._spans:
            self.reveal()

    def bring_up(self, line: int) -> None:
        """Let a line stand a third down the view, between what leads to it and what follows, unless it is seen well."""
        if not self.first_line <= line < self.first_line + self.page_lines * 2 // 3:
            self.scroll_lines(line - self.page_lines // 3 - self.first_line)

    def seek(self, target: Target) -> None:
        """Put the cursor on what leads to a target, lines above it in sight; a pane not yet seen waits till it is."""
        self._sought = target
        if self.size.width:
            self._find_sought()

    def _find_sought(self) -> None:
        sought, self._sought = self._sought, None
        if sought in self.targets:
            self.move_to(self.targets.index(sought))
            self.bring_up(self.span(self.cursor)[0])

    def rebuild(self) -> None:
        """Build the lines anew where the subject has changed what it tells."""
        self._forget()
        self.refresh()

    @property
    def target(self) -> Target | None:
        """What the item under the cursor leads to."""
        self._build()
        return self._targets[self.cursor] if self.cursor < len(self._targets) else None

    @property
    def targets(self) -> tuple[Target, ...]:
        """What all items lead to, in order."""
        self._build()
        return tuple(self._targets)

    # What CursorView asks.

    def item_count(self) -> int:
        """Return how many items the cursor can stand on."""
        self._build()
        return len(self._spans)

    def line_count(self) -> int:
        """Return how many lines all items take."""
        self._build()
        return len(self._lines)

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's lines."""
        self._build()
        return self._spans[index] if self._spans else (0, 0)

    def index_at(self, line: int) -> int | None:
        """Return the item on a line."""
        self._build()
        return self._owner[line] if 0 <= line < len(self._owner) else None

    def pinned_count(self) -> int:
        """Return how many lines stand fast."""
        return len(self._head()) if self.subject is not None else 0

    def draw_pinned(self, number: int, width: int) -> Strip:
        """Return one of the lines that stand fast."""
        return styles_of(self).strip(self._head(more=self.more_below)[number], width)

    def draw(self, number: int, width: int) -> Strip:
        """Return one line, with bar and ground where it is under the cursor."""
        self._build()
        styles = styles_of(self)
        if self.fold_key and not self.has_keys:
            folded = self._fold(width)
            target = number - self.first_line
            return styles.strip(folded[target] if target < len(folded) else BLANK, width)
        if number >= len(self._lines):
            return styles.strip(BLANK, width, self._ground)
        line = self._lines[number]
        if (self.has_keys or self._ground != BACKGROUND) and self._spans and self._owner[number] == self.cursor:
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

    def _head(self, *, more: bool = False) -> Sequence[Line]:
        if self.subject is None:
            return ()
        key = (self.size.width, self.has_keys, more)
        if key not in self._heads:
            self._heads[key] = tuple(self.subject.head(key[0], has_keys=key[1], more=more))
        return self._heads[key]

    def _fold(self, width: int) -> Sequence[Line]:
        key = (self.page_lines, width)
        if key not in self._folds:
            self._folds[key] = tuple(fold(self._lines, *key, self.fold_key))
        return self._folds[key]

    def _forget(self) -> None:
        self._built_width = -1
        self._heads.clear()
        self._folds.clear()

    def _build(self) -> None:
        width = self.size.width
        if self.subject is None or width == 0 or width == self._built_width:
            if self.subject is None:
                self._lines, self._owner, self._spans, self._targets = [], [], [], []
            return
        self._built_width = width
        self._folds.clear()
        self._lines, self._owner, self._spans, self._targets = [], [], [], []
        for item in self.subject.items(width):
            self._add(item)
        self.cursor = max(0, min(self.cursor, len(self._spans) - 1))

    def _add(self, item: Item) -> None:
        self._lines += [BLANK] * item.before
        self._owner += [None] * item.before
        if item.target is not None:
            self._spans.append((len(self._lines), len(self._lines) + len(item.lines)))
            self._targets.append(item.target)
        self._lines += item.lines
        self._owner += [len(self._spans) - 1 if item.target is not None else None] * len(item.lines)

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        self._build()
        if self._sought is not None and self.size.width:
            self._find_sought()

    def on_blur(self) -> None:
        """Fold again."""
        if self.fold_key:
            self.first_line = 0

    def action_text_page(self) -> None:
        """Go a page on; at the end ask for what comes next."""
        if not self.scroll_lines(self.page_lines - 1):
            self.post_message(self.Opened(self))
