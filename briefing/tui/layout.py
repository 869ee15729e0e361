"""The arrangement of the inbox's panes: it depends on the terminal's size only, never on what is shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from briefing.frozen import dataclass

SMALLEST_WIDTH, SMALLEST_HEIGHT = 40, 10
BAND_FROM, BROAD_BAND_FROM, TALL_FROM, WIDE_FROM = 100, 120, 140, 160
PREVIEW_FROM = 60
HEADER_LINES, FOOTER_LINES = 2, 1
_PREVIEW_LINES = 3
_TALL_HEAD = 14
_WIDE_HEAD = 3


class Shape(StrEnum):
    """How the panes are arranged."""

    BAND = "band"
    TALL = "tall"
    WIDE = "wide"
    TURNS = "turns"


class Box(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class View:
    """What the user chose to see: the page in place of the list (if they take turns), a tab, a zoomed pane."""

    page: bool = False
    tab: str = "quotes"
    zoom: str = ""
    empty: bool = False
    """Whether there is nothing to list."""


def shape_of(width: int) -> Shape:
    """Return the shape for a terminal of `width` columns."""
    if width < BAND_FROM:
        return Shape.TURNS
    if width < TALL_FROM:
        return Shape.BAND
    return Shape.TALL if width < WIDE_FROM else Shape.WIDE


def arrange(width: int, height: int, view: View) -> Mapping[str, Box]:
    """Return the box of every visible pane in a body of `width` x `height` cells."""
    shape = shape_of(width)
    if view.empty:
        return {"empty": Box(0, 0, width, height)}
    if shape is Shape.TURNS:
        zoomed = view.zoom != ""
        if view.page:
            return _page_in_turn(width, height, view.tab, zoomed=zoomed)
        return _list_in_turn(width, height, zoomed=zoomed)
    if view.zoom and view.zoom != "list":
        return {view.zoom: Box(0, 0, width, height)}
    if shape is Shape.BAND:
        return _band(width, height, zoomed=view.zoom == "list")
    return _tall(width, height) if shape is Shape.TALL else _wide(width, height)


def upper_zone(height: int) -> int:
    """Return the lines of the band's upper zone: 45 % of the body, at least 12, even so that no row is cut."""
    return min(height, max(12, height * 45 // 100 // 2 * 2))


def _band(width: int, height: int, *, zoomed: bool) -> dict[str, Box]:
    listed = 47 if width >= BROAD_BAND_FROM else 44
    upper = height if zoomed else upper_zone(height)
    boxes = {
        "list": Box(0, 0, listed, upper),
        "rule": Box(listed, 0, 1, upper),
        "narrative": Box(listed + 1, 0, width - listed - 1, upper),
    }
    if upper + 2 < height:
        shares = (47, 34, 37) if width >= BROAD_BAND_FROM else (44, 26, 28)
        boxes |= _columns(("quotes", "actors", "sources"), shares, Box(0, upper + 1, width, height - upper - 1))
    return boxes


def _tall(width: int, height: int) -> dict[str, Box]:
    page = Box(48, 0, width - 48, height)
    head = min(height, _TALL_HEAD)
    lower = Box(page.x, head, page.width, height - head)
    return {
        "list": Box(0, 0, 47, height),
        "rule": Box(47, 0, 1, height),
        "narrative": Box(page.x, 0, page.width, head),
        **_columns(("quotes", "actors", "sources"), (37, 28, 30), lower),
    }


def _wide(width: int, height: int) -> dict[str, Box]:
    page = Box(51, 0, width - 51, height)
    lower = Box(page.x, _WIDE_HEAD, page.width, height - _WIDE_HEAD)
    return {
        "list": Box(0, 0, 50, height),
        "rule": Box(50, 0, 1, height),
        "head": Box(page.x, 0, page.width, _WIDE_HEAD),
        **_columns(("narrative", "quotes", "actors", "sources"), (42, 42, 30, 30), lower),
    }


def _columns(names: tuple[str, ...], shares: tuple[int, ...], box: Box) -> dict[str, Box]:
    """Return boxes with one blank column between them; cells left over by rounding go to the quotes."""
    usable = box.width - len(names) + 1
    widths = {name: usable * share // sum(shares) for name, share in zip(names, shares, strict=True)}
    widths["quotes"] += usable - sum(widths.values())
    boxes: dict[str, Box] = {}
    x = box.x
    for name in names:
        boxes[name] = Box(x, box.y, widths[name], box.height)
        x += widths[name] + 1
    return boxes


def _list_in_turn(width: int, height: int, *, zoomed: bool) -> dict[str, Box]:
    room = width >= PREVIEW_FROM and height > 3 * _PREVIEW_LINES and not zoomed
    preview = _PREVIEW_LINES + 1 if room else 0
    boxes = {"list": Box(0, 0, width, height - preview)}
    if preview:
        boxes["preview"] = Box(0, height - preview, width, preview)
    return boxes


def _page_in_turn(width: int, height: int, tab: str, *, zoomed: bool) -> dict[str, Box]:
    if tab == "narrative":
        return {"narrative": Box(0, 0, width, height)}
    if zoomed:
        return {"tabs": Box(0, 0, width, 1), tab: Box(0, 1, width, max(0, height - 1))}
    head = min(max(9, height * 45 // 100), max(5, height - 4))
    return {
        "narrative": Box(0, 0, width, head),
        "tabs": Box(0, head, width, 1),
        tab: Box(0, head + 1, width, max(0, height - head - 1)),
    }
