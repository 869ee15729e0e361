"""The command for the server that keeps the feeds: sync."""

import argparse
import asyncio
from dataclasses import asdict

from briefing.cli.output import Progress, print_json, say
from briefing.cli.session import workspace_of
from briefing.export.json.document import document
from briefing.model.errors import NetworkError, UsageError
from briefing.services.refresh import refresh
from briefing.services.sync import is_synced


def sync(options: argparse.Namespace) -> int:
    """Exchange entries and marks with the server, without fetching other feeds.

    The exit code is that of a network error if the server does not answer, or not to the end.
    """
    progress = Progress(quiet=options.quiet)
    with workspace_of(options) as workspace:
        if not is_synced(workspace):
            raise UsageError("The settings name no sync server: set kind and url under [sync].")
        try:
            totals = asyncio.run(refresh(workspace, (), progress, with_server=True))
        finally:
            progress.end()
    if totals.handed_over or totals.sync is None:
        say("another briefing is already refreshing the feeds")
        return 0
    if options.json:
        print_json(document(**asdict(totals.sync)))
    elif not options.quiet and totals.sync.feeds:
        done = totals.sync
        say(
            f"{done.feeds} feeds, {done.entries} entries, {done.new_stories} new stories; "
            f"{done.decided} threads decided on the server; {done.marked} marks sent, {done.waiting} waiting"
        )
    if totals.sync.problems:
        raise NetworkError(" ".join(totals.sync.problems))
    return 0
