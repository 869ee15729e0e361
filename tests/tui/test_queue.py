"""The queue: one undecided thread at a time."""

from dataclasses import replace

from briefing.model.verdict import Verdict
from tests.tui.builders import QuoteSpec, ThreadSpec
from tests.tui.morning import ferry_stories
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_the_queue_shows_one_thread_and_what_comes_next() -> None:
    async with program(4) as morning, opened(morning, size=(120, 70)) as pilot:
        undecided = [row.title for row in morning.rows if row.verdict is Verdict.NEW]
        await press(pilot, "g", "Q")
        lines = screen_lines(pilot.app)
        assert f"1/{len(undecided)} " in lines[0]
        assert undecided[0][:20] in screen_text(pilot.app)
        assert all(word in screen_text(pilot.app) for word in ("Quotes", "Actors", "Sources", "next  "))
        assert lines[3].startswith(" " * 21)
        assert "Mira Holt 5×   Osmark" in screen_text(pilot.app)


async def test_the_queue_tells_how_many_quotes_it_leaves_out() -> None:
    first = ferry_stories()[0]
    words = [f"Gate {n} will be opened by hand on day number {n}" for n in range(1, 11)]
    text = "\n".join(f"“{each},” he said." for each in words)
    quoted = replace(first, text=text, quotes=tuple(map(QuoteSpec, words)), actors=(), citations=())
    async with program(threads=[ThreadSpec((quoted,))]) as morning, opened(morning, size=(120, 70)) as pilot:
        await press(pilot, "g", "Q")
        assert "Quotes 5 of 10" in screen_text(pilot.app)


async def test_a_verdict_goes_on_and_undo_comes_back() -> None:
    async with program(4) as morning, opened(morning) as pilot:
        count = sum(row.verdict is Verdict.NEW for row in morning.rows)
        await press(pilot, "g", "Q", "b")
        assert f"2/{count} " in screen_lines(pilot.app)[0]
        await press(pilot, "u")
        assert f"1/{count} " in screen_lines(pilot.app)[0]
        await press(pilot, "J", "K")
        assert f"1/{count} " in screen_lines(pilot.app)[0]


async def test_the_end_of_the_queue_says_so_and_leads_back() -> None:
    async with program(2) as morning, opened(morning) as pilot:
        await press(pilot, "g", "Q")
        for _ in range(2):
            await press(pilot, "d")
        assert "The queue is done." in screen_text(pilot.app)
        await press(pilot, "q")
        assert "Done for today." in screen_text(pilot.app)
        assert "Decided today: 2 dropped." in screen_text(pilot.app)


async def test_what_arrives_comes_last_and_single_reports_come_after_the_threads() -> None:
    async with program(1) as morning, opened(morning) as pilot:
        await press(pilot, "g", "Q")
        morning.network.publish("Something quite new", "Nothing like it")
        await morning.services.refresh(None, lambda _event: None)
        await press(pilot, "d")
        assert "The threads are done." in screen_text(pilot.app)
        assert "Space  go on with 2 single reports" in screen_text(pilot.app)
        await press(pilot, "space")
        assert "queue of single reports" in screen_lines(pilot.app)[0]
        assert "1/2   2 to go" in screen_lines(pilot.app)[0]
        assert "Something quite new" in screen_text(pilot.app)
        await press(pilot, "d", "d")
        assert "The queue is done." in screen_text(pilot.app)
        assert "2 single reports gone through." in screen_text(pilot.app)


async def test_paging_on_at_the_end_shows_the_next_thread() -> None:
    async with program(4) as morning, opened(morning, size=(80, 24)) as pilot:
        await press(pilot, "g", "Q")
        for _ in range(12):
            await press(pilot, "space")
            if " 2/" in screen_lines(pilot.app)[0]:
                break
        assert " 2/" in screen_lines(pilot.app)[0]


async def test_the_program_can_begin_with_the_queue() -> None:
    async with program(3) as morning, opened(morning, (100, 30), queue=True) as pilot:
        assert screen_lines(pilot.app)[0].startswith("  briefing   queue")
