"""The panes of the brief's screen: the outline and the text."""

from collections.abc import Sequence

from briefing.export.markdown.parse import Block as ParsedBlock
from briefing.frozen import dataclass
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import BLANK, MUTED, STRONG_BOLD, TEXT, Line
from briefing.tui.format.markdown_lines import blocks
from briefing.tui.format.wrap import wrap
from briefing.tui.targets import Target
from briefing.tui.widgets.pane_lines import Item

_PART_LEVEL = 2
_GUTTER: Line = (("  ", TEXT),)
_HANG: Line = (("     ", TEXT),)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief: its heading, and the number of its first block."""

    title: str
    block: int


def parts_of(parsed: Sequence[ParsedBlock]) -> tuple[Part, ...]:
    """Return the parts in order, with block numbers as on the screen."""
    return tuple(Part(block.lines[0].text, index) for index, block in enumerate(parsed) if block.level == _PART_LEVEL)


class BriefContent:
    """The brief's blocks, an item each."""

    def __init__(self, parsed: Sequence[ParsedBlock]) -> None:
        self._parsed = parsed

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return no pinned lines."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the blocks, a blank line between them."""
        return [Item(block.lines, Target(), before=1) for block in blocks(self._parsed, width)]


class OutlineContent:
    """The brief's parts, with the one being read highlighted."""

    def __init__(self, parts: Sequence[Part], present: int) -> None:
        self._parts = parts
        self._present = present

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading."""
        return (BLANK, heading("Parts", str(len(self._parts)), width, has_keys=has_keys, more=more))

    def items(self, width: int) -> Sequence[Item]:
        """Return the parts, at most two lines each."""
        return [
            Item(
                tuple(
                    wrap(
                        ((part.title, STRONG_BOLD if number == self._present else MUTED),),
                        width - 1,
                        first=_GUTTER,
                        rest=_HANG,
                        limit=2,
                    )
                ),
                Target(),
            )
            for number, part in enumerate(self._parts)
        ]
