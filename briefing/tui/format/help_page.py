"""The help page: all actions with their present keys and ids, and all signs, in up to three columns."""

from collections.abc import Iterable, Sequence

from briefing.frozen import dataclass
from briefing.tui.bindings import BINDINGS, EVERYWHERE, GROUPS, Binding
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import BLANK, MATCH, MUTED, STRONG_BOLD, TEXT, Line, Run, pad, spaces
from briefing.tui.format.signs import LEGEND
from briefing.tui.format.wrap import cut, wrap
from briefing.tui.live_keys import LiveKeys

_COLUMN = 58
_MOST_COLUMNS = 3
_KEYS = 17
_ID = 17
_MOST_LABEL = 36
"""Cells of a label: an id that is farther away is hard to read in its line."""
_SIGN = 8


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The lines of the help, and how many actions match the search."""

    lines: tuple[Line, ...]
    matching: int
    actions: int
    found: tuple[int, ...]
    """The numbers of the lines with matches."""


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """The screen from which the help was opened, and the actions that can be carried out there."""

    name: str
    possible: frozenset[str]


def help_page(keys: LiveKeys, place: HelpPlace, query: str, width: int) -> HelpPage:
    """Return the help; a search highlights matches and removes nothing, so that nothing moves."""
    columns = max(1, min(_MOST_COLUMNS, (width - 1) // _COLUMN))
    room = (width - 1) // columns
    sections = [_section(title, bindings, keys, place, query, room) for title, bindings in _parts(place)]
    stacks = _stacked([*sections, _legend(query, room)], columns)
    height = max(len(stack) for stack in stacks)
    lines = [
        tuple(run for stack in stacks for run in pad(stack[row] if row < len(stack) else BLANK, room))
        for row in range(height)
    ]
    found = tuple(row for row, line in enumerate(lines) if any(role == MATCH for _, role in line))
    matching = sum(1 for binding in BINDINGS if _matches(binding, keys, query))
    return HelpPage(tuple(lines), matching if query else 0, len(BINDINGS), found)


def _parts(place: HelpPlace) -> list[tuple[str, list[Binding]]]:
    """Return the actions of this screen only, then all others by group."""
    here = [each for each in BINDINGS if EVERYWHERE not in each.where and each.id in place.possible]
    rest = [each for each in BINDINGS if each not in here]
    groups = [(group, [each for each in rest if each.group == group]) for group in GROUPS]
    return [(f"Here: {place.name}", here), *groups] if here else groups


def _matches(binding: Binding, keys: LiveKeys, query: str) -> bool:
    words = (binding.label, binding.id, keys.all_shown(binding.id))
    return bool(query) and any(query.casefold() in each.casefold() for each in words)


def _section(
    title: str, bindings: Iterable[Binding], keys: LiveKeys, place: HelpPlace, query: str, width: int
) -> list[Line]:
    """Return a heading and the actions below it; what cannot be done here is muted."""
    shown = list(bindings)
    if not shown:
        return []
    lines = [heading(title, "", width - 1, has_keys=False, more=False)]
    for binding in shown:
        possible = binding.id in place.possible
        front = _highlighted(keys.all_shown(binding.id), query, STRONG_BOLD if possible else MUTED)
        label = _highlighted(binding.label, query, TEXT if possible else MUTED)
        name = _highlighted(binding.id, query, MUTED)
        room = min(_MOST_LABEL, width - _KEYS - _ID - 3)
        lines.append((*spaces(2), *_column(front, _KEYS), *_column(label, room), *cut(name, _ID)))
    return [*lines, BLANK]


def _legend(query: str, width: int) -> list[Line]:
    lines = [heading("Signs", "", width - 1, has_keys=False, more=False)]
    for sign, meaning in LEGEND:
        front: Line = (*spaces(2), *pad(((sign, STRONG_BOLD),), _SIGN))
        lines += wrap(_highlighted(meaning, query, TEXT), width - 1, first=front, rest=spaces(2 + _SIGN))
    return [*lines, BLANK]


def _column(runs: Sequence[Run], width: int) -> Line:
    return pad(cut(runs, width - 1), width)


def _highlighted(words: str, query: str, role: str) -> list[Run]:
    at = words.casefold().find(query.casefold()) if query else -1
    if at < 0:
        return [(words, role)]
    end = at + len(query)
    return [run for run in ((words[:at], role), (words[at:end], MATCH), (words[end:], role)) if run[0]]


def _stacked(sections: Sequence[list[Line]], columns: int) -> list[list[Line]]:
    """Return the sections in order, in columns of about the same height."""
    goal = sum(len(section) for section in sections) / columns
    stacks: list[list[Line]] = [[]]
    for section in sections:
        if stacks[-1] and len(stacks) < columns and len(stacks[-1]) + len(section) / 2 > goal:
            stacks.append([])
        stacks[-1].extend(section)
    return stacks
