"""Collated quotes as lines of a thread page: every word is cut here from the snapshot it stands in."""

from collections.abc import Sequence

from briefing.analysis.quotes.collate import CollatedQuote
from briefing.model.material import ThreadMaterial
from briefing.model.views import QuoteLine


def quote_lines(material: ThreadMaterial, collated: Sequence[CollatedQuote]) -> tuple[QuoteLine, ...]:
    """Return the quotes in the order given."""
    return tuple(_line(material, each) for each in collated)


def _line(material: ThreadMaterial, collated: CollatedQuote) -> QuoteLine:
    member = material.members[collated.n - 1]
    text = member.snapshot.text
    quote = collated.lead
    looked = material.row.looked
    return QuoteLine(
        n=collated.n,
        story=member.story.id,
        snapshot=member.snapshot.id,
        spans=quote.spans,
        parts=tuple(" ".join(span.cut(text).split()) for span in quote.spans),
        kind=quote.kind.value,
        speaker=_speaker(quote, text),
        speaker_role=" ".join(quote.role.cut(text).split()) if quote.role else "",
        unnamed=quote.unnamed,
        cue=quote.cue.cut(text) if quote.cue else "",
        paragraph=quote.paragraph,
        also=collated.also,
        also_stories=tuple(material.members[n - 1].story.id for n in collated.also),
        variants=tuple(_variant(material, each) for each in collated.variants),
        new=looked is not None and member.joined > looked,
        independent=collated.independent,
    )
