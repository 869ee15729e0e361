"""The command that refreshes on a schedule and prints one JSON line for each event: watch."""

import argparse
import asyncio
import json
import signal
from contextlib import suppress

from briefing.cli.output import flush, write
from briefing.cli.session import workspace_of
from briefing.export.json.watch import event_document
from briefing.model.watch import WatchEvent
from briefing.services.shutdown import TERMINATING, shutdown_on_signals
from briefing.services.watch import Watch
from briefing.services.workspace import Workspace


def watch(options: argparse.Namespace) -> int:
    """Refresh what is due on a schedule until a signal ends it; the exit code is then 0."""
    with workspace_of(options) as workspace:
        asyncio.run(_watch(workspace, options.every, once=options.once))
    return 0


async def _watch(workspace: Workspace, seconds: float, *, once: bool) -> None:
    task = asyncio.ensure_future(Watch(workspace, _print).run(seconds, once=once))

    def leave(_code: int) -> None:
        task.cancel()

    with shutdown_on_signals(leave, (signal.SIGINT, *TERMINATING)), suppress(asyncio.CancelledError):
        await task


def _print(event: WatchEvent) -> None:
    """Print an event as one line, at once."""
    write(json.dumps(event_document(event), ensure_ascii=False) + "\n")
    flush()
