"""Where a thread's stories come from, and what they count, on the screen."""

import pytest
from textual.pilot import Pilot

from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.model.spans import Span
from briefing.tui.widgets.lines_view import LinesView
from tests.tui import morning
from tests.tui.fake_reader import FakeReader
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

STEPS = (
    ChainStep(1, "Eastwire", StepKind.FIRST, morning.NOW),
    ChainStep(3, "Fiorenza", StepKind.FOLLOWED, morning.NOW, 45),
)
FIGURES = FigureLine(
    (
        StatedFigure(1, 101, "40 ferries", Span(0, 5), morning.NOW),
        StatedFigure(3, 103, "44 ferries", Span(0, 5), morning.NOW),
    )
)


def reader() -> FakeReader:
    known = FakeReader()
    known.pages["t-0000"] = morning.page(0, provenance=Provenance("Gulf Ledger", 7, STEPS), figures=(FIGURES,))
    return known


def under_cursor(pilot: Pilot[None]) -> tuple[str | None, str]:
    """Return the pane that has the keys, and the words under its cursor."""
    pane = pilot.app.focused
    assert isinstance(pane, LinesView)
    return pane.id, pane.target.words if pane.target is not None else ""


async def test_the_sources_say_what_all_of_them_rest_on() -> None:
    async with opened(reader()) as pilot:
        assert "all 7 rest on Gulf Ledger" in screen_text(pilot.app)


async def test_why_of_a_source_shows_the_chain() -> None:
    async with opened(reader()) as pilot:
        await press(pilot, "g", "s", "j", "i")
        shown = screen_text(pilot.app)
        assert "Chain" in shown
        assert "Fiorenza  followed  45 min later" in shown.replace("\u00a0", " ")


async def test_the_full_narrative_shows_figures_that_differ() -> None:
    async with opened(reader(), size=(140, 60)) as pilot:
        await press(pilot, "g", "n")
        shown = screen_text(pilot.app).replace("\u00a0", " ")
        assert "Figures 1 differ" in shown
        assert "≠ 40 ferries [1]" in shown


@pytest.mark.parametrize("size", [(80, 24), (56, 20), (100, 30), (120, 40), (140, 44), (200, 60)])
async def test_gd_goes_from_one_place_where_reports_differ_to_the_next(size: tuple[int, int]) -> None:
    async with opened(reader(), size=size) as pilot:
        await press(pilot, "g", "d")
        assert under_cursor(pilot) == ("narrative", "40 ferries")
        shown = screen_text(pilot.app).replace("\u00a0", " ")
        assert "Figures 1 differ" in shown
        assert "▌ 40 ferries [1]" in shown.replace("▌≠", "▌ ").replace("≠", "▌")
        await press(pilot, "g", "d")
        assert under_cursor(pilot) == ("quotes", "Our members photographed a threatening note on three screens.")
        assert "names “a union official”" in screen_text(pilot.app).replace("\n", " ") or "≠" in screen_text(pilot.app)
        await press(pilot, "g", "d")
        assert under_cursor(pilot) == ("narrative", "40 ferries")


async def test_gd_says_so_where_no_reports_differ() -> None:
    async with opened() as pilot:
        await press(pilot, "j")
        await press(pilot, "g", "d")
        assert "No reports differ here" in screen_lines(pilot.app)[-1]
