"""Characters about whose width terminals disagree leave no cells of other rows behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.settings.places import places_under
from tests.tui.builders import NOW, StorySpec, ThreadSpec
from tests.tui.difficult import DIFFICULT
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines
from tests.tui.tmux import has_tmux, tmux

SETTINGS = 'refresh_on_start = false\ntheme = "ink"\nfull_text = "off"\n'
WALK = ("j", "j", "k", "G", "gg", "j", "Enter", "q", "j", "j", "j", "Enter", "q", "j", "K", "G", "k", "k")


def difficult_threads() -> list[ThreadSpec]:
    """Return two threads for each headline: one in difficult characters, one in plain ones."""
    specs = []
    for number, words in enumerate(DIFFICULT):
        text = f"{words}, the harbour office said.\n“{words}” is what the notice said on Friday.\nNothing else moved."
        story = StorySpec(f"Outlet {words[:9]}", words, 2 + number, text)
        plain = StorySpec(
            "Eastwire", f"Plain words of the story with number {number} ABCDEFGHIJKLMNOP", 2.4 + number, text
        )
        for first in (story, plain):
            second = replace(first, outlet=f"Gulf {first.outlet}", hours=first.hours + 0.1)
            specs.append(ThreadSpec((first, second), independent=2, looked=True))
    return specs


@pytest.mark.skipif(not has_tmux(), reason="needs tmux")
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_tmux_shows_what_was_drawn_and_nothing_else(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(threads=difficult_threads()) as morning:
        places = places_under(tmp_path)
        places.store.write_bytes(morning.workspace.places.store.read_bytes())
        places.settings.write_text(SETTINGS, encoding="utf-8")
        words = ("--home", str(tmp_path), "--now", NOW.isoformat())
        with tmux(tmp_path, *words, size=size) as shown:
            async with opened(morning, size) as pilot:
                shown.wait_for_lines(screen_lines(pilot.app))
                for key in WALK:
                    shown.press(*(key if key == "gg" else (key,)))
                    await press(pilot, *(key if key == "gg" else (key.lower() if len(key) > 1 else key,)))
                    shown.wait_for_lines(screen_lines(pilot.app))
