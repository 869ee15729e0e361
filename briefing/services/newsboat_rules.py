"""Stores newsboat's query feeds as rules: each becomes a desk with the threads that its query matches."""

from collections.abc import Sequence

from briefing.feeds.newsboat_queries import QueryFeed
from briefing.model.errors import QueryError
from briefing.model.rule import Rule, RuleAction
from briefing.services.rules import Rules
from briefing.services.workspace import Workspace
from briefing.store import rules as rule_table


async def add_rules(workspace: Workspace, queries: Sequence[QueryFeed]) -> tuple[str, ...]:
    """Store a rule for each query feed that has none yet, and return a note on each, also on those that are there."""
    known = {rule.name.casefold() for rule in await workspace.database.read(rule_table.rules)}
    notes: list[str] = []
    for query in queries:
        if query.name.casefold() in known:
            notes.append(f"query feed {query.name}: a rule of this name is already there")
            continue
        try:
            await Rules(workspace).save(Rule(RuleAction.TAG, query.name, query.query, desk=query.name))
        except QueryError as error:
            notes.append(f"query feed {query.name}: left out: {error}")
            continue
        known.add(query.name.casefold())
        left_out = f"; left out: {', '.join(query.left_out)}" if query.left_out else ""
        notes.append(f"query feed {query.name}: now a rule for the desk {query.name}: {query.query}{left_out}")
    return tuple(notes)
