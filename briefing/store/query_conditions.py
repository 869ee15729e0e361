"""From a parsed query to a condition of an SQL statement. Every value of the query is a parameter.

The conditions on stories are about a row `s` of `stories`, those on threads about a row `t` of `threads`. Each finds
its rows by an index, or is checked on the rows that another one finds.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence

from briefing.frozen import dataclass
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
from briefing.model.rule import DeskRow
from briefing.model.verdict import Verdict
from briefing.store.actor_overrides import overrides
from briefing.store.ties import desks
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
_LANGUAGE = "(s.language = {0} OR (s.language > {0} || '-' AND s.language < {0} || '.'))"
_PUBLISHED = "s.published BETWEEN {} AND {}"

_OF_THREADS = "s.id IN (SELECT m.story_id FROM threads AS t JOIN memberships AS m ON m.thread_id = t.id WHERE {})"
_OF_ITS_THREAD = """EXISTS (
        SELECT 1 FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id WHERE m.story_id = s.id AND {}
    )"""
_WITH_A_STORY = """t.number IN (
        SELECT p.thread_number FROM stories AS s CROSS JOIN story_threads AS p ON p.story_id = s.id WHERE {}
    )"""
_WITH_WORDS = """t.number IN (
        SELECT p.thread_number FROM text_index AS x CROSS JOIN story_threads AS p ON p.story_id = x.rowid
        WHERE text_index MATCH {}
    )"""

# The same conditions for a few known stories and threads: each is looked up, and the index of words is read only in
# their range of ids.
_WORDS_OF_FEW = """s.id IN (
        SELECT rowid FROM text_index WHERE text_index MATCH {} AND rowid BETWEEN :least AND :most
    )"""
_ACTOR_OF_FEW = f"EXISTS (SELECT 1 FROM actors AS a WHERE a.snapshot_id = s.newest AND +a.key IN ({_NAMES}))"  # noqa: S608 - constants
_SPEAKER_OF_FEW = f"EXISTS (SELECT 1 FROM quotes AS q WHERE q.snapshot_id = s.newest AND +q.speaker_key IN ({_NAMES}))"  # noqa: S608 - constants
_WITH_A_STORY_OF_FEW = """EXISTS (
        SELECT 1 FROM memberships AS m JOIN stories AS s ON s.id = m.story_id WHERE m.thread_id = t.id AND {}
    )"""

_VERDICT = "(t.closed IS NULL AND t.verdict = {})"
_TOPIC = """(t.topic_id IS NOT NULL AND t.topic_id IN (
        SELECT p.id FROM topics AS p WHERE p.id = {0} OR (p.closed IS NULL AND instr(lower(p.name), {0}) > 0)
        UNION SELECT p.redirect_to FROM topics AS p WHERE p.id = {0} AND p.redirect_to IS NOT NULL
    ))"""
_TAGGED = """(
        (
            t.id IN (
                SELECT x.thread_id FROM ties AS x WHERE x.kind = 'desk' AND x.name = {0} AND x.tied
                UNION SELECT k.thread_id FROM rules AS r JOIN rule_matches AS k ON k.rule_id = r.id
                WHERE r.action = 'tag' AND r.desk = {0}
                /* threads of the folder */
            )
            /* or from the folder */
        )
        AND t.id NOT IN (SELECT x.thread_id FROM ties AS x WHERE x.kind = 'desk' AND x.name = {0} AND NOT x.tied)
    )"""
_IN_FOLDER = _TAGGED.replace(
    "/* threads of the folder */",
    """UNION ALL SELECT m.thread_id FROM entries AS e CROSS JOIN memberships AS m ON m.story_id = e.story_id
                WHERE e.feed_id IN (
                    SELECT id FROM feeds WHERE folder = {0} COLLATE NOCASE
                    UNION SELECT feed_id FROM feed_groups WHERE name = {0} COLLATE NOCASE
                )""",
)
_FEW_IN_FOLDER = _TAGGED.replace(
    "/* or from the folder */",
    """OR EXISTS (
                SELECT 1 FROM memberships AS m JOIN entries AS e ON e.story_id = m.story_id
                JOIN feeds AS f ON f.id = e.feed_id WHERE m.thread_id = t.id AND f.id IN (
                    SELECT id FROM feeds WHERE folder = {0} COLLATE NOCASE
                    UNION SELECT feed_id FROM feed_groups WHERE name = {0} COLLATE NOCASE
                )
            )""",
)
_INDEPENDENT = "t.independent_count BETWEEN {} AND {}"
_ALONE = "t.story_count = 1"
_NOT_ALONE = "t.story_count > 1"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, with the values of its parameters by name."""

    sql: str
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Forms:
    """How conditions find their rows; `span` is the range of ids of few stories, None for all."""

    words: str = _WORDS
    actor: str = _ACTOR
    speaker: str = _SPEAKER
    with_a_story: str = _WITH_A_STORY
    of_threads: str = _OF_THREADS
    in_folder: str = _IN_FOLDER
    span: tuple[int, int] | None = None


_OF_ALL = _Forms()


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a search asks the index for, "" if nothing ranks its stories, and the condition that is left."""

    match: str
    rest: Condition


def condition_on_threads(connection: sqlite3.Connection, query: Query, *, strict: bool = True) -> Condition:
    """Return the condition that a thread `t` meets if it matches.

    For a desk that does not exist, raise QueryError; if not `strict`, it has no threads.
    """
    compiler = _Compiler(connection, strict=strict)
    return Condition(compiler.on_thread(query.term), compiler.parameters)


def condition_on_stories(
    connection: sqlite3.Connection, query: Query, span: tuple[int, int] | None = None, *, strict: bool = True
) -> Condition:
    """Return the condition that a story `s` meets if it matches; with a `span` of ids, of the stories in it."""
    compiler = _Compiler(connection, _of_few(span) if span else _OF_ALL, strict=strict)
    return Condition(compiler.on_story(query.term), compiler.parameters)


def condition_on_few_threads(connection: sqlite3.Connection, query: Query, span: tuple[int, int]) -> Condition:
    """Return the condition that a thread `t` meets if it matches, for threads whose stories have ids in a span.

    A desk that does not exist has no threads.
    """
    compiler = _Compiler(connection, _of_few(span), strict=False)
    return Condition(compiler.on_thread(query.term), compiler.parameters)


def condition_on_desk(desk: DeskRow) -> Condition:
    """Return the condition that a thread `t` meets if it is on a desk."""
    return Condition((_IN_FOLDER if desk.is_folder else _TAGGED).format(":desk"), {"desk": desk.name})


def _of_few(span: tuple[int, int]) -> _Forms:
    return _Forms(
        _WORDS_OF_FEW, _ACTOR_OF_FEW, _SPEAKER_OF_FEW, _WITH_A_STORY_OF_FEW, _OF_ITS_THREAD, _FEW_IN_FOLDER, span
    )


def ranked_condition(connection: sqlite3.Connection, query: Query) -> Ranked:
    """Return the words that all matching stories have, and the condition on a story `s` that is left without them."""
    compiler = _Compiler(connection)
    terms = query.term.terms if isinstance(query.term, AllOf) else (query.term,)
    words = [term for term in terms if _only_words(term)]
    rest = [compiler.on_story(term) for term in terms if not _only_words(term)]
    return Ranked(_match(words), Condition(" AND ".join(rest) or "1", compiler.parameters))


class _Compiler:
    """Collects the parameters while it turns terms into conditions."""

    def __init__(self, connection: sqlite3.Connection, forms: _Forms = _OF_ALL, *, strict: bool = True) -> None:
        self._connection = connection
        self._strict = strict
        self._forms = forms
        least, most = forms.span or (0, 0)
        self.parameters: dict[str, object] = {"least": least, "most": most} if forms.span else {}

    def on_story(self, term: Term) -> str:
        """Return the condition on a story."""
        if _only_words(term):
            return self._with(self._forms.words, _match([term]))
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
            few = term != HasVerdict(Verdict.NEW) if isinstance(term, HasVerdict) else _is_topic(term)
            return (self._forms.of_threads if few else _OF_ITS_THREAD).format(self._thread_leaf(term))
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
                parts.append(self._with_a_story(one))
            return f"({' AND '.join(parts)})"
        return self._thread_leaf(term) if _is_of_thread(term) else self._with_a_story(term)

    def _with_a_story(self, term: Term) -> str:
        """Return the condition on a thread that one of its stories matches; words need no row of the story."""
        if self._forms.span is None and _only_words(term):
            return self._with(_WITH_WORDS, _match([term]))
        return self._forms.with_a_story.format(self.on_story(term))

    def _joined(self, terms: Sequence[Term], operator: str, compile_term: Callable[[Term], str]) -> str:
        return f"({operator.join(compile_term(each) for each in terms)})"

    def _words(self, words: Sequence[Term]) -> list[str]:
        return [self._with(self._forms.words, _match(words))] if words else []

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
            case Named(NameField.DESK):
                desk = self._desk(leaf)
                return self._with(self._forms.in_folder if desk.is_folder else _TAGGED, desk.name)
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
                return self._with(self._forms.actor, all_words(leaf.words, leaf.beginning), self._aliases())
            case Named(NameField.SPEAKER):
                return self._with(self._forms.speaker, all_words(leaf.words, leaf.beginning), self._aliases())
        raise AssertionError(leaf)

    def _aliases(self) -> str:
        return json.dumps(overrides(self._connection).names)

    def _desk(self, named: Named) -> DeskRow:
        known = desks(self._connection)
        for desk in known:
            if desk.name.casefold() == named.name.casefold():
                return desk
        if not self._strict or named.start < 0:
            return DeskRow(named.name)
        names = [desk.name for desk in known]
        listed = "; there is none yet" if not names else f"; the desks are {', '.join(names)}"
        near = did_you_mean(named.name, names) or f"{listed}."
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
        return term.field in (NameField.TOPIC, NameField.DESK)
    return isinstance(term, HasVerdict | Independent | OfKind)


def _is_topic(term: Term) -> bool:
    return isinstance(term, Named) and term.field is NameField.TOPIC


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
    return " AND ".join(match_of(term) for term in terms)


def match_of(term: Term) -> str:
    """Return what finds the stories that have the words of a term, which has nothing but words."""
    match term:
        case Words(words, beginning):
            return _phrase(words, beginning)
        case AllOf(terms):
            return f"({' AND '.join(match_of(each) for each in terms)})"
        case AnyOf(terms):
            return f"({' OR '.join(match_of(each) for each in terms)})"
    raise AssertionError(term)


def _phrase(words: Sequence[str], beginning: bool) -> str:
    return f'"{" ".join(words)}"{"*" if beginning else ""}'


def all_words(words: Sequence[str], beginning: bool) -> str:
    """Return what finds the rows with all of `words`; if `beginning`, the last may be the beginning of one."""
    last = len(words) - 1
    return " AND ".join(_phrase([word], beginning and place == last) for place, word in enumerate(words))


def _outlet_match(named: Named) -> str:
    """Return what finds an outlet by the words of its name, or by its domain, which has a dot in it."""
    by_name = f"outlet : ({all_words(named.words, named.beginning)})"
    return f"({by_name}) OR (domain : {_phrase(named.words, named.beginning)})" if "." in named.name else by_name
