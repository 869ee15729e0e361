"""Screens and lists as files in `tests/tui/golden`. `GOLDEN=write pytest …` writes them; look before you commit."""

import os
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot

from briefing.tui.widgets.thread_list import ThreadList
from tests.tui.screens_as_text import screen_lines

_FOLDER = Path(__file__).parent / "golden"


def list_and_bars(pilot: Pilot[None]) -> list[str]:
    """Return header and footer, and the list between them; all that is seen if there is no list.

    The page beside the list is left out: what is found in texts has tests of its own.
    """
    lines = screen_lines(pilot.app)
    threads = next((each for each in pilot.app.screen.query(ThreadList) if each.display), None)
    if threads is None:
        return lines
    seen = threads.region
    listed = [line[seen.x : seen.right].rstrip() for line in lines[seen.y : seen.bottom]]
    return [*lines[: seen.y], *listed, lines[-1]]


def assert_golden(pilot: Pilot[None], name: str) -> None:
    """Compare list and bars with the file of this name and of the terminal's size."""
    _assert_same(list_and_bars(pilot), pilot, name)


def assert_golden_screen(pilot: Pilot[None], name: str) -> None:
    """Compare the whole screen with the file of this name and of the terminal's size."""
    _assert_same(screen_lines(pilot.app), pilot, f"whole/{name}")


def _assert_same(lines: Sequence[str], pilot: Pilot[None], name: str) -> None:
    width, height = pilot.app.size
    file = _FOLDER / f"{name}-{width}x{height}.txt"
    seen = "\n".join(lines) + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8"), f"{file.name} differs"
