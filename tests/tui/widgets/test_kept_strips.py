"""A view draws only what changed: the growth of a key is counted in lines that are drawn, never in time."""

from collections import Counter

from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from briefing.tui.format.lines import TEXT
from briefing.tui.widgets.bars import HeaderBar
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.line_source import Look
from briefing.tui.widgets.role_styles import RoleStyles
from tests.tui.screens_as_text import drawn, opened, press, settle

ITEMS = 60


class CountedLines:
    """Items of one line that count how often each line is drawn."""

    def __init__(self) -> None:
        self.drawn = Counter[int]()

    def edge(self, line: int, *, upwards: bool = False) -> int:
        return line

    def fit(self, width: int) -> bool:
        return False

    def item_count(self) -> int:
        return ITEMS

    def line_count(self) -> int:
        return ITEMS

    def span(self, index: int) -> tuple[int, int]:
        return index, index + 1

    def index_at(self, line: int) -> int | None:
        return line if line < ITEMS else None

    def pinned_count(self) -> int:
        return 0

    def draw_pinned(self, number: int, look: Look) -> Strip:
        raise AssertionError((number, look))

    def draw(self, number: int, look: Look) -> Strip:
        self.drawn[number] += 1
        mark = ">" if number == look.cursor else " "
        return look.styles.strip(((f"{mark}{number}", TEXT),), look.width)


class OneView(App[None]):
    """A view and nothing else."""

    CSS = "CursorView { height: 100%; width: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.role_styles = RoleStyles({})
        self.lines = CountedLines()
        self.view = CursorView(self.lines)

    def on_mount(self) -> None:
        self.mount(self.view)


def shown(app: OneView) -> list[str]:
    return [strip.text.rstrip() for strip in app.view.render_lines(app.view.size.region)]


async def redrawn(pilot: Pilot[None], app: OneView) -> dict[int, int]:
    """Return which lines were drawn since the last time, and how often."""
    await drawn(pilot.app)
    found = dict(app.lines.drawn)
    app.lines.drawn.clear()
    return found


async def test_a_move_draws_the_two_items_concerned() -> None:
    app = OneView()
    async with app.run_test(size=(20, 10)) as pilot:
        await redrawn(pilot, app)
        app.view.move_to(3)
        assert await redrawn(pilot, app) == {0: 1, 3: 1}
        assert shown(app)[:4] == [" 0", " 1", " 2", ">3"]
        assert await redrawn(pilot, app) == {}


async def test_scrolling_and_a_refresh_draw_all_lines() -> None:
    app = OneView()
    async with app.run_test(size=(20, 10)) as pilot:
        await redrawn(pilot, app)
        app.view.move_to(12)
        assert set(await redrawn(pilot, app)) == set(range(3, 13))
        assert shown(app)[-1] == ">12"
        app.view.refresh()
        assert set(await redrawn(pilot, app)) == set(range(3, 13))


async def test_another_size_draws_all_lines() -> None:
    app = OneView()
    async with app.run_test(size=(20, 10)) as pilot:
        await redrawn(pilot, app)
        await pilot.resize_terminal(30, 8)
        await settle(pilot)
        strips = app.view.render_lines(app.view.size.region)
        assert [strip.cell_length for strip in strips] == [30] * 8


async def test_a_part_of_the_view_is_cropped() -> None:
    app = OneView()
    async with app.run_test(size=(20, 10)) as pilot:
        await redrawn(pilot, app)
        assert [strip.text for strip in app.view.render_lines(Region(1, 2, 3, 2))] == ["2  ", "3  "]
        assert await redrawn(pilot, app) == {}


async def test_a_key_that_changes_no_progress_does_not_draw_its_rule_again() -> None:
    async with opened() as pilot:
        header = pilot.app.screen.query_one(HeaderBar)
        regions = list[tuple[Region, ...]]()
        header.refresh = lambda *dirty, **_: regions.append(dirty) or header  # type: ignore[method-assign,func-returns-value]
        await press(pilot, "j", "j", "k")
        assert regions == []
