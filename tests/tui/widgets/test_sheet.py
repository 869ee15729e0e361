"""The sheet asks one thing at a time: what comes late neither replaces a question nor takes its answer."""

import pytest
from textual.pilot import Pilot

from briefing.model.verdict import Verdict
from briefing.tui.screens.base_screen import BaseScreen
from briefing.tui.widgets.sheet import Sheet
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


def sheet_of(pilot: Pilot[None]) -> Sheet:
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    return screen.sheet


async def test_a_late_note_on_one_question_does_not_replace_the_next() -> None:
    async with opened() as pilot:
        sheet, answers = sheet_of(pilot), list[str]()
        first = sheet.ask((("first question", "text"),), answers.append)
        await press(pilot, "escape")
        sheet.ask((("second question", "text"),), answers.append)
        first.note(((("a late note", "text"),),))
        await press(pilot, *"yes")
        assert "second question" in screen_text(pilot.app)
        assert "a late note" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert answers == ["yes"]


async def test_a_question_that_comes_late_does_not_take_the_letters_of_the_one_that_is_asked() -> None:
    async with opened() as pilot:
        sheet, answers, agreed = sheet_of(pilot), list[str](), list[str]()
        sheet.ask((("a name", "text"),), answers.append)
        await press(pilot, *"wh")
        sheet.confirm((("Drop all?", "text"),), agreed.append)
        assert not sheet.ask((("another", "text"),), agreed.append).is_open
        await press(pilot, *"y", "enter")
        assert (answers, agreed) == (["why"], [])


async def test_an_explanation_waits_until_the_question_is_answered() -> None:
    async with opened() as pilot:
        sheet = sheet_of(pilot)
        sheet.ask((("a name", "text"),), lambda _: None)
        sheet.tell(((("two feeds failed", "text"),),))
        await press(pilot, *"ab")
        assert "two feeds failed" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "two feeds failed" in screen_text(pilot.app)
        await press(pilot, "x")
        assert not sheet.is_open


async def test_a_key_closes_an_explanation_and_acts_on_the_thread_under_it() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "i")
        assert "Why here" in screen_text(pilot.app)
        await press(pilot, "b")
        assert "Why here" not in screen_text(pilot.app)
        assert morning.verdicts(0, 1) == [Verdict.BRIEF, Verdict.NEW]
        await press(pilot, "i", "j", "d")
        assert morning.verdicts(1, 2) == [Verdict.NEW, Verdict.DROP]
        await press(pilot, "i", "e")
        assert "Daily brief" in screen_text(pilot.app)


@pytest.mark.parametrize("key", ["escape", "i", "q", "enter"])
async def test_these_keys_only_close_an_explanation(key: str) -> None:
    async with program() as morning, opened(morning) as pilot:
        before = screen_lines(pilot.app)
        await press(pilot, "i", key)
        assert not sheet_of(pilot).is_open
        assert screen_lines(pilot.app) == before
        await press(pilot, "b")
        assert morning.verdicts(0) == [Verdict.BRIEF]
