"""Read models as the stable JSON documents of the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from briefing.model.actor import DocumentActor
from briefing.model.actor_page import ActorPage, DatedQuote, DatedRole
from briefing.model.citation import Citation
from briefing.model.figures import FigureLine
from briefing.model.grouping import Reason
from briefing.model.provenance import ChainStep
from briefing.model.quote import Quote
from briefing.model.story import Article
from briefing.model.views import ActorLine, FeedRow, QuoteLine, SearchHit, SourceLine, ThreadPage, ThreadRow

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
        "quotes": [_quote(quote, held) for quote in page.quotes],
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


def analysis_document(
    article: Article, quotes: Sequence[Quote], actors: Sequence[DocumentActor], citations: Sequence[Citation]
) -> Document:
    """Return what one text was found to hold, with offsets into its text."""
    text = article.text
    return document(
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=moment(article.published),
        url=article.url,
        text=text,
        quotes=[_found_quote(quote, text) for quote in quotes],
        actors=[_found_actor(actor, text) for actor in actors],
        citations=[
            {
                "form": citation.form.value,
                "title": citation.title,
                "outlet": citation.outlet,
                "date": citation.date,
                "url": citation.url,
                "start": citation.span.start,
                "end": citation.span.end,
            }
            for citation in citations
        ],
    )


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
        "domain": source.domain,
        "published": moment(source.published),
        "fetched": moment(source.fetched),
        "kind": source.kind.value,
        "reprint_of": source.reprint_of or None,
        "reprint_share": round(source.reprint_share, 3),
        "reasons": _reasons(source.reasons),
        "sha256": source.sha256,
    }


def _quote(quote: QuoteLine, held: Sequence[SourceLine]) -> Document:
    story_of = {source.n: source.story for source in held}
    also = [{"story": story_of[n], "text": quote.text} for n in quote.also if n in story_of]
    also += [
        {"story": each.story, "text": each.parts[0], "continued": list(each.parts[1:])}
        for each in quote.variants
        if each.other_words
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
    return {"differ": line.differ, "stated": stated}


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


def _found_quote(quote: Quote, text: str) -> Document:
    pieces = [{"text": span.cut(text), "start": span.start, "end": span.end} for span in quote.spans]
    return {
        **pieces[0],
        "continued": pieces[1:],
        "speaker": quote.name.cut(text) if quote.name else None,
        "speaker_role": quote.role.cut(text) if quote.role else None,
        "mention": quote.mention.cut(text) if quote.mention else None,
        "cue": quote.cue.cut(text) if quote.cue else None,
        "kind": quote.kind.value,
        "unnamed": quote.unnamed,
        "paragraph": quote.paragraph,
    }


def _found_actor(actor: DocumentActor, text: str) -> Document:
    return {
        "name": actor.name.cut(text),
        "kind": actor.kind.value,
        "mentions": len(actor.mentions),
        "roles": [{"text": role.cut(text), "start": role.start, "end": role.end} for role in actor.roles],
        "aliases": sorted({span.cut(text) for span in actor.mentions} - {actor.name.cut(text)}),
    }


def actor_page_document(page: ActorPage) -> dict[str, Any]:
    """Return one actor over time."""
    return {
        "name": page.name,
        "kind": page.kind,
        "aliases": list(page.aliases),
        "since": moment(page.since),
        "mentions": page.mentions,
        "stories": page.stories,
        "watched": page.watched,
        "roles": [_dated(role, text=role.text, times=role.times) for role in page.roles],
        "quotes": [_dated(quote, text=" … ".join(quote.parts), more=quote.more) for quote in page.quotes],
        "threads": [row.id for row in page.threads],
        "named_with": [{"name": each.name, "kind": each.kind, "times": each.times} for each in page.companions],
    }


def _dated(found: DatedRole | DatedQuote, **parts: object) -> dict[str, Any]:
    return {
        **parts,
        "outlet": found.outlet,
        "published": moment(found.published),
        "story": found.story,
        "start": found.at,
    }
