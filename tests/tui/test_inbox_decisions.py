"""Deciding in the inbox: verdicts, marks, undo, merges and splits."""

from dataclasses import replace

from briefing.model.verdict import Verdict
from briefing.tui.screens.inbox import InboxScreen
from tests.tui.morning import thread_specs
from tests.tui.program import give_score, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


def footer_of(lines: list[str]) -> str:
    return lines[-1]


async def test_a_verdict_marks_the_row_and_goes_on() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "b")
        lines = screen_lines(pilot.app)
        assert lines[2].startswith("  b   5/7")
        assert lines[4].startswith("▌ ●   4/4")
        assert lines[-1].startswith("  ✓ brief  Ferry terminal at Osmark")
        assert lines[-1].endswith("u undo")
        assert "2 brief" in lines[0]
        assert morning.verdicts(0) == [Verdict.BRIEF]


async def test_undo_and_redo_go_back_to_the_thread() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "d")
        await press(pilot, "j")
        await press(pilot, "u")
        assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")
        assert footer_of(screen_lines(pilot.app)).startswith("  ✓ undone: back to undecided")
        await press(pilot, "U")
        assert morning.verdicts(0) == [Verdict.DROP]


async def test_an_undo_keeps_the_order_of_the_other_rows() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "d", "b")
        morning.tell(give_score, 0, 0.1)
        await press(pilot, "u")
        lines = screen_lines(pilot.app)
        assert lines[2].startswith("  d   5/7")
        assert lines[4].startswith("▌ ●   4/4")


async def test_a_verdict_that_changes_nothing_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "D")
        assert "Nothing changed: already undecided." in footer_of(screen_lines(pilot.app))
        assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")


async def test_marks_take_a_verdict_together() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "space", "j", "space", "f")
        assert morning.verdicts(0, 1, 2) == [Verdict.FOLLOW, Verdict.NEW, Verdict.FOLLOW]
        assert "2 threads" in footer_of(screen_lines(pilot.app))


async def test_a_range_is_marked_from_v_to_the_cursor() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "v", "j", "j")
        assert sum(line.startswith((" *", "▌*")) for line in screen_lines(pilot.app)) == 3
        await press(pilot, "d")
        assert morning.verdicts(0, 1, 2) == [Verdict.DROP] * 3


async def test_repeat_gives_the_same_verdict_again() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "w", "enter")
        await press(pilot, "full_stop")
        assert morning.verdicts(0, 1) == [Verdict.LATER] * 2


async def test_dropping_all_asks_first() -> None:
    async with program(5) as morning, opened(morning) as pilot:
        await press(pilot, "A")
        assert "Drop all 4 undecided threads?" in screen_text(pilot.app)
        await press(pilot, "n")
        assert morning.verdicts(0) == [Verdict.NEW]
        await press(pilot, "A", "y")
        assert sum(row.verdict is Verdict.DROP for row in morning.rows) == 4
        await press(pilot, "u")
        assert sum(row.verdict is Verdict.DROP for row in morning.rows) == 0


async def test_dropping_all_counts_what_is_far_below_too() -> None:
    async with program(450) as morning, opened(morning) as pilot:
        undecided = sum(row.verdict is Verdict.NEW for row in morning.rows)
        await press(pilot, "G", "k", "space", "g", "g", "A")
        assert f"Drop all {undecided} undecided threads?" in screen_text(pilot.app)
        await press(pilot, "y")
        assert not [row for row in morning.rows if row.verdict is Verdict.NEW]


async def test_the_filter_goes_round_and_escape_leaves_it() -> None:
    async with opened() as pilot:
        await press(pilot, "V")
        assert footer_of(screen_lines(pilot.app)).startswith("  showing decided threads")
        assert screen_lines(pilot.app)[2].startswith("▌ b   4/6")
        await press(pilot, "escape")
        assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")
        await press(pilot, "V", "V")
        assert footer_of(screen_lines(pilot.app)).startswith("  showing the inbox")


async def test_an_empty_list_says_so_and_fills_again() -> None:
    dropped = [replace(each, verdict=Verdict.DROP) for each in thread_specs(2)]
    async with program(threads=dropped) as morning, opened(morning) as pilot:
        assert "Done for today." in screen_text(pilot.app)
        await press(pilot, "V")
        assert screen_lines(pilot.app)[2].startswith("▌ d")
        await press(pilot, "d")  # changes nothing, so its message replaces the other
        await press(pilot, "j")
        assert "Nothing changed" in footer_of(screen_lines(pilot.app))
        await press(pilot, "V")
        assert "Done for today." in screen_text(pilot.app)


async def test_marked_threads_are_merged_and_undo_separates_them() -> None:
    async with program(6) as morning, opened(morning) as pilot:
        await press(pilot, "ampersand")
        assert "Mark at least two threads with Space first." in footer_of(screen_lines(pilot.app))
        await press(pilot, "space", "j", "space", "ampersand")
        assert len(morning.rows) == 5
        assert footer_of(screen_lines(pilot.app)).startswith("  ✓ merged, now undecided")
        assert footer_of(screen_lines(pilot.app)).endswith("1/5") or "undo" in footer_of(screen_lines(pilot.app))
        await press(pilot, "u")
        assert len(morning.rows) == 6
        assert "✓ undone: merge" in footer_of(screen_lines(pilot.app))


async def test_a_merge_is_reported_with_the_title_of_its_thread() -> None:
    async with program(6) as morning, opened(morning) as pilot:
        oldest = morning.row(2)
        await press(pilot, "space", "j", "space", "ampersand")
        assert f"✓ merged, now undecided  {oldest.title[:20]}" in footer_of(screen_lines(pilot.app))
        inbox = pilot.app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.current is not None
        assert inbox.threads.current.id == oldest.id


async def test_the_story_under_the_cursor_is_split_off() -> None:
    async with program(3) as morning, opened(morning) as pilot:
        await press(pilot, "number_sign")
        assert len(morning.rows) == 3
        await press(pilot, "g", "q", "number_sign")
        assert "Go to a source first" in footer_of(screen_lines(pilot.app))
        await press(pilot, "g", "s", "j", "number_sign")
        assert len(morning.rows) == 4
        assert "✓ split off  Osmark ferry port says gates to open" in footer_of(screen_lines(pilot.app))
