"""The commands that decide: decide, undo, redo."""

import argparse
import asyncio
from collections.abc import Sequence

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.decision_words import decision_words
from briefing.export.json.decisions import decision_document
from briefing.export.json.document import document
from briefing.model.decision import Decision
from briefing.model.errors import UsageError
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services.decisions import Decisions
from briefing.services.workspace import Workspace


def decide(options: argparse.Namespace) -> int:
    """Give threads a verdict; deferred ones wait for `--until`. The exit code is 0 even if nothing changed."""
    verdict = Verdict(options.verdict)
    if options.until and verdict is not Verdict.LATER:
        raise UsageError(f"--until needs the verdict later: briefing decide {options.id[0]} later --until tomorrow.")
    with workspace_of(options) as workspace:
        change = asyncio.run(_decide(workspace, options.id, verdict, options.until))
    nothing = f"nothing changed: already {decision_words(change)[0]}"
    _print(options, change, nothing if not (change.threads or change.topic) else "")
    return 0


async def _decide(workspace: Workspace, names: Sequence[str], verdict: Verdict, words: str) -> VerdictChange:
    decisions = Decisions(workspace)
    until = decisions.read_until(words)
    threads = await decisions.find_threads(names)
    return await decisions.give_verdict(threads, verdict, until)


def undo(options: argparse.Namespace) -> int:
    """Undo the last decision; the exit code is 1 if there is none."""
    with workspace_of(options) as workspace:
        undone = asyncio.run(Decisions(workspace).undo())
    return _print(options, undone, "" if undone else "nothing to undo")


def redo(options: argparse.Namespace) -> int:
    """Redo the last decision that was undone; the exit code is 1 if there is none."""
    with workspace_of(options) as workspace:
        redone = asyncio.run(Decisions(workspace).redo())
    return _print(options, redone, "" if redone else "nothing to redo")


def _print(options: argparse.Namespace, decision: Decision | None, nothing: str) -> int:
    """Print a decision, or `nothing` if there is none. Return the exit code."""
    if options.json:
        print_json(document(decision=decision_document(decision) if decision else None))
    elif decision is not None and not nothing:
        words, about = decision_words(decision)
        print_lines([f"{words}  {about}".rstrip()])
    if nothing and not options.quiet:
        say(nothing)
    return 0 if decision else 1
