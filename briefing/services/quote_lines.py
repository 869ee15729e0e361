"""Collated quotes as lines of a thread page: every word is cut here from the snapshot it stands in."""

from collections.abc import Sequence

from briefing.analysis.quotes.collate import CollatedQuote, Variant
from briefing.model.material import ThreadMaterial
from briefing.model.spans import Span
from briefing.model.views import QuoteLine, QuoteVariant


def quote_lines(material: ThreadMaterial, collated: Sequence[CollatedQuote]) -> tuple[QuoteLine, ...]:
    """Return the quotes in the order given."""
    return tuple(_line(material, each) for each in collated)


def one_line(span: Span | None, text: str) -> str:
    """Return the words of a span on one line, or "" for none."""
    return " ".join(span.cut(text).split()) if span else ""


def _line(material: ThreadMaterial, collated: CollatedQuote) -> QuoteLine:
    member = material.members[collated.lead - 1]
    text, quote, looked = member.snapshot.text, collated.quote, material.row.looked
    return QuoteLine(
        n=collated.lead,
        story=member.story.id,
        snapshot=member.snapshot.id,
        spans=quote.spans,
        parts=tuple(one_line(span, text) for span in quote.spans),
        kind=quote.kind.value,
        speaker=one_line(quote.name, text),
        speaker_role=one_line(quote.role, text),
        unnamed=quote.unnamed,
        cue=one_line(quote.cue, text),
        paragraph=quote.paragraph,
        also=collated.also,
        also_stories=tuple(material.members[n - 1].story.id for n in collated.also),
        copies=tuple(_variant(material, each) for each in collated.copies),
        variants=tuple(_variant(material, each) for each in collated.variants),
        new=looked is not None and member.joined > looked,
        independent=collated.independent,
    )


def _variant(material: ThreadMaterial, variant: Variant) -> QuoteVariant:
    member = material.members[variant.n - 1]
    text, quote = member.snapshot.text, variant.quote
    return QuoteVariant(
        n=variant.n,
        story=member.story.id,
        parts=tuple(one_line(span, text) for span in quote.spans),
        span=quote.spans[0],
        other_words=variant.other_words,
        other_speaker=one_line(quote.name, text) if variant.other_speaker else "",
        cut=variant.cut,
    )
