"""The brief's screen: items are moved and taken out, the analyst writes in the editor, and lint says what is wrong."""

import asyncio
import stat
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.export.markdown.lint import Finding
from briefing.model.brief import RenderedBrief
from briefing.model.judgement import Part
from briefing.model.verdict import Verdict
from briefing.services.briefs import Briefs
from briefing.services.judgements import AnalystParts
from briefing.tui.controllers.terminal_use import TerminalUse
from tests.tui.morning import thread_specs
from tests.tui.program import Program, program
from tests.tui.screens_as_text import drawn, opened, press, screen_lines, screen_text, settle

SIZES = [(80, 24), (120, 40), (200, 60)]


def a_marked_morning() -> AbstractAsyncContextManager[Program]:
    return program(threads=[replace(each, verdict=Verdict.BRIEF) for each in thread_specs(3)])


def items_of(text: str) -> list[str]:
    """Return the headings of the items that the outline shows."""
    lines = [line[:41].strip(" ▌│") for line in text.splitlines()]
    return [line for line in lines if line[:2] in ("1.", "2.", "3.", "4.")]


@pytest.mark.parametrize("size", SIZES)
async def test_it_begins_with_the_brief_and_not_with_its_front_matter(size: tuple[int, int]) -> None:
    async with a_marked_morning() as morning, opened(morning, size) as pilot:
        await press(pilot, "e")
        text = screen_text(pilot.app)
        assert "Daily brief — Sunday 22 November 2026" in text
        assert "type: daily-brief" not in text
        assert "3 threads" in screen_lines(pilot.app)[0]


async def test_an_item_moves_and_the_cursor_with_it() -> None:
    async with a_marked_morning() as morning, opened(morning, (160, 60)) as pilot:
        await press(pilot, "e", "n", "n")
        first, second, third = items_of(screen_text(pilot.app))
        await press(pilot, "J")
        assert [each[3:] for each in items_of(screen_text(pilot.app))] == [second[3:], first[3:], third[3:]]
        await press(pilot, "J")
        assert [each[3:] for each in items_of(screen_text(pilot.app))] == [second[3:], third[3:], first[3:]]
        await press(pilot, "K", "K", "K")
        assert items_of(screen_text(pilot.app)) == [first, second, third]
        await press(pilot, "J", "s")
        written = (morning.workspace.places.briefs / "brief-2026-11-22.md").read_text(encoding="utf-8")
        assert written.index(f"## 1. {second[3:13]}") < written.index(f"## 2. {first[3:13]}")


async def test_an_item_taken_out_comes_back_by_undo_and_keeps_its_verdict() -> None:
    async with a_marked_morning() as morning, opened(morning, (160, 60)) as pilot:
        await press(pilot, "e", "n", "n")
        before = items_of(screen_text(pilot.app))
        await press(pilot, "d")
        assert [each[3:] for each in items_of(screen_text(pilot.app))] == [each[3:] for each in before[1:]]
        assert morning.verdicts(0) == [Verdict.BRIEF]
        await press(pilot, "u")
        assert items_of(screen_text(pilot.app)) == before
        await press(pilot, "u")
        assert "Nothing was changed here." in screen_lines(pilot.app)[-1]


async def test_lint_is_in_the_header_and_is_explained() -> None:
    async with a_marked_morning() as morning, opened(morning, (120, 40)) as pilot:
        await press(pilot, "e")
        assert "1 fault" in screen_lines(pilot.app)[0]
        await press(pilot, "i")
        assert "there is no bottom line" in screen_text(pilot.app)


def an_editor(folder: Path, script: str) -> str:
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    return str(editor)


async def test_enter_writes_the_bottom_line_above_the_items_and_a_judgement_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lend(_terminal: TerminalUse, command: list[str]) -> int:
        path = Path(command[-1])
        text = path.read_text(encoding="utf-8")
        part = Part.BOTTOM_LINE if "## Bottom line" in text else Part.ASSESSMENT
        path.write_text(text.replace(f"## {part.value}\n", f"## {part.value}\nIt stays shut.\n"), encoding="utf-8")
        return 0

    monkeypatch.setenv("VISUAL", an_editor(tmp_path, "exit 0"))
    monkeypatch.setattr(TerminalUse, "lend_to", lend)  # a terminal of the tests cannot be given away
    async with a_marked_morning() as morning, opened(morning, (160, 60)) as pilot:
        await press(pilot, "e", "enter")
        assert "Bottom line (analyst). It stays shut." in screen_text(pilot.app)
        assert "0 faults" in screen_lines(pilot.app)[0]
        await press(pilot, "n", "n", "enter")
        assert "✓ written: Assessment" in screen_lines(pilot.app)[-1]
        analyst = AnalystParts(morning.workspace)
        judged = await analyst.of(await analyst.subject(morning.row(0).id))
        assert judged[Part.ASSESSMENT].text == "It stays shut."


async def test_leaving_the_editor_without_saving_confirms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, "exit 0"))
    monkeypatch.setattr(TerminalUse, "lend_to", lambda _terminal, _command: 0)
    async with a_marked_morning() as morning, opened(morning, (160, 60)) as pilot:
        await press(pilot, "e", "enter")
        assert "Nothing was saved: your words stay as they were." in screen_lines(pilot.app)[-1]


async def test_without_an_editor_the_footer_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    async with a_marked_morning() as morning, opened(morning, (120, 40)) as pilot:
        await press(pilot, "e", "enter")
        assert "No editor is set. Set $EDITOR" in screen_lines(pilot.app)[-1]


async def test_an_item_is_copied_as_markdown() -> None:
    async with a_marked_morning() as morning, opened(morning, (120, 40)) as pilot:
        await press(pilot, "e", "y", "m")
        assert "The cursor is on no item." in screen_lines(pilot.app)[-1]
        await press(pilot, "n", "n", "y", "m")
        assert pilot.app.clipboard.startswith("## ")
        assert f"`thread {morning.row(0).id}`" in pilot.app.clipboard


async def test_faults_asked_for_while_they_are_looked_for_are_shown_when_they_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = asyncio.Event()
    findings = Briefs.findings

    async def slow(self: Briefs, rendered: RenderedBrief) -> tuple[Finding, ...]:
        await go_on.wait()
        return await findings(self, rendered)

    monkeypatch.setattr(Briefs, "findings", slow)
    async with a_marked_morning() as morning, opened(morning) as pilot:
        await pilot.press("e")
        await drawn(pilot.app)
        assert screen_lines(pilot.app)[0].startswith("  briefing   brief")
        await pilot.press("i")
        await drawn(pilot.app)
        assert "Nothing is wrong" not in screen_text(pilot.app)
        assert "checking the form of this brief" in screen_lines(pilot.app)[-1]
        go_on.set()
        await settle(pilot)
        assert "What is wrong with the form of this brief" in screen_text(pilot.app)
