"""The inbox at every size: where things are drawn, and how the cursor moves."""

from dataclasses import replace

import pytest

from briefing.model.verdict import Verdict
from tests.tui.program import QUIET, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle


def footer_of(lines: list[str]) -> str:
    return lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (140, 44), (200, 60), (56, 24), (76, 12), (40, 10)])
async def test_the_inbox_fills_every_size(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        lines = screen_lines(pilot.app)
        assert len(lines) == size[1]
        assert lines[0].startswith("  briefing   Sun 22 Nov")
        assert lines[1] == "─" * size[0]
        assert lines[2].startswith("▌ ●   5/7 ")
        assert footer_of(lines).endswith("1/13")


async def test_the_band_keeps_list_above_and_evidence_below() -> None:
    async with opened(size=(120, 40)) as pilot:
        lines = screen_lines(pilot.app)
        assert lines[2][47] == "│"
        assert lines[17][47] == "│"
        assert lines[18] == ""
        assert lines[19].startswith("  Quotes 5 ──")
        assert lines[19].index("Actors 8") == 50
        assert lines[19].index("Sources 5/7") == 85
        assert lines[20].startswith("  “We will open the gates one after the other,    Mira Holt                 5× 4“")


async def test_the_headings_never_change_their_row() -> None:
    async with opened(size=(140, 44)) as pilot:
        before = next(place for place, line in enumerate(screen_lines(pilot.app)) if "Quotes 5" in line)
        await press(pilot, "j")
        after = next(place for place, line in enumerate(screen_lines(pilot.app)) if "Quotes 1" in line)
        assert before == after == 16


async def test_a_wide_terminal_has_the_narrative_as_a_column() -> None:
    async with opened(size=(200, 60)) as pilot:
        text = screen_text(pilot.app)
        heading = next(line for line in text.splitlines() if "Narrative" in line)
        assert "Quotes 5" in heading
        assert "Sources 5/7" in heading
        assert "Timeline 5" in text
        assert "More like this 1" in text


@pytest.mark.parametrize("size", [(30, 8), (39, 30), (100, 9)])
async def test_a_tiny_terminal_says_what_it_needs(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        assert screen_text(pilot.app).strip() == "briefing needs 40 by 10"


async def test_below_100_columns_list_and_page_take_turns() -> None:
    async with opened(size=(80, 24)) as pilot:
        assert "Quotes" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Quotes 5 ━━━━ Actors 8 ──── Sources 5/7 ──── Timeline 5" in screen_text(pilot.app)
        await press(pilot, "l")
        assert "Actors 8 ━━━━" in screen_text(pilot.app)
        assert "operations director of Osmark Ferries [1]" in screen_text(pilot.app)
        await press(pilot, "g", "t")
        assert "threatening note on control screens [5]" in screen_text(pilot.app)
        await press(pilot, "q")
        assert screen_lines(pilot.app)[2].startswith("▌ ")


async def test_a_resize_keeps_thread_and_keys() -> None:
    async with opened(size=(120, 40)) as pilot:
        await press(pilot, "j", "g", "q")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert screen_lines(pilot.app)[3].startswith("▌ ●   4/4")
        await pilot.resize_terminal(200, 60)
        await settle(pilot)
        assert "▌ ●   4/4" in screen_text(pilot.app)


async def test_j_and_k_move_and_the_page_follows() -> None:
    async with opened() as pilot:
        await press(pilot, "j")
        assert screen_lines(pilot.app)[4].startswith("▌ ●   4/4")
        assert "This is matter number 1" in screen_text(pilot.app)
        await press(pilot, "k")
        assert "We will open the gates" in screen_text(pilot.app)


async def test_gg_and_g_go_to_the_ends() -> None:
    async with opened() as pilot:
        await press(pilot, "G")
        assert screen_lines(pilot.app)[17].startswith("▌ Quiet 3 ──")
        await press(pilot, "k")
        assert footer_of(screen_lines(pilot.app)).endswith("13/13")
        await press(pilot, "g", "g")
        assert footer_of(screen_lines(pilot.app)).endswith("1/13")


async def test_a_half_typed_sequence_shows_what_may_follow() -> None:
    async with opened() as pilot:
        await press(pilot, "g")
        assert footer_of(screen_lines(pilot.app)).startswith("  g…   g top   n narrative   q quotes   a actors")
        await press(pilot, "escape")
        assert footer_of(screen_lines(pilot.app)).startswith("  b brief")


@pytest.mark.parametrize(
    ("keys", "named"),
    [("gq", "copy quote"), ("ga", "actor’s page"), ("ga", "watch"), ("gs", "full text"), ("gn", "copy citation")],
)
async def test_the_footer_names_the_keys_of_the_pane(keys: str, named: str) -> None:
    async with opened() as pilot:
        await press(pilot, *keys)
        assert named in footer_of(screen_lines(pilot.app))


async def test_the_cursor_is_in_sight_when_the_list_comes_back() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "J", "J", "J", "escape")
        lines = screen_lines(pilot.app)
        assert any(line.startswith("▌") for line in lines[2:-4])


async def test_ascii_signs_are_pure_ascii() -> None:
    async with program(settings=replace(QUIET, ascii=True)) as morning, opened(morning) as pilot:
        text = screen_text(pilot.app)
        assert text.isascii()
        assert text.splitlines()[2].startswith("> N   5/7")


async def test_without_colour_the_signs_still_say_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as pilot:
        assert pilot.app.no_color
        assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")


async def test_remapped_keys_are_live_and_shown() -> None:
    async with program(settings=replace(QUIET, keys={"verdict-brief": "B"})) as morning, opened(morning) as pilot:
        assert footer_of(screen_lines(pilot.app)).startswith("  B brief")
        await press(pilot, "b")
        assert morning.verdicts(0) == [Verdict.NEW]
        await press(pilot, "B")
        assert morning.verdicts(0) == [Verdict.BRIEF]


async def test_a_conflict_of_keys_is_reported_at_the_start() -> None:
    async with program(settings=replace(QUIET, keys={"verdict-brief": "j"})) as morning, opened(morning) as pilot:
        assert "verdict-brief: j is already j of move-down" in footer_of(screen_lines(pilot.app))
