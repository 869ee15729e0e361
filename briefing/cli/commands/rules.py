"""The commands for rules, standing questions and desks."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import workspace_of
from briefing.export import plain_text
from briefing.export.json.document import document, moment
from briefing.export.json.rules import desk_document, rule_document, rule_row_document, trial_document
from briefing.model.errors import NothingFound, UsageError
from briefing.model.rule import Rule, RuleAction, RuleChange, TieChange, Trial
from briefing.services.decisions import Decisions
from briefing.services.rules import Rules
from briefing.services.workspace import Access, Workspace

Step = Callable[[Workspace, argparse.Namespace], Coroutine[Any, Any, int]]


def rules(options: argparse.Namespace) -> int:
    """List, add, try, edit, turn off, turn on or remove rules."""
    return _carry_out(_RULE_STEPS, options)


def questions(options: argparse.Namespace) -> int:
    """List, add, edit or remove standing questions, or tie threads to one."""
    return _carry_out(_QUESTION_STEPS, options)


def desks(options: argparse.Namespace) -> int:
    """List desks, or put threads on one."""
    return _carry_out(_DESK_STEPS, options)


def _carry_out(steps: Mapping[str, Step], options: argparse.Namespace) -> int:
    reads = options.step in ("list", "try")
    with workspace_of(options, access=Access.READ if reads else Access.WRITE) as workspace:
        return asyncio.run(steps[options.step](workspace, options))


async def _list(workspace: Workspace, options: argparse.Namespace, *, questions: bool) -> int:
    _refuse_words(options)
    rows = [row for row in await Rules(workspace).rows() if row.rule.is_question is questions]
    name, line = ("questions", plain_text.question_lines) if questions else ("rules", plain_text.rule_lines)
    if options.json:
        print_json(document(now=moment(workspace.now()), **{name: [rule_row_document(row) for row in rows]}))
    else:
        print_lines(each for row in rows for each in line(row))
    if not rows and not options.quiet:
        say(f"no {name}; `briefing {name} add` stores one")
    return 0 if rows else 1


async def _add_rule(workspace: Workspace, options: argparse.Namespace) -> int:
    if not options.words:
        raise UsageError("Give the query of the rule: briefing rules add QUERY --action watch.")
    if not options.action:
        raise UsageError("Say what the rule does: --action watch, mute, tag or wake.")
    query = options.query or " ".join(options.words)
    rule = Rule(RuleAction(options.action), options.name or "", query, options.desk or "")
    change = await Rules(workspace).save(rule)
    trial = await Rules(workspace).try_query(query)
    return _print_change(options, change, trial)


async def _try(workspace: Workspace, options: argparse.Namespace) -> int:
    words = options.query or " ".join(options.words)
    if not options.query:
        with suppress(NothingFound):  # else it is a query
            words = (await Rules(workspace).named(words)).query
    trial = await Rules(workspace).try_query(words)
    if options.json:
        print_json(document(query=words, **trial_document(trial)))
    else:
        print_lines([trial.sentence])
    return 0 if trial.threads or trial.matching else 1


async def _edit(workspace: Workspace, options: argparse.Namespace, *, questions: bool) -> int:
    given = {
        "name": options.name,
        "query": options.query,
        **({} if questions else {"desk": options.desk, "action": options.action and RuleAction(options.action)}),
    }
    changed: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if not changed:
        raise UsageError(f"Say what to change: {', '.join(f'--{key}' for key in given)}.")
    rule = await Rules(workspace).named(_only_word(options), questions=questions)
    if changed.get("name", rule.name) == rule.query and "query" in changed:
        changed["name"] = ""  # it was named by its query
    return _print_change(options, await Rules(workspace).save(replace(rule, **changed)))


async def _turn(workspace: Workspace, options: argparse.Namespace) -> int:
    rule = await Rules(workspace).named(_only_word(options))
    return _print_change(options, await Rules(workspace).save(replace(rule, on=options.step == "on")))


async def _remove(workspace: Workspace, options: argparse.Namespace, *, questions: bool) -> int:
    rule = await Rules(workspace).named(_only_word(options), questions=questions)
    return _print_change(options, await Rules(workspace).remove(rule))


async def _add_question(workspace: Workspace, options: argparse.Namespace) -> int:
    rule = Rule(RuleAction.QUESTION, options.name or " ".join(options.words), options.query or "")
    return _print_change(options, await Rules(workspace).save(rule))


async def _attach(workspace: Workspace, options: argparse.Namespace) -> int:
    if len(options.words) < 2:
        raise UsageError(f"Name the question and the threads: briefing questions {options.step} q1 t-7f3a.")
    question = await Rules(workspace).named(options.words[0], questions=True)
    threads = await Decisions(workspace).find_threads(options.words[1:])
    change = await Rules(workspace).attach(threads, question, tied=options.step == "attach")
    return _print_tie(options, change)


async def _list_desks(workspace: Workspace, options: argparse.Namespace) -> int:
    _refuse_words(options)
    found = await Rules(workspace).desks()
    if options.json:
        print_json(document(desks=[desk_document(desk) for desk in found]))
    else:
        print_lines(plain_text.desk_line(desk) for desk in found)
    if not found and not options.quiet:
        say("no desks; `briefing desks tag DESK ID` puts a thread on one")
    return 0 if found else 1


async def _tag(workspace: Workspace, options: argparse.Namespace) -> int:
    if len(options.words) < 2:
        raise UsageError(f"Name the desk and the threads: briefing desks {options.step} World t-7f3a.")
    threads = await Decisions(workspace).find_threads(options.words[1:])
    change = await Rules(workspace).tag(threads, options.words[0], tied=options.step == "tag")
    return _print_tie(options, change)


def _only_word(options: argparse.Namespace) -> str:
    if not options.words:
        raise UsageError(f"Name the rule or question to {options.step}, by its id or its name.")
    return " ".join(options.words)


def _refuse_words(options: argparse.Namespace) -> None:
    if options.words:
        raise UsageError(f"The list takes no words: {' '.join(options.words)[:60]!r}.")


def _print_change(options: argparse.Namespace, change: RuleChange, trial: Trial | None = None) -> int:
    rule = change.rule
    if options.json:
        print_json(document(done=change.sentence, rule=rule_document(rule), **(trial_document(trial) if trial else {})))
    else:
        more = f"; it {trial.sentence}" if trial else ""
        print_lines([f"{rule.reference} {change.sentence}: {rule.name}{more}"])
    return 0


def _print_tie(options: argparse.Namespace, change: TieChange) -> int:
    if options.json:
        print_json(document(done=change.sentence, threads=list(change.threads)))
    elif change.threads:
        print_lines([f"{change.sentence}: {', '.join(change.threads)}"])
    else:
        print_lines([f"nothing changed: already {change.sentence}"])
    return 0


_RULE_STEPS: Mapping[str, Step] = {
    "list": partial(_list, questions=False),
    "add": _add_rule,
    "try": _try,
    "edit": partial(_edit, questions=False),
    "off": _turn,
    "on": _turn,
    "remove": partial(_remove, questions=False),
}
_QUESTION_STEPS: Mapping[str, Step] = {
    "list": partial(_list, questions=True),
    "add": _add_question,
    "edit": partial(_edit, questions=True),
    "remove": partial(_remove, questions=True),
    "attach": _attach,
    "detach": _attach,
}
_DESK_STEPS: Mapping[str, Step] = {"list": _list_desks, "tag": _tag, "untag": _tag}
