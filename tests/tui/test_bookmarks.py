"""m and ': letters that stand for threads."""

import pytest
from textual.pilot import Pilot

from briefing.model.verdict import Verdict
from briefing.tui.screens.inbox import InboxScreen
from tests.tui.program import program, remove_thread
from tests.tui.screens_as_text import opened, press, screen_lines


def under_cursor(pilot: Pilot[None]) -> str:
    inbox = pilot.app.screen
    assert isinstance(inbox, InboxScreen)
    return inbox.threads.current.id if inbox.threads.current is not None else ""


def footer_of(pilot: Pilot[None]) -> str:
    return screen_lines(pilot.app)[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_letter_leads_back_to_its_thread(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await press(pilot, "j", "m")
        assert footer_of(pilot) == "  m…   a letter to come back by"
        await press(pilot, "a")
        assert footer_of(pilot).startswith("  ✓ 'a comes back to  Tessaly sends two")
        await press(pilot, *"jjj", "apostrophe")
        assert footer_of(pilot).startswith("  '…   a Tessaly sends")
        await press(pilot, "a")
        assert under_cursor(pilot) == "t-0001"
        await press(pilot, "[")
        assert under_cursor(pilot) == "t-0006"


async def test_a_letter_that_is_set_again_leads_to_the_new_thread() -> None:
    async with opened() as pilot:
        await press(pilot, "m", "a", "j", "m", "b", "j", "m", "a", "g", "g", "apostrophe", "a")
        assert under_cursor(pilot) == "t-0002"
        await press(pilot, "apostrophe", "b")
        assert under_cursor(pilot) == "t-0001"


async def test_a_letter_may_be_one_that_is_a_key_itself() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "m", "d", "j", "apostrophe", "d")
        assert under_cursor(pilot) == "t-0000"
        assert morning.verdicts(0) == [Verdict.NEW]


async def test_only_letters_set_bookmarks() -> None:
    async with opened() as pilot:
        await press(pilot, "m", "3")
        assert "That is not a letter." in footer_of(pilot)
        await press(pilot, "m", "escape", "apostrophe")
        assert "No bookmark yet; m and a letter set one." in footer_of(pilot)
        await press(pilot, "m", "a", "apostrophe", "b")
        assert "There is no bookmark b." in footer_of(pilot)


async def test_the_filter_is_dropped_if_it_hides_the_thread() -> None:
    async with opened() as pilot:
        await press(pilot, "m", "a", "V", "V", "apostrophe", "a")
        assert under_cursor(pilot) == "t-0000"


async def test_a_thread_that_was_merged_into_another_leads_there() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "m", "a", "G")
        await morning.services.decisions.merge_threads(("t-0004", "t-0000"))
        await press(pilot, "apostrophe", "a")
        assert under_cursor(pilot) == "t-0004"


async def test_a_bookmark_of_a_missing_thread_says_so() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "m", "a", "j")
        morning.tell(remove_thread, 0)
        await press(pilot, "apostrophe", "a")
        assert "This thread no longer exists:  Ferry terminal" in footer_of(pilot)


async def test_nothing_can_be_marked_in_an_empty_list() -> None:
    async with program(0) as morning, opened(morning) as pilot:
        await press(pilot, "m")
        assert "No thread to bookmark here." in footer_of(pilot)
