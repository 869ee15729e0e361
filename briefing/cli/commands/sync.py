"""The command for the server that keeps the feeds: sync."""

import argparse
import asyncio
from dataclasses import asdict

from briefing.cli.output import Progress, print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json.document import document, moment
from briefing.model.errors import NetworkError, UsageError
from briefing.model.sync import SyncTotals
from briefing.services.refresh import refresh
from briefing.services.sync import NO_SERVER, is_synced, status
from briefing.services.workspace import Access


def sync(options: argparse.Namespace) -> int:
    """Exchange entries and marks with the server, without fetching other feeds; or say what waits for it.

    The exit code is that of a network error if the server does not answer, or not to the end.
    """
    if options.step == "status":
        return _status(options)
    progress = Progress(quiet=options.quiet)
    with workspace_of(options) as workspace:
        if not is_synced(workspace):
            raise UsageError(NO_SERVER)
        try:
            finished = asyncio.run(refresh(workspace, (), progress, with_server=True))
        finally:
            progress.end()
    if finished.handed_over and not options.quiet:
        say("another briefing is already refreshing the feeds")
    totals = finished.sync or SyncTotals()
    if options.json:
        print_json(document(**asdict(totals)))
    elif totals.feeds and not options.quiet:
        say(
            f"{totals.feeds} feeds, {totals.entries} entries, {totals.new_stories} new stories; "
            f"{totals.decided} threads decided on the server; {totals.marked} marks sent, {totals.waiting} waiting"
        )
    if totals.problems:
        raise NetworkError(" ".join(totals.problems))
    return 0


def _status(options: argparse.Namespace) -> int:
    with workspace_of(options, access=Access.READ) as workspace:
        found = asyncio.run(status(workspace))
    synced = moment(found.synced)
    if options.json:
        totals = SyncTotals(feeds=found.feeds, waiting=found.waiting)
        print_json(document(**asdict(totals), synced=synced))
    else:
        last = f"last exchange {synced}" if synced else "no exchange yet"
        print_lines([f"{found.feeds} feeds on the server, {last}, {found.waiting} marks waiting"])
    return 0
