"""The names that rules, questions and the watch list ask for: the texts that have them are read in every refresh."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from briefing.model.actor_override import ActorOverrides
from briefing.model.errors import QueryError
from briefing.model.query import AllOf, Query, Words
from briefing.query.fields import words_in
from briefing.query.parser import parse_saved
from briefing.services.workspace import Workspace
from briefing.store import actor_overrides as override_table
from briefing.store import rules as rule_table
from briefing.store import texts_to_read as waiting_table
from briefing.store.texts_to_read import WantedName

EVER = datetime(1970, 1, 1, tzinfo=UTC)


async def names_of_rules(workspace: Workspace) -> tuple[WantedName, ...]:
    """Return the names that the rules and questions that are on, and the watch list, ask for."""
    overrides = await workspace.database.read(override_table.overrides)
    queries = []
    for rule in await workspace.database.read(rule_table.rules):
        with suppress(QueryError):  # such a rule keeps its matches
            queries.append(parse_saved(rule.query, workspace.now()) if rule.on else None)
    asked = [name for query in queries for name in _names(query)]
    watched = [WantedName(words_in(key)) for home in overrides.watched for key in overrides.keys_of(home)]
    return await asyncio.to_thread(_with_other_names, [*asked, *watched], overrides)


async def unread_for(workspace: Workspace, query: Query | None) -> tuple[int, ...]:
    """Return the stories that have not been read and may have an actor or speaker that a query asks for.

    Like the functions below, it returns the latest filed story first, and is quick if all texts have been read.
    """
    return await _unread(workspace, _names(query))


async def unread_naming(workspace: Workspace, words: str) -> tuple[int, ...]:
    """Return the stories that have not been read and may name someone in whose name words begin with `words`."""
    wanted = words_in(words)
    return await _unread(workspace, [WantedName(wanted, beginning=True)] if wanted else [])


async def unread_about(workspace: Workspace, key: str) -> tuple[int, ...]:
    """Return the stories that have not been read and may name the actor with a key."""
    overrides = await workspace.database.read(override_table.overrides)
    return await _unread(workspace, [WantedName(words_in(each)) for each in overrides.keys_of(key)])


async def _unread(workspace: Workspace, names: Sequence[WantedName]) -> tuple[int, ...]:
    if not names or not await workspace.database.read(waiting_table.count_not_read):
        return ()
    overrides = await workspace.database.read(override_table.overrides)
    wanted = await asyncio.to_thread(_with_other_names, names, overrides)
    return await workspace.database.read(waiting_table.not_read_naming, wanted, EVER)


def _names(query: Query | None) -> list[WantedName]:
    """Return the names that a query asks for, each with the words that the same story must have.

    What stands after `-` is asked of every story of a thread.
    """
    if query is None:
        return []
    terms = query.term.terms if isinstance(query.term, AllOf) else (query.term,)
    words = tuple(term for term in terms if isinstance(term, Words))
    return [WantedName(each.words, each.beginning, words if each in terms else ()) for each in query.people]


def _with_other_names(names: Sequence[WantedName], overrides: ActorOverrides) -> tuple[WantedName, ...]:
    """Return names with the other names of the same actors: those that the user gave, and those of the word lists."""
    if not names:
        return ()
    from briefing.analysis.language.lexicon import lexicon  # slow, and most users do not need it

    lists = lexicon()
    found = dict.fromkeys(names)
    for others in (overrides.names, lists.organisations_low, lists.place_names):
        found.update(dict.fromkeys(_standing_for(names, others)))
    return tuple(found)


def _standing_for(names: Sequence[WantedName], others: Mapping[str, str]) -> Iterator[WantedName]:
    """Yield the keys of `others` whose values one of `names` may mean."""
    for other, home in others.items():
        words = words_in(home.casefold())
        yield from (WantedName(words_in(other), beside=name.beside) for name in names if _fits(name, words))


def _fits(name: WantedName, words: Sequence[str]) -> bool:
    *whole, last = (word.casefold() for word in name.words)
    begun = any(word.startswith(last) for word in words) if name.beginning else last in words
    return begun and all(word in words for word in whole)
