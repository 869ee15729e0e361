"""The commands that open the screens: the reader and the demo."""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from briefing.cli.output import print_json, say, write
from briefing.cli.session import places_of, workspace_of
from briefing.model.errors import UsageError
from briefing.settings.settings import read_settings
from briefing.settings.settings_file import write_first


def read(options: argparse.Namespace) -> int:
    """Open the reader on the user's store, or print its content for `--plain`."""
    if options.plain or options.json:
        from briefing.cli.commands import linear

        return linear.read(options)
    _needs_a_terminal()
    write_first(places_of(options).settings)
    with _uncollected():
        from briefing.services.screen_services import ScreenServices
        from briefing.services.workspace import Access
        from briefing.tui.app import run

    with workspace_of(options, access=Access.NOW) as workspace:
        return run(ScreenServices(workspace), queue=options.queue, themes=workspace.places.themes)


def demo(options: argparse.Namespace) -> int:
    """Open the reader on the bundled feeds, or print the brief of the demo."""
    if not options.brief:
        _needs_a_terminal()
    from briefing.services.demo import demo_workspace, fill, subscribe_bundled

    places = places_of(options)
    settings = read_settings(places.settings)
    with demo_workspace(replace(settings, refresh_on_start=True)) as workspace:
        if options.brief:
            from briefing.services.briefs import Briefs

            asyncio.run(fill(workspace))
            if options.json:
                from briefing.export.json.brief import brief_document

                rendered = asyncio.run(Briefs(workspace).preview())
                print_json(brief_document(rendered.brief, rendered.record))
            else:
                write(asyncio.run(Briefs(workspace).preview()).text)
            return 0
        asyncio.run(subscribe_bundled(workspace))
        with _uncollected():
            from briefing.services.screen_services import ScreenServices
            from briefing.tui.app import run

        exit_code = run(ScreenServices(workspace), themes=places.themes)
        if workspace.places.briefs.exists() and not options.quiet:
            say("The brief of the demo was deleted with the demo. `briefing demo --brief` prints it.")
        return exit_code


@contextmanager
def _uncollected() -> Iterator[None]:
    """Exclude what is imported in here from garbage collection: it lasts as long as the program."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _needs_a_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The reader needs a terminal. `briefing --plain` and `briefing brief --out -` work without one."
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "This terminal cannot show screens (TERM is dumb or unset). `briefing --plain` works without them."
        )
