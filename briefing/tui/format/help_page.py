"""The help page: all actions with their present keys, in groups and in up to three columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.tui.bindings import BINDINGS, GROUPS, LiveKeys, spelled
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import BLANK, MATCH, MUTED, STRONG_BOLD, TEXT, Line, Run, pad, spaces
from briefing.tui.format.wrap import cut

_COLUMN = 38
_KEYS = 17


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The lines of the help, and how many actions match the search."""

    lines: tuple[Line, ...]
    matching: int
    actions: int
    found: tuple[int, ...]
    """The numbers of the lines with matches."""


def help_page(keys: LiveKeys, query: str, width: int) -> HelpPage:
    """Return the help; a search highlights matches and removes nothing, so that nothing moves."""
    columns = max(1, min(3, (width - 1) // _COLUMN))
    room = (width - 1) // columns
    sections = [_section(group, keys, query, room) for group in GROUPS]
    matching = sum(1 for binding in BINDINGS if _matches(binding.label, query))
    stacks = _stacked(sections, columns)
    height = max(len(stack) for stack in stacks)
    lines = [
        tuple(run for stack in stacks for run in pad(stack[row] if row < len(stack) else BLANK, room))
        for row in range(height)
    ]
    found = tuple(row for row, line in enumerate(lines) if any(role == MATCH for _, role in line))
    return HelpPage(tuple(lines), matching if query else 0, len(BINDINGS), found)


def _matches(label: str, query: str) -> bool:
    return bool(query) and query.casefold() in label.casefold()


def _section(group: str, keys: LiveKeys, query: str, width: int) -> list[Line]:
    lines = [heading(group, "", width - 1, has_keys=False, more=False)]
    for binding in BINDINGS:
        if binding.group == group:
            shown = " ".join(spelled(sequence) for sequence in keys.by_id.get(binding.id, ()))
            front = pad(cut(((shown, STRONG_BOLD),), _KEYS - 1), _KEYS)
            label = cut(_highlighted(binding.label, query), width - _KEYS - 3)
            lines.append((*spaces(2), *front, *label))
    return [*lines, BLANK]


def _highlighted(label: str, query: str) -> list[Run]:
    at = label.casefold().find(query.casefold()) if query else -1
    if at < 0:
        return [(label, MUTED)]
    end = at + len(query)
    return [run for run in ((label[:at], TEXT), (label[at:end], MATCH), (label[end:], TEXT)) if run[0]]


def _stacked(sections: Sequence[list[Line]], columns: int) -> list[list[Line]]:
    """Return the sections in order, in columns of about the same height."""
    goal = sum(len(section) for section in sections) / columns
    stacks: list[list[Line]] = [[]]
    for section in sections:
        if stacks[-1] and len(stacks) < columns and len(stacks[-1]) + len(section) / 2 > goal:
            stacks.append([])
        stacks[-1].extend(section)
    return stacks
