"""The commands for the brief: brief, verify."""

import argparse
import asyncio
from pathlib import Path

from briefing.cli.output import print_json, print_lines, say, write
from briefing.cli.session import workspace_of
from briefing.export.json.document import Document, document, moment
from briefing.export.json.threads import thread_document
from briefing.export.markdown.lint import lint
from briefing.model.brief import Brief, SavedBrief
from briefing.model.errors import UsageError
from briefing.services import briefs
from briefing.services.workspace import Access

_STDOUT = "-"
_NO_THREAD = "the store has no thread of that day, so no brief was written"
_NO_VERDICT = "no thread has the verdict brief; `briefing brief --auto` takes those that rank highest"


def brief(options: argparse.Namespace) -> int:
    """Write the daily brief. If it would be empty, nothing is written and the exit code is 1."""
    zone = briefs.local_zone()
    file = _file(options.out)
    with workspace_of(options, access=Access.READ) as workspace:
        day = briefs.parse_day(options.date, zone) if options.date else None
        composed = asyncio.run(briefs.compose_brief(workspace, day=day, automatic=options.auto))
        markdown = "" if composed.is_empty else briefs.rendered(composed, zone)
        faults = lint(markdown) if options.lint and markdown else ()
        for fault in faults:
            say(fault)
        path = None
        if markdown and options.out != _STDOUT:
            path = _saved(asyncio.run(briefs.save(workspace, composed, file)))
    if options.json:
        print_json(_document(composed, path))
    elif path:
        print_lines([str(path)])
    else:
        write(markdown)
    if not composed.items and not options.quiet:
        say(_NO_THREAD if options.auto else _NO_VERDICT)
    return 1 if composed.is_empty or faults else 0


def _file(out: str | None) -> Path | None:
    """Return the file that `--out` names, or None for the usual one; raise UsageError if it names none."""
    if out is None:
        return None
    if not out or out.endswith("/"):
        raise UsageError(f"--out {out!r} names no file; give it a file, or - to print the brief.")
    return Path(out)


def _saved(saved: SavedBrief) -> Path:
    if saved.kept:
        say(f"the brief that was there had been edited; it is kept as {saved.kept}")
    return saved.path


def _document(composed: Brief, path: Path | None) -> Document:
    items = [thread_document(page) for page in composed.items]
    return document(date=moment(composed.date), path=str(path or ""), automatic=composed.automatic, items=items)


def verify(options: argparse.Namespace) -> int:
    """Check a brief word for word; the exit code is 1 if something is not in its source."""
    with workspace_of(options, access=Access.READ) as workspace:
        verified = asyncio.run(briefs.verify(workspace, options.file))
    if options.json:
        print_json(document(checked=verified.checked, faults=list(verified.faults)))
    else:
        print_lines(verified.faults)
        if not options.quiet:
            say(f"{verified.checked} passages checked, {len(verified.faults)} not found in their source")
    return 1 if verified.faults else 0
