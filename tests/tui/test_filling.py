"""Texts that an opened thread lacked come onto its page while it is looked at."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from briefing.tui.screens import queue as queue_module
from tests.tui import morning
from tests.tui.fake_reader import FakeReader
from tests.tui.screens_as_text import drawn, opened, screen_lines, screen_text, settle


def waiting_reader() -> FakeReader:
    """Return a reader whose first thread gets a quote as soon as `texts_come`."""
    reader = FakeReader()
    reader.texts_come.clear()
    first = reader.rows[0]
    page = morning.page(morning.number_of(first.id), row=first)
    words = "No crane will move before Monday"
    added = replace(page.quotes[0], story=999, n=9, parts=(words,), speaker="Edda Lorn", also=(), also_stories=())
    reader.filled[first.id] = replace(page, quotes=(added, *page.quotes))
    return reader


async def typed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting for texts that are on their way."""
    for key in keys:
        await pilot.press(key)
        await drawn(pilot.app)


async def texts_come(pilot: Pilot[None], reader: FakeReader) -> None:
    reader.texts_come.set()
    await settle(pilot)


async def test_the_page_shows_them_and_the_cursor_stays_on_its_quote() -> None:
    reader = waiting_reader()
    async with opened(reader) as pilot:
        await typed(pilot, "enter", "j")
        under = next(line for line in screen_lines(pilot.app) if line.startswith("▌ ") and "“" in line)
        assert "No crane will move" not in screen_text(pilot.app)
        footer = screen_lines(pilot.app)[-1]
        await texts_come(pilot, reader)
        assert "No crane will move" in screen_text(pilot.app)
        assert under[:40] in screen_text(pilot.app)
        assert screen_lines(pilot.app)[-1].split("?")[0] == footer.split("?")[0]


async def test_nothing_is_drawn_over_another_thread() -> None:
    reader = waiting_reader()
    async with opened(reader) as pilot:
        await typed(pilot, "enter", "J")
        await texts_come(pilot, reader)
        assert "No crane will move" not in screen_text(pilot.app)


async def test_the_queue_shows_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "LOOK_SECONDS", 0.01)
    reader = waiting_reader()
    async with opened(reader) as pilot:
        await typed(pilot, "g", "Q")
        assert "No crane will move" not in screen_text(pilot.app)
        await texts_come(pilot, reader)
        assert "No crane will move" in screen_text(pilot.app)
