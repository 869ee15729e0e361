"""One widget for every pane of text: quotes, actors, sources, narrative, a story, the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.pane_lines import PaneContent, PaneLines
from briefing.tui.widgets.role_styles import BACKGROUND

if TYPE_CHECKING:
    from briefing.tui.targets import Target


class LinesView(CursorView):
    """Shows a content. With `fold_key`, what does not fit is folded while the keys are elsewhere."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        fold_key: str = "",
        bar_column: int = 0,
        ground: str = BACKGROUND,
        classes: str | None = None,
    ) -> None:
        self._pane_lines = PaneLines(fold_key=fold_key, bar_column=bar_column, ground=ground)
        super().__init__(self._pane_lines, id=id, classes=classes)
        self._sought: Target | None = None
        """Where the cursor goes as soon as there is room to draw."""

    @property
    def content(self) -> PaneContent | None:
        """What is shown."""
        return self._pane_lines.content

    def show(self, content: PaneContent | None, *, cursor: int = 0) -> None:
        """Show a content from its top, with the cursor on one of its items."""
        self._pane_lines.content = content
        self._pane_lines.forget()
        self._sought = None
        self.cursor = cursor
        self.first_line = 0
        if self.item_count() and self.cursor:
            self.reveal()
        self.refresh()

    def renew(self, content: PaneContent) -> None:
        """Show a newer state of the same content: the cursor stays on its item, and the view where it is."""
        kept, cursor, top = self.target, self.cursor, self.first_line
        self.show(content)
        targets = self.targets
        same = (at for at, target in enumerate(targets) if kept and target.is_like(kept))
        self.cursor = next(same, min(cursor, max(0, len(targets) - 1)))
        self.first_line = max(0, min(top, self.source.line_count() - self.page_lines))
        if targets:
            self.reveal()

    def bring_up(self, line: int) -> None:
        """Put a line a third down the view, with its context around it, unless it can be seen well already."""
        if not self.first_line <= line < self.first_line + self.page_lines * 2 // 3:
            self.scroll_lines(line - self.page_lines // 3 - self.first_line)

    def seek(self, target: Target) -> None:
        """Put the cursor on the item with a target, with lines above it; a pane not yet drawn does so later."""
        self._sought = target
        if self.size.width:
            self._find_sought()

    def _find_sought(self) -> None:
        sought, self._sought = self._sought, None
        if sought in self.targets:
            self.move_to(self.targets.index(sought))
            self.bring_up(self.source.span(self.cursor)[0])

    def rebuild(self) -> None:
        """Build the lines again after the content has changed."""
        self._pane_lines.forget()
        self.refresh()

    def fold_with(self, key: str) -> None:
        """Show `key` at the fold; fold nothing if it is ""."""
        self._pane_lines.fold_key = key

    @property
    def target(self) -> Target | None:
        """What the item under the cursor leads to."""
        targets = self.targets
        return targets[self.cursor] if self.cursor < len(targets) else None

    @property
    def targets(self) -> tuple[Target, ...]:
        """What all items lead to, in order."""
        return tuple(self._built.targets)

    @property
    def _built(self) -> PaneLines:
        """The lines, built for the present width."""
        return cast("PaneLines", self.source)

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        if self._sought is not None and self.size.width:
            self._find_sought()

    def on_blur(self) -> None:
        """Show the folded pane from its top again."""
        if self._pane_lines.fold_key:
            self.first_line = 0

    def action_text_page(self) -> None:
        """Scroll down a page; at the end, request the next item."""
        if not self.scroll_lines(self.page_lines - 1):
            self.post_message(self.Opened(self))
