"""The commands for topics: topics, topic."""

import argparse
import asyncio
from datetime import timedelta

from briefing.cli.listing import fields_of, head, narrowed
from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.cli.unread_texts import read_threads
from briefing.export import plain_text
from briefing.export.json.document import document, moment
from briefing.export.json.topics import topic_document, topic_summary
from briefing.model.errors import NothingFound
from briefing.model.verdict import Verdict
from briefing.services.topics import MOST_PAGES, Topics
from briefing.services.workspace import Access


def topics(options: argparse.Namespace) -> int:
    """List the topics; the exit code is 1 if there are none."""
    fields = fields_of(options, "topics", "topics")
    with workspace_of(options, access=Access.READ) as workspace:
        since = workspace.now() - timedelta(hours=options.since) if options.since else None
        verdicts = (Verdict(options.verdict),) if options.verdict else ()
        rows = asyncio.run(Topics(workspace).rows(since=since, verdicts=verdicts, limit=options.limit or None))
        if options.json:
            summaries = narrowed([topic_summary(row) for row in rows], fields)
            print_json(document(**head(fields, now=moment(workspace.now())), topics=summaries))
        else:
            print_lines(plain_text.topic_line(row, workspace.now()) for row in rows)
    if not rows and not options.quiet:
        say("no topics; a topic begins with the second thread of a matter")
    return 0 if rows else 1


def topic(options: argparse.Namespace) -> int:
    """Print one topic over time."""
    with workspace_of(options, access=Access.READ) as workspace:
        page = asyncio.run(Topics(workspace).page(options.id))
        if page is not None and page.unread:
            read_threads(options, [row.id for row in page.threads[:MOST_PAGES]])
            page = asyncio.run(Topics(workspace).page(options.id))
        if page is None:
            raise NothingFound(f"There is no topic {options.id!r}; `briefing topics` lists them.")
        if options.json:
            print_json(document(now=moment(workspace.now()), **topic_document(page)))
        else:
            print_lines(plain_text.topic_page(page, workspace.now()))
    return 0
