"""While a page is read, the footer says so, and keys wait for the page."""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.model.browser_command import BrowserCommand
from briefing.model.verdict import Verdict
from briefing.services.actors import Actors
from briefing.services.briefs import Briefs
from briefing.services.stories import Stories
from briefing.services.threads import Threads
from briefing.services.topics import Topics
from briefing.tui.controllers import page_opening
from briefing.tui.controllers.terminal_use import TerminalUse
from tests.tui.program import QUIET, program
from tests.tui.screens_as_text import drawn, opened, press, screen_lines, settle
from tests.tui.test_topic import with_topic

OPENED = (
    (Stories, "page", ("g", "q", "enter"), "reading the story", "story 1 of 7"),
    (Actors, "page", ("g", "a", "p"), "reading what the store has on this actor", "actor Mira Holt"),
    (Topics, "page", ("g", "T"), "reading the topic", "topic Osmark ferry"),
    (Stories, "compare", ("g", "s", "j", "c", "j", "c"), "comparing the two stories", "compared in"),
    (Briefs, "preview", ("e",), "composing the brief", "brief"),
)


def held(monkeypatch: pytest.MonkeyPatch, service: type, name: str) -> asyncio.Event:
    """Have a service answer only once the event is set."""
    go_on = asyncio.Event()
    answer: Callable[..., Awaitable[object]] = getattr(service, name)

    async def slow(self: object, *args: Any, **named: Any) -> object:
        await go_on.wait()
        return await answer(self, *args, **named)

    monkeypatch.setattr(service, name, slow)
    return go_on


async def said(pilot: Pilot[None], words: str) -> None:
    """Wait until the footer says something."""
    while words not in screen_lines(pilot.app)[-1]:
        await asyncio.sleep(page_opening.SIGN_SECONDS)
        await drawn(pilot.app)


@pytest.mark.parametrize(("service", "name", "keys", "sign", "title"), OPENED)
async def test_a_page_that_takes_long_has_a_sign_and_gets_the_keys(
    monkeypatch: pytest.MonkeyPatch, service: type, name: str, keys: tuple[str, ...], sign: str, title: str
) -> None:
    async with program() as morning:
        with_topic(morning, 0, 1)
        async with opened(morning) as pilot:
            go_on = held(monkeypatch, service, name)
            for key in keys:
                await pilot.press(key)
                await drawn(pilot.app)
            await said(pilot, sign)
            before = [row.verdict for row in morning.rows]
            await pilot.press("G", "question_mark")
            go_on.set()
            await settle(pilot)
            assert screen_lines(pilot.app)[0].startswith("  briefing   keys in the")
            await press(pilot, "escape")
            assert title in screen_lines(pilot.app)[0]
            assert sign not in screen_lines(pilot.app)[-1]
            assert [row.verdict for row in morning.rows] == before


async def test_escape_gives_up_a_page_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as pilot:
        go_on = held(monkeypatch, Briefs, "preview")
        await pilot.press("e")
        await said(pilot, "composing the brief")
        await pilot.press("d", "escape")
        await settle(pilot)
        assert "composing" not in screen_lines(pilot.app)[-1]
        go_on.set()
        await press(pilot, "j")
        assert "  briefing   Sun 22 Nov" in screen_lines(pilot.app)[0]
        assert "drop" not in screen_lines(pilot.app)[-1].split("undo")[0] or "✓" not in screen_lines(pilot.app)[-1]


async def test_keys_for_a_thread_whose_page_is_still_read_do_not_act_on_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program() as morning, opened(morning) as pilot:
        go_on = held(monkeypatch, Threads, "page")
        browsed: list[str] = []

        def noted(_stories: Stories, command: BrowserCommand) -> str:
            browsed.append(command.words[-1])
            return ""

        monkeypatch.setattr(Stories, "start_browser", noted)
        for key in ("j", "o"):
            await pilot.press(key)
            await drawn(pilot.app)
        go_on.set()
        await settle(pilot)
        page = await morning.services.threads.page(morning.filed.threads[1])
        assert page is not None
        assert browsed == [page.sources[0].url]


async def test_without_a_browser_the_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(TerminalUse, "can_lend", True)
    monkeypatch.setattr(
        TerminalUse, "lend_to", lambda _terminal, command: subprocess.run(command, check=False).returncode
    )
    async with program(settings=replace(QUIET, browser="")) as morning, opened(morning) as pilot:
        await press(pilot, "o")
        assert "No browser could be opened. Name one in the settings file (`browser`)" in screen_lines(pilot.app)[-1]


async def test_keys_for_a_page_that_does_not_open_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program() as morning, opened(morning) as pilot:
        go_on = held(monkeypatch, Topics, "page")
        await pilot.press("g", "T")
        await said(pilot, "reading the topic")
        before = [row.verdict for row in morning.rows]
        await pilot.press("d")
        go_on.set()
        await settle(pilot)
        assert "No topic yet" in screen_lines(pilot.app)[-1]
        assert [row.verdict for row in morning.rows] == before


async def test_reasons_that_come_late_are_not_shown_for_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as pilot:
        go_on = held(monkeypatch, Threads, "explain_thread")
        await pilot.press("i")
        await drawn(pilot.app)
        await pilot.press("j")
        await drawn(pilot.app)
        go_on.set()
        await settle(pilot)
        assert not any("Why here" in line for line in screen_lines(pilot.app))
        await press(pilot, "i")
        assert any("Why here" in line for line in screen_lines(pilot.app))


async def type_at_once(pilot: Pilot[None], keys: str) -> None:
    """Type characters before the first of them has done anything."""
    for key in keys:
        pilot.app.post_message(Key(key, key))
    await settle(pilot)


async def test_the_brief_is_saved_by_a_key_typed_before_its_page_is_read() -> None:
    async with program() as morning, opened(morning) as pilot:
        await type_at_once(pilot, "es")
        assert "✓ written to" in screen_lines(pilot.app)[-1]
        assert (morning.workspace.places.briefs / "brief-2026-11-22.md").exists()


@pytest.mark.parametrize("key", ["/", ":"])
async def test_words_typed_before_their_field_is_there_go_into_it(key: str) -> None:
    async with program() as morning, opened(morning) as pilot:
        before = [row.verdict for row in morning.rows]
        await type_at_once(pilot, f"{key}feeds")
        assert pilot.app.screen.query_one(Input).value == "feeds"
        assert [row.verdict for row in morning.rows] == before


async def test_escape_typed_at_once_gives_up_the_page_and_frees_the_keys() -> None:
    async with program() as morning, opened(morning) as pilot:
        for key in ("e", "escape", "b"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert "  briefing   Sun 22 Nov" in screen_lines(pilot.app)[0]
        assert morning.verdicts(0) == [Verdict.BRIEF]
