"""Piping a thread or story to a command, and what the command printed."""

import json
import shlex
from pathlib import Path

import pytest

from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_a_thread_is_piped_and_the_output_is_shown() -> None:
    async with opened() as pilot:
        await press(pilot, "vertical_line")
        assert "t text   m Markdown   j JSON" in screen_text(pilot.app)
        await press(pilot, "t", *"head -1; echo no >&2; exit 2", "enter")
        lines = screen_lines(pilot.app)
        assert "exit code 2" in lines[0]
        assert lines[2] == "  no"
        assert "Ferry terminal at Osmark" in lines[3]
        await press(pilot, "q")
        assert "Quotes 5" in screen_text(pilot.app)


@pytest.mark.parametrize(("letter", "begins"), [("t", "Ferry terminal"), ("m", "##"), ("j", "{")])
@pytest.mark.parametrize("keys", [(), ("g", "q"), ("g", "Q")])
async def test_each_form_reaches_the_command(letter: str, begins: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "piped"
    async with opened() as pilot:
        await press(pilot, *keys, "vertical_line", letter, *f"cat > {shlex.quote(str(file))}", "enter")
        assert "printed nothing" in screen_lines(pilot.app)[-1]
    assert file.read_text(encoding="utf-8").startswith(begins)


async def test_a_story_is_piped(tmp_path: Path) -> None:
    file = tmp_path / "piped"
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter", "vertical_line", "j", *f"cat > {file}", "enter")
    assert json.loads(file.read_text(encoding="utf-8"))["quotes"]


async def test_leaving_runs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "piped"
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "vertical_line", "escape")
        await press(pilot, "vertical_line", "t", *f"touch {file}", "escape")
        await press(pilot, "vertical_line", "z")
        assert "Only t, m and j" in screen_text(pilot.app)
    assert not file.exists()


async def test_what_a_command_prints_does_nothing_to_the_terminal() -> None:
    async with opened() as pilot:
        await press(pilot, "vertical_line", "t", *r"printf '\033[2Ja\tb\033]0;x\007\n    in'", "enter")
        assert screen_lines(pilot.app)[2:4] == ["  a       b", "      in"]
