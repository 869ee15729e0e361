"""The commands that deal with the brief: brief, verify."""

import argparse
import asyncio
import sys
from pathlib import Path

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json import document, moment, thread_document
from briefing.export.lint import lint
from briefing.services import brief_files, briefs

_NO_THREAD = "no thread of that day is in the store: no brief was written"
_NO_VERDICT = "no thread has the verdict brief; `briefing brief --auto` takes the best ranked"


def brief(chosen: argparse.Namespace) -> int:
    """Write the daily brief; where no thread is in it nothing is written, and the exit code is 1."""
    zone = briefs.local_zone()
    with workspace_of(chosen) as workspace:
        day = briefs.parse_day(chosen.date, zone) if chosen.date else None
        composed = asyncio.run(briefs.compose_brief(workspace, day=day, automatic=chosen.auto))
        markdown = "" if composed.is_empty else briefs.rendered(composed, zone)
        faults = lint(markdown) if chosen.lint and markdown else ()
        for fault in faults:
            say(fault)
        usual = briefs.brief_path(workspace, composed, zone)
        path = Path(chosen.out or usual) if markdown and chosen.out != "-" else None
        if path and chosen.out:
            brief_files.write_file(path, markdown)
        elif path and (kept := brief_files.save_brief(path, markdown)):
            say(f"the earlier one, which was changed, is kept as {kept}")
        if chosen.json:
            items = [thread_document(page) for page in composed.items]
            print_json(
                document(date=moment(composed.date), path=str(path or ""), automatic=composed.automatic, items=items)
            )
        elif path:
            print_lines([str(path)])
        else:
            sys.stdout.write(markdown)
    if not composed.items and not chosen.quiet:
        say(_NO_THREAD if chosen.auto else _NO_VERDICT)
    return 1 if composed.is_empty or faults else 0


def verify(chosen: argparse.Namespace) -> int:
    """Check a brief word for word; exit code 1 where something does not stand in its source."""
    with workspace_of(chosen) as workspace:
        verified = asyncio.run(briefs.verify(workspace, chosen.file))
    if chosen.json:
        print_json(document(checked=verified.checked, faults=list(verified.faults)))
    else:
        print_lines(verified.faults)
        if not chosen.quiet:
            say(f"{verified.checked} passages checked, {len(verified.faults)} not found in their source")
    return 1 if verified.faults else 0
