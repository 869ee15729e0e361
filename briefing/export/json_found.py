"""What one text and one actor were found to hold, as the stable JSON documents of the command line."""

from collections.abc import Sequence
from typing import Any

from briefing.export.explanations import Explanation, explain_actor, explain_quote
from briefing.export.json import Document, document, moment
from briefing.model.actor import DocumentActor
from briefing.model.actor_page import ActorPage, DatedQuote, DatedRole
from briefing.model.citation import Citation
from briefing.model.quote import Quote
from briefing.model.spans import Span
from briefing.model.story import Article


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


def explained_document(
    article: Article, quotes: Sequence[Quote], actors: Sequence[DocumentActor], citations: Sequence[Citation]
) -> Document:
    """Return what one text was found to hold, with the reasons of each quote and actor."""
    text = article.text
    found = analysis_document(article, quotes, actors, citations)
    for row, quote in zip(found["quotes"], quotes, strict=True):
        row["reasons"] = [_reason(each, text) for each in explain_quote(quote, text)]
    for row, actor in zip(found["actors"], actors, strict=True):
        row["reasons"] = [_reason(each, text) for each in explain_actor(actor, text)]
    return found


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


def _found_quote(quote: Quote, text: str) -> Document:
    pieces = [_words(span, text) for span in quote.spans]
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


def _reason(explanation: Explanation, text: str) -> Document:
    evidence = explanation.evidence
    return {
        "question": evidence.question.value,
        "rule": str(evidence.rule),
        "reason": explanation.sentence,
        "subject": _words(evidence.subject, text) if evidence.subject else None,
        "evidence": [_words(span, text) for span in evidence.spans],
    }


def _words(span: Span, text: str) -> Document:
    return {"text": span.cut(text), "start": span.start, "end": span.end}


def _found_actor(actor: DocumentActor, text: str) -> Document:
    return {
        "name": actor.name.cut(text),
        "kind": actor.kind.value,
        "mentions": len(actor.mentions),
        "roles": [_words(role, text) for role in actor.roles],
        "aliases": sorted({span.cut(text) for span in actor.mentions} - {actor.name.cut(text)}),
    }
