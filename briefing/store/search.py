"""Full-text search over the newest text of every story."""

import re
import sqlite3
from typing import NamedTuple

from briefing.model.query import AllOf, AnyOf, Not, Query, Term, Words
from briefing.model.spans import Span
from briefing.model.views import SearchHit
from briefing.query.matching import folded, pattern_of
from briefing.store.query_conditions import Ranked, ranked_condition
from briefing.store.timestamps import from_timestamp

PASSAGE = 240
"""Characters of a passage."""
MOST_RANKED = 2_000
"""The matches that are ranked are the latest filed: a common word matches every other story, old ones included."""
_COMMON = MOST_RANKED
"""A word with this many matches is not read as the beginning of others: their matches would have to be merged first."""
_SHORT = 3
"""In a large store, fewer letters than this are the beginning of too many words."""
_LARGE = 20_000
"""Stories of a large store."""
_BEFORE = 60
"""Characters shown before the first match."""


def search(connection: sqlite3.Connection, query: Query, *, limit: int = 100) -> tuple[SearchHit, ...]:
    """Return the stories that match, those that match best first; the latest first if no words rank them.

    Raises QueryError for a desk that does not exist.
    """
    query = with_whole_words(connection, query)
    ranked = ranked_condition(connection, query)
    parameters = {**ranked.rest.parameters, "match": ranked.match, "limit": limit, "ranked": MOST_RANKED}
    rows = connection.execute(statement_for(ranked), parameters)
    pattern = pattern_of(query)
    return tuple(_hit(row, pattern) for row in rows)


def with_whole_words(connection: sqlite3.Connection, query: Query) -> Query:
    """Return a query in which a last word that begins very many others is a whole word, unless a * is after it."""
    if "*" in query.text:
        return query
    return Query(query.text, _with_whole_words(connection, query.term))


def _with_whole_words(connection: sqlite3.Connection, term: Term) -> Term:
    """Return a term in which a last word that begins very many others is a whole word."""
    match term:
        case Words(words, beginning=True) if _begins_too_many(connection, words[-1]):
            return Words(words)
        case AllOf(terms):
            return AllOf(tuple(_with_whole_words(connection, each) for each in terms))
        case AnyOf(terms):
            return AnyOf(tuple(_with_whole_words(connection, each) for each in terms))
        case Not(inner):
            return Not(_with_whole_words(connection, inner))
    return term


def _begins_too_many(connection: sqlite3.Connection, word: str) -> bool:
    matches = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT ?)", (f'"{word}"', _COMMON)
    ).fetchone()[0]
    if matches == _COMMON:
        return True
    stories = connection.execute("SELECT count(*) FROM (SELECT 1 FROM stories LIMIT ?)", (_LARGE,)).fetchone()[0]
    return len(word) < _SHORT and word.isascii() and stories == _LARGE


def statement_for(ranked: Ranked) -> str:
    """Return the statement of a search; the condition that is left replaces `/* rest */`."""
    return (_MATCHING if ranked.match else _LATEST).replace("/* rest */", ranked.rest.sql)


_MATCHING = """
    SELECT s.id, s.title, s.outlet, s.published, n.text, m.thread_id, (
        SELECT count(*) FROM memberships AS o JOIN stories AS p ON p.id = o.story_id
        WHERE o.thread_id = m.thread_id AND (p.published, p.id) <= (s.published, s.id)
    ) AS number
    FROM (
        SELECT id, rank
        FROM (
            SELECT x.rowid AS id, bm25(text_index, 4.0, 1.0) AS rank
            FROM text_index AS x CROSS JOIN stories AS s ON s.id = x.rowid
            WHERE text_index MATCH :match AND /* rest */
            ORDER BY x.rowid DESC
            LIMIT :ranked
        )
        ORDER BY rank, id DESC
        LIMIT :limit
    ) AS found
    JOIN stories AS s ON s.id = found.id
    JOIN snapshots AS n ON n.id = s.newest
    LEFT JOIN memberships AS m ON m.story_id = s.id
    ORDER BY found.rank, s.id DESC
"""

_LATEST = """
    SELECT s.id, s.title, s.outlet, s.published, n.text, m.thread_id, (
        SELECT count(*) FROM memberships AS o JOIN stories AS p ON p.id = o.story_id
        WHERE o.thread_id = m.thread_id AND (p.published, p.id) <= (s.published, s.id)
    ) AS number
    FROM stories AS s
    JOIN snapshots AS n ON n.id = s.newest
    LEFT JOIN memberships AS m ON m.story_id = s.id
    WHERE /* rest */
    ORDER BY s.published DESC, s.id DESC
    LIMIT :limit
"""


def _hit(row: sqlite3.Row, pattern: re.Pattern[str] | None) -> SearchHit:
    found = passage_of(row["text"] or row["title"], pattern)
    return SearchHit(
        thread=row["thread_id"] or "",
        story=row["id"],
        n=row["number"],
        title=row["title"],
        outlet=row["outlet"],
        published=from_timestamp(row["published"]),
        passage=found.words,
        matches=found.matches,
        at=found.first if row["text"] else None,
        cut_before=found.cut_before,
        cut_after=found.cut_after,
    )


class Passage(NamedTuple):
    """A part of a text on one line, the spans of the matches in it, and the offset of the first match in the text."""

    words: str
    matches: tuple[Span, ...]
    first: int | None
    cut_before: bool
    cut_after: bool


def passage_of(text: str, pattern: re.Pattern[str] | None) -> Passage:
    """Return the part of `text` around its first match, or its beginning if there is none."""
    text = text.replace("\n", " ")
    plain = folded(text)
    first = pattern.search(plain) if pattern else None
    start = 0 if first is None else _word_start(text, max(0, first.start() - _BEFORE))
    words = _cut_to_word(text[start : start + PASSAGE + 1])
    within = pattern.finditer(folded(words)) if pattern else ()
    return Passage(
        words=words,
        matches=tuple(Span(match.start(), match.end()) for match in within),
        first=first.start() if first else None,
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[start + len(words) :].strip()),
    )


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    space = re.compile(r"\s").search(text, place)
    return place if space is None else space.end()


def _cut_to_word(text: str) -> str:
    if len(text) <= PASSAGE:
        return text.rstrip()
    cut = text.rfind(" ", 0, PASSAGE)
    return text[: cut if cut > PASSAGE // 2 else PASSAGE].rstrip()
