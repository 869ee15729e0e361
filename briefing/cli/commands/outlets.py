"""The command for outlets: outlets."""

import argparse
import asyncio

from briefing.cli.listing import fields_of, head, limited, narrowed
from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export import outlet_lines
from briefing.export.json.document import document, moment
from briefing.export.json.outlets import outlet_document, outlet_summary
from briefing.services.outlets import Outlets
from briefing.services.workspace import Access, Workspace


def outlets(options: argparse.Namespace) -> int:
    """List the outlets, or print one; the exit code is 1 if there are none."""
    with workspace_of(options, access=Access.READ) as workspace:
        return _one(workspace, options) if options.name else _list(workspace, options)


def _one(workspace: Workspace, options: argparse.Namespace) -> int:
    page = asyncio.run(Outlets(workspace).page(options.name))
    if options.json:
        print_json(document(now=moment(workspace.now()), **outlet_document(page)))
    else:
        print_lines(outlet_lines.outlet_page(page, workspace.now()))
    return 0


def _list(workspace: Workspace, options: argparse.Namespace) -> int:
    fields = fields_of(options, "outlets", "outlets")
    rows = limited(asyncio.run(Outlets(workspace).rows()), options)
    if options.json:
        summaries = narrowed([outlet_summary(row) for row in rows], fields)
        print_json(document(**head(fields, now=moment(workspace.now())), outlets=summaries))
    else:
        print_lines(outlet_lines.outlet_line(row, workspace.now()) for row in rows)
    if not rows and not options.quiet:
        say("no outlet has published in the last 30 days; `briefing refresh` fetches the feeds")
    return 0 if rows else 1
