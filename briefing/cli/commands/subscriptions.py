"""The commands for feeds: add, remove, feeds, import, export-feeds, refresh."""

import argparse
import asyncio
from collections.abc import Sequence

from briefing.cli.command_parsers import USUAL
from briefing.cli.listing import fields_of, head, limited, narrowed
from briefing.cli.output import Progress, print_json, print_lines, say, write
from briefing.cli.session import workspace_of
from briefing.cli.unread_texts import say_not_read
from briefing.export.feed_choices import choice_lines
from briefing.export.json.document import document
from briefing.export.json.feeds import feed_address, feed_choice, feed_document
from briefing.model.errors import NetworkError, UsageError
from briefing.model.feed import Feed, FeedChoice
from briefing.model.full_text import FullText
from briefing.model.refresh import RefreshFinished
from briefing.model.views import FeedRow
from briefing.services import feed_health
from briefing.services.refresh import refresh as refresh_feeds
from briefing.services.subscriptions import Feeds, Imported
from briefing.services.workspace import Access, Workspace
from briefing.text.secret_parts import shown_address
from briefing.text.wording import counted, shortened

_SIGNS = {"failing": "✗", "silent": "~", "well": " "}
_NAME_CELLS = 40


def add(options: argparse.Namespace) -> int:
    """Subscribe to each address, or to the feed of a page that --feed names. Raises UsageError if there is none."""
    with workspace_of(options) as workspace:
        added = [asyncio.run(_add(Feeds(workspace), address, options)) for address in options.address]
    if options.json:
        choices = [feed_choice(number, choice) for _, found in added for number, choice in enumerate(found, 1)]
        print_json(document(feeds=[feed_address(feed) for feed, _ in added], choices=choices))
    else:
        print_lines(f"{feed.id}  {feed.url}" for feed, _ in added)
    return 0


async def _add(feeds: Feeds, address: str, options: argparse.Namespace) -> tuple[Feed, Sequence[FeedChoice]]:
    """Subscribe to one feed, and list the others that its page names; return the feed, and all if there are several."""
    choices = await feeds.choices(address)
    number = options.feed or 1
    if number > len(choices):
        raise UsageError(f"--feed {number}: {shown_address(address)} has {counted(len(choices), 'feed')}.")
    feed = await feeds.take(choices[number - 1])
    if len(choices) == 1:
        return feed, ()
    if not options.feed:
        _say(options, f"{shown_address(address)} has {len(choices)} feeds; the first was taken, --feed N takes another")
        for line in choice_lines(choices):
            _say(options, line)
    return feed, choices


def remove(options: argparse.Namespace) -> int:
    """Unsubscribe from each feed."""
    removed = []
    with workspace_of(options) as workspace:
        for words in options.feed:
            feed = asyncio.run(Feeds(workspace).find(words))
            asyncio.run(Feeds(workspace).remove(feed.id))
            removed.append(feed_address(feed))
            _say(options, f"unsubscribed from {feed.title or feed.url}; `briefing add` subscribes again")
    if options.json:
        print_json(document(feeds=removed))
    return 0


def feeds(options: argparse.Namespace) -> int:
    """List the subscriptions, or set full texts or groups of those named and list them; the exit code is 1 for none.

    Raises UsageError if --full-text or --group is given and no feed is named.
    """
    if options.full_text and not options.feed:
        raise UsageError("--full-text needs the names of feeds: briefing feeds FEED --full-text on.")
    if options.group and not options.feed:
        raise UsageError("--group needs the names of feeds: briefing feeds FEED --group World.")
    changes = options.full_text or options.group or options.rename_group
    fields = fields_of(options, "feeds", "feeds")
    with workspace_of(options, access=Access.WRITE if changes else Access.READ) as workspace:
        if options.rename_group:
            asyncio.run(Feeds(workspace).rename_group(*options.rename_group))
        named = {asyncio.run(Feeds(workspace).find(words)).id for words in options.feed}
        if options.full_text:
            mode = FullText("" if options.full_text == USUAL else options.full_text)
            for feed in named:
                asyncio.run(Feeds(workspace).set_full_text(feed, mode))
        for feed in named if options.group else ():
            asyncio.run(Feeds(workspace).set_groups(feed, options.group))
        all_rows = asyncio.run(feed_health.feed_rows(workspace))
        wanted = (row for row in all_rows if not named or row.feed.id in named)
        rows = limited([row for row in wanted if _is_in(row, options.group_shown)], options)
    if options.json:
        print_json(document(**head(fields), feeds=narrowed([feed_document(row) for row in rows], fields)))
    else:
        print_lines(
            f"{row.feed.id:>4} {_SIGNS[row.state]} {_name(row):<{_NAME_CELLS}} "
            f"{row.stories:>6} stories  full text {row.full_text:<4}  {row.health}{_groups(row)}{_address(row)}"
            for row in rows
        )
    return 0 if rows else 1


def _is_in(row: FeedRow, group: str) -> bool:
    return not group or group.casefold() in map(str.casefold, (row.feed.folder, *row.feed.groups))


def _groups(row: FeedRow) -> str:
    groups = [each for each in (row.feed.folder, *row.feed.groups) if each]
    return f"  in {', '.join(groups)}" if groups else ""


def _address(row: FeedRow) -> str:
    return f"  {row.feed.url}" if row.feed.title else ""


def import_file(options: argparse.Namespace) -> int:
    """Subscribe to every feed of a list or a starter pack."""
    with workspace_of(options) as workspace:
        imported = asyncio.run(_imported(workspace, options))
    for note in imported.notes:
        _say(options, note)
    if options.json:
        feeds = [feed_address(feed) for feed in imported.feeds]
        print_json(document(feeds=feeds, new=imported.new, notes=imported.notes))
    else:
        _say(options, imported.sentence)
    return 0 if imported.feeds else 1


async def _imported(workspace: Workspace, options: argparse.Namespace) -> Imported:
    if options.pack:
        return await Feeds(workspace).import_pack(options.pack)
    return await Feeds(workspace).import_list(options.file)


def export_feeds(options: argparse.Namespace) -> int:
    """Print the subscriptions as OPML."""
    with workspace_of(options, access=Access.READ) as workspace:
        exported = asyncio.run(Feeds(workspace).export(with_secrets=options.with_secrets))
    if options.json:
        print_json(document(opml=exported.opml.decode()))
    else:
        write(exported.opml.decode())
    if exported.sentence:
        _say(options, exported.sentence)
    return 0


def refresh(options: argparse.Namespace) -> int:
    """Fetch the feeds. The exit code is that of a network error if none of them answered, 1 if grouping failed."""
    progress = Progress(quiet=options.quiet)
    with workspace_of(options) as workspace:
        ids = [asyncio.run(Feeds(workspace).find(words)).id for words in options.feed]
        try:
            totals = asyncio.run(refresh_feeds(workspace, ids or None, progress, read_all=options.read_all))
        finally:
            progress.end()
    if totals.handed_over:
        _say(options, "another briefing is already refreshing the feeds")
    if totals.offline:
        raise NetworkError("The network is down: no feed can be reached. Stored stories can still be read.")
    all_failed = totals.feeds > 0 and totals.failed == totals.feeds
    if not (all_failed and options.json):  # with --json, the error is the one document
        _report(options, totals)
    if all_failed:
        raise NetworkError("No feed could be fetched; `briefing feeds` gives the reason for each.")
    for problem in totals.problems:
        say(problem)
    return 1 if totals.problems else 0


def _report(options: argparse.Namespace, totals: RefreshFinished) -> None:
    if options.json:
        counts = ("feeds", "unchanged", "failed", "parsed", "entries", "new_stories", "changed_stories", "unread")
        names = (*counts, "not_read", "handed_over", "problems")
        print_json(document(**{name: getattr(totals, name) for name in names}))
        return
    _say(
        options,
        f"{totals.feeds} feeds fetched, {totals.unchanged} unchanged, {totals.failed} failed, {totals.parsed} parsed; "
        f"{totals.entries} entries; {totals.new_stories} new stories, {totals.changed_stories} changed",
    )
    if totals.unread:
        _say(options, f"{totals.unread} texts could not be analysed for quotes and actors; they are stored")
    say_not_read(options, totals.not_read, "that you can open ")


def _say(options: argparse.Namespace, sentence: str) -> None:
    if not options.quiet:
        say(sentence)


def _name(row: FeedRow) -> str:
    return shortened(row.feed.title or row.feed.url, _NAME_CELLS)
