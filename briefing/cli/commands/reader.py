"""The commands that open the screens: the reader itself, and the demo."""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from briefing.cli.output import say, write
from briefing.cli.session import places_of, workspace_of
from briefing.model.errors import UsageError
from briefing.settings.settings import read_settings


def read(chosen: argparse.Namespace) -> int:
    """Open the reader on the user's store."""
    _needs_a_terminal()
    with _lasting():
        from briefing.services.reader import StoreReader
        from briefing.services.workspace import Access
        from briefing.tui.app import run

    with workspace_of(chosen, access=Access.NOW) as workspace:
        return run(StoreReader(workspace), queue=chosen.queue, themes=workspace.places.themes)


def demo(chosen: argparse.Namespace) -> int:
    """Open the reader on the bundled morning, or print its brief."""
    if not chosen.brief:
        _needs_a_terminal()
    from briefing.services.briefs import compose_brief, local_zone, rendered
    from briefing.services.demo import demo_workspace, fill, subscribe_bundled

    places = places_of(chosen)
    settings = read_settings(places.settings)
    with demo_workspace(replace(settings, refresh_on_start=True)) as workspace:
        if chosen.brief:
            asyncio.run(fill(workspace))
            brief = asyncio.run(compose_brief(workspace, automatic=True))
            write(rendered(brief, local_zone()))
            return 0
        asyncio.run(subscribe_bundled(workspace))
        with _lasting():
            from briefing.services.reader import StoreReader
            from briefing.tui.app import run

        left = run(StoreReader(workspace), themes=places.themes)
        if workspace.places.briefs.exists() and not chosen.quiet:
            say("The demo's brief is removed with the demo; `briefing demo --brief` prints it.")
        return left


@contextmanager
def _lasting() -> Iterator[None]:
    """Make what lasts as long as the program, as imports do, and never look for rubbish in it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _needs_a_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The reader needs a terminal; `briefing threads` and `briefing brief --out -` print instead.")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "This terminal cannot draw screens (TERM is dumb or unset); `briefing threads` prints instead."
        )
