"""Reading one text: its quotes, actors and citations in one pass."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.collate import QuotedText, collate
from briefing.analysis.quotes.find import find_quotes
from briefing.analysis.quotes.key_quotes import key_quotes
from briefing.analysis.sources.citations import find_citations
from briefing.analysis.summary.choose import choose_sentences
from briefing.analysis.summary.sentences import NumberedText
from briefing.model.actor import DocumentActor
from briefing.model.analysis import TextAnalysis, TextRead, TextToRead
from briefing.model.evidence import Question
from briefing.model.quote import Quote
from briefing.model.story import Link

MOST_SENTENCES = 40
"""The number of sentences kept of each text: no page reads more."""


def read_text(text: str, links: Sequence[Link] = (), host: str = "", outlet: str = "", title: str = "") -> TextAnalysis:
    """Return the quotes, actors, citations and first sentences of one text; nothing for an empty one.

    `host` and `outlet` say where it was published, `title` under which headline.
    """
    if not text.strip():
        return TextAnalysis()
    document = read_document(text, title)
    quotes = find_quotes(document)
    actors = find_actors(document, quotes)
    citations = find_citations(document, links, host, outlet)
    quotes_only = "" if document.has_attribution else document.language
    sentences = tuple(sentence.span for sentence in document.sentences[:MOST_SENTENCES])
    return TextAnalysis(with_roles_of(actors, quotes, text), actors, citations, quotes_only, sentences)


def read_texts(texts: Sequence[TextToRead]) -> tuple[TextRead, ...]:
    """Return the findings of many texts; a text on which the analysis raises an error is marked as failed."""
    return tuple(_read_one(each) for each in texts)


def _read_one(text: TextToRead) -> TextRead:
    try:
        found = read_text(text.text, text.links, text.host, text.outlet, text.title)
        return TextRead(text.id, _with_choices(found, text))
    except Exception:  # noqa: BLE001 - one text must not stop the others; failures are counted and reported
        return TextRead(text.id, TextAnalysis(), failed=True)


def _with_choices(found: TextAnalysis, text: TextToRead) -> TextAnalysis:
    """Return the findings with the sentences and quotes that a thread shows if this is its only story."""
    alone = NumberedText(1, text.title, text.text, None, persons=found.persons, sentences=found.sentences)
    narrative = choose_sentences((alone,), headline=text.title)
    quoted = QuotedText(1, text.text, found.quotes, "", datetime.min.replace(tzinfo=UTC), persons=found.persons)
    keyed = key_quotes(collate((quoted,)), (quoted,), (text.title,))
    positions = {quote.spans: position for position, quote in enumerate(found.quotes)}
    return replace(
        found,
        narrative=tuple(each.span for each in narrative),
        key_quotes=tuple(positions[each.quote.spans] for each in keyed),
    )


def with_roles_of(actors: Sequence[DocumentActor], quotes: Sequence[Quote], text: str) -> tuple[Quote, ...]:
    """Return `quotes` without roles that the actor of the same name, if there is one, does not have."""
    return tuple(quote if _is_shared(quote, actors, text) else _without_role(quote) for quote in quotes)


def _is_shared(quote: Quote, actors: Sequence[DocumentActor], text: str) -> bool:
    """Return whether the speaker of a quote has no role, or one that the actor of that name has too."""
    role, name = quote.role, quote.name
    if role is None or name is None:
        return True
    same = [actor for actor in actors if any(name.overlaps(mention) for mention in actor.mentions)]
    return not same or any(
        role == other or role.cut(text) == other.cut(text) for actor in same for other in actor.roles
    )


def _without_role(quote: Quote) -> Quote:
    return replace(
        quote, role=None, reasons=tuple(reason for reason in quote.reasons if reason.question is not Question.ROLE)
    )
