"""The workspace of one command: opened from the arguments, closed whatever happens."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.cli.output import say
from briefing.services.workspace import Access, Workspace, open_workspace, real_clock
from briefing.settings.places import Places, expand_user, places_under, usual_places
from briefing.settings.settings import Settings, read_settings


def places_of(options: argparse.Namespace) -> Places:
    """Return the places in the folder that `--home` names, or the usual ones."""
    return places_under(expand_user(options.home)) if options.home else usual_places()


@contextmanager
def workspace_of(
    options: argparse.Namespace, settings: Settings | None = None, *, access: Access = Access.WRITE
) -> Iterator[Workspace]:
    """Open the workspace that the arguments name, with `settings` instead of the settings file if they are given."""
    places = places_of(options)
    now = options.now
    workspace = open_workspace(
        places,
        settings or read_settings(places.settings),
        clock=(lambda: now) if now else real_clock,
        access=access,
        on_wait=(lambda _holder: None) if options.quiet else _say_who_is_awaited,
    )
    if workspace.database.notice and not options.quiet:
        say(workspace.database.notice)
    try:
        yield workspace
    finally:
        workspace.close()


def _say_who_is_awaited(holder: str) -> None:
    from briefing.model.refresh import Waiting

    say(Waiting(holder).sentence)
