"""The commands that deal with feeds: add, remove, feeds, import, export-feeds, refresh."""

import argparse
import asyncio

from briefing.cli.arguments import USUAL
from briefing.cli.output import Progress, print_json, print_lines, say, write
from briefing.cli.session import workspace_of
from briefing.export.json.document import document
from briefing.export.json.feeds import feed_address, feed_document
from briefing.model.errors import NetworkError, UsageError
from briefing.model.full_text import FullText
from briefing.model.refresh import RefreshFinished
from briefing.model.views import FeedRow
from briefing.services import feed_health, packs, subscriptions
from briefing.services.refresh import refresh as refresh_feeds
from briefing.services.workspace import Access, Workspace
from briefing.text.addresses import without_secrets

_SIGNS = {"failing": "✗", "silent": "~", "well": " "}
_NAME_CELLS = 40


def add(chosen: argparse.Namespace) -> int:
    """Subscribe to each address."""
    with workspace_of(chosen) as workspace:
        feeds = [asyncio.run(subscriptions.add(workspace, address)) for address in chosen.address]
    if chosen.json:
        print_json(document(feeds=[feed_address(feed) for feed in feeds]))
    else:
        print_lines(f"{feed.id}  {without_secrets(feed.url)}" for feed in feeds)
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """Unsubscribe from each feed."""
    with workspace_of(chosen) as workspace:
        for words in chosen.feed:
            feed = asyncio.run(subscriptions.find(workspace, words))
            asyncio.run(subscriptions.remove(workspace, feed))
            _talk(chosen, f"removed {feed.title or without_secrets(feed.url)}; `briefing add` brings it back")
    return 0


def feeds(chosen: argparse.Namespace) -> int:
    """List the subscriptions, or those that are named after saying what holds for them; exit code 1 for none.

    Raises UsageError where there is something to say and no feed is named.
    """
    if chosen.full_text and not chosen.feed:
        raise UsageError("--full-text needs the feeds that it is for: briefing feeds FEED --full-text on.")
    with workspace_of(chosen, access=Access.WRITE if chosen.full_text else Access.READ) as workspace:
        named = {asyncio.run(subscriptions.find(workspace, words)).id for words in chosen.feed}
        if chosen.full_text:
            mode = FullText("" if chosen.full_text == USUAL else chosen.full_text)
            for feed in named:
                asyncio.run(subscriptions.set_full_text(workspace, feed, mode))
        rows = [row for row in asyncio.run(feed_health.feed_rows(workspace)) if not named or row.feed.id in named]
    if chosen.json:
        print_json(document(feeds=[feed_document(row) for row in rows]))
    else:
        print_lines(
            f"{row.feed.id:>4} {_SIGNS[row.state]} {_name(row):<{_NAME_CELLS}} "
            f"{row.stories:>6} stories  full text {row.full_text:<4}  {row.health}"
            for row in rows
        )
    return 0 if rows else 1


def import_file(chosen: argparse.Namespace) -> int:
    """Subscribe to every feed that a list names."""
    with workspace_of(chosen) as workspace:
        imported = asyncio.run(_imported(workspace, chosen))
    for note in imported.notes:
        _talk(chosen, note)
    if chosen.json:
        feeds = [feed_address(feed) for feed in imported.feeds]
        print_json(document(feeds=feeds, new=imported.new, notes=imported.notes))
    else:
        _talk(chosen, imported.sentence)
    return 0 if imported.feeds else 1


async def _imported(workspace: Workspace, chosen: argparse.Namespace) -> subscriptions.Imported:
    if chosen.pack:
        return await packs.subscribe_pack(workspace, chosen.pack)
    return await subscriptions.import_list(workspace, chosen.file)


def export_feeds(chosen: argparse.Namespace) -> int:
    """Print the subscriptions as OPML."""
    with workspace_of(chosen, access=Access.READ) as workspace:
        write(asyncio.run(subscriptions.export_list(workspace, with_secrets=chosen.with_secrets)).decode())
    return 0


def refresh(chosen: argparse.Namespace) -> int:
    """Ask the feeds; fails with the network's exit code only where not one of them answered."""
    progress = Progress(quiet=chosen.quiet)
    with workspace_of(chosen) as workspace:
        ids = [asyncio.run(subscriptions.find(workspace, words)).id for words in chosen.feed]
        try:
            totals = asyncio.run(refresh_feeds(workspace, ids or None, progress))
        finally:
            progress.end()
    if totals.offline:
        raise NetworkError("The network is down: no feed can be reached. What is stored can be read.")
    _tell(chosen, totals)
    if totals.feeds and totals.failed == totals.feeds:
        raise NetworkError("No feed could be read; each one's reason stands in `briefing feeds`.")
    return 0


def _tell(chosen: argparse.Namespace, totals: RefreshFinished) -> None:
    if chosen.json:
        names = ("feeds", "unchanged", "failed", "parsed", "entries", "new_stories", "changed_stories", "unread")
        print_json(document(**{name: getattr(totals, name) for name in names}))
        return
    _talk(
        chosen,
        f"{totals.feeds} asked, {totals.unchanged} unchanged, {totals.failed} failed, {totals.parsed} parsed; "
        f"{totals.entries} entries; {totals.new_stories} new stories, {totals.changed_stories} changed",
    )
    if totals.unread:
        _talk(chosen, f"{totals.unread} texts could not be read for quotes and actors; they are stored")


def _talk(chosen: argparse.Namespace, sentence: str) -> None:
    if not chosen.quiet:
        say(sentence)


def _name(row: FeedRow) -> str:
    words = row.feed.title or without_secrets(row.feed.url)
    return words if len(words) <= _NAME_CELLS else words[: _NAME_CELLS - 1].rstrip() + "…"
