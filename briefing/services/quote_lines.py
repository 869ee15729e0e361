"""Collated quotes as lines of a thread page: every word is cut here from the snapshot it stands in."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.actors.thread_actors import NO_WISHES
from briefing.analysis.quotes.collate import CollatedQuote, Variant
from briefing.model.actor_wish import ActorWishes
from briefing.model.material import ThreadMaterial
from briefing.model.spans import Span
from briefing.model.views import QuoteLine, QuoteVariant
from briefing.store.finding_rows import speaker_key


def quote_lines(
    material: ThreadMaterial, collated: Sequence[CollatedQuote], wishes: ActorWishes = NO_WISHES
) -> tuple[QuoteLine, ...]:
    """Return the quotes in the order given; two names that the reader holds for one actor are no two speakers."""
    return tuple(_agreeing(_line(material, each), wishes) for each in collated)


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


def _agreeing(line: QuoteLine, wishes: ActorWishes) -> QuoteLine:
    """Return the line without the variants that give the words to the same actor by another name."""
    if not wishes.same:
        return line
    own = wishes.known_as(speaker_key(line.speaker))
    variants = [
        replace(each, other_speaker="") if wishes.known_as(speaker_key(each.other_speaker)) == own else each
        for each in line.variants
    ]
    same = [each for each in variants if not each.other_words and not each.other_speaker]
    return replace(
        line,
        variants=tuple(each for each in variants if each not in same),
        also=(*line.also, *(each.n for each in same)),
        also_stories=(*line.also_stories, *(each.story for each in same)),
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
