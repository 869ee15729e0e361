"""What stands in place of a page while the cursor is on the heading of a part: what the part has, and its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.frozen import dataclass
from briefing.model.inbox import InboxPart
from briefing.tui.format.bar_lines import KeyHint, heading
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, pad, spaces
from briefing.tui.format.narrative import GUTTER, MEASURE
from briefing.tui.format.thread_rows import PART_NAMES
from briefing.tui.format.wrap import wrap
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.tui.list_layout import Section

_MEANING: Mapping[InboxPart, str] = {
    InboxPart.THREADS: "Threads of two or more outlets, and those that a rule, a question or a topic lifts.",
    InboxPart.SINGLE: "Undecided threads of one outlet, the newest first.",
    InboxPart.QUIET: "Threads that you follow and that have nothing new, and those that you put off.",
    InboxPart.DECIDED: "Threads that are in the brief, and those that you dropped.",
    InboxPart.MUTED: "Threads that a rule mutes.",
    InboxPart.ARCHIVE: "Undecided threads that were old already when they were first read.",
}
_KEY = 8


@dataclass(frozen=True, slots=True)
class PartContent:
    """One part of the inbox, and the keys for its heading."""

    section: Section
    keys: tuple[KeyHint, ...] = ()

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the name of the part and the number of its threads."""
        name = PART_NAMES[self.section.part]
        return (heading(name, str(self.section.count), width, has_keys=has_keys, more=more),)

    def items(self, width: int) -> Sequence[Item]:
        """Return what the part has, then the keys."""
        keys = tuple((*spaces(2), *pad(((hint.key, STRONG_BOLD),), _KEY), (hint.label, MUTED)) for hint in self.keys)
        return (Item(self.words(width)), *((Item(keys, before=1),) if keys else ()))

    def words(self, width: int) -> tuple[Line, ...]:
        """Return the sentence that says what the part has."""
        meaning = ((_MEANING[self.section.part], TEXT),)
        return tuple(wrap(meaning, min(width, MEASURE) - 1, first=GUTTER, rest=GUTTER))
