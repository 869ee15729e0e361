"""S: the orders of the list."""

import pytest

from briefing.model.inbox import InboxPart
from briefing.tui.screens.inbox import InboxScreen
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (100, 30), (120, 40), (200, 60)])
async def test_s_lists_the_newest_first_and_says_so_above(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await press(pilot, "j", "S")
        lines = screen_lines(pilot.app)
        assert "newest first" in lines[0]
        assert "newest first" in lines[-1]
        assert lines[2].startswith("▌ ●   4/4")
        await press(pilot, "S")
        lines = screen_lines(pilot.app)
        assert "newest first" not in lines[0]
        assert "most worth reading first" in lines[-1]
        assert lines[2].startswith("▌ ●   5/7")


async def test_the_order_holds_when_news_come_and_the_cursor_stays() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.publish("Something quite new")
        await press(pilot, "S", "j", "R")
        inbox = pilot.app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.current is not None
        assert inbox.threads.current.title.startswith("Mirror: audit office")
        assert "newest first" in screen_lines(pilot.app)[0]


async def test_order_and_filter_go_together() -> None:
    async with opened() as pilot:
        await press(pilot, "S", "V")
        lines = screen_lines(pilot.app)
        assert "newest first" in lines[0]
        assert lines[2].startswith("▌ b   4/6")
        assert "Tram strike" not in screen_text(pilot.app)


async def test_from_a_pane_the_keys_go_to_the_list() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "S")
        assert screen_lines(pilot.app)[2].startswith("▌ ●   4/4")


async def test_pages_far_below_come_in_the_same_order() -> None:
    async with program(450) as morning, opened(morning) as pilot:
        await press(pilot, "S", "G", "k", "space", "G", "k")
        inbox = pilot.app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.current is not None
        assert inbox.threads.current.last_story == min(
            row.last_story for row in morning.rows if row.part is InboxPart.SINGLE
        )
