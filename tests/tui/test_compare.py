"""c: two stories of a thread side by side."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from briefing.tui.screens.compare import CompareScreen
from tests.tui.builders import QuoteSpec, ThreadSpec
from tests.tui.morning import thread_specs
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

SHARED = "The ferry terminal at Osmark will stay closed until at least Saturday, its operator said on Friday."
ONLY_THERE = "A second gate was found to be cracked."


def threads(second: str = f"{ONLY_THERE}\n{SHARED}") -> tuple[ThreadSpec, ...]:
    """Return the morning with two short stories first in its first thread; `second` is the text of the other one."""
    ferry, single = thread_specs(2)
    one, other, third, *rest = ferry.stories
    text = f"{SHARED}\n“Nobody was hurt,” a spokesman added."
    one = replace(one, text=text, quotes=(QuoteSpec("Nobody was hurt", "a spokesman"),), actors=(), citations=())
    third = replace(third, title=other.title)
    other = replace(other, title="Freight boats queue", text=second, quotes=(), actors=(), citations=())
    kept = [each for each in rest if not each.reprint_of]
    single = replace(single, stories=single.stories[-1:], title=1)
    return replace(ferry, stories=(one, other, third, *kept), title=3), single


def bold_words(pilot: Pilot[None]) -> str:
    """Return what is drawn in bold below the header."""
    strips = pilot.app.screen._compositor.render_strips()[3:-1]
    return " ".join(
        " ".join(segment.text.split())
        for strip in strips
        for segment in strip
        if segment.style is not None and segment.style.bold
    )


@pytest.mark.parametrize("size", [(56, 24), (80, 24), (100, 30), (120, 40), (140, 44), (200, 60)])
async def test_two_stories_are_side_by_side_and_what_only_one_says_is_bold(size: tuple[int, int]) -> None:
    async with program(threads=threads()) as morning, opened(morning, size=size) as pilot:
        await press(pilot, "g", "s", "j", "c")
        assert "[1] is chosen; c on another story compares the two." in screen_lines(pilot.app)[-1]
        await press(pilot, "j", "c")
        lines = screen_lines(pilot.app)
        assert isinstance(pilot.app.screen, CompareScreen)
        assert "compared in Ferry terminal" in lines[0]
        first = next(row for row, line in enumerate(lines) if "[1] Eastwire 74% also in [2]" in line)
        second = next(row for row, line in enumerate(lines) if "[2] Brannic Herald 68% also in [1]" in line)
        assert (first == second) is (size[0] >= 100)
        bold = bold_words(pilot)
        assert "Nobody was hurt" in bold
        assert "A second gate was found" in bold
        assert "will stay" not in bold


async def test_a_number_before_c_names_the_other_story() -> None:
    async with program(threads=threads()) as morning, opened(morning) as pilot:
        await press(pilot, "g", "q", "2", "c")
        assert "[2] Brannic Herald" in screen_text(pilot.app)
        await press(pilot, "q", "9", "c")
        assert "[9] is not another story of this thread." in screen_lines(pilot.app)[-1]


async def test_keys_go_from_one_text_to_the_other_and_open_the_story() -> None:
    async with program(threads=threads()) as morning, opened(morning) as pilot:
        await press(pilot, "g", "q", "2", "c", "l", "enter")
        assert "Freight boats queue" in screen_text(pilot.app)
        await press(pilot, "q", "y", "y")
        assert pilot.app.clipboard.startswith("“Freight boats queue”, Brannic Herald")
        await press(pilot, "q")
        assert "Quotes 3" in screen_text(pilot.app)


async def test_two_texts_without_common_wording_say_so() -> None:
    other = threads("Another town, another matter, and nothing besides.")
    async with program(threads=other) as morning, opened(morning) as pilot:
        await press(pilot, "g", "q", "2", "c")
        assert "The two texts share no five words in a row" in screen_text(pilot.app)
        assert "Nobody was hurt" not in bold_words(pilot)


async def test_a_story_with_only_a_headline_says_so() -> None:
    async with program(threads=threads("")) as morning, opened(morning) as pilot:
        await press(pilot, "g", "q", "2", "c")
        assert "Only the headline is stored." in screen_text(pilot.app)
        assert "[2] Brannic Herald no text" in screen_text(pilot.app)


async def test_the_first_choice_is_not_kept_for_another_thread() -> None:
    async with program(threads=threads()) as morning, opened(morning) as pilot:
        await press(pilot, "g", "s", "j", "c", "q", "G", "space", "J")
        await press(pilot, "g", "s", "j", "c")
        assert "There is no other story in this thread" in screen_lines(pilot.app)[-1]
        await press(pilot, "q", "c")
        assert "Go to a source or a quote first" in screen_lines(pilot.app)[-1]
