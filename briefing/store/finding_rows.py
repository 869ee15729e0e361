"""Rows of quotes, actors and citations: how spans are written and read back."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.citation import Citation, CitationForm
from briefing.model.evidence import Evidence, Question
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span
from briefing.store.connections import plain_rows
from briefing.text.letters import without_accents


class Choices(NamedTuple):
    """The first sentences of a text, and what its thread shows if it has no other; see `TextAnalysis`."""

    sentences: tuple[Span, ...] = ()
    narrative: tuple[Span, ...] | None = None
    key_quotes: tuple[int, ...] | None = None


_WRITER = json.JSONEncoder(separators=(",", ":"))


def speaker_key(name: str) -> str:
    """Return the form under which a speaker or actor is looked up."""
    return without_accents(" ".join(name.casefold().replace("-", " ").split()))


def spans_of(stored: str) -> tuple[Span, ...]:
    """Return the spans in a stored list of numbers."""
    numbers = iter([int(number) for number in stored[1:-1].split(",")] if len(stored) > len("[]") else [])
    return tuple(map(Span, numbers, numbers))


def all_spans(stored: Iterable[str]) -> list[tuple[Span, ...]]:
    """Return the spans in each of many stored lists of numbers, which are read in one step."""
    lists = map(iter, json.loads(f"[{','.join(stored)}]"))
    return [tuple(map(Span, numbers, numbers)) for numbers in lists]


def count_of_spans(stored: str) -> int:
    """Return how many spans a stored list of numbers has."""
    return (stored.count(",") + 1) // 2


def stored_spans(spans: Iterable[Span]) -> str:
    """Return spans as a JSON list of numbers."""
    return _WRITER.encode(_offsets(spans))


def stored_evidence(reasons: Iterable[Evidence]) -> str:
    """Return reasons as JSON: for each a list of question, rule, and the offsets of its subject and of its spans.

    The offsets of a reason without a subject are null.
    """
    rows = [(each.question, each.rule, *_ends(each.subject), *_offsets(each.spans)) for each in reasons]
    return _WRITER.encode(rows)


def evidence_of(text: str) -> tuple[Evidence, ...]:
    """Return the reasons in a stored JSON text."""
    return tuple(_evidence(*row) for row in json.loads(text))


def _evidence(question: str, rule: str, start: int | None, end: int | None, *offsets: int) -> Evidence:
    spans = tuple(Span(first, last) for first, last in zip(offsets[::2], offsets[1::2], strict=True))
    return Evidence(Question(question), rule, _span(start, end), spans)


def _offsets(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def add_quotes(connection: sqlite3.Connection, snapshot_id: int, text: str, quotes: Sequence[Quote]) -> None:
    """Write the quotes of a snapshot; `text` is its text, from which the speakers' names are cut for look-up."""
    connection.executemany(
        """
        INSERT INTO quotes (snapshot_id, position, spans, kind, paragraph, mention_start, mention_end,
            name_start, name_end, role_start, role_end, cue_start, cue_end, unnamed, speaker_key, reasons, unclear)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                snapshot_id,
                position,
                stored_spans(quote.spans),
                quote.kind,
                quote.paragraph,
                *_ends(quote.mention),
                *_ends(quote.name),
                *_ends(quote.role),
                *_ends(quote.cue),
                int(quote.unnamed),
                _speaker(quote, text),
                stored_evidence(quote.reasons),
                int(quote.unclear),
            )
            for position, quote in enumerate(quotes)
        ],
    )


def _speaker(quote: Quote, text: str) -> str:
    return "" if quote.name is None else speaker_key(quote.name.cut(text))


def add_actors(connection: sqlite3.Connection, snapshot_id: int, actors: Sequence[DocumentActor]) -> None:
    """Write the actors of a snapshot."""
    connection.executemany(
        """
        INSERT INTO actors (snapshot_id, position, key, kind, name_start, name_end, mentions, roles, reasons)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                snapshot_id,
                position,
                actor.key,
                actor.kind,
                actor.name.start,
                actor.name.end,
                stored_spans(actor.mentions),
                stored_spans(actor.roles),
                stored_evidence(actor.reasons),
            )
            for position, actor in enumerate(actors)
        ],
    )


def add_citations(connection: sqlite3.Connection, snapshot_id: int, citations: Sequence[Citation]) -> None:
    """Write the citations of a snapshot."""
    connection.executemany(
        """
        INSERT INTO citations (snapshot_id, position, form, span_start, span_end, title, outlet, date, url)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                snapshot_id,
                position,
                citation.form,
                citation.span.start,
                citation.span.end,
                citation.title,
                citation.outlet,
                citation.date,
                citation.url,
            )
            for position, citation in enumerate(citations)
        ],
    )


def quotes_in(connection: sqlite3.Connection, ids: str) -> defaultdict[int, list[Quote]]:
    """Return the quotes of each snapshot in `ids`, a JSON list."""
    rows = plain_rows(
        connection,
        """
        SELECT snapshot_id, spans, kind, paragraph, mention_start, mention_end, name_start, name_end,
            role_start, role_end, cue_start, cue_end, unnamed, unclear
        FROM quotes WHERE snapshot_id IN (SELECT value FROM json_each(?)) ORDER BY snapshot_id, position
        """,
        (ids,),
    )
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(
            Quote(
                spans=spans_of(row[1]),
                kind=QuoteKind(row[2]),
                paragraph=row[3],
                mention=_span(row[4], row[5]),
                name=_span(row[6], row[7]),
                role=_span(row[8], row[9]),
                cue=_span(row[10], row[11]),
                unnamed=bool(row[12]),
                unclear=bool(row[13]),
            )
        )
    return found


def actors_in(connection: sqlite3.Connection, ids: str) -> defaultdict[int, list[DocumentActor]]:
    """Return the actors of each snapshot in `ids`, a JSON list."""
    rows = plain_rows(
        connection,
        """
        SELECT snapshot_id, key, kind, name_start, name_end, mentions, roles
        FROM actors WHERE snapshot_id IN (SELECT value FROM json_each(?)) ORDER BY snapshot_id, position
        """,
        (ids,),
    ).fetchall()
    found: defaultdict[int, list[DocumentActor]] = defaultdict(list)
    spans = zip(all_spans(row[5] for row in rows), all_spans(row[6] for row in rows), strict=True)
    for (snapshot_id, key, kind, start, end, *_), (mentions, roles) in zip(rows, spans, strict=True):
        found[snapshot_id].append(DocumentActor(key, ActorKind(kind), Span(start, end), mentions, roles))
    return found


def reasons_in(
    connection: sqlite3.Connection, snapshot_id: int
) -> tuple[list[tuple[Evidence, ...]], list[tuple[Evidence, ...]]]:
    """Return the reasons of each quote and of each actor of a snapshot, in their order.

    They are read apart from the findings, which a thread page loads by the hundred and shows without reasons.
    """
    quotes = connection.execute("SELECT reasons FROM quotes WHERE snapshot_id = ? ORDER BY position", (snapshot_id,))
    actors = connection.execute("SELECT reasons FROM actors WHERE snapshot_id = ? ORDER BY position", (snapshot_id,))
    return [evidence_of(row[0]) for row in quotes], [evidence_of(row[0]) for row in actors]


def citations_in(connection: sqlite3.Connection, ids: str) -> defaultdict[int, list[Citation]]:
    """Return the citations of each snapshot in `ids`, a JSON list."""
    rows = connection.execute(
        """
        SELECT snapshot_id, form, span_start, span_end, title, outlet, date, url
        FROM citations WHERE snapshot_id IN (SELECT value FROM json_each(?)) ORDER BY snapshot_id, position
        """,
        (ids,),
    )
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for snapshot_id, form, start, end, title, outlet, date, url in rows:
        found[snapshot_id].append(Citation(CitationForm(form), Span(start, end), title, outlet, date, url))
    return found


def choices_in(connection: sqlite3.Connection, ids: str) -> defaultdict[int, Choices]:
    """Return the chosen sentences and quotes of each snapshot in `ids`, a JSON list; nothing for an unread one."""
    rows = connection.execute(
        """
        SELECT snapshot_id, sentences, narrative, key_quotes FROM readings
        WHERE snapshot_id IN (SELECT value FROM json_each(?)) AND sentences IS NOT NULL
        """,
        (ids,),
    )
    found: defaultdict[int, Choices] = defaultdict(Choices)
    for snapshot, sentences, narrative, quotes in rows:
        found[snapshot] = Choices(
            spans_of(sentences),
            None if narrative is None else spans_of(narrative),
            None if quotes is None else tuple(json.loads(quotes)),
        )
    return found
