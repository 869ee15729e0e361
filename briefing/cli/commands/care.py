"""The commands that look after the store: doctor, rebuild."""

import argparse
import asyncio

from briefing.cli.output import Progress, print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.json import document
from briefing.services import care


def doctor(chosen: argparse.Namespace) -> int:
    """Check the store, the settings and the feeds; exit code 1 where something is wrong."""
    with workspace_of(chosen) as workspace:
        findings = asyncio.run(care.examine(workspace))
    if chosen.json:
        print_json(document(checks=[{"what": each.what, "well": each.well, "words": each.words} for each in findings]))
    else:
        print_lines(f"{'✓' if each.well else '✗'} {each.what:<10} {each.words}" for each in findings)
    return 0 if all(each.well for each in findings) else 1


def rebuild(chosen: argparse.Namespace) -> int:
    """Read all texts anew and group the open window again; decisions stay."""
    progress = Progress(quiet=chosen.quiet)
    with workspace_of(chosen) as workspace:
        try:
            rebuilt = asyncio.run(care.rebuild(workspace, progress))
        finally:
            progress.end()
    if chosen.json:
        print_json(document(texts=rebuilt.texts, threads=rebuilt.threads))
    elif not chosen.quiet:
        say(f"{rebuilt.texts} texts read, {rebuilt.threads} threads in the open window")
    return 0
