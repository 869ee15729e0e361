"""Rules, standing questions and desks: storing them, and applying them when threads change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model.errors import NothingFound, QueryError, UsageError
from briefing.model.rule import DeskRow, MatchedThread, Rule, RuleAction, RuleChange, RuleRow, TieChange, TieKind, Trial
from briefing.query.parser import parse_saved
from briefing.services.developments import lift_developed
from briefing.services.findings import read_latest
from briefing.services.wanted_names import unread_for
from briefing.store import rule_matches as match_table
from briefing.store import rule_rows as row_table
from briefing.store import rules as rule_table
from briefing.store import ties as tie_table
from briefing.text.days import start_of_day
from briefing.text.nearest import did_you_mean

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.services.workspace import Workspace

_REFERENCE = re.compile(r"[rq]?(\d{1,9})", re.IGNORECASE)
_LONGEST_NAME = 200
_SAYS = {
    RuleAction.WATCH: "Lifted by the rule",
    RuleAction.MUTE: "Muted by the rule",
    RuleAction.TAG: "Tagged by the rule",
    RuleAction.WAKE: "Wakes by the rule",
    RuleAction.QUESTION: "Tied to the question",
}


async def follow_rules(workspace: Workspace) -> int:
    """Match the rules with what changed, and act; return for how many threads that is new.

    The cost follows what changed.
    """
    if workspace.read_only or not await workspace.database.read(match_table.has_work):
        return 0
    return await workspace.database.run(match_table.follow_rules, workspace.now())


class Rules:
    """The rules, questions and desks of one workspace. When a method returns, its change is stored and applied."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def follow(self) -> bool:
        """Match the rules with what changed, and lift what developed since a brief; return whether anything changed."""
        matched, lifted = await follow_rules(self._workspace), await lift_developed(self._workspace)
        return bool(matched) or lifted

    async def rows(self) -> tuple[RuleRow, ...]:
        """Return all rules and questions with what they matched, and what is wrong with their queries."""
        today = start_of_day(self._workspace.now())
        rows = await self._workspace.database.read(row_table.rule_rows, today)
        return tuple([replace(row, problem=await self._problem(row.rule)) for row in rows])

    async def named(self, words: str, *, questions: bool = False) -> Rule:
        """Return the rule or question that `words` name: r3, 3, or its name; raise NothingFound if there is none."""
        found = [
            rule for rule in await self._workspace.database.read(rule_table.rules) if rule.is_question is questions
        ]
        reference = _REFERENCE.fullmatch(words)
        for rule in found:
            if rule.name.casefold() == words.casefold() or (reference and rule.id == int(reference[1])):
                return rule
        near = did_you_mean(words, [rule.name for rule in found])
        raise NothingFound(f"there is no {'question' if questions else 'rule'} {words!r}{near or '.'}")

    async def try_query(self, words: str) -> Trial:
        """Return what a query would match. Raises QueryError if it is wrong, UsageError if it asks for nothing."""
        query = self._query(words)
        if query is None:
            raise UsageError("An empty query matches nothing.")
        trial = await self._workspace.database.read(match_table.try_query, query, self._workspace.now())
        return replace(trial, not_read=len(await unread_for(self._workspace, query)))

    async def save(self, rule: Rule) -> RuleChange:
        """Store a new rule, or a changed one with the id of the old.

        Raises QueryError if its query is wrong, UsageError if it has none, no desk, or is there already.
        """
        rule = await self._complete(rule)
        step = rule_table.change_rule if rule.id else rule_table.add_rule
        change: RuleChange = await self._workspace.database.run(step, rule, self._workspace.now(), durable=True)
        await read_latest(self._workspace, await self._unread(rule))  # the next refresh reads the others
        await follow_rules(self._workspace)
        return change

    async def remove(self, rule: Rule) -> RuleChange:
        """Remove a rule; raise NothingFound if it is gone already."""
        now = self._workspace.now()
        change = await self._workspace.database.run(rule_table.remove_rule, rule.id, now, durable=True)
        await follow_rules(self._workspace)
        return change

    async def desks(self) -> tuple[DeskRow, ...]:
        """Return all desks, with the numbers of their threads."""
        return await self._workspace.database.read(row_table.desk_rows)

    async def desk_names(self) -> tuple[str, ...]:
        """Return the names of all desks."""
        return tuple(desk.name for desk in await self._workspace.database.read(tie_table.desks))

    async def desk(self, name: str) -> str:
        """Return the name of a desk as it is written; raise UsageError if there is none."""
        known = await self._workspace.database.read(tie_table.desk_named, name)
        if not known:
            names = await self.desk_names()
            listed = f"; the desks are {', '.join(names)}." if names else "; there is none yet."
            raise UsageError(f"there is no desk {name!r}{did_you_mean(name, names) or listed}")
        return known

    async def desks_of(self, thread_id: str) -> tuple[str, ...]:
        """Return the desks that a thread is tagged with."""
        return await self._workspace.database.read(tie_table.desks_of, thread_id)

    async def tag(self, thread_ids: Sequence[str], desk: str, *, tied: bool = True) -> TieChange:
        """Put threads on a desk, or take them off it. Raises UsageError for a desk without a name."""
        name = " ".join(desk.split())[:_LONGEST_NAME]
        if not name:
            raise UsageError("A desk needs a name.")
        return await self._tie(TieKind.DESK, name, thread_ids, tied=tied)

    async def attach(self, thread_ids: Sequence[str], question: Rule, *, tied: bool = True) -> TieChange:
        """Tie threads to a question, or untie them."""
        return await self._tie(TieKind.QUESTION, str(question.id), thread_ids, tied=tied)

    async def why(self, thread_id: str) -> tuple[str, ...]:
        """Return the rules and questions that a thread matches, with the words that match, in sentences."""
        read = self._workspace.database.read
        found, muted = await read(row_table.rules_of, thread_id), await read(match_table.rules_that_mute, thread_id)
        return tuple(_sentence(rule, match, is_muted=rule.id in muted) for rule, match in found)

    async def _tie(self, kind: TieKind, name: str, thread_ids: Sequence[str], *, tied: bool) -> TieChange:
        now = self._workspace.now()
        change = await self._workspace.database.run(
            tie_table.tie, kind, name, tuple(thread_ids), now, tied=tied, durable=True
        )
        await follow_rules(self._workspace)
        return change

    async def _complete(self, rule: Rule) -> Rule:
        """Return the rule with a name and the desk as it is spelled; check it."""
        query, name = rule.query.strip(), " ".join(rule.name.split())[:_LONGEST_NAME]
        parsed = self._query(query)
        if parsed is not None:
            await self._workspace.database.read(match_table.check_query, parsed)
        elif not rule.is_question:
            raise UsageError("A rule needs a query.")
        elif not name:
            raise UsageError("A question needs its words.")
        desk = " ".join(rule.desk.split())[:_LONGEST_NAME] if rule.action is RuleAction.TAG else ""
        if rule.action is RuleAction.TAG and not desk:
            raise UsageError("A rule that tags needs the name of a desk.")
        desk = await self._workspace.database.read(tie_table.desk_named, desk) or desk if desk else ""
        return replace(rule, name=name or query, query=query, desk=desk)

    def _query(self, words: str) -> Query | None:
        return parse_saved(words, self._workspace.now())

    async def _unread(self, rule: Rule) -> tuple[int, ...]:
        return await unread_for(self._workspace, self._query(rule.query)) if rule.on else ()

    async def _problem(self, rule: Rule) -> str:
        try:
            query = self._query(rule.query)
            if query is not None:
                await self._workspace.database.read(match_table.check_query, query)
        except QueryError as error:
            return str(error)
        return ""


def _sentence(rule: Rule, match: MatchedThread, *, is_muted: bool) -> str:
    """Return what a rule does with a thread that it matches, and the words of the match."""
    if match.by_hand:
        return f"{_SAYS[rule.action]} “{rule.name}” by hand."
    kept = rule.action is RuleAction.MUTE and not is_muted
    does = (
        "Not muted, as you keep it or another rule lifts it, although it matches the rule"
        if kept
        else _SAYS[rule.action]
    )
    return f"{does} “{rule.name}”: “{match.words}”."
