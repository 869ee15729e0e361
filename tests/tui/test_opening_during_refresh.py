"""Screens opened while the feeds are refreshed: reports come before a screen is composed, and after it is closed."""

import asyncio
from collections.abc import Callable, Sequence
from random import Random

import pytest

from briefing.model.refresh import FeedChecked, RefreshEvent, RefreshFinished, Regrouped
from briefing.services.screen_services import ScreenServices
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.queue import QueueScreen
from tests.tui.program import program
from tests.tui.screens_as_text import drawn, opened, screen_lines, settle

OPENED = ("inbox", "queue", "feeds", "help", "search", "palette", "brief", "story", "actor", "compare", "first")
TIMES = 50
MOST_TURNS = 40
"""So many turns of the event loop are watched after a screen was opened."""


class RefreshingServices(ScreenServices):
    """Refreshes until it is told that the refresh is over, and reports what the test says."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.over = asyncio.Event()
        self.report: Callable[[RefreshEvent], None] = lambda _: None

    async def refresh(
        self, feed_ids: Sequence[int] | None, report: Callable[[RefreshEvent], None], *, asked: bool = True
    ) -> RefreshFinished:
        self.report = report
        await self.over.wait()
        return RefreshFinished(feeds=5, new_stories=0)


async def open_screen(app: BriefingApp, name: str, services: ScreenServices) -> None:
    actor, story = await services.actors.page("mira holt"), await services.stories.page(1)
    comparison = await services.stories.compare(1, 2)
    assert actor is not None
    assert story is not None
    assert comparison is not None
    openers: dict[str, Callable[[], object]] = {
        "inbox": lambda: None,
        "queue": app.action_go_queue,
        "feeds": app.action_go_feeds,
        "help": app.action_help,
        "search": app.action_search,
        "palette": app.action_palette,
        "brief": app.action_brief,
        "story": lambda: app.show_story(story, at=None),
        "actor": lambda: app.show_page(actor),
        "compare": lambda: app.show_comparison(comparison),
        "first": app.show_first,
    }
    openers[name]()


def events_of(random: Random) -> Sequence[RefreshEvent]:
    checked = [FeedChecked(random.randrange(1, 6), 5, 1, "a feed") for _ in range(random.randrange(4))]
    return [*checked, Regrouped(18)] if random.random() < 0.3 else checked


@pytest.mark.parametrize("number", range(TIMES))
async def test_any_screen_opens_in_the_middle_of_a_refresh(number: int) -> None:
    random = Random(number)
    size = random.choice([(80, 24), (120, 40), (200, 60)])
    async with program() as morning:
        services = RefreshingServices(morning.workspace)
        async with opened(services, size=size) as pilot:
            app = pilot.app
            assert isinstance(app, BriefingApp)
            app.refresh_feeds(None)
            await drawn(app)
            await open_screen(app, OPENED[number % len(OPENED)], services)
            ends = random.randrange(2 * MOST_TURNS)
            for turn in range(MOST_TURNS):
                for event in events_of(random) if not services.over.is_set() else ():
                    services.report(event)
                if turn == ends:
                    services.over.set()
                await asyncio.sleep(0)
            await settle(pilot)
            assert screen_lines(app)[0].strip()


async def test_the_queue_opens_at_the_start_while_the_feeds_are_refreshed() -> None:
    async with (
        program(settings=Settings()) as morning,
        opened(RefreshingServices(morning.workspace), (80, 24), queue=True) as pilot,
    ):
        assert isinstance(pilot.app.screen, QueueScreen)
        assert "queue" in screen_lines(pilot.app)[0]


async def test_a_screen_that_opens_during_a_refresh_shows_how_far_it_is() -> None:
    async with program() as morning:
        services = RefreshingServices(morning.workspace)
        async with opened(services) as pilot:
            app = pilot.app
            assert isinstance(app, BriefingApp)
            app.refresh_feeds(None)
            await drawn(app)
            services.report(FeedChecked(3, 5, 1, "a feed"))
            app.action_go_feeds()
            await settle(pilot)
            assert "checking 3/5" in screen_lines(app)[0]
