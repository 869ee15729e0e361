"""The inbox at every size: what stands where, and what keys do."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.inbox import InboxFilter, ThreadRow
from briefing.model.verdict import Verdict
from briefing.model.views import ThreadPage
from briefing.services.inbox import Inbox
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import verdicts
from briefing.store.database import Database, open_database, open_now, open_to_read
from briefing.store.lock import release, try_exclusive
from briefing.tui.app import BriefingApp
from briefing.tui.controllers import visits
from briefing.tui.screens.inbox import InboxScreen
from briefing.tui.widgets.lines_view import LinesView
from tests.tui.builders import NOW, StorySpec, ThreadSpec, thread_id
from tests.tui.morning import FEEDS, STORY_TEXT, ferry_stories, thread_specs
from tests.tui.program import QUIET, give_score, page_of, program
from tests.tui.screens_as_text import drawn, opened, press, screen_lines, screen_text, settle


def footer_of(lines: list[str]) -> str:
    return lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (140, 44), (200, 60), (56, 24), (76, 12), (40, 10)])
async def test_the_inbox_fills_every_size(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        lines = screen_lines(pilot.app)
        assert len(lines) == size[1]
        assert lines[0].startswith("  briefing   Sun 22 Nov")
        assert lines[1] == "─" * size[0]
        assert lines[2].startswith("▌ ●  5/7 ")
        assert footer_of(lines).endswith("1/18")


async def test_the_band_keeps_list_above_and_evidence_below() -> None:
    async with opened(size=(120, 40)) as pilot:
        lines = screen_lines(pilot.app)
        assert lines[2][47] == "│"
        assert lines[17][47] == "│"
        assert lines[18] == ""
        assert lines[19].startswith("  Quotes 5 ──")
        assert lines[19].index("Actors 9") == 50
        assert lines[19].index("Sources 5/7") == 85
        assert lines[20].startswith("  “We will open the gates one after the other,    Mira Holt                 5× 4“")


async def test_the_headings_never_change_their_row() -> None:
    async with opened(size=(140, 44)) as pilot:
        before = next(place for place, line in enumerate(screen_lines(pilot.app)) if "Quotes 5" in line)
        await press(pilot, "j")
        after = next(place for place, line in enumerate(screen_lines(pilot.app)) if "Quotes 1" in line)
        assert before == after == 16


async def test_a_wide_terminal_has_the_narrative_as_a_column() -> None:
    async with opened(size=(200, 60)) as pilot:
        text = screen_text(pilot.app)
        heading = next(line for line in text.splitlines() if "Narrative" in line)
        assert "Quotes 5" in heading
        assert "Sources 5/7" in heading
        assert "Timeline 5" in text
        assert "More like this 2" in text


@pytest.mark.parametrize("size", [(30, 8), (39, 30), (100, 9)])
async def test_a_tiny_terminal_says_what_it_needs(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        assert screen_text(pilot.app).strip() == "briefing needs 40 by 10"


async def test_below_100_columns_list_and_page_take_turns() -> None:
    async with opened(size=(80, 24)) as pilot:
        assert "Quotes" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Quotes 5 ━━━━ Actors 9 ──── Sources 5/7 ──── Timeline 5" in screen_text(pilot.app)
        await press(pilot, "l")
        assert "Actors 9 ━━━━" in screen_text(pilot.app)
        assert "operations director of Osmark Ferries [1]" in screen_text(pilot.app)
        await press(pilot, "g", "t")
        assert "threatening note on control screens [5]" in screen_text(pilot.app)
        await press(pilot, "q")
        assert screen_lines(pilot.app)[2].startswith("▌ ")


async def test_a_resize_keeps_thread_and_keys() -> None:
    async with opened(size=(120, 40)) as pilot:
        await press(pilot, "j", "g", "q")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert screen_lines(pilot.app)[3].startswith("▌ ●  4/4")
        await pilot.resize_terminal(200, 60)
        await settle(pilot)
        assert "▌ ●  4/4" in screen_text(pilot.app)


async def test_j_and_k_move_and_the_page_follows() -> None:
    async with opened() as pilot:
        await press(pilot, "j")
        assert screen_lines(pilot.app)[4].startswith("▌ ●  4/4")
        assert "This is matter number 1" in screen_text(pilot.app)
        await press(pilot, "k")
        assert "We will open the gates" in screen_text(pilot.app)


async def test_gg_and_g_go_to_the_ends() -> None:
    async with opened() as pilot:
        await press(pilot, "G")
        assert footer_of(screen_lines(pilot.app)).endswith("18/18")
        await press(pilot, "g", "g")
        assert footer_of(screen_lines(pilot.app)).endswith("1/18")


async def test_a_half_typed_sequence_shows_what_may_follow() -> None:
    async with opened() as pilot:
        await press(pilot, "g")
        assert footer_of(screen_lines(pilot.app)).startswith("  g…   g top   n narrative   q quotes   a actors")
        await press(pilot, "escape")
        assert footer_of(screen_lines(pilot.app)).startswith("  b brief")


@pytest.mark.parametrize(
    ("keys", "named"),
    [("gq", "copy quote"), ("ga", "actor’s page"), ("ga", "watch"), ("gs", "full text"), ("gn", "copy citation")],
)
async def test_the_footer_names_the_keys_of_the_pane(keys: str, named: str) -> None:
    async with opened() as pilot:
        await press(pilot, *keys)
        assert named in footer_of(screen_lines(pilot.app))


async def test_a_verdict_marks_the_row_and_goes_on() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "b")
        lines = screen_lines(pilot.app)
        assert lines[2].startswith("  b  5/7")
        assert lines[4].startswith("▌ ●  4/4")
        assert lines[-1].startswith("  ✓ brief  Ferry terminal at Osmark")
        assert lines[-1].endswith("u undo")
        assert "2 brief" in lines[0]
        assert morning.verdicts(0) == [Verdict.BRIEF]


async def test_undo_and_redo_go_back_to_the_thread() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "d")
        await press(pilot, "j")
        await press(pilot, "u")
        assert screen_lines(pilot.app)[2].startswith("▌ ●  5/7")
        assert footer_of(screen_lines(pilot.app)).startswith("  ✓ undone: back to undecided")
        await press(pilot, "U")
        assert morning.verdicts(0) == [Verdict.DROP]


async def test_an_undo_keeps_the_order_of_the_other_rows() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "d", "b")
        morning.tell(give_score, 0, 0.1)
        await press(pilot, "u")
        lines = screen_lines(pilot.app)
        assert lines[2].startswith("  d  5/7")
        assert lines[4].startswith("▌ ●  4/4")


async def test_a_verdict_that_changes_nothing_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "D")
        assert "Nothing changed: already undecided." in footer_of(screen_lines(pilot.app))
        assert screen_lines(pilot.app)[2].startswith("▌ ●  5/7")


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
        await press(pilot, "w")
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
        await press(pilot, "A")
        assert f"Drop all {undecided} undecided threads?" in screen_text(pilot.app)
        await press(pilot, "y")
        assert not [row for row in morning.rows if row.verdict is Verdict.NEW]


async def test_the_filter_goes_round_and_escape_leaves_it() -> None:
    async with opened() as pilot:
        await press(pilot, "F")
        assert footer_of(screen_lines(pilot.app)).startswith("  showing undecided threads")
        await press(pilot, "F")
        assert screen_lines(pilot.app)[2].startswith("▌ f 6/11")
        await press(pilot, "escape")
        assert screen_lines(pilot.app)[2].startswith("▌ f 6/11")
        assert "Tram strike" in screen_text(pilot.app)


async def test_an_empty_list_says_so_and_fills_again() -> None:
    dropped = [replace(each, verdict=Verdict.DROP) for each in thread_specs(2)]
    async with program(threads=dropped) as morning, opened(morning) as pilot:
        await press(pilot, "F")
        assert "No threads here." in screen_text(pilot.app)
        await press(pilot, "F")
        assert screen_lines(pilot.app)[2].startswith("▌ d")
        await press(pilot, "j")
        assert footer_of(screen_lines(pilot.app)).endswith("2/2") or "showing" in footer_of(screen_lines(pilot.app))


async def test_arriving_rows_do_not_move_the_cursor() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.publish("Something quite new", "And more of this")
        await press(pilot, *["j"] * 15)
        await press(pilot, "R")
        app = pilot.app
        await app.workers.wait_for_complete()
        await settle(pilot)
        inbox = app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.current is not None
        assert inbox.threads.current.id == "t-000f"
        assert inbox.threads.cursor == 17
        assert "2 new stories" in footer_of(screen_lines(app))


async def test_a_refresh_shows_its_progress_and_is_never_doubled() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.hold(but=1)
        await press(pilot, "R")
        assert "checking 1/5" in screen_lines(pilot.app)[0]
        assert screen_lines(pilot.app)[1].startswith("━" * 24 + "─")
        await press(pilot, "R")
        assert "already being refreshed" in footer_of(screen_lines(pilot.app))
        assert len(morning.network.asked) == 5


async def test_the_feeds_are_refreshed_as_soon_as_the_inbox_is_drawn() -> None:
    async with program(settings=Settings()) as morning, opened(morning):
        due = {feed.url for feed in FEEDS if feed.next_check is None}
        assert set(morning.network.asked) == due


async def test_a_store_that_is_only_read_asks_no_feeds() -> None:
    async with program(settings=Settings(), open_store=open_to_read) as morning, opened(morning):
        assert morning.network.asked == []


async def test_a_store_that_was_taken_is_written_as_soon_as_it_is_free() -> None:
    def open_taken(path: Path) -> Database:
        taken = try_exclusive(path)
        database = open_now(path)
        release(taken)
        return database

    async with program(settings=Settings(), open_store=open_taken) as morning, opened(morning):
        assert (morning.workspace.read_only, morning.workspace.notice) == (False, "")
        assert morning.network.asked


async def test_what_another_process_stores_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.tui.controllers.store_watch.LOOK_SECONDS", 0.05)
    async with program() as morning, opened(morning) as pilot:
        assert "1 brief " in screen_lines(pilot.app)[0]
        other = await asyncio.to_thread(open_database, morning.workspace.places.store)
        await other.run(verdicts.give, (thread_id(1), thread_id(2)), Verdict.BRIEF, NOW)
        await asyncio.to_thread(other.close)
        async with asyncio.timeout(20):
            while "3 brief " not in screen_lines(pilot.app)[0]:
                await pilot.pause(0.05)


async def test_an_inbox_without_threads_tells_that_they_are_coming() -> None:
    async with program(0, settings=Settings()) as morning:
        morning.network.publish("Something quite new")
        morning.network.hold()
        async with opened(morning) as pilot:
            assert "Reading the feeds." in screen_text(pilot.app)
            morning.network.go_on.set()
            await pilot.app.workers.wait_for_complete()
            await settle(pilot)
            assert "Something quite new" in screen_lines(pilot.app)[2]


async def test_an_inbox_that_stays_without_threads_says_so() -> None:
    async with program(0, settings=Settings()) as morning, opened(morning) as pilot:
        assert "No threads yet." in screen_text(pilot.app)


async def test_leaving_during_a_refresh_is_immediate() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.hold()
        await press(pilot, "R")
        await pilot.press("Q")
        await asyncio.sleep(0)
        assert pilot.app.return_code == 0 or not pilot.app.is_running
    assert morning.network.stopped


async def test_marked_threads_are_merged_and_undo_separates_them() -> None:
    async with program(6) as morning, opened(morning) as pilot:
        await press(pilot, "ampersand")
        assert "Mark at least two threads with Space first." in footer_of(screen_lines(pilot.app))
        await press(pilot, "space", "j", "space", "ampersand")
        assert len(morning.rows) == 5
        assert footer_of(screen_lines(pilot.app)).startswith("  ✓ merged")
        assert footer_of(screen_lines(pilot.app)).endswith("1/5") or "undo" in footer_of(screen_lines(pilot.app))
        await press(pilot, "u")
        assert len(morning.rows) == 6
        assert "✓ undone: merge" in footer_of(screen_lines(pilot.app))


async def test_a_merge_is_reported_with_the_title_of_its_thread() -> None:
    async with program(6) as morning, opened(morning) as pilot:
        oldest = morning.row(2)
        await press(pilot, "space", "j", "space", "ampersand")
        assert f"✓ merged  {oldest.title[:30]}" in footer_of(screen_lines(pilot.app))
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


async def test_fetching_a_text_leaves_the_cursor_on_its_source() -> None:
    async with program() as morning, opened(morning) as pilot:
        longer = page_of("Osmark gates", f"{STORY_TEXT}\nThe gates were built in 2011.")
        morning.network.serve("https://tessaly.example/0/7", longer, "text/html")
        await press(pilot, "g", "s", "j", "j")
        sources = pilot.app.screen.query_one("#sources", LinesView)
        before = sources.target
        await press(pilot, "x")
        assert "full text stored" in footer_of(screen_lines(pilot.app))
        assert sources.target == before
        assert sources.cursor == 2


async def test_an_article_that_is_not_held_has_no_text_to_fetch() -> None:
    async with opened() as pilot:
        await press(pilot, "x")
        assert "Go to a quote or a source first" in footer_of(screen_lines(pilot.app))
        await press(pilot, "g", "s", "x")
        assert "cited but not held" in footer_of(screen_lines(pilot.app))


async def test_the_cursor_is_in_sight_when_the_list_comes_back() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "J", "J", "J", "escape")
        lines = screen_lines(pilot.app)
        assert any(line.startswith("▌") for line in lines[2:-4])


async def test_resting_on_a_thread_marks_it_as_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, *["j"] * 7)
        monkeypatch.setattr(visits, "LOOK_SECONDS", 0.01)
        await press(pilot, "k", "j")
        assert morning.row(7).looked == NOW
        assert "+2 since you looked" in screen_text(pilot.app)
        await press(pilot, "k")
        assert "+2" not in screen_lines(pilot.app)[17]
        assert morning.row(6).looked == NOW


async def test_passing_by_marks_nothing() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "j", "j", "j")
        assert [morning.row(number).looked for number in (0, 1)] == [None, None]


async def test_opening_a_thread_marks_it_as_looked_at() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "enter")
        assert morning.row(0).looked == NOW


class SlowThreads(Threads):
    """Threads whose pages take until `come`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.come = asyncio.Event()

    async def page(self, thread: str, *, as_of: ThreadRow | None = None) -> ThreadPage | None:
        await self.come.wait()
        return await super().page(thread, as_of=as_of)


async def test_the_list_is_seen_and_keys_are_taken_before_the_first_page_is_read() -> None:
    async with program() as morning:
        morning.services.threads = threads = SlowThreads(morning.workspace)
        async with BriefingApp(morning.services).run_test(size=(120, 40)) as pilot:
            await drawn(pilot.app)
            assert screen_lines(pilot.app)[2].startswith("▌ ●  5/7")
            assert not pilot.app.screen.query(LinesView)
            for key in ("g", "q", "l"):
                await pilot.press(key)
                await drawn(pilot.app)
            threads.come.set()
            await settle(pilot)
            assert "Actors 9 ━━" in screen_text(pilot.app)
            assert "We will open the gates" in screen_text(pilot.app)


class CountingInbox(Inbox):
    """An inbox that remembers which rows were asked for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.asked: list[tuple[int, int]] = []

    async def rows(self, chosen: InboxFilter, offset: int = 0, limit: int = 0) -> tuple[ThreadRow, ...]:
        self.asked.append((offset, limit))
        return await super().rows(chosen, offset, limit)


async def test_only_the_pages_in_sight_are_read() -> None:
    async with program(450) as morning:
        morning.services.inbox = inbox = CountingInbox(morning.workspace)
        async with opened(morning) as pilot:
            assert inbox.asked == []
            await press(pilot, "G")
            assert inbox.asked == [(400, 100)]
            assert footer_of(screen_lines(pilot.app)).endswith("450/450")


async def test_h_and_l_go_round_the_panes() -> None:
    async with opened() as pilot:
        for pane in ("narrative", "quotes", "actors", "sources", "list"):
            await press(pilot, "l")
            assert pilot.app.focused is not None
            assert pilot.app.focused.id == pane
        await press(pilot, "h")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "sources"


async def test_the_cursor_of_a_pane_shows_the_bar_and_the_list_a_faint_one() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q")
        lines = screen_lines(pilot.app)
        assert "Quotes 5 ━━━" in lines[19]
        assert lines[20].startswith("▌ “We will")
        assert lines[21].startswith("▌  starting")
        assert lines[2].startswith("▌ ●")
        await press(pilot, "j")
        assert screen_lines(pilot.app)[20].startswith("  “We will")


async def test_next_thread_from_any_pane() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "J")
        assert "This is matter number 1" in screen_text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "quotes"


async def test_n_goes_to_the_next_unread_thread() -> None:
    async with opened() as pilot:
        await press(pilot, "n", "n", "n", "n")
        assert footer_of(screen_lines(pilot.app)).endswith("11/18")
        await press(pilot, "N")
        assert footer_of(screen_lines(pilot.app)).endswith("10/18")


async def test_o_opens_the_source_and_a_number_chooses_it() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "o")
        assert "opened eastwire.example" in footer_of(screen_lines(pilot.app))
        await press(pilot, "3", "o")
        assert "opened fiorenza.example" in footer_of(screen_lines(pilot.app))


async def test_an_unsafe_address_is_not_opened() -> None:
    bad = replace(ferry_stories()[0], url="javascript:alert(1)")
    async with program(threads=[ThreadSpec((bad,))]) as morning, opened(morning) as pilot:
        await press(pilot, "o")
        assert "This address cannot be opened." in footer_of(screen_lines(pilot.app))


async def test_why_rises_from_the_footer_and_any_key_closes_it() -> None:
    async with opened() as pilot:
        await press(pilot, "i")
        lines = screen_lines(pilot.app)
        heading = next(place for place, line in enumerate(lines) if line.startswith("  Why here   5.83"))
        assert lines[heading - 1] == "━" * 120
        assert "independence" in lines[heading + 1]
        await press(pilot, "x")
        assert "Why here" not in screen_text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "list"


async def test_why_of_a_source() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "s", "j", "i")
        assert "Why in this thread   Eastwire" in screen_text(pilot.app)
        assert "shared names" in screen_text(pilot.app)


async def test_why_of_a_quote() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "i")
        await settle(pilot)
        lines = [line.strip() for line in screen_lines(pilot.app)]
        heading = lines.index("Why this speaker")
        assert lines[heading + 1].startswith("“")
        assert ", because the cue verb " in " ".join(lines[heading + 1 : heading + 3])
        await press(pilot, "x")
        assert "Why this speaker" not in screen_text(pilot.app)


async def test_why_of_an_actor() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "i")
        await settle(pilot)
        lines = [line.strip() for line in screen_lines(pilot.app)]
        heading = lines.index("Why this actor")
        assert ", because the trained name tagger reads " in lines[heading + 1]


async def test_minor_actors_show_on_a() -> None:
    async with opened(size=(140, 60)) as pilot:
        assert "Ada Pell" not in screen_text(pilot.app)
        await press(pilot, "g", "a", "a")
        assert "Ada Pell" in screen_text(pilot.app)


async def test_back_leads_from_a_related_thread_to_the_one_it_was_opened_from() -> None:
    async with opened() as pilot:
        await press(pilot, "[")
        assert "Nothing to go back to." in footer_of(screen_lines(pilot.app))
        await press(pilot, "g", "n", "G", "enter")
        inbox = pilot.app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.cursor == 14
        await press(pilot, "[")
        assert inbox.threads.cursor == 0
        await press(pilot, "]")
        assert inbox.threads.cursor == 14
        await press(pilot, "]")
        assert "Nothing to go forward to." in footer_of(screen_lines(pilot.app))


async def test_zoom_gives_the_list_the_full_height() -> None:
    async with opened() as pilot:
        await press(pilot, "plus")
        assert "Quotes" not in screen_text(pilot.app)
        assert "University of Kestrel" in screen_text(pilot.app)
        await press(pilot, "underscore")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_a_pane_that_is_zoomed_at_its_end_shows_all_that_fits() -> None:
    async with opened(size=(100, 30)) as pilot:
        await press(pilot, "g", "s", "G")
        assert "◇ Lorn Mirror" not in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "◇ Lorn Mirror" in screen_text(pilot.app)


async def test_zoom_at_80_columns_takes_the_preview_and_the_narrative_away() -> None:
    async with opened(size=(80, 24)) as pilot:
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "The ferry terminal at Osmark will stay closed" not in screen_text(pilot.app)
        assert "University of Kestrel" in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "This pane has all the room already." in footer_of(screen_lines(pilot.app))
        await press(pilot, "q")
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)
        await press(pilot, "enter", "plus", "l")
        assert screen_lines(pilot.app)[2].startswith("  Quotes 5")
        assert screen_lines(pilot.app)[3].startswith("▌ Mira Holt")
        await press(pilot, "underscore")
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)


async def test_a_narrative_that_does_not_fit_folds_and_opens() -> None:
    async with opened(size=(100, 30)) as pilot:
        assert "more lines  gn" in screen_text(pilot.app)
        await press(pilot, "g", "n", "G")
        assert "more lines" not in screen_text(pilot.app)
        assert "More like this 2" in screen_text(pilot.app)


async def test_a_click_moves_the_cursor_and_the_wheel_scrolls() -> None:
    async with opened(size=(80, 24)) as pilot:
        await pilot.click("#list", offset=(12, 3))
        await settle(pilot)
        assert screen_lines(pilot.app)[5].startswith("▌ f 6/11")
        await pilot.click("#list", offset=(12, 0))
        await settle(pilot)
        assert footer_of(screen_lines(pilot.app)).endswith("1/18")


async def test_a_click_on_a_pane_gives_it_the_keys() -> None:
    async with opened() as pilot:
        await pilot.click("#quotes", offset=(6, 8))
        await settle(pilot)
        assert footer_of(screen_lines(pilot.app)).endswith("2/5")


async def test_ascii_signs_are_pure_ascii() -> None:
    async with program(settings=replace(QUIET, ascii=True)) as morning, opened(morning) as pilot:
        text = screen_text(pilot.app)
        assert text.isascii()
        assert text.splitlines()[2].startswith("> N  5/7")


async def test_without_colour_the_signs_still_say_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as pilot:
        assert pilot.app.no_color
        assert screen_lines(pilot.app)[2].startswith("▌ ●  5/7")


async def test_remapped_keys_are_live_and_shown() -> None:
    async with program(settings=replace(QUIET, keys={"verdict-brief": "B"})) as morning, opened(morning) as pilot:
        assert footer_of(screen_lines(pilot.app)).startswith("  B brief")
        await press(pilot, "b")
        assert morning.verdicts(0) == [Verdict.NEW]
        await press(pilot, "B")
        assert morning.verdicts(0) == [Verdict.BRIEF]


async def test_a_conflict_of_keys_is_reported_at_the_start() -> None:
    async with program(settings=replace(QUIET, keys={"verdict-brief": "j"})) as morning, opened(morning) as pilot:
        assert "verdict-brief: j is already j of move-down" in footer_of(screen_lines(pilot.app))


@pytest.mark.parametrize(
    ("unread", "told", "heading"),
    [(1, "1 of 2 texts are not read yet.", "Quotes ──"), (0, "No quotes in these texts.", "Quotes 0 ──")],
)
async def test_a_thread_without_quotes_says_whether_its_texts_were_read(unread: int, told: str, heading: str) -> None:
    text = "Nobody said a word.\n" * 4
    first = StorySpec("Eastwire", "The gates stay closed", 2.4, text)
    later = StorySpec("Lorn Times", "The gates do not open", 2.2, f"{text}Nobody.", read=not unread)
    async with program(threads=[ThreadSpec((first, later))]) as morning, opened(morning, size=(200, 60)) as pilot:
        assert told in screen_text(pilot.app)
        assert heading in screen_text(pilot.app)
