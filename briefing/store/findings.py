"""Findings in the store: the quotes, actors and citations of each text, and look-up by name."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from briefing.model.actor import ActorKind
from briefing.model.analysis import TextAnalysis
from briefing.model.material import ActorHit, QuoteHit
from briefing.store.connections import plain_rows
from briefing.store.directories import index_names, keys_named
from briefing.store.finding_rows import (
    actors_in,
    add_actors,
    add_citations,
    add_quotes,
    choices_in,
    citations_in,
    count_of_spans,
    quotes_in,
    reasons_in,
    spans_of,
    speaker_key,
    stored_spans,
)
from briefing.store.timestamps import from_timestamp


def save_findings(connection: sqlite3.Connection, rows: Sequence[tuple[int, TextAnalysis]], version: int) -> None:
    """Store what `version` of the analysis found in each snapshot, and remove earlier findings."""
    ids = json.dumps([snapshot_id for snapshot_id, _ in rows])
    texts = dict(
        connection.execute("SELECT id, text FROM snapshots WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    )
    connection.execute("DELETE FROM quotes WHERE snapshot_id IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("DELETE FROM actors WHERE snapshot_id IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("DELETE FROM citations WHERE snapshot_id IN (SELECT value FROM json_each(?))", (ids,))
    for snapshot_id, found in rows:
        add_quotes(connection, snapshot_id, texts[snapshot_id], found.quotes)
        add_actors(connection, snapshot_id, found.actors)
        add_citations(connection, snapshot_id, found.citations)
    index_names(connection)
    connection.executemany(
        """
        INSERT INTO readings (snapshot_id, version, sentences, narrative, key_quotes) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (snapshot_id) DO UPDATE SET version = excluded.version, sentences = excluded.sentences,
            narrative = excluded.narrative, key_quotes = excluded.key_quotes
        """,
        [(snapshot_id, version, *_stored_choices(found)) for snapshot_id, found in rows],
    )
    connection.execute(
        """
        UPDATE stories SET findings_version = :version
        WHERE id IN (SELECT story_id FROM snapshots WHERE id IN (SELECT value FROM json_each(:ids)))
            AND newest IN (SELECT value FROM json_each(:ids))
        """,
        {"version": version, "ids": ids},
    )


def _stored_choices(found: TextAnalysis) -> tuple[str, str | None, str | None]:
    return (
        stored_spans(found.sentences),
        None if found.narrative is None else stored_spans(found.narrative),
        None if found.key_quotes is None else json.dumps(found.key_quotes),
    )


def findings_of(connection: sqlite3.Connection, snapshot_ids: Iterable[int]) -> dict[int, TextAnalysis]:
    """Return the findings of each of these snapshots, without reasons; snapshots not read yet are left out."""
    wanted = list(snapshot_ids)
    ids = json.dumps(wanted)
    quotes, actors, citations = quotes_in(connection, ids), actors_in(connection, ids), citations_in(connection, ids)
    choices = choices_in(connection, ids)
    return {
        number: TextAnalysis(
            quotes=tuple(quotes[number]),
            actors=tuple(actors[number]),
            citations=tuple(citations[number]),
            sentences=choices[number].sentences,
            narrative=choices[number].narrative,
            key_quotes=choices[number].key_quotes,
        )
        for number in wanted
    }


def explained_findings(connection: sqlite3.Connection, snapshot_id: int) -> TextAnalysis:
    """Return the quotes and actors of a snapshot with their reasons."""
    found = findings_of(connection, [snapshot_id])[snapshot_id]
    quotes, actors = reasons_in(connection, snapshot_id)
    return replace(
        found,
        quotes=tuple(replace(quote, reasons=why) for quote, why in zip(found.quotes, quotes, strict=True)),
        actors=tuple(replace(actor, reasons=why) for actor, why in zip(found.actors, actors, strict=True)),
    )


def forget_findings(connection: sqlite3.Connection) -> None:
    """Mark every text to be read again; the findings stay until then."""
    connection.execute("DELETE FROM readings")
    connection.execute("UPDATE stories SET findings_version = 0")


MOST_RANKED = 10_000
"""The findings that are put in order of time are the latest filed: a common name is in every other text of years."""


def quotes_by(connection: sqlite3.Connection, speaker: str, limit: int) -> tuple[QuoteHit, ...]:
    """Return quotes of speakers in whose name words begin with `speaker`, latest stories first; "" matches all."""
    words = speaker_key(speaker).split()
    if not words:
        return tuple(_quote_hit(*row) for row in plain_rows(connection, _LATEST_QUOTES, {"limit": limit}))
    return tuple(_quote_hit(*row) for row in _ranked(connection, _QUOTES_BY, words, limit))


def actor_hits(connection: sqlite3.Connection, name: str, limit: int) -> tuple[ActorHit, ...]:
    """Return actors in whose key words begin with those of `name`, latest stories first; "" matches all."""
    words = speaker_key(name).split()
    if not words:
        return tuple(_actor_hit(*row) for row in plain_rows(connection, _LATEST_ACTORS, {"limit": limit}))
    return tuple(_actor_hit(*row) for row in _ranked(connection, _ACTORS_NAMED, words, limit))


def _ranked(connection: sqlite3.Connection, query: str, words: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
    """Return the findings of names, latest stories first."""
    parameters = {"keys": keys_named(connection, words), "ranked": MOST_RANKED, "limit": limit}
    return sorted(plain_rows(connection, query, parameters), key=lambda row: (-row[0], row[1], row[2]))


_QUOTES = """
    SELECT s.published, s.id, q.position, q.spans, q.name_start, q.name_end, q.role_start, q.role_end,
        q.snapshot_id, n.text, s.title, s.outlet, m.thread_id
    FROM {}
    LEFT JOIN memberships AS m ON m.story_id = s.id
    """
_ACTORS = """
    SELECT s.published, s.id, a.position, a.key, a.kind, a.mentions, a.roles,
        substr(n.text, a.name_start + 1, a.name_end - a.name_start),
        CASE a.roles WHEN '[]' THEN '' ELSE n.text END, s.title, s.outlet, m.thread_id
    FROM {}
    LEFT JOIN memberships AS m ON m.story_id = s.id
    """
_LATEST_FIRST = """
    ORDER BY s.published DESC, s.id, {}.position
    LIMIT :limit
    """
# In CROSS JOINs SQLite keeps the order of the tables: from the newest stories, or from the names that are asked for.
# By name, only places are put in order, and texts are read of those that are left: `_ranked` orders these again.
_LATEST_QUOTES = _QUOTES.format(
    """stories AS s
    CROSS JOIN snapshots AS n ON n.id = s.newest
    CROSS JOIN quotes AS q ON q.snapshot_id = n.id"""
) + _LATEST_FIRST.format("q")
_LATEST_ACTORS = _ACTORS.format(
    """stories AS s
    CROSS JOIN snapshots AS n ON n.id = s.newest
    CROSS JOIN actors AS a ON a.snapshot_id = n.id"""
) + _LATEST_FIRST.format("a")
_OF_NAMES = """(
        SELECT s.id AS story, latest.snapshot_id, latest.position
        FROM (
            SELECT x.snapshot_id, x.position
            FROM json_each(:keys) AS wanted CROSS JOIN {table} AS x ON x.{key} = wanted.value
            ORDER BY x.snapshot_id DESC
            LIMIT :ranked
        ) AS latest
        CROSS JOIN stories AS s ON s.newest = latest.snapshot_id
        ORDER BY s.published DESC, s.id, latest.position
        LIMIT :limit
    ) AS first
    CROSS JOIN stories AS s ON s.id = first.story
    CROSS JOIN {table} AS {alias} ON {alias}.snapshot_id = first.snapshot_id AND {alias}.position = first.position
    CROSS JOIN snapshots AS n ON n.id = first.snapshot_id"""
_QUOTES_BY = _QUOTES.format(_OF_NAMES.format(table="quotes", key="speaker_key", alias="q"))
_ACTORS_NAMED = _ACTORS.format(_OF_NAMES.format(table="actors", key="key", alias="a"))


def _quote_hit(
    published: int,
    story: int,
    _: int,
    stored: str,
    name_start: int | None,
    name_end: int | None,
    role_start: int | None,
    role_end: int | None,
    snapshot: int,
    text: str,
    title: str,
    outlet: str,
    thread: str | None,
) -> QuoteHit:
    spans = spans_of(stored)
    return QuoteHit(
        parts=tuple(span.cut(text) for span in spans),
        speaker=_cut(text, name_start, name_end),
        role=_cut(text, role_start, role_end),
        snapshot=snapshot,
        start=spans[0].start,
        end=spans[-1].end,
        story=story,
        title=title,
        outlet=outlet,
        published=from_timestamp(published),
        thread=thread or "",
    )


def _cut(text: str, start: int | None, end: int | None) -> str:
    return "" if start is None or end is None else text[start:end]


def _actor_hit(
    published: int,
    story: int,
    _: int,
    key: str,
    kind: ActorKind,
    mentions: str,
    roles: str,
    name: str,
    text: str,
    title: str,
    outlet: str,
    thread: str | None,
) -> ActorHit:
    return ActorHit(
        key=key,
        name=name,
        kind=kind,
        roles=tuple(span.cut(text) for span in spans_of(roles)),
        mentions=count_of_spans(mentions),
        story=story,
        title=title,
        outlet=outlet,
        published=from_timestamp(published),
        thread=thread or "",
    )
