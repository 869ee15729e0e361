"""From a parsed query to a condition of an SQL statement. Every value of the query is a parameter.

The conditions on stories are about a row `s` of `stories`, those on threads about a row `t` of `threads`. Each finds
its rows by an index, or is checked on the rows that another one finds.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.model.errors import QueryError
from briefing.model.query import (
    AllOf,
    AnyOf,
    HasVerdict,
    Independent,
    InLanguage,
    Leaf,
    Named,
    NameField,
    Not,
    OfKind,
    Published,
    Query,
    Term,
    Words,
)
from briefing.model.verdict import Verdict
from briefing.store.actor_overrides import overrides
from briefing.store.timestamps import to_timestamp
from briefing.text.nearest import did_you_mean

_EVER = 2**62
_WORDS = "s.id IN (SELECT rowid FROM text_index WHERE text_index MATCH {})"
_OUTLET = """(s.outlet, s.domain) IN (
        SELECT o.outlet, o.domain FROM outlet_index AS i JOIN outlets AS o ON o.id = i.rowid
        WHERE outlet_index MATCH {}
    )"""
_NAMES = """
        SELECT n.key FROM name_index AS i JOIN names AS n ON n.id = i.rowid WHERE name_index MATCH {0}
        UNION SELECT j.key FROM json_each({1}) AS j WHERE j.value IN (
            SELECT n.key FROM name_index AS i JOIN names AS n ON n.id = i.rowid WHERE name_index MATCH {0}
        )"""
_ACTOR = f"s.newest IN (SELECT a.snapshot_id FROM actors AS a WHERE a.key IN ({_NAMES}))"  # noqa: S608 - constants
_SPEAKER = f"s.newest IN (SELECT q.snapshot_id FROM quotes AS q WHERE q.speaker_key IN ({_NAMES}))"  # noqa: S608 - constants
_DESK = """EXISTS (
        SELECT 1 FROM entries AS e JOIN feeds AS f ON f.id = e.feed_id
        WHERE e.story_id = s.id AND f.folder = {} COLLATE NOCASE
    )"""
_LANGUAGE = "(s.language = {0} OR (s.language > {0} || '-' AND s.language < {0} || '.'))"
_PUBLISHED = "s.published BETWEEN {} AND {}"

_OF_THREADS = "s.id IN (SELECT m.story_id FROM threads AS t JOIN memberships AS m ON m.thread_id = t.id WHERE {})"
_OF_ITS_THREAD = """EXISTS (
        SELECT 1 FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id WHERE m.story_id = s.id AND {}
    )"""
_WITH_A_STORY = """t.id IN (
        SELECT m.thread_id FROM stories AS s JOIN memberships AS m ON m.story_id = s.id WHERE {}
    )"""

_VERDICT = "(t.closed IS NULL AND t.verdict = {})"
_TOPIC = """(t.topic_id IS NOT NULL AND t.topic_id IN (
        SELECT p.id FROM topics AS p WHERE p.id = {0} OR (p.closed IS NULL AND instr(lower(p.name), {0}) > 0)
        UNION SELECT p.redirect_to FROM topics AS p WHERE p.id = {0} AND p.redirect_to IS NOT NULL
    ))"""
_INDEPENDENT = "t.independent_count BETWEEN {} AND {}"
_ALONE = "t.story_count = 1"
_NOT_ALONE = "t.story_count > 1"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, with the values of its parameters by name."""

    sql: str
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a search asks the index for, "" if nothing ranks its stories, and the condition that is left."""

    match: str
    rest: Condition


def condition_on_threads(connection: sqlite3.Connection, query: Query) -> Condition:
    """Return the condition that a thread `t` meets if it matches. Raise QueryError for a desk that there is not."""
    compiler = _Compiler(connection)
    return Condition(compiler.on_thread(query.term), compiler.parameters)


def ranked_condition(connection: sqlite3.Connection, query: Query) -> Ranked:
    """Return the words that all matching stories have, and the condition on a story `s` that is left without them."""
    compiler = _Compiler(connection)
    terms = query.term.terms if isinstance(query.term, AllOf) else (query.term,)
    words = [term for term in terms if _only_words(term)]
    rest = [compiler.on_story(term) for term in terms if not _only_words(term)]
    return Ranked(_match(words), Condition(" AND ".join(rest) or "1", compiler.parameters))


class _Compiler:
    """Collects the parameters while it turns terms into conditions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.parameters: dict[str, object] = {}

    def on_story(self, term: Term) -> str:
        """Return the condition on a story."""
        if _only_words(term):
            return self._with(_WORDS, _match([term]))
        if isinstance(term, Not):
            return f"NOT ({self.on_story(term.term)})"
        if isinstance(term, AnyOf):
            return self._joined(term.terms, " OR ", self.on_story)
        if isinstance(term, AllOf):
            words = [each for each in term.terms if _only_words(each)]
            others = [self.on_story(each) for each in term.terms if not _only_words(each)]
            return f"({' AND '.join([*self._words(words), *others])})"
        if _is_of_thread(term):
            # Few threads have been decided, and few belong to one topic; of the others, only those at hand are checked.
            few = (isinstance(term, HasVerdict) and term.verdict is not Verdict.NEW) or isinstance(term, Named)
            return (_OF_THREADS if few else _OF_ITS_THREAD).format(self._thread_leaf(term))
        return self._story_leaf(term)

    def on_thread(self, term: Term) -> str:
        """Return the condition on a thread."""
        if isinstance(term, Not):
            return f"NOT ({self.on_thread(term.term)})"
        if isinstance(term, AnyOf):
            return self._joined(term.terms, " OR ", self.on_thread)
        if isinstance(term, AllOf):
            of_thread = [each for each in term.terms if _is_of_thread(each) or _has_not(each)]
            of_story = tuple(each for each in term.terms if each not in of_thread)
            parts = [self.on_thread(each) for each in of_thread]
            if of_story:
                one = AllOf(of_story) if len(of_story) > 1 else of_story[0]
                parts.append(_WITH_A_STORY.format(self.on_story(one)))
            return f"({' AND '.join(parts)})"
        return self._thread_leaf(term) if _is_of_thread(term) else _WITH_A_STORY.format(self.on_story(term))

    def _joined(self, terms: Sequence[Term], operator: str, compile_term: Callable[[Term], str]) -> str:
        return f"({operator.join(compile_term(each) for each in terms)})"

    def _words(self, words: Sequence[Term]) -> list[str]:
        return [self._with(_WORDS, _match(words))] if words else []

    def _thread_leaf(self, leaf: Term) -> str:
        match leaf:
            case HasVerdict(verdict):
                return self._with(_VERDICT, verdict.value)
            case Independent(least, most):
                return self._with(_INDEPENDENT, least, _EVER if most is None else most)
            case OfKind(single):
                return _ALONE if single else _NOT_ALONE
            case Named(NameField.TOPIC, name):
                return self._with(_TOPIC, name.lower())
        raise AssertionError(leaf)

    def _story_leaf(self, leaf: Leaf) -> str:
        match leaf:
            case InLanguage(code):
                return self._with(_LANGUAGE, code)
            case Published(after, before):
                earliest = -_EVER if after is None else to_timestamp(after)
                return self._with(_PUBLISHED, earliest, _EVER if before is None else to_timestamp(before))
            case Named(NameField.OUTLET):
                return self._with(_OUTLET, _outlet_match(leaf))
            case Named(NameField.ACTOR):
                return self._with(_ACTOR, _all_words(leaf.words, leaf.beginning), self._aliases())
            case Named(NameField.SPEAKER):
                return self._with(_SPEAKER, _all_words(leaf.words, leaf.beginning), self._aliases())
            case Named(NameField.DESK):
                return self._with(_DESK, self._desk(leaf))
        raise AssertionError(leaf)

    def _aliases(self) -> str:
        return json.dumps(overrides(self._connection).names)

    def _desk(self, named: Named) -> str:
        rows = self._connection.execute("SELECT DISTINCT folder FROM feeds WHERE folder <> '' ORDER BY folder")
        folders = [row[0] for row in rows]
        for folder in folders:
            if folder.casefold() == named.name.casefold():
                return str(folder)
        known = "; no feed is in a folder" if not folders else f"; the folders of your feeds are {', '.join(folders)}"
        near = did_you_mean(named.name, folders) or f"{known}."
        sentence = f"there is no desk {named.name!r} (character {named.start + 1}){near}"
        raise QueryError(sentence, named.start, named.start + len(named.name))

    def _with(self, fragment: str, *values: object) -> str:
        """Return a fragment with a parameter in place of each of its values."""
        names = []
        for value in values:
            name = f"q{len(self.parameters)}"
            self.parameters[name] = value
            names.append(f":{name}")
        return fragment.format(*names)


def _is_of_thread(term: Term) -> bool:
    if isinstance(term, Named):
        return term.field is NameField.TOPIC
    return isinstance(term, HasVerdict | Independent | OfKind)


def _has_not(term: Term) -> bool:
    if isinstance(term, AllOf | AnyOf):
        return any(_has_not(each) for each in term.terms)
    return isinstance(term, Not)


def _only_words(term: Term) -> bool:
    if isinstance(term, AllOf | AnyOf):
        return all(_only_words(each) for each in term.terms)
    return isinstance(term, Words)


# The syntax of the index: every word is in quotation marks, so that none is an operator.


def _match(terms: Sequence[Term]) -> str:
    return " AND ".join(_match_of(term) for term in terms)


def _match_of(term: Term) -> str:
    match term:
        case Words(words, beginning):
            return _phrase(words, beginning)
        case AllOf(terms):
            return f"({' AND '.join(_match_of(each) for each in terms)})"
        case AnyOf(terms):
            return f"({' OR '.join(_match_of(each) for each in terms)})"
    raise AssertionError(term)


def _phrase(words: Sequence[str], beginning: bool) -> str:
    return f'"{" ".join(words)}"{"*" if beginning else ""}'


def _all_words(words: Sequence[str], beginning: bool) -> str:
    last = len(words) - 1
    return " AND ".join(_phrase([word], beginning and place == last) for place, word in enumerate(words))


def _outlet_match(named: Named) -> str:
    """Return what finds an outlet by the words of its name, or by its domain, which has a dot in it."""
    by_name = f"outlet : ({_all_words(named.words, named.beginning)})"
    return f"({by_name}) OR (domain : {_phrase(named.words, named.beginning)})" if "." in named.name else by_name
