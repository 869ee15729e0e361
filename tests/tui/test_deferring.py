"""Putting threads off: the sheet after w, what it reads, and threads that wake while the reader is open."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from briefing.model.verdict import Verdict
from briefing.model.wake import AtTime, MoreIndependent, TopicMoves
from briefing.store import verdicts
from briefing.tui.controllers.deferral import choices
from tests.tui.builders import NOW
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_w_offers_when_and_enter_puts_off_without_a_condition() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w")
        assert "put off until" in screen_text(pilot.app)
        assert "+2 independent outlets" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert morning.verdicts(0) == [Verdict.LATER]
        assert morning.row(0).until == ()


async def test_the_sheet_shows_how_words_are_read_and_undo_takes_them_back() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w", *"+2 or topic")
        assert "until 2 more independent or its topic moves" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert morning.row(0).until == (MoreIndependent(2), TopicMoves())
        assert "later until 2 more independent" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert (morning.row(0).verdict, morning.row(0).until) == (Verdict.NEW, ())


async def test_a_digit_chooses() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w")
        digit = next(line.split("+2 independent")[0].split()[-1] for line in screen_lines(pilot.app) if "+2 in" in line)
        await press(pilot, digit, "enter")
        assert morning.row(0).until == (MoreIndependent(2),)
        await press(pilot, "full_stop")
        assert [row.until for row in map(morning.row, (0, 1))] == [(MoreIndependent(2),)] * 2


async def test_escape_puts_nothing_off() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w", *"+2", "escape")
        assert morning.verdicts(0) == [Verdict.NEW]
        assert "put off until" not in screen_text(pilot.app)


async def test_what_is_in_doubt_is_asked_again() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w", *"mondey", "enter")
        assert "did you mean monday?" in screen_text(pilot.app)
        assert morning.verdicts(0) == [Verdict.NEW]
        await press(pilot, *["backspace"] * 2, *"ay", "enter")
        assert morning.verdicts(0) == [Verdict.LATER]
        await press(pilot, "k", "i")
        assert "It is put off until Mon" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-11-25 09:30", ("tonight", "tomorrow", "Monday", "in a week", "+2", "topic")),
        ("2026-11-25 20:30", ("tomorrow", "Monday", "in a week", "+2", "topic")),
        ("2026-11-29 09:30", ("tonight", "tomorrow", "in a week", "+2", "topic")),
    ],
)
def test_only_what_is_to_come_is_offered_and_once(now: str, offered: tuple[str, ...]) -> None:
    assert choices(datetime.fromisoformat(now).replace(tzinfo=UTC), UTC) == offered


def wait_until_yesterday(morning: Program) -> None:
    """Put the first thread off two days ago, until yesterday."""
    until = (AtTime(NOW - timedelta(days=1)),)
    morning.tell(verdicts.give, [morning.filed.threads[0]], Verdict.LATER, NOW - timedelta(days=2), until)


async def test_what_was_due_while_the_reader_was_closed_wakes_at_its_start() -> None:
    async with program() as morning:
        wait_until_yesterday(morning)
        async with opened(morning) as pilot:
            assert morning.verdicts(0) == [Verdict.NEW]
            assert "A deferred thread woke." in screen_text(pilot.app)
            await press(pilot, "g", "g", "i")
            assert "It was put off and woke: Sat 21 Nov" in screen_text(pilot.app)


async def test_what_is_due_wakes_while_the_reader_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.tui.controllers.store_watch.LOOK_SECONDS", 0.05)
    async with program() as morning, opened(morning) as pilot:
        wait_until_yesterday(morning)
        async with asyncio.timeout(20):
            while "A deferred thread woke." not in screen_text(pilot.app):
                await pilot.pause(0.05)
        await press(pilot, "g", "g")
        assert "woke: Sat 21 Nov" in screen_text(pilot.app)
