"""Styles: here roles become styles, and lines become strips."""

from typing import Protocol, cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.format.cells import drawable
from briefing.tui.format.lines import TEXT, Line, clip, merged, width_of
from briefing.tui.format.signs import ascii_signs

BACKGROUND = "background"
PANEL = "panel"
CURSOR = "cursor"
CURSOR_BLUR = "cursor-blur"


class RoleStyles:
    """The styles of one theme, made once for each role and ground."""

    def __init__(self, variables: dict[str, str], *, plain_signs: bool = False) -> None:
        self._variables = variables
        self._plain_signs = plain_signs
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, role: str, ground: str) -> Style:
        """Return the style of a role (a theme variable and flags) on a ground (a theme variable)."""
        key = (role, ground)
        if key not in self._styles:
            self._styles[key] = self._made(role, ground)
        return self._styles[key]

    def _made(self, role: str, ground: str) -> Style:
        name, _, flags = role.partition(" ")
        colour, behind = self._colour(name), self._colour(ground)
        if name == "match":
            colour, behind = self._colour("match-ink"), self._colour("match")
        return Style(
            color=colour,
            bgcolor=behind,
            bold="b" in flags,
            italic="i" in flags,
            underline="u" in flags,
            reverse="r" in flags,
        )

    def _colour(self, name: str) -> Color | None:
        value = self._variables.get("foreground" if name == TEXT else name)
        return Color.parse(value) if value and value.startswith("#") else None

    def strip(self, line: Line, width: int, ground: str = BACKGROUND) -> Strip:
        """Return `line` as exactly `width` cells on `ground`. Text that could act on the terminal is cleaned."""
        safe = clip(merged(tuple((self._drawable(text), role) for text, role in line)), width)
        segments = [Segment(text, self.style(role, ground)) for text, role in safe]
        missing = width - width_of(safe)
        if missing > 0:
            segments.append(Segment(" " * missing, self.style(TEXT, ground)))
        return Strip(segments, width)

    def _drawable(self, text: str) -> str:
        safe = drawable(text)
        return ascii_signs(safe) if self._plain_signs else safe


class HasRoleStyles(Protocol):
    """An app that keeps the styles of its present theme."""

    @property
    def role_styles(self) -> RoleStyles:
        """The styles."""


def styles_of(widget: Widget) -> RoleStyles:
    """Return the styles of the widget's app."""
    return cast("HasRoleStyles", widget.app).role_styles
