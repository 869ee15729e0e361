"""The reader without screens, for screen readers and pipes: `briefing --plain`, alone or with --queue."""

import argparse
import asyncio

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json.document import document, moment
from briefing.export.json.threads import thread_summary
from briefing.export.linear import inbox_lines, page_lines
from briefing.model.inbox import InboxFilter, InboxOrder, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.services.inbox import Inbox
from briefing.services.threads import Threads
from briefing.services.workspace import Access, Workspace

_PARTS = (InboxPart.THREADS, InboxPart.SINGLE, InboxPart.QUIET)


def read(options: argparse.Namespace) -> int:
    """Print the parts of the inbox, or every undecided thread with its page; the exit code is 1 if there is nothing."""
    with workspace_of(options, access=Access.READ) as workspace:
        if options.json:
            return asyncio.run(_print_inbox(workspace))
        listed = [(part, asyncio.run(_rows(workspace, part))) for part in _PARTS]
        if options.queue:
            undecided = [row for _, rows in listed for row in rows if row.verdict is Verdict.NEW]
            unread = asyncio.run(_print_queue(workspace, undecided))
            if unread:
                from briefing.cli.unread_texts import say_not_read  # all that reads texts comes with it

                say_not_read(options, unread, "in these threads ")
            count = len(undecided)
        else:
            print_lines(inbox_lines(listed, workspace.now()))
            count = sum(len(rows) for _, rows in listed)
    if not count and not options.quiet:
        say("there is nothing to read; `briefing refresh` fetches the feeds")
    return 0 if count else 1


async def _print_inbox(workspace: Workspace) -> int:
    parts = {part.value: [thread_summary(row) for row in await _rows(workspace, part)] for part in _PARTS}
    print_json(document(now=moment(workspace.now()), **parts))
    return 0 if any(parts.values()) else 1


async def _rows(workspace: Workspace, part: InboxPart) -> tuple[ThreadRow, ...]:
    order = InboxOrder.NEWEST if part is InboxPart.SINGLE else InboxOrder.RANK
    return await Inbox(workspace).rows(InboxFilter(part=part, order=order))


async def _print_queue(workspace: Workspace, rows: list[ThreadRow]) -> int:
    """Print the pages of threads, one after the other; return how many stories in them have not been read."""
    number = unread = 0
    async for page in Threads(workspace).pages([row.id for row in rows]):
        number += 1
        unread += page.unread
        print_lines([*page_lines(page, workspace.now(), f"{number} of {len(rows)}: "), ""])
    return unread
