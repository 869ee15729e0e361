"""What the y keys put on the clipboard."""

import pytest

from briefing.export.markdown.item import render_thread
from tests.tui.builders import StorySpec, ThreadSpec
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_ym_copies_the_thread_as_the_brief_tells_it(size: tuple[int, int]) -> None:
    async with program() as morning, opened(morning, size=size) as pilot:
        await press(pilot, "y", "m")
        assert pilot.app.clipboard == await markdown_of(morning, 0)
        assert "“We will open the gates one after the other, starting with gate 4 on Saturday”" in pilot.app.clipboard
        assert "Mira Holt, operations director of Osmark Ferries [1]" in pilot.app.clipboard
        assert "✓ copied the thread as Markdown" in screen_lines(pilot.app)[-1]


async def test_ym_copies_from_every_pane_and_from_the_queue() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "j", "g", "s", "y", "m")
        assert pilot.app.clipboard == await markdown_of(morning, 1)
        await press(pilot, "g", "Q", "y", "m")
        assert pilot.app.clipboard == await markdown_of(morning, 0)


async def test_ym_says_so_if_there_is_no_thread() -> None:
    async with program(0) as morning, opened(morning) as pilot:
        await press(pilot, "y", "m")
        assert "No thread to copy here." in screen_lines(pilot.app)[-1]


async def test_a_copy_that_is_too_long_for_terminals_says_that_it_is_cut() -> None:
    stories = [
        StorySpec("Eastwire", f"Gates to open, number {n} " + "wide " * 1_500, 9 - n / 100) for n in range(1, 20)
    ]
    async with program(threads=[ThreadSpec(tuple(stories))]) as morning, opened(morning) as pilot:
        await press(pilot, "y", "m")
        assert len(pilot.app.clipboard.encode()) <= 8_192
        assert "only its first" in screen_lines(pilot.app)[-1]


async def markdown_of(morning: Program, number: int) -> str:
    page = await morning.services.threads.page(morning.row(number).id)
    assert page is not None
    return render_thread(page)
