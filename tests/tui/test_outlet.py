"""The outlet screen, and the outlets that are silent on a thread."""

from dataclasses import replace
from typing import Any

import pytest

from briefing.model.outlet import SilentOutlet
from briefing.model.views import ThreadPage
from briefing.services.threads import Threads
from briefing.tui.format.lines import plain
from briefing.tui.targets import Target
from briefing.tui.thread_panes import SourcesContent
from tests.tui.builders import NOW
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_the_outlet_of_the_thread_under_the_cursor_opens_and_q_leaves_it() -> None:
    async with opened() as pilot:
        await press(pilot, "O")
        lines = screen_lines(pilot.app)
        assert lines[0].startswith("  briefing   outlet ")
        text = screen_text(pilot.app)
        for heading in ("Worth 30 days", "Feeds 1", "Latest stories"):
            assert heading in text
        assert "news outlet" in text
        await press(pilot, "q")
        assert "outlet" not in screen_lines(pilot.app)[0]


async def test_the_outlet_of_a_source_a_story_and_a_feed_opens() -> None:
    for keys in (("g", "s", "j", "j"), ("g", "q", "enter"), ("g", "f", "G", "k"), ("slash", *"ferry", "enter")):
        async with opened() as pilot:
            await press(pilot, *keys)
            await press(pilot, "O")
            assert screen_lines(pilot.app)[0].startswith("  briefing   outlet "), keys


async def test_a_story_of_the_outlet_opens() -> None:
    async with opened() as pilot:
        await press(pilot, "O", "l", "enter")
        assert screen_lines(pilot.app)[0].startswith("  briefing   story ")


async def test_a_narrow_page_has_the_stories_below_the_facts() -> None:
    async with opened(size=(80, 40)) as pilot:
        await press(pilot, "O")
        text = screen_text(pilot.app)
        assert text.index("Feeds 1") < text.index("Latest stories")


async def test_enter_on_a_feed_shows_its_address() -> None:
    async with opened() as pilot:
        await press(pilot, "O", "enter")
        assert "https://" in screen_lines(pilot.app)[-1]


async def test_the_sources_end_with_the_outlets_that_are_silent_and_why() -> None:
    async with program() as morning:
        page = await morning.services.threads.page(morning.filed.threads[0])
        assert page is not None
        silent = SilentOutlet("Gulf Ledger", "ledger.example", 4, "that name Mira Holt")
        *_, last = SourcesContent(replace(page, silent=(silent,)), NOW).items(60)
        name, reason = (plain(line) for line in last.lines)
        assert name.split() == ["Gulf", "Ledger", "silent"]
        assert reason.strip() == "4 stories that name Mira Holt in 30 days"
        assert last.target == Target(words="Gulf Ledger", outlet="Gulf Ledger", domain="ledger.example")


async def test_i_on_a_silent_outlet_says_why_it_could_be_expected_to_report(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Threads.page

    async def with_silence(self: Threads, thread: str, **more: Any) -> ThreadPage | None:
        page = await real(self, thread, **more)
        silent = SilentOutlet("Gulf Ledger", "ledger.example", 4, "that name Mira Holt")
        return replace(page, silent=(silent,)) if page is not None else None

    monkeypatch.setattr(Threads, "page", with_silence)
    async with opened() as pilot:
        await press(pilot, "g", "s", "G", "i")
        assert "Gulf Ledger had 4 stories that name Mira Holt in the last 30 days, none of them" in screen_text(
            pilot.app
        )
        await press(pilot, "escape", "O")
        assert "Nothing of this outlet is stored." in screen_lines(pilot.app)[-1]
