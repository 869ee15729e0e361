"""The inbox while stories and texts arrive, and what counts as looked at."""

import asyncio
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
from tests.tui.builders import NOW, thread_id
from tests.tui.morning import FEEDS, STORY_TEXT
from tests.tui.program import page_of, program
from tests.tui.screens_as_text import drawn, opened, press, screen_lines, screen_text, settle


def footer_of(lines: list[str]) -> str:
    return lines[-1]


async def test_arriving_rows_do_not_move_the_cursor() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.publish("Something quite new", "And more of this")
        await press(pilot, "G", "space", "G", "R")
        app = pilot.app
        await app.workers.wait_for_complete()
        await settle(pilot)
        inbox = app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.current is not None
        assert inbox.threads.current.id == "t-000f"
        assert inbox.threads.cursor == 17
        assert "2 single" in screen_lines(app)[0]
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
            assert "the feeds, one by one" in screen_text(pilot.app)
            morning.network.go_on.set()
            await pilot.app.workers.wait_for_complete()
            await settle(pilot)
            assert "Something quite new" in screen_lines(pilot.app)[3]


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


async def test_resting_on_a_thread_marks_it_as_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, *["j"] * 5)
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
            assert screen_lines(pilot.app)[2].startswith("▌ ●   5/7")
            assert not pilot.app.screen.query(LinesView)
            for key in ("g", "q", "l"):
                await pilot.press(key)
                await drawn(pilot.app)
            threads.come.set()
            await settle(pilot)
            assert "Actors 8 ━━" in screen_text(pilot.app)
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
            await press(pilot, "G", "k", "space")
            assert inbox.asked == [(0, 100), (0, 100)]  # of the threads, and of the single reports
            await press(pilot, "G", "k")
            assert inbox.asked[2:] == [(200, 100), (300, 100)]
            assert footer_of(screen_lines(pilot.app)).endswith("312/312")
