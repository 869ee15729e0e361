"""The queue: one undecided thread at a time."""

from dataclasses import replace

from briefing.model.verdict import Verdict
from briefing.tui.app import BriefingApp
from tests.tui import morning
from tests.tui.fake_reader import FakeReader
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle


async def test_the_queue_shows_one_thread_and_what_comes_next() -> None:
    reader = FakeReader(4)
    undecided = [row.title for row in reader.rows if row.verdict is Verdict.NEW]
    async with opened(reader, size=(120, 70)) as pilot:
        await press(pilot, "g", "Q")
        lines = screen_lines(pilot.app)
        assert f"1 of {len(undecided)}" in lines[0]
        assert undecided[0][:20] in screen_text(pilot.app)
        assert all(word in screen_text(pilot.app) for word in ("Quotes", "Actors", "Sources", "next  "))
        assert lines[3].startswith(" " * 21)
        assert "Mira Holt 6×   Osmark" in screen_text(pilot.app)


async def test_the_queue_tells_how_many_quotes_it_leaves_out() -> None:
    reader = FakeReader(4)
    page = morning.page(0)
    reader.pages[page.row.id] = replace(page, quotes=page.quotes * 2)
    async with opened(reader, size=(120, 70)) as pilot:
        await press(pilot, "g", "Q")
        assert "Quotes 5 of 10" in screen_text(pilot.app)


async def test_a_verdict_goes_on_and_undo_comes_back() -> None:
    reader = FakeReader(4)
    count = sum(row.verdict is Verdict.NEW for row in reader.rows)
    async with opened(reader) as pilot:
        await press(pilot, "g", "Q", "b")
        assert f"2 of {count}" in screen_lines(pilot.app)[0]
        await press(pilot, "u")
        assert f"1 of {count}" in screen_lines(pilot.app)[0]
        await press(pilot, "J", "K")
        assert f"1 of {count}" in screen_lines(pilot.app)[0]


async def test_the_end_of_the_queue_says_so_and_leads_back() -> None:
    reader = FakeReader(2)
    async with opened(reader) as pilot:
        await press(pilot, "g", "Q")
        for _ in range(2):
            await press(pilot, "d")
        assert "The queue is done." in screen_text(pilot.app)
        await press(pilot, "q")
        assert "Quotes" in screen_text(pilot.app)


async def test_what_came_meanwhile_stands_at_the_end_of_the_queue() -> None:
    reader = FakeReader(2)
    late = reader.rows.pop()
    async with opened(reader) as pilot:
        await press(pilot, "g", "Q")
        reader.rows.append(late)
        await press(pilot, "d")
        assert "2 of 2" in screen_lines(pilot.app)[0]
        assert late.title[:20] in screen_text(pilot.app)


async def test_paging_on_at_the_end_shows_the_next_thread() -> None:
    reader = FakeReader(4)
    async with opened(reader, size=(80, 24)) as pilot:
        await press(pilot, "g", "Q")
        for _ in range(12):
            await press(pilot, "space")
            if "2 of" in screen_lines(pilot.app)[0]:
                break
        assert "2 of" in screen_lines(pilot.app)[0]


async def test_the_program_can_begin_with_the_queue() -> None:
    app = BriefingApp(FakeReader(3), queue=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert screen_lines(app)[0].startswith("  briefing   queue")
