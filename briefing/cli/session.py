"""One command's workspace: opened from the arguments, closed whatever happens."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.cli.output import say
from briefing.services.workspace import Workspace, open_workspace, real_clock
from briefing.settings.places import Places, places_under, usual_places
from briefing.settings.settings import read_settings


def places_of(chosen: argparse.Namespace) -> Places:
    """Return the places that `--home` names, or the usual ones."""
    return places_under(chosen.home.expanduser()) if chosen.home else usual_places()


@contextmanager
def workspace_of(chosen: argparse.Namespace) -> Iterator[Workspace]:
    """Give the workspace that the arguments name."""
    places = places_of(chosen)
    now = chosen.now
    workspace = open_workspace(places, read_settings(places.settings), clock=(lambda: now) if now else real_clock)
    if workspace.database.notice and not chosen.quiet:
        say(workspace.database.notice)
    try:
        yield workspace
    finally:
        workspace.close()
