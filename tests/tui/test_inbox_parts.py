"""The parts of the inbox: threads, single reports, quiet ones, and the end of the day."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from briefing.model.inbox import InboxFilter, InboxPart, LiftKind
from briefing.model.verdict import Verdict
from briefing.model.wake import AtTime
from briefing.store import lifts, verdicts
from briefing.store.inbox_parts import count_news
from briefing.tui.controllers import visits
from briefing.tui.screens.inbox import InboxScreen
from tests.tui.builders import NOW, thread_id
from tests.tui.golden_screens import assert_golden
from tests.tui.program import QUIET, Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle

SIZES = [(56, 24), (80, 24), (120, 40), (200, 60)]
WITH_REPORTS = 28
"""The morning with ten more threads, of which eight are undecided single reports."""


def inbox_of(pilot: Pilot[None]) -> InboxScreen:
    screen = pilot.app.screen
    assert isinstance(screen, InboxScreen)
    return screen


def headings(pilot: Pilot[None]) -> list[str]:
    """Return the headings that are seen in the list, with their numbers."""
    names = ("Single reports", "Quiet", "Decided", "Muted", "Archive")
    lines = [line.split("──")[0].strip("▌> ") for line in screen_lines(pilot.app) if "──" in line]
    return [line for line in lines if line.startswith(names)]


@pytest.mark.parametrize("size", SIZES)
async def test_single_reports_and_quiet_threads_are_folded_at_first(size: tuple[int, int]) -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, size) as pilot:
        await press(pilot, "G")
        assert_golden(pilot, "inbox-folded")


@pytest.mark.parametrize("size", SIZES)
async def test_space_on_a_heading_unfolds_its_part(size: tuple[int, int]) -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, size) as pilot:
        await press(pilot, "G", "k", "space", "j", "j")
        assert_golden(pilot, "inbox-unfolded")
        await press(pilot, "k", "k", "enter")
        assert headings(pilot) == ["Single reports 8", "Quiet 4"]
        assert "part 2" not in "".join(screen_lines(pilot.app)[-8:])


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_lists_all_parts_unfolded(size: tuple[int, int]) -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, size) as pilot:
        await press(pilot, "F", *"bank OR kestrel OR 26", "enter")
        assert_golden(pilot, "inbox-filtered")


@pytest.mark.parametrize("size", SIZES)
async def test_when_nothing_is_left_the_day_is_done(size: tuple[int, int]) -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, size) as pilot:
        await press(pilot, "b", "f", "w", "enter", "A", "y")
        assert "0 threads" in screen_lines(pilot.app)[0]
        assert headings(pilot) == ["Single reports 8", "Quiet 6"]
        await press(pilot, "g", "g", "A", "y")
        assert_golden(pilot, "inbox-done")
        await press(pilot, "space")
        assert headings(pilot) == ["Quiet 6"]
        await press(pilot, "u")
        assert " 8 single" in screen_lines(pilot.app)[0] or size[0] < 60


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_inbox_has_no_panes_to_go_to(size: tuple[int, int]) -> None:
    async with program() as morning, opened(morning, size) as pilot:
        await press(pilot, "A", "y")
        done = screen_lines(pilot.app)[2:-1]
        assert "Done for today." in "".join(done)
        await press(pilot, "h", "l", "tab", "g", "q", "g", "n", "g", "t", "g", "d", "plus", "underscore", "j", "enter")
        assert screen_lines(pilot.app)[2:-1] == done


async def test_dropping_on_a_heading_drops_its_part_alone_and_undo_takes_it_back() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        single = {row.id for row in morning.rows if row.part is InboxPart.SINGLE}
        before = {row.id: row.verdict for row in morning.rows}
        await press(pilot, "G", "k", "A")
        assert "Drop all 8 single reports? One undo takes it back." in screen_text(pilot.app)
        await press(pilot, "y")
        assert {row.id for row in morning.rows if row.verdict is not before[row.id]} == single
        assert headings(pilot) == ["Quiet 4"]
        await press(pilot, "u")
        assert {row.id: row.verdict for row in morning.rows} == before
        assert headings(pilot) == ["Single reports 8", "Quiet 4"]


async def test_the_single_reports_unfold_when_the_threads_are_done() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        await press(pilot, "A", "y")
        assert screen_lines(pilot.app)[2].startswith("▌ Single reports 8 ──")
        assert screen_lines(pilot.app)[3].startswith("  ● Tessaly sends two survey ships")


async def test_a_decision_on_a_heading_says_what_can_be_done() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        before = [row.verdict for row in morning.rows]
        await press(pilot, "G", "d")
        assert [row.verdict for row in morning.rows] == before
        assert screen_lines(pilot.app)[-1].startswith("  Space fold or unfold   u undo")
        assert "Threads that you follow and that have nothing new" in screen_text(pilot.app)
        await press(pilot, "k", "d")
        assert [row.verdict for row in morning.rows] == before
        assert screen_lines(pilot.app)[-1].startswith("  Space fold or unfold   A drop what is left")
        assert "Undecided threads of one outlet" in screen_text(pilot.app)


async def test_a_click_on_a_heading_unfolds_it() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, (80, 40)) as pilot:
        line = next(n for n, line in enumerate(screen_lines(pilot.app)) if "Single reports" in line)
        await pilot.click("#list", offset=(12, line - 2))
        await settle(pilot)
        assert screen_lines(pilot.app)[line].startswith("▌ Single reports 8 ──")
        assert "part 2" in screen_lines(pilot.app)[line + 1]
        await pilot.click("#list", offset=(12, line - 2))
        await settle(pilot)
        assert "part 2" not in screen_text(pilot.app)


async def test_a_jump_unfolds_the_part_and_leaves_what_hides_the_thread() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        single = next(row for row in morning.rows if row.part is InboxPart.SINGLE)
        decided = next(row for row in morning.rows if row.part is InboxPart.DECIDED)
        for row in (single, decided):
            inbox_of(pilot).show_thread(row.id)
            await settle(pilot)
            assert inbox_of(pilot).threads.current_id == row.id
        assert "decided threads" in screen_lines(pilot.app)[0]
        await press(pilot, "[")
        assert inbox_of(pilot).threads.current_id == single.id
        assert "decided threads" not in screen_lines(pilot.app)[0]


async def test_the_cursor_stays_on_a_heading_and_on_a_row_when_news_come() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        morning.network.publish("Something quite new", "And more of this")
        await press(pilot, "G", "k", "R")
        assert any(line.startswith("▌ Single reports 10 ──") for line in screen_lines(pilot.app))
        await press(pilot, "space", "j", "j", "j")
        row = inbox_of(pilot).threads.current_id
        morning.tell(lifts.lift, thread_id(20), LiftKind.WATCH, "rule 1", "names Osmark", NOW)
        inbox_of(pilot).reload()
        await settle(pilot)
        assert inbox_of(pilot).threads.current_id == row
        assert any(line.startswith("  Single reports 9 ──") for line in screen_lines(pilot.app))


async def test_what_woke_stands_on_top_and_what_is_muted_is_listed_only_by_v_and_filters() -> None:
    async with program(WITH_REPORTS) as morning:
        morning.tell(lifts.lift, thread_id(20), LiftKind.WAKE, "wake", "woke: Monday", NOW)
        morning.tell(lifts.mute, thread_id(0), "rule 2", "no ferries")
        async with opened(morning) as pilot:
            assert inbox_of(pilot).threads.current_id == thread_id(20)
            assert "◆" in screen_lines(pilot.app)[2]
            assert "13 threads   7 single" in screen_lines(pilot.app)[0]
            await press(pilot, "V", "V")
            assert "muted threads" in screen_lines(pilot.app)[0]
            assert inbox_of(pilot).threads.current_id == thread_id(0)
            await press(pilot, "escape", "F", *"osmark still closed", "enter")
            assert "Muted 1" in headings(pilot)


async def test_a_range_over_a_heading_marks_the_rows_on_both_sides() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        await press(pilot, "G", "k", "space", "k", "v", "j", "j")
        marked = inbox_of(pilot).threads.chosen
        assert [row.part for row in morning.rows if row.id in marked] == [InboxPart.THREADS, InboxPart.SINGLE]
        await press(pilot, "escape", "asterisk")
        assert len(inbox_of(pilot).threads.chosen) == 13 + 8


async def test_n_goes_over_headings_and_leaves_folded_parts_alone() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        await press(pilot, *["n"] * 20)
        assert screen_lines(pilot.app)[-1].endswith("13/13")
        await press(pilot, "j", "space", "k", "n")
        row = inbox_of(pilot).threads.current
        assert row is not None
        assert row.part is InboxPart.SINGLE


async def test_a_page_in_place_of_the_list_gives_way_when_the_threads_end() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning, (80, 24)) as pilot:
        await press(pilot, "enter", *["J"] * 20)
        assert "Quotes 1 ━" in screen_text(pilot.app)  # it stays on the last thread
        await press(pilot, "d")
        assert any(line.startswith("▌ Single reports 8 ──") for line in screen_lines(pilot.app))


async def test_headings_are_ascii_signs_too() -> None:
    async with program(WITH_REPORTS, settings=replace(QUIET, ascii=True)) as morning, opened(morning) as pilot:
        await press(pilot, "G", "k")
        assert screen_text(pilot.app).isascii()
        assert any(line[:47].startswith("> Single reports 8 --") for line in screen_lines(pilot.app))


async def figures_and_rows(morning: Program) -> tuple[list[int], list[int]]:
    counts = await morning.services.inbox.counts()
    rows = [await morning.services.inbox.rows(InboxFilter(part=part), 0, 0) for part in InboxPart]
    return [counts.in_part(part) for part in InboxPart], [len(each) for each in rows]


async def test_the_figures_of_the_header_reach_zero() -> None:
    async with program(WITH_REPORTS) as morning, opened(morning) as pilot:
        figures, rows = await figures_and_rows(morning)
        assert figures == rows == [13, 8, 4, 3, 0, 0]
        await press(pilot, *["d"] * 13, "j", *["d"] * 8)
        figures, rows = await figures_and_rows(morning)
        assert figures == rows == [0, 0, 4, 24, 0, 0]
        assert "Decided today: 21 dropped." in screen_text(pilot.app)
        assert all(row.verdict is not Verdict.NEW for row in morning.rows)


async def test_news_that_are_being_read_do_not_leave_under_the_users_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program(WITH_REPORTS) as morning:
        morning.tell(follow_with_news, thread_id(4))
        monkeypatch.setattr(visits, "LOOK_SECONDS", 0.01)
        async with opened(morning) as pilot:
            inbox = inbox_of(pilot)
            inbox.show_thread(thread_id(4))
            await settle(pilot)
            assert morning.row(4).part is InboxPart.QUIET  # its news were seen
            inbox.reload()
            await settle(pilot)
            assert inbox.threads.current_id == thread_id(4)
            assert "+1 since you looked" in screen_text(pilot.app)
            await press(pilot, "j")
            assert inbox.threads.rows.index_of(thread_id(4)) is None
            assert inbox.threads.current_id not in ("", thread_id(4))


def follow_with_news(connection: sqlite3.Connection, thread: str) -> None:
    """Follow a thread that had a new story; it still has."""
    verdicts.give(connection, [thread], Verdict.FOLLOW, NOW)
    connection.execute("UPDATE memberships SET followed = NULL WHERE thread_id = ?", (thread,))
    count_news(connection, [thread])


async def test_the_day_says_what_wakes_next() -> None:
    async with program(2) as morning:
        monday = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
        await morning.services.decisions.give_verdict([thread_id(0)], Verdict.LATER, (AtTime(monday),))
        await morning.services.decisions.give_verdict([thread_id(1)], Verdict.BRIEF)
        async with opened(morning) as pilot:
            assert "Decided today: 1 brief, 1 later." in screen_text(pilot.app)
            assert "Wakes next, Mon 30 Nov" in screen_text(pilot.app)
            assert "Ferry terminal at Osmark" in screen_text(pilot.app)
