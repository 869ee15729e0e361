"""What strangers write is drawn as text and does nothing else."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import briefing.tui
from briefing.store.feeds import save_feed
from tests.tui.builders import ActorSpec, CitationSpec, QuoteSpec, StorySpec, ThreadSpec
from tests.tui.morning import STORY_TEXT, ferry_stories
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

ADDRESS = "https://hostile.example/1"
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


def hostile_thread(words: str) -> ThreadSpec:
    """Return a thread whose titles, outlets, quotes, actors and citations are `words`."""
    ferry = ferry_stories()[1]
    text = f"{words}\n“{words or 'x'}” said {words}, {words}.\n{STORY_TEXT}"
    cites = CitationSpec(words, words, words, words) if words else CitationSpec("the company")
    named = (ActorSpec(words, (words,)),) if words else ()
    first = StorySpec(
        words, words, 5, text, (QuoteSpec(words or "x", words, words),), named, (cites,), author=words, url=ADDRESS
    )
    return ThreadSpec((first, replace(ferry, hours=3)), independent=2)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_hostile_words_are_drawn_as_text(words: str, size: tuple[int, int]) -> None:
    async with program(threads=[hostile_thread(words)]) as morning, opened(morning, size) as pilot:
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
    async with program(threads=[hostile_thread(words)]) as morning, opened(morning) as pilot:
        await press(pilot, "g", "s", "j", "enter")
        assert "¶2" in screen_text(pilot.app)
        assert not set(screen_text(pilot.app)) & set("\x1b\x9b\u202e\u2066\x7f")


async def test_a_hostile_feed_and_brief_are_drawn_as_text() -> None:
    async with program(3) as morning:
        feed = replace(morning.feeds[0], title=HOSTILE[3], failure=HOSTILE[0], failures=1)
        morning.tell(save_feed, feed)
        async with opened(morning) as pilot:
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
