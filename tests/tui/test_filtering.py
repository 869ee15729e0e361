"""F: only the threads that match a query."""

import asyncio
from collections.abc import Sequence

import pytest

from briefing.model.inbox import InboxCounts, InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.services.inbox import Inbox
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_follows_while_the_query_is_typed(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await press(pilot, "F", *"tram strike")
        lines = screen_lines(pilot.app)
        assert "filter tram strike" in lines[0]
        assert "Tram strike" in lines[2]
        assert "Tessaly sends two" not in screen_text(pilot.app)
        assert "only threads that match" in screen_text(pilot.app)


async def test_the_field_keeps_the_keys_when_something_is_found_again() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"zeppelin")
        assert "No threads here." in screen_text(pilot.app)
        await press(pilot, "ctrl+u")
        assert "No threads here." not in screen_text(pilot.app)
        await press(pilot, *"tram strike")
        assert "filter tram strike" in screen_lines(pilot.app)[0]
        await press(pilot, "enter")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "list"


async def test_the_list_has_the_keys_after_a_filter_that_found_nothing() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"zeppelin", "enter", "F", "ctrl+u")
        await press(pilot, *"tram strike", "enter")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "list"


async def test_the_footer_offers_no_keys_that_the_field_takes() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"tram")
        assert "brief" not in screen_lines(pilot.app)[-1]
        assert "open at the sentence" not in screen_lines(pilot.app)[-1]
        assert screen_lines(pilot.app)[-1].endswith("1/1")
        await press(pilot, "enter")
        assert screen_lines(pilot.app)[-1].startswith("  b brief")


async def test_the_filter_stands_in_the_header_until_escape_and_the_figures_follow() -> None:
    async with program() as morning, opened(morning) as pilot:
        before = screen_lines(pilot.app)[0]
        await press(pilot, "F", *"outlet:kestrel ship", "enter")
        lines = screen_lines(pilot.app)
        assert "filter outlet:kestrel ship" in lines[0]
        assert "1 thread   0 single" in lines[0]
        assert lines[-1].endswith("1/1")
        assert "only threads that match" not in screen_text(pilot.app)
        await press(pilot, "escape")
        assert screen_lines(pilot.app)[0] == before
        assert lines[2].startswith("▌ ●   4/4 Tessaly sends two")
        assert lines[2] in screen_lines(pilot.app)  # the cursor stays on its thread


async def test_escape_while_typing_goes_back_to_the_filter_before() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"strike", "enter", "F", *" -tram", "escape")
        assert "filter strike" in screen_lines(pilot.app)[0]
        assert "-tram" not in screen_lines(pilot.app)[0]


async def test_an_empty_query_lists_everything_again() -> None:
    async with opened() as pilot:
        before = screen_lines(pilot.app)[2:]
        await press(pilot, "F", *"gates", "enter", "F", *["backspace"] * 5, "enter")
        assert screen_lines(pilot.app)[2:] == before


async def test_the_last_right_query_stays_while_the_typed_one_is_wrong() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"tram ")
        assert "Tram strike" in screen_lines(pilot.app)[2]
        await press(pilot, ")")  # wrong at once, so no query between the two is tried on a slow machine
        assert "character 6" in screen_text(pilot.app)
        assert "Tram strike" in screen_lines(pilot.app)[2]
        await press(pilot, "enter")
        assert "character 6" in screen_text(pilot.app)
        assert "Tram strike" in screen_lines(pilot.app)[2]
        await press(pilot, "escape")
        assert "filter" not in screen_lines(pilot.app)[0]


async def test_a_field_that_does_not_exist_is_named_with_its_place_and_the_nearest() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"tram actr:x")
        assert "There is no field actr: (character 6); did you mean actor:?" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "There is no field actr: (character 6); did you mean actor:?" in screen_text(pilot.app)


async def test_a_desk_that_there_is_not_is_refused_by_the_store() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"desk:nowhere")
        assert "There is no desk 'nowhere' (character 6)" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "filter" not in screen_lines(pilot.app)[0]


async def test_a_filter_that_finds_nothing_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "F", *"zeppelin", "enter")
        assert "No threads here." in screen_text(pilot.app)
        assert "The inbox shows all threads that match zeppelin." in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_dropping_all_drops_only_what_the_filter_shows() -> None:
    async with program() as morning, opened(morning) as pilot:
        undecided = sum(row.verdict is Verdict.NEW for row in morning.rows)
        await press(pilot, "F", *"osmark", "enter", "A")
        assert "Drop all" in screen_text(pilot.app)
        await press(pilot, "y")
        left = sum(row.verdict is Verdict.NEW for row in morning.rows)
        assert 0 < left < undecided
        await press(pilot, "u")
        assert sum(row.verdict is Verdict.NEW for row in morning.rows) == undecided


async def test_a_filter_and_the_verdicts_go_together() -> None:
    async with opened(size=(80, 40)) as pilot:
        await press(pilot, "F", *"-verdict:drop kestrel", "enter")
        assert "  Quiet 1 ──" in screen_text(pilot.app)
        assert "  Decided 1 ──" in screen_text(pilot.app)
        await press(pilot, "V")
        header = screen_lines(pilot.app)[0]
        assert "filter -verdict:drop kestrel" in header
        assert "decided threads" in header
        assert "  Decided 1 ──" not in screen_text(pilot.app)


async def test_what_is_decided_leaves_a_filter_that_asks_for_undecided_threads() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "F", *"verdict:new", "enter")
        first = screen_lines(pilot.app)[2]
        await press(pilot, "d")
        assert morning.verdicts(0) == [Verdict.DROP]
        assert first.split()[1:] != screen_lines(pilot.app)[2].split()[1:]


async def test_a_jump_to_a_hidden_thread_leaves_the_filter() -> None:
    async with opened() as pilot:
        await press(pilot, "m", "a", "F", *"tram", "enter", "apostrophe", "a")
        assert "filter" not in screen_lines(pilot.app)[0]
        assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")


async def test_a_query_that_is_erased_before_its_answer_came_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()
    matching = Inbox.matching

    async def slow(
        self: Inbox, chosen: InboxFilter, parts: Sequence[InboxPart], limit: int
    ) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
        asked.set()
        await go_on.wait()
        return await matching(self, chosen, parts, limit)

    monkeypatch.setattr(Inbox, "matching", slow)
    async with opened() as pilot:
        before = screen_lines(pilot.app)
        await pilot.press("F", *"tram")
        await asked.wait()
        for _ in "tram":
            await pilot.press("backspace")
        await pilot.press("enter")
        go_on.set()
        await settle(pilot)
        assert screen_lines(pilot.app)[0] == before[0]
        assert screen_lines(pilot.app)[2:-1] == before[2:-1]
