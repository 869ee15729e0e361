"""Where a thread's stories come from, and what they count, on the screen."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from briefing.tui.widgets.lines_view import LinesView
from tests.tui.builders import CitationSpec, ThreadSpec
from tests.tui.morning import thread_specs
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

LEDGER = CitationSpec("The Gulf Ledger reported it first", "Gulf Ledger")
RESTING = "\nThe Gulf Ledger reported it first."
COUNTED = "\nPolice said that {} people were hurt at the closed ferry gates of Osmark."


def threads(first: int = 44, second: int = 40) -> tuple[ThreadSpec, ...]:
    """Return the morning, whose first thread rests on one outlet and counts the injured in two ways."""
    ferry, *others = thread_specs(4)
    stories = [replace(each, text=each.text + RESTING, citations=(*each.citations, LEDGER)) for each in ferry.stories]
    stories[1] = replace(stories[1], text=stories[1].text + COUNTED.format(first))
    stories[2] = replace(stories[2], text=stories[2].text + COUNTED.format(second))
    return replace(ferry, stories=tuple(stories)), *others


def under_cursor(pilot: Pilot[None]) -> tuple[str | None, str]:
    """Return the pane that has the keys, and the words under its cursor."""
    pane = pilot.app.focused
    assert isinstance(pane, LinesView)
    return pane.id, pane.target.words if pane.target is not None else ""


async def test_the_sources_say_what_all_of_them_rest_on() -> None:
    async with program(threads=threads()) as morning, opened(morning) as pilot:
        assert "all 7 rest on Gulf Ledger" in screen_text(pilot.app)


async def test_why_of_a_source_shows_the_chain() -> None:
    async with program(threads=threads()) as morning, opened(morning) as pilot:
        await press(pilot, "g", "s", "j", "j", "i")
        shown = screen_text(pilot.app)
        assert "Chain" in shown
        assert "Fiorenza Business Daily  followed  36 min later" in shown.replace("\u00a0", " ")


async def test_the_full_narrative_shows_figures_that_differ() -> None:
    async with program(threads=threads()) as morning, opened(morning, size=(140, 60)) as pilot:
        await press(pilot, "g", "n")
        shown = screen_text(pilot.app).replace("\u00a0", " ")
        assert "Figures 1 differ" in shown
        assert "≠ 44 people were hurt [2]" in shown


@pytest.mark.parametrize("size", [(80, 24), (56, 20), (100, 30), (120, 40), (140, 44), (200, 60)])
async def test_gd_goes_to_the_figures_that_differ_and_comes_back_to_them(size: tuple[int, int]) -> None:
    async with program(threads=threads()) as morning, opened(morning, size=size) as pilot:
        await press(pilot, "g", "d")
        assert under_cursor(pilot) == ("narrative", "44 people were hurt")
        shown = screen_text(pilot.app).replace("\u00a0", " ")
        assert "Figures 1 differ" in shown
        assert "▌ 44 people were hurt [2]" in shown.replace("▌≠", "▌ ").replace("≠", "▌")
        await press(pilot, "g", "d")
        assert under_cursor(pilot) == ("narrative", "44 people were hurt")


async def test_gd_says_so_if_no_reports_differ() -> None:
    async with opened() as pilot:
        await press(pilot, "j")
        await press(pilot, "g", "d")
        assert "The reports here do not differ" in screen_lines(pilot.app)[-1]


async def test_gd_says_that_a_count_rose() -> None:
    async with program(threads=threads(40, 44)) as morning, opened(morning, size=(140, 44)) as pilot:
        await press(pilot, "g", "d")
        said = screen_lines(pilot.app)[-1].replace("\u00a0", " ")
        assert "A count rose: 40 people were hurt [2], then 44 people were hurt [3]." in said
