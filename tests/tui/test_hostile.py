"""What strangers write is drawn as text and does nothing else."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import briefing.tui
from tests.tui import morning
from tests.tui.fake_reader import FakeReader
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

HOSTILE = (
    "[@click=app.quit]x[/]",
    "[/",
    "[bold red]",
    "\x1b]0;owned\x07title \x1b[31mred\x1b[2J",
    "\u202egnp.exe\u2066",
    "a\nb\tc\x00d\x9b31m",
    "wide 港口码头关闭三天 and 👩‍👩‍👧‍👦",
    "zalgo e" + "\u0301" * 50,
    "",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_hostile_words_are_drawn_as_text(words: str, size: tuple[int, int]) -> None:
    reader = FakeReader(3)
    reader.rows = [replace(row, title=words) for row in reader.rows]
    base = morning.page(0)
    reader.pages["t-0000"] = replace(
        base,
        row=reader.rows[0],
        first_outlet=words,
        narrative=(morning.sentence(words, 1, new=True), *base.narrative),
        quotes=(morning.quote(words or "x", words, words, parts=(words,)), *base.quotes),
        actors=(morning.actor(words, 1, 1, ((words, 1),)), *base.actors),
        sources=(morning.source(1, words, words), morning.origin(words, words, words, 1)),
    )
    async with opened(reader, size) as pilot:
        await press(pilot, "enter", "g", "n", "g", "a", "g", "s", "i")
        text = screen_text(pilot.app)
        assert not any(ord(each) < 32 and each != "\n" for each in text)
        assert not set(text) & set("\x1b\x9b\u202e\u2066\x7f")
        assert len(screen_lines(pilot.app)) == size[1]
        if words.startswith("["):
            await press(pilot, "escape", "q")
            assert words in screen_text(pilot.app)


@pytest.mark.parametrize("words", HOSTILE)
async def test_a_hostile_story_is_drawn_as_text(words: str) -> None:
    reader = FakeReader(3)
    page = morning.story_page(text=f"{words}\n{morning.STORY_TEXT}")
    story = replace(page.story, title=words, outlet=words, author=words, domain=words)
    reader.stories[101] = replace(page, story=story, thread_title=words)
    async with opened(reader) as pilot:
        await press(pilot, "g", "q", "enter")
        assert "¶2" in screen_text(pilot.app)
        assert not set(screen_text(pilot.app)) & set("\x1b\x9b\u202e\u2066\x7f")


async def test_a_hostile_feed_and_brief_are_drawn_as_text() -> None:
    reader = FakeReader(3)
    first = reader.feeds[0]
    reader.feeds[0] = replace(first, health=HOSTILE[0], feed=replace(first.feed, title=HOSTILE[3], failure=HOSTILE[4]))
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "enter")
        assert "[@click=app.quit]x[/]" in screen_text(pilot.app)
        assert not set(screen_text(pilot.app)) & set("\x1b\x9b\u202e\u2066")


MARKUP_READERS = {
    "Static", "Label", "Button", "OptionList", "Option", "DataTable", "Tree", "ListItem", "ListView", "Markdown",
    "RichLog", "Log", "Collapsible", "TabbedContent", "Tab", "Tabs", "Select", "SelectionList", "RadioButton",
    "Checkbox", "Link", "Header", "Footer", "Tooltip", "Toast",
}  # fmt: skip


def test_no_widget_that_reads_markup_is_used_at_all() -> None:
    for file in Path(briefing.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                names = {alias.name for alias in node.names}
                assert not names & MARKUP_READERS, file
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"notify", "from_markup"}, file
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                assert node.attr not in {"tooltip", "border_title", "border_subtitle"}, file


def test_no_colour_and_no_key_is_written_outside_its_place() -> None:
    for file in Path(briefing.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("#"):
                assert len(node.value) not in (4, 7) or not _is_hex(node.value[1:]), (file, node.value)


def _is_hex(words: str) -> bool:
    return all(each in "0123456789abcdefABCDEF" for each in words)
