"""A second, plain way to answer queries: every story and thread is looked at, without any index."""

import re
import sqlite3
import unicodedata
from dataclasses import dataclass, replace

import Stemmer

from briefing.model.actor_override import ActorOverrides
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
    Term,
    Words,
)
from briefing.store.actor_overrides import overrides
from briefing.store.timestamps import to_timestamp

_STEM = Stemmer.Stemmer("porter").stemWord
_THREAD_FIELDS = (HasVerdict, Independent, OfKind)


@dataclass(frozen=True)
class Facts:
    """What is known about one story and its thread."""

    id: int
    title: str
    text: str
    outlet: str
    domain: str
    language: str
    published: int
    actors: tuple[str, ...]
    speakers: tuple[str, ...]
    desks: tuple[str, ...]
    """Those of its thread."""
    thread: str
    verdict: str
    independent: int
    stories: int
    topic: str


def facts_of(connection: sqlite3.Connection) -> list[Facts]:
    """Return the facts of every story."""
    known = overrides(connection)
    rows = connection.execute(
        """
        SELECT s.id, s.title, n.text, s.outlet, s.domain, s.language, s.published, s.newest, t.id AS thread,
            t.verdict, t.independent_count, t.story_count, p.id || ' ' || p.name AS topic
        FROM stories AS s JOIN snapshots AS n ON n.id = s.newest
        LEFT JOIN memberships AS m ON m.story_id = s.id LEFT JOIN threads AS t ON t.id = m.thread_id
        LEFT JOIN topics AS p ON p.id = t.topic_id
        """
    ).fetchall()
    return [_facts(connection, row, known) for row in rows]


def _facts(connection: sqlite3.Connection, row: sqlite3.Row, known: ActorOverrides) -> Facts:
    def column(query: str, value: int) -> tuple[str, ...]:
        return tuple(each[0] for each in connection.execute(query, (value,)))

    def names(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple({name for key in keys for name in (key, known.known_as(key))})

    return Facts(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        outlet=row["outlet"],
        domain=row["domain"],
        language=row["language"],
        published=row["published"],
        actors=names(column("SELECT key FROM actors WHERE snapshot_id = ?", row["newest"])),
        speakers=names(column("SELECT speaker_key FROM quotes WHERE snapshot_id = ?", row["newest"])),
        desks=_desks(connection, row["thread"]),
        thread=row["thread"] or "",
        verdict=row["verdict"] or "",
        independent=row["independent_count"] or 0,
        stories=row["story_count"] or 0,
        topic=row["topic"] or "",
    )


def _desks(connection: sqlite3.Connection, thread: str) -> tuple[str, ...]:
    folders = connection.execute(
        """
        SELECT f.folder FROM memberships AS m JOIN entries AS e ON e.story_id = m.story_id
        JOIN feeds AS f ON f.id = e.feed_id WHERE m.thread_id = ?
        """,
        (thread,),
    )
    found = {folder.casefold() for (folder,) in folders}
    ties = connection.execute("SELECT name, tied FROM ties WHERE kind = 'desk' AND thread_id = ?", (thread,))
    for name, tied in ties.fetchall():
        found = found | {name.casefold()} if tied else found - {name.casefold()}
    return tuple(found)


def story_matches(term: Term, story: Facts) -> bool:
    """Return whether a story matches."""
    match term:
        case Not(inner):
            return not story_matches(inner, story)
        case AllOf(terms):
            return all(story_matches(each, story) for each in terms)
        case AnyOf(terms):
            return any(story_matches(each, story) for each in terms)
    return _leaf_matches(term, story)


def thread_matches(term: Term, stories: list[Facts]) -> bool:
    """Return whether the thread of these stories matches."""
    match term:
        case Not(inner):
            return not thread_matches(inner, stories)
        case AnyOf(terms):
            return any(thread_matches(each, stories) for each in terms)
        case AllOf(terms):
            wanted = [each for each in terms if not _negates(each)]
            one = any(all(story_matches(each, story) for each in wanted) for story in stories)
            return one and all(thread_matches(each, stories) for each in terms if _negates(each))
    return any(_leaf_matches(term, story) for story in stories)


def _negates(term: Term) -> bool:
    return isinstance(term, Not) or (isinstance(term, AllOf | AnyOf) and any(_negates(each) for each in term.terms))


def _leaf_matches(leaf: Leaf, story: Facts) -> bool:
    match leaf:
        case Words():
            return any(_has_phrase(leaf, _stems(text)) for text in (story.title, story.text))
        case InLanguage(code):
            return story.language.partition("-")[0] == code
        case Published(after, before):
            late_enough = after is None or story.published >= to_timestamp(after)
            return late_enough and (before is None or story.published <= to_timestamp(before))
        case HasVerdict(verdict):
            return story.verdict == verdict.value
        case Independent(least, most):
            return bool(story.thread) and least <= story.independent and (most is None or story.independent <= most)
        case OfKind(single):
            return bool(story.thread) and (story.stories == 1) == single
        case Named():
            return _name_matches(leaf, story)
    raise AssertionError(leaf)


def _name_matches(named: Named, story: Facts) -> bool:
    match named.field:
        case NameField.OUTLET:
            return _named_so(named, story.outlet) or ("." in named.name and _domain_matches(named, story.domain))
        case NameField.ACTOR:
            return any(_named_so(named, name) for name in story.actors)
        case NameField.SPEAKER:
            return any(_named_so(named, name) for name in story.speakers)
        case NameField.DESK:
            return any(desk.casefold() == named.name.casefold() for desk in story.desks)
        case NameField.TOPIC:
            return bool(story.topic) and named.name.lower() in story.topic.lower()


def _named_so(named: Named, name: str) -> bool:
    known = _plain_words(name)
    wanted = [_plain_words(word)[0] for word in named.words]
    whole = wanted[:-1] if named.beginning else wanted
    last = [wanted[-1]] if named.beginning else []
    return all(word in known for word in whole) and all(any(each.startswith(word) for each in known) for word in last)


def _domain_matches(named: Named, domain: str) -> bool:
    words = replace(Words(named.words, named.beginning))
    wanted, known = [word.lower() for word in words.words], _plain_words(domain)
    return any(_starts(known[at:], wanted, words.beginning) for at in range(len(known)))


def _has_phrase(phrase: Words, stems: list[str]) -> bool:
    wanted = [_STEM(_plain_words(word)[0]) for word in phrase.words]
    return any(_starts(stems[at:], wanted, phrase.beginning) for at in range(len(stems)))


def _starts(known: list[str], wanted: list[str], beginning: bool) -> bool:
    if len(known) < len(wanted):
        return False
    pairs = list(zip(known, wanted, strict=False))
    return all(
        one == other or (beginning and place == len(wanted) - 1 and one.startswith(other))
        for place, (one, other) in enumerate(pairs)
    )


def _stems(text: str) -> list[str]:
    return [_STEM(word) for word in _plain_words(text)]


def _plain_words(text: str) -> list[str]:
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return re.findall(r"[^\W_]+", plain.lower())
