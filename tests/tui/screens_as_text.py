"""Reading a running app's screen as lines of text, and waiting for its workers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from tests.tui.fake_reader import FakeReader


def screen_lines(app: App[None]) -> list[str]:
    """Return what is seen, line by line, without blanks at the ends."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).replace("\u00a0", " ").rstrip() for strip in strips]


def screen_text(app: App[None]) -> str:
    """Return what is seen."""
    return "\n".join(screen_lines(app))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until all workers but a held refresh have ended and everything is drawn."""
    app = pilot.app
    for _ in range(20):
        await pilot.pause()
        busy = [worker for worker in app.workers if worker.group != "refresh" and not worker.is_finished]
        if not busy:
            break
        await app.workers.wait_for_complete(busy)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait for what they start."""
    await pilot.press(*keys)
    await settle(pilot)


@asynccontextmanager
async def opened(reader: FakeReader | None = None, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Open the app in a terminal of `size`."""
    app = BriefingApp(reader or FakeReader())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
