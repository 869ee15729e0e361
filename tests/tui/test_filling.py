"""Texts that an opened thread lacked come onto its page while it is looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from briefing.tui.screens import queue as queue_module
from tests.tui.builders import StorySpec
from tests.tui.morning import thread_specs
from tests.tui.program import Program, page_of, program
from tests.tui.screens_as_text import drawn, opened, screen_lines, screen_text, settle

PAGE = "https://news.osmark-post.org/cranes"
LINES = (
    "The cranes of the ferry terminal at Osmark stand still, and nobody has said for how long that will be so.",
    "“No crane will move before Monday,” said Edda Lorn, who leads the crew of the cranes at the Osmark terminal.",
    "She said that the crew had found two more faults in the gates, and that both have to be repaired first.",
)


@asynccontextmanager
async def waiting_program() -> AsyncIterator[Program]:
    """Open a morning whose first thread gets a quote as soon as the network goes on."""
    ferry, *others = thread_specs(4)
    title = "No crane at Osmark before Monday"
    short = StorySpec("Osmark Post", title, 2.5, "The cranes stand still.", url=PAGE, summary=True)
    async with program(threads=[replace(ferry, stories=(*ferry.stories, short)), *others]) as morning:
        morning.network.serve(PAGE, page_of(title, "\n".join(LINES)), "text/html")
        morning.network.hold()
        yield morning


async def typed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting for texts that are on their way."""
    for key in keys:
        await pilot.press(key)
        await drawn(pilot.app)


async def texts_come(pilot: Pilot[None], morning: Program) -> None:
    morning.network.go_on.set()
    await settle(pilot)


async def test_the_page_shows_them_and_the_cursor_stays_on_its_quote() -> None:
    async with waiting_program() as morning, opened(morning) as pilot:
        await typed(pilot, "enter", "j")
        under = next(line for line in screen_lines(pilot.app) if line.startswith("▌ ") and "“" in line)
        assert "No crane will move" not in screen_text(pilot.app)
        footer = screen_lines(pilot.app)[-1]
        await texts_come(pilot, morning)
        assert "No crane will move" in screen_text(pilot.app)
        assert under[:40] in screen_text(pilot.app)
        assert screen_lines(pilot.app)[-1].split("?")[0] == footer.split("?")[0]


async def test_nothing_is_drawn_over_another_thread() -> None:
    async with waiting_program() as morning, opened(morning) as pilot:
        await typed(pilot, "enter", "J")
        await texts_come(pilot, morning)
        assert "No crane will move" not in screen_text(pilot.app)


async def test_the_queue_shows_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "LOOK_SECONDS", 0.01)
    async with waiting_program() as morning, opened(morning) as pilot:
        await typed(pilot, "g", "Q")
        assert "No crane will move" not in screen_text(pilot.app)
        await texts_come(pilot, morning)
        assert "No crane will move" in screen_text(pilot.app)
