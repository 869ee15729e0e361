"""The driver of the terminal: characters of doubtful width stay in their cells, and NO_COLOR means no colour."""

import re

from textual.driver import Driver

from briefing.tui.format.cells import settled

_ATTRIBUTES = re.compile("\x1b\\[([0-9;:]*)m")
_COLOURS = frozenset((*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)))
_MORE_FOLLOW = {"5": 2, "2": 4}
"""How many numbers follow 38, 48 or 58, by the first of them."""


def settling(driver: type[Driver], *, colourless: bool = False) -> type[Driver]:
    """Return a driver that writes what `driver` writes, with doubtful characters kept in their cells."""

    class SettlingDriver(driver):  # type: ignore[misc, valid-type]
        """Writes characters of doubtful width so that nothing else moves."""

        def write(self, data: str) -> None:
            """Write to the terminal."""
            super().write(settled(without_colours(data) if colourless else data))

    return SettlingDriver


def without_colours(output: str) -> str:
    """Return the codes for the terminal without colours; bold, underline and the like stay."""
    return _ATTRIBUTES.sub(_without_colour, output) if "\x1b[" in output else output


def _without_colour(found: re.Match[str]) -> str:
    numbers = found[1].split(";")
    kept: list[str] = []
    at = 0
    while at < len(numbers):
        kind = numbers[at].partition(":")[0]
        if kind in ("38", "48", "58"):
            following = numbers[at + 1] if at + 1 < len(numbers) and ":" not in numbers[at] else ""
            at += _MORE_FOLLOW.get(following, 0)
        elif not (kind.isdecimal() and int(kind) in _COLOURS):
            kept.append(numbers[at])
        at += 1
    return f"\x1b[{';'.join(kept)}m" if kept else ""
