"""Help and palette: keys, ids, signs, and what can be done on a screen."""

import re
from pathlib import Path

from briefing.model.verdict import Verdict
from briefing.tui.bindings import BINDINGS
from briefing.tui.format.signs import LEGEND
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_the_help_shows_the_live_keys_and_highlights() -> None:
    async with opened(size=(120, 90)) as pilot:
        await press(pilot, "question_mark")
        before = screen_text(pilot.app)
        assert "keys in the inbox" in before
        assert "gn               narrative             go-narrative" in before
        await press(pilot, *"copy")
        matching = sum("copy" in binding.label or "copy" in binding.id for binding in BINDINGS)
        assert f"/ copy▌    {matching} of {len(BINDINGS)}" in screen_text(pilot.app)
        assert screen_lines(pilot.app)[6:] == before.split("\n")[6:]
        await press(pilot, "escape")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_the_help_begins_with_the_screen_it_was_opened_from_and_ends_with_the_signs() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f", "question_mark")
        assert "Here: list of feeds ───" in screen_text(pilot.app)
        assert "r                refresh this feed     refresh-feed" in screen_text(pilot.app)
        await press(pilot, *"other words")
        assert "≈       the same quote in other words" in screen_text(pilot.app)


def test_readme_and_help_have_the_same_signs() -> None:
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    table = page.split("| sign | meaning |", 1)[1].split("\n\n", 1)[0]
    signs = {sign for sign, _ in LEGEND}
    assert set(re.findall(r"^\| `([^`a-z]+)` \|", table, re.MULTILINE)) <= signs


async def test_the_palette_opens_on_what_can_be_done_here() -> None:
    async with opened() as pilot:
        await press(pilot, "colon")
        assert any(line.startswith("▌ Decide: brief") and "verdict-brief" in line for line in screen_lines(pilot.app))
        await press(pilot, "escape", "g", "f", "colon")
        assert any(line.startswith("▌ Feeds: refresh this feed") for line in screen_lines(pilot.app))


async def test_the_palette_finds_an_action_by_its_id() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "colon", *"verdict-later", "enter", "enter")
        assert morning.verdicts(0) == [Verdict.LATER]


async def test_the_palette_does_what_its_name_says() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "ctrl+p", *"theme paper", "enter")
        assert pilot.app.theme == "paper"
        await press(pilot, "colon", *"follow", "enter")
        assert morning.verdicts(0) == [Verdict.FOLLOW]


async def test_a_search_of_the_help_brings_its_match_into_sight_and_moves_no_further() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "?")
        before = screen_lines(pilot.app)
        assert "starter pack" not in screen_text(pilot.app)
        await press(pilot, *"page")
        assert screen_lines(pilot.app)[5:] == before[5:]
        assert "actor’s page" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "actor’s page" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 4)
        await press(pilot, *"starter")
        assert "starter pack" in screen_text(pilot.app)
        shown = screen_lines(pilot.app)
        await press(pilot, *"zzz")
        assert screen_lines(pilot.app)[5:] == shown[5:]
