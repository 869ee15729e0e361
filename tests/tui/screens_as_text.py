"""Reading a running app's screen as lines of text, and waiting for its workers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from briefing.services.screen_services import ScreenServices
from briefing.tui.app import BriefingApp
from tests.tui.program import Program, program

A_MOMENT = 0.1
"""Timers of so many seconds and less are part of what a key does: the rest of a running cursor."""


def screen_lines(app: App[None]) -> list[str]:
    """Return what is seen, line by line, without blanks at the ends."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).replace("\u00a0", " ").rstrip() for strip in strips]


def screen_text(app: App[None]) -> str:
    """Return what is seen."""
    return "\n".join(screen_lines(app))


async def quiet(_least: float = 0, _most: float = 0) -> None:
    """Give way until the event loop has nothing left to run: all that was sent is handled, however slow the machine."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:  # type: ignore[attr-defined]
        await asyncio.sleep(0)


async def drawn(app: App[None]) -> None:
    """Wait until what was sent is handled, what the store was asked is answered, and what that changed is drawn."""
    await _answered()
    while app.is_running and app.screen_stack and _has_to_draw(app.screen):
        app.screen._on_timer_update()
        await _answered()


async def _answered() -> None:
    """Give way until no task waits for what another thread does, such as the store's."""
    await quiet()
    while asked := _asked_of_threads():
        await asyncio.wait(asked)
        await quiet()


def _asked_of_threads() -> list[asyncio.Future[object]]:
    waiting = [getattr(task, "_fut_waiter", None) for task in asyncio.all_tasks()]
    return [
        future
        for future in waiting
        if future is not None and any(_is_chain(call) for call, _ in getattr(future, "_callbacks", None) or ())
    ]


def _is_chain(call: object) -> bool:
    """Return whether a call after a future passes it on from a thread."""
    return "_call_check_cancel" in getattr(call, "__qualname__", "")


def _has_to_draw(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _under_way(app: App[None]) -> list[asyncio.Task[None]]:
    """Return the workers that have not ended, but for a held refresh, and the timers that fire in a moment."""
    workers = [worker._task for worker in app.workers if worker.group != "refresh" and not worker.is_finished]
    pumps = [app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))]
    timers = [timer for pump in pumps for timer in pump._timers if timer._repeat == 0 and timer._interval <= A_MOMENT]
    tasks = [*workers, *(timer._task for timer in timers)]
    return [task for task in tasks if task is not None and not task.done()]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until all that was begun has ended and is drawn."""
    await drawn(pilot.app)
    while begun := _under_way(pilot.app):
        await asyncio.wait(begun)
        await drawn(pilot.app)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each one when the one before is drawn, and wait for what they start."""
    for key in keys:
        await pilot.press(key)
        await drawn(pilot.app)
    await settle(pilot)


@asynccontextmanager
async def opened(
    morning: ScreenServices | Program | None = None,
    size: tuple[int, int] = (120, 40),
    *,
    queue: bool = False,
    themes: Path | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Open the app over a morning, the usual one if none is given, in a terminal of `size`."""
    if morning is None:
        async with program() as usual, opened(usual, size, queue=queue, themes=themes) as pilot:
            yield pilot
        return
    services = morning.services if isinstance(morning, Program) else morning
    app = BriefingApp(services, queue=queue, themes=themes)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
