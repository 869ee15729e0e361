"""The commands that read the store: threads, thread, sources, quotes, search."""

import argparse
import asyncio
from datetime import timedelta

from briefing.cli import plain
from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json.document import document, moment
from briefing.export.json.quotes import stored_quote
from briefing.export.json.threads import hit_document, thread_document
from briefing.model.errors import NothingFound
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.model.views import ThreadPage
from briefing.services.actors import Actors
from briefing.services.inbox import Inbox
from briefing.services.threads import Threads
from briefing.services.workspace import Access, Workspace


def threads(chosen: argparse.Namespace) -> int:
    """List the threads; exit code 1 where there are none."""
    with workspace_of(chosen, access=Access.READ) as workspace:
        rows = asyncio.run(Inbox(workspace).rows(_filter(chosen, workspace), limit=chosen.limit))
        if chosen.json:
            found = [asyncio.run(Threads(workspace).page(row.id)) for row in rows]
            whole = [thread_document(page) for page in found if page]
            print_json(document(now=moment(workspace.now()), threads=whole))
        else:
            print_lines(plain.thread_line(row, workspace.now()) for row in rows)
    nothing = (
        "no thread has that verdict" if chosen.verdict else "no threads; `briefing refresh` asks the feeds for news"
    )
    return _found(chosen, len(rows), nothing)


def thread(chosen: argparse.Namespace) -> int:
    """Print one thread page."""
    with workspace_of(chosen, access=Access.READ) as workspace:
        page = _page(workspace, chosen.id)
        if chosen.json:
            print_json(document(now=moment(workspace.now()), **thread_document(page)))
        else:
            print_lines(plain.thread_page(page, workspace.now()))
    return 0


def sources(chosen: argparse.Namespace) -> int:
    """Print the source list of one thread."""
    with workspace_of(chosen, access=Access.READ) as workspace:
        page = _page(workspace, chosen.id)
        if chosen.json:
            whole = thread_document(page)
            parts = ("stories", "sources", "origin", "chain")
            print_json(document(id=page.row.id, **{part: whole[part] for part in parts}))
        else:
            print_lines(plain.source_lines(page))
    return 0


def quotes(chosen: argparse.Namespace) -> int:
    """List quotes, of one speaker where one is named."""
    with workspace_of(chosen, access=Access.READ) as workspace:
        hits = asyncio.run(Actors(workspace).quotes_by(chosen.by))
    if chosen.json:
        print_json(document(quotes=[stored_quote(hit) for hit in hits]))
    else:
        print_lines(line for hit in hits for line in plain.quote_hit(hit))
    return _found(chosen, len(hits), "no such quotes are stored")


def search(chosen: argparse.Namespace) -> int:
    """Search the full text of all stories."""
    query = " ".join(chosen.query)
    with workspace_of(chosen, access=Access.READ) as workspace:
        found = asyncio.run(Threads(workspace).search(query))
    if chosen.json:
        print_json(document(query=query, hits=[hit_document(hit) for hit in found.hits]))
    else:
        print_lines(line for hit in found.hits for line in plain.search_hit(hit))
    return _found(chosen, len(found.hits), "nothing stored matches")


def _found(chosen: argparse.Namespace, count: int, otherwise: str) -> int:
    """Return the exit code for so many findings; for none say so, where talk is wanted."""
    if not count and not chosen.quiet:
        say(otherwise)
    return 0 if count else 1


def _page(workspace: Workspace, words: str) -> ThreadPage:
    page = asyncio.run(Threads(workspace).page(words))
    if page is None:
        raise NothingFound(f"There is no thread {words!r}; `briefing threads` lists them.")
    return page


def _filter(chosen: argparse.Namespace, workspace: Workspace) -> InboxFilter:
    since = workspace.now() - timedelta(hours=chosen.since) if chosen.since else None
    return InboxFilter(verdicts=(Verdict(chosen.verdict),) if chosen.verdict else (), since=since)
