"""Threads, their sources and search hits as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.export.json.actors import thread_actor
from briefing.export.json.conditions import condition_document
from briefing.export.json.document import Document, moment, reasons
from briefing.export.json.quotes import thread_quote

if TYPE_CHECKING:
    from briefing.model.figures import FigureLine
    from briefing.model.inbox import ThreadRow
    from briefing.model.provenance import ChainStep
    from briefing.model.views import SearchHit, SourceLine, ThreadPage


def thread_document(page: ThreadPage) -> Document:
    """Return all of one thread."""
    row = page.row
    held = [source for source in page.sources if source.held]
    return {
        **thread_summary(row),
        "narrative": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "independent": sentence.independent,
                "story": sentence.story,
                "start": sentence.span.start,
                "end": sentence.span.end,
            }
            for sentence in page.narrative
        ],
        "stories": [_story(source) for source in held],
        "quotes": [thread_quote(quote) for quote in page.quotes],
        "actors": [thread_actor(actor) for actor in page.actors],
        "sources": [_source(source) for source in page.sources],
        "new": _news(page),
        "figures": [_figure(line) for line in page.figures],
        "origin": page.provenance.rests_on or None,
        "chain": [_step(step) for step in page.provenance.steps],
        "timeline": [
            {"at": moment(step.at), "text": step.text, "story": step.story, "also": list(step.also)}
            for step in page.timeline
        ],
        "related": [related.id for related in page.related],
        "note": page.note,
        "quotes_only": list(page.quotes_only),
        "not_read": page.unread,
    }


def thread_summary(row: ThreadRow) -> Document:
    """Return what the list of threads shows of one."""
    return {
        "id": row.id,
        "topic": row.topic or None,
        "topic_name": row.topic_name or None,
        "title": row.title,
        "status": "open" if row.pulse and any(row.pulse) else "dormant",
        "first_seen": moment(row.first_seen),
        "last_story": moment(row.last_story),
        "story_count": row.stories,
        "independent_count": row.independent,
        "new_count": row.new_stories,
        "verdict": row.verdict.value,
        "part": row.part.value,
        "lifted": row.lifted or None,
        "muted": row.muted or None,
        "until": [condition_document(condition) for condition in row.until],
        "rank": {"score": round(row.score, 4), "parts": reasons(row.score_parts)},
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
        "agency": source.agency or None,
        "reasons": reasons(source.reasons),
        "sha256": source.sha256,
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
    """Return what came since the user last looked: ids of stories, indexes into the lists of this document, names."""
    numbers = {source.n for source in page.sources if source.held and source.new}
    return {
        "stories": [source.story for source in page.sources if source.held and source.new],
        "narrative": [index for index, each in enumerate(page.narrative) if each.new],
        "quotes": [index for index, each in enumerate(page.quotes) if each.new],
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
        "agency": step.agency or None,
        "reason": step.reason,
    }
