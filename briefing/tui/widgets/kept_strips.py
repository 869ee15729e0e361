"""The lines of a widget as they were drawn, kept until they are to be drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region, Size
    from textual.strip import Strip
    from textual.widget import Widget


class KeptStrips:
    """Keeps lines without the borders, padding and opacity that Textual would look for in each of them every time.

    A widget that has none of these draws itself with `lines`, and calls `forget` for what it wants to be drawn again.
    """

    def __init__(self) -> None:
        self._strips: dict[int, Strip] = {}
        self._size: Size | None = None

    def forget(self, regions: Iterable[Region]) -> None:
        """Draw the lines of these regions again, or all lines if there are none."""
        lines = {line for region in regions for line in region.line_range}
        if not lines:
            self._strips.clear()
        for line in lines:
            self._strips.pop(line, None)

    def lines(self, widget: Widget, crop: Region, draw: Callable[[Sequence[int]], Sequence[Strip]]) -> list[Strip]:
        """Return the lines within a region; `draw` is asked once for those that are not kept."""
        size = widget.size
        if size != self._size:
            self._strips.clear()
            self._size = size
        kept = self._strips
        if missing := [line for line in crop.line_range if line not in kept]:
            filters, ground = widget.get_line_filters(), widget.background_colors[1]
            for line, strip in zip(missing, draw(missing), strict=True):
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, ground)
                kept[line] = strip
        strips = [kept[line] for line in crop.line_range]
        start, end = crop.column_span
        return strips if (start, end) == (0, size.width) else [strip.crop(start, end) for strip in strips]
