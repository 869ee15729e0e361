"""Read models as the stable JSON documents of the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from briefing.model.figures import FigureLine
from briefing.model.inbox import ThreadRow
from briefing.model.provenance import ChainStep
from briefing.model.reason import Reason
from briefing.model.views import ActorLine, FeedRow, QuoteLine, SearchHit, SourceLine, ThreadPage

VERSION = 1
Document: TypeAlias = dict[str, Any]


def document(**parts: object) -> Document:
    """Return one JSON document with the version at its top."""
    return {"version": VERSION, **parts}


def moment(at: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, ending in Z."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def thread_document(page: ThreadPage) -> Document:
    """Return one thread whole."""
    row = page.row
    held = [source for source in page.sources if source.held]
    return {
        **thread_summary(row),
        "narrative": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "story": sentence.story,
                "start": sentence.span.start,
                "end": sentence.span.end,
            }
            for sentence in page.narrative
        ],
        "stories": [_story(source) for source in held],
        "quotes": [_quote(quote) for quote in page.quotes],
        "actors": [_actor(actor) for actor in page.actors],
        "sources": [_source(source) for source in page.sources],
        "new": _news(page),
        "figures": [_figure(line) for line in page.figures],
        "origin": page.provenance.rests_on or None,
        "chain": [_step(step) for step in page.provenance.steps],
        "timeline": [{"at": moment(step.at), "text": step.text, "story": step.story} for step in page.timeline],
        "related": [related.id for related in page.related],
        "note": page.note,
    }


def thread_summary(row: ThreadRow) -> Document:
    """Return what the inbox knows of a thread."""
    return {
        "id": row.id,
        "title": row.title,
        "status": "open" if row.pulse and any(row.pulse) else "dormant",
        "first_seen": moment(row.first_seen),
        "last_story": moment(row.last_story),
        "story_count": row.stories,
        "independent_count": row.independent,
        "new_count": row.new_stories,
        "verdict": row.verdict.value,
        "rank": {"score": round(row.score, 4), "parts": _reasons(row.score_parts)},
    }


def feed_document(row: FeedRow) -> Document:
    """Return one subscription and how it fares."""
    feed = row.feed
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": feed.folder,
        "state": row.state,
        "health": row.health,
        "stories": row.stories,
        "a_day": round(row.a_day, 2),
        "last_story": moment(row.last_story),
        "checked": moment(feed.checked),
        "failures": feed.failures,
        "reason": feed.reason,
        "notes": list(feed.notes),
        "full_text": row.full_text,
    }


def hit_document(hit: SearchHit) -> Document:
    """Return one story that a search found."""
    return {
        "thread": hit.thread,
        "story": hit.story,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": moment(hit.published),
        "passage": hit.passage,
    }


def _story(source: SourceLine) -> Document:
    return {
        "n": source.n,
        "id": source.story,
        "title": source.title,
        "url": source.url,
        "outlet": source.outlet,
        "author": source.author or None,
        "domain": source.domain,
        "published": moment(source.published),
        "fetched": moment(source.fetched),
        "kind": source.kind.value,
        "reprint_of": source.reprint_of or None,
        "reprint_share": round(source.reprint_share, 3),
        "reasons": _reasons(source.reasons),
        "sha256": source.sha256,
    }


def _quote(quote: QuoteLine) -> Document:
    also = [
        {"story": each.story, "text": each.parts[0], "continued": list(each.parts[1:])}
        for each in (*quote.copies, *(variant for variant in quote.variants if variant.other_words))
    ]
    pieces = [
        {"text": part, "start": span.start, "end": span.end}
        for part, span in zip(quote.parts, quote.spans, strict=True)
    ]
    return {
        **pieces[0],
        "continued": pieces[1:],
        "speaker": quote.speaker or None,
        "speaker_role": quote.speaker_role or None,
        "unnamed": quote.unnamed,
        "cue": quote.cue or None,
        "kind": quote.kind,
        "story": quote.story,
        "n": quote.n,
        "paragraph": quote.paragraph,
        "also": also,
        "conflict": [
            {"story": each.story, "speaker": each.other_speaker} for each in quote.variants if each.other_speaker
        ],
    }


def _actor(actor: ActorLine) -> Document:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "roles": [
            {"text": role.text, "story": role.story, "published": moment(role.published)} for role in actor.roles
        ],
        "mentions": actor.mentions,
        "quotes": actor.quotes,
        "aliases": list(actor.aliases),
        "minor": actor.minor,
    }


def _source(source: SourceLine) -> Document:
    return {
        "n": source.n or None,
        "title": source.title,
        "outlet": source.outlet,
        "author": source.author or None,
        "domain": source.domain,
        "published": moment(source.published) or source.date or None,
        "url": source.url,
        "held": source.held,
        "reprint_of": source.reprint_of or None,
        "cited_by": list(source.cited_by),
    }


def _news(page: ThreadPage) -> Document:
    """Return what came since the reader last looked: story ids, places in the lists of this document, and names."""
    numbers = {source.n for source in page.sources if source.held and source.new}
    return {
        "stories": [source.story for source in page.sources if source.held and source.new],
        "narrative": [place for place, each in enumerate(page.narrative) if each.new],
        "quotes": [place for place, each in enumerate(page.quotes) if each.new],
        "actors": [actor.name for actor in page.actors if actor.new],
        "figures": [each.text for line in page.figures for each in line.stated if each.n in numbers],
    }


def _figure(line: FigureLine) -> Document:
    stated = [
        {
            "n": each.n,
            "story": each.story,
            "text": each.text,
            "start": each.span.start,
            "end": each.span.end,
            "at": moment(each.at),
            "also": list(each.also),
        }
        for each in line.stated
    ]
    return {"differ": line.differ, "rises": line.rises, "stated": stated}


def _step(step: ChainStep) -> Document:
    return {
        "n": step.n,
        "outlet": step.outlet,
        "kind": step.kind.value,
        "at": moment(step.at),
        "minutes": step.minutes,
        "of": step.of or None,
        "share": round(step.share, 3),
    }


def _reasons(reasons: Sequence[Reason]) -> list[Document]:
    return [{"kind": each.kind, "value": each.value, "weight": round(each.weight, 3)} for each in reasons]
