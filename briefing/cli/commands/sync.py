"""The command for the server that keeps the feeds: sync."""

import argparse
import asyncio
import sys
from dataclasses import asdict
from getpass import getpass

from briefing.cli.output import Progress, print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json.document import document, moment
from briefing.model.errors import NetworkError, UsageError
from briefing.model.sync import SyncTotals
from briefing.services.refresh import refresh
from briefing.services.sync import NO_SERVER, is_synced, keep_password, status
from briefing.services.workspace import Access


def sync(options: argparse.Namespace) -> int:
    """Exchange entries and marks with the server, without fetching other feeds; keep its password; or say what waits.

    The exit code is that of a network error if the server does not answer, or not to the end.
    """
    if options.step == "status":
        return _status(options)
    if options.step == "login":
        return _log_in(options)
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


def _log_in(options: argparse.Namespace) -> int:
    with workspace_of(options) as workspace:
        if not is_synced(workspace):
            raise UsageError(NO_SERVER)
        password = getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline()
        asyncio.run(keep_password(workspace, password))
    if not options.quiet:
        say("the password is kept in the file of your secrets; `briefing sync` uses it")
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
