"""The commands that only read the store: threads, thread, sources, quotes, search."""

from __future__ import annotations

import argparse
import asyncio
import gc
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from briefing.cli.listing import fields_of, head, limited, narrowed
from briefing.cli.output import json_list, print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export import linear, plain_text
from briefing.export.json.document import document, moment
from briefing.model.errors import NothingFound
from briefing.model.inbox import InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.services.inbox import Inbox
from briefing.services.threads import Threads
from briefing.services.workspace import Access, Workspace

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.model.views import ThreadPage

# What only one of the commands needs is imported by it: half of the time of a short list is that of its imports.


def threads(options: argparse.Namespace) -> int:
    """List the threads; the exit code is 1 if there are none."""
    with workspace_of(options, access=Access.READ) as workspace:
        fields = fields_of(options, "threads", "threads")
        chosen = _filter(options, workspace)
        _read_for(options, workspace, chosen.query)
        rows = asyncio.run(Inbox(workspace).rows(chosen, limit=options.limit))
        if options.json:
            unread = asyncio.run(_print_threads(workspace, rows, fields))
            if unread:
                from briefing.cli.unread_texts import say_not_read

                say_not_read(options, unread, "in these threads ")
        elif options.plain:
            print_lines(linear.row_line(row, workspace.now()) for row in rows)
        else:
            print_lines(plain_text.thread_line(row, workspace.now()) for row in rows)
    narrows = options.verdict or options.part or options.since or options.where or options.desk
    nothing = "no thread matches" if narrows else "no threads; `briefing refresh` fetches the feeds"
    return _found(options, len(rows), nothing)


async def _print_threads(workspace: Workspace, rows: Sequence[ThreadRow], fields: Sequence[str]) -> int:
    """Print the threads one by one; their pages are read only if a field of them is asked for.

    Return how many stories on the pages have not been read for quotes and actors.
    """
    from briefing.export.json.threads import thread_document, thread_summary

    unread = 0
    gc.disable()  # pages have no cycles, and looking for some takes a tenth of the time
    try:
        with json_list(document(**head(fields, now=moment(workspace.now()))), "threads") as add:
            if fields and all(set(fields) <= thread_summary(row).keys() for row in rows[:1]):
                for item in narrowed([thread_summary(row) for row in rows], fields):
                    add(item)
                return 0
            async for page in Threads(workspace).pages([row.id for row in rows]):
                add(narrowed([thread_document(page)], fields)[0])
                unread += page.unread
    finally:
        gc.enable()
    return unread


def thread(options: argparse.Namespace) -> int:
    """Print one thread page."""
    with workspace_of(options, access=Access.READ) as workspace:
        page = _page(options, workspace)
        if options.json:
            from briefing.export.json.threads import thread_document

            print_json(document(now=moment(workspace.now()), **thread_document(page)))
        elif options.plain:
            print_lines(linear.page_lines(page, workspace.now()))
        else:
            print_lines(plain_text.thread_page(page, workspace.now()))
    return 0


def sources(options: argparse.Namespace) -> int:
    """Print the source list of one thread, and which outlets are silent on it."""
    from briefing.export.json.outlets import silent_outlet
    from briefing.export.json.threads import thread_document
    from briefing.export.outlet_lines import silent_lines

    with workspace_of(options, access=Access.READ) as workspace:
        page = _page(options, workspace)
        if options.json:
            whole = thread_document(page)
            parts = ("stories", "sources", "origin", "chain")
            chosen = {part: whole[part] for part in parts}
            print_json(document(id=page.row.id, **chosen, silent=[silent_outlet(each) for each in page.silent]))
        else:
            print_lines((*plain_text.source_lines(page), *silent_lines(page.silent)))
    return 0


def quotes(options: argparse.Namespace) -> int:
    """List quotes, only those of one speaker if one is named."""
    from briefing.cli.unread_texts import read_names
    from briefing.export.json.quotes import stored_quote
    from briefing.services.actors import Actors

    fields = fields_of(options, "quotes", "quotes")
    with workspace_of(options, access=Access.READ) as workspace:
        not_read = read_names(options, workspace, options.by)
        hits = limited(asyncio.run(Actors(workspace).quotes_by(options.by)), options)
    if options.json:
        print_json(
            document(**head(fields, not_read=not_read), quotes=narrowed([stored_quote(hit) for hit in hits], fields))
        )
    else:
        print_lines(line for hit in hits for line in plain_text.quote_hit(hit))
    return _found(options, len(hits), "no such quote is stored")


def search(options: argparse.Namespace) -> int:
    """Find stories with the query language."""
    from briefing.export.json.threads import hit_document

    query, fields = " ".join(options.query), fields_of(options, "search", "hits")
    with workspace_of(options, access=Access.READ) as workspace:
        not_read = _read_for(options, workspace, Inbox(workspace).read_query(query))
        hits = limited(asyncio.run(Threads(workspace).search(query)).hits, options)
    if options.json:
        print_json(
            document(
                **head(fields, query=query, not_read=not_read),
                hits=narrowed([hit_document(hit) for hit in hits], fields),
            )
        )
    else:
        print_lines(line for hit in hits for line in plain_text.search_hit(hit))
    return _found(options, len(hits), "no story matches")


def _read_for(options: argparse.Namespace, workspace: Workspace, query: Query | None) -> int:
    """Read unread texts with a name that a query asks for; return how many are left."""
    if query is None or not query.people:
        return 0
    from briefing.cli.unread_texts import read_for_answer
    from briefing.services.wanted_names import unread_for

    return read_for_answer(options, partial(unread_for, workspace, query))


def _found(options: argparse.Namespace, count: int, otherwise: str) -> int:
    """Return the exit code for this many findings; say so if there are none."""
    if not count and not options.quiet:
        say(otherwise)
    return 0 if count else 1


def _page(options: argparse.Namespace, workspace: Workspace) -> ThreadPage:
    """Return the page of the thread that the arguments name; texts of it that are not read yet are read now."""
    page = asyncio.run(Threads(workspace).page(options.id))
    if page is not None and page.unread:
        from briefing.cli.unread_texts import read_stories

        read_stories(options, [source.story for source in page.sources if source.held])
        page = asyncio.run(Threads(workspace).page(options.id))
    if page is None:
        raise NothingFound(f"There is no thread {options.id!r}; `briefing threads` lists them.")
    return page


def _filter(options: argparse.Namespace, workspace: Workspace) -> InboxFilter:
    return InboxFilter(
        verdicts=(Verdict(options.verdict),) if options.verdict else (),
        since=workspace.now() - timedelta(hours=options.since) if options.since else None,
        part=InboxPart(options.part) if options.part else None,
        query=_query(options, workspace) if options.where or options.desk else None,
    )


def _query(options: argparse.Namespace, workspace: Workspace) -> Query | None:
    from briefing.model.query import on_desk
    from briefing.services.rules import Rules

    desk = asyncio.run(Rules(workspace).desk(options.desk)) if options.desk else ""
    return on_desk(Inbox(workspace).read_query(options.where), desk)
