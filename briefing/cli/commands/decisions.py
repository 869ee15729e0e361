"""The commands that decide: decide, merge, split, undo, redo."""

import argparse
import asyncio
from collections.abc import Callable, Sequence

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export.decision_words import decision_words, redone_words, undone_words
from briefing.export.json.decisions import decision_document
from briefing.export.json.document import document
from briefing.model.decision import Decision
from briefing.model.errors import NothingFound, UsageError
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services.decisions import Decisions
from briefing.services.threads import Threads
from briefing.services.topics import Topics
from briefing.services.workspace import Workspace

OF_TOPICS = (Verdict.NEW, Verdict.FOLLOW, Verdict.DROP)
"""The verdicts that a topic can have."""


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
    if len(names) == 1 and names[0].startswith("topic-"):
        return await _decide_topic(workspace, names[0], verdict)
    until = decisions.read_until(words)
    threads = await decisions.find_threads(names)
    return await decisions.give_verdict(threads, verdict, until)


async def _decide_topic(workspace: Workspace, name: str, verdict: Verdict) -> VerdictChange:
    if verdict not in OF_TOPICS:
        raise UsageError(f"A topic has one of the verdicts {', '.join(OF_TOPICS)}, not {verdict}.")
    page = await Topics(workspace).page(name)
    if page is None:
        raise NothingFound(f"There is no topic {name!r}; `briefing topics` lists them.")
    return await Topics(workspace).give_verdict(page.row.id, verdict)


def merge(options: argparse.Namespace) -> int:
    """Merge threads into one."""
    with workspace_of(options) as workspace:
        _print(options, asyncio.run(_merge(workspace, options.id)), "")
    return 0


async def _merge(workspace: Workspace, names: Sequence[str]) -> MergeSplit:
    return await Decisions(workspace).merge_threads(await Decisions(workspace).find_threads(names))


def split(options: argparse.Namespace) -> int:
    """Take a story out of its thread."""
    with workspace_of(options) as workspace:
        _print(options, asyncio.run(_split(workspace, options.id, options.story)), "")
    return 0


async def _split(workspace: Workspace, name: str, number: int) -> MergeSplit:
    (thread,) = await Decisions(workspace).find_threads([name])
    page = await Threads(workspace).page(thread)
    story = next((each.story for each in page.sources if each.held and each.n == number), 0) if page else 0
    if not story:
        raise NothingFound(f"The thread has no story [{number}]; `briefing sources {name}` lists them.")
    return await Decisions(workspace).split_story(thread, story)


def undo(options: argparse.Namespace) -> int:
    """Undo the last decision; the exit code is 1 if there is none."""
    with workspace_of(options) as workspace:
        undone = asyncio.run(Decisions(workspace).undo())
    return _print(options, undone, "" if undone else "nothing to undo", undone_words)


def redo(options: argparse.Namespace) -> int:
    """Redo the last decision that was undone; the exit code is 1 if there is none."""
    with workspace_of(options) as workspace:
        redone = asyncio.run(Decisions(workspace).redo())
    return _print(options, redone, "" if redone else "nothing to redo", redone_words)


def _print(
    options: argparse.Namespace,
    decision: Decision | None,
    nothing: str,
    described: Callable[[Decision], tuple[str, str]] = decision_words,
) -> int:
    """Print a decision as `described`, or `nothing` if there is none. Return the exit code."""
    if options.json:
        print_json(document(decision=decision_document(decision) if decision else None))
    elif decision is not None and not nothing:
        words, about = described(decision)
        print_lines([f"{words}  {about}".rstrip()])
    if nothing and not options.quiet:
        say(nothing)
    return 0 if decision else 1
