"""Conflicts: whether two texts give the same words to two different people, without a doubt on either side."""

from briefing.analysis.language.name_variants import is_full_personal_name, may_be_one_person, name_words, spells_alike
from briefing.analysis.quotes.wording import Wording, has_same_words
from briefing.frozen import dataclass
from briefing.model.quote import Quote
from briefing.model.spans import Span

LEAST_WORDS = 8
"""Shorter quotes may be a phrase that two people said."""
LEAST_SHARE = 0.5
"""The shorter quote must have this share of the longer one's words."""
_FAR = 400
"""Characters between a quote and the words that name its speaker."""


@dataclass(frozen=True, slots=True)
class AttributedQuote:
    """A quote of `text`, its wording, and the mentions of `persons` in the text."""

    text: str
    quote: Quote
    wording: Wording
    persons: tuple[Span, ...]

    @property
    def speaker(self) -> str:
        """The speaker's name as the text has it, or ""."""
        return self.quote.name.cut(self.text) if self.quote.name else ""


def is_conflict(one: AttributedQuote, other: AttributedQuote) -> bool:
    """Return whether two quotes have the same words and two different speakers.

    Both speakers must be persons with their full names, which are no variants of each other; each must be named beside
    the quote with a cue verb; neither text may name the other speaker in the same paragraph.
    """
    return (
        _has_same_sentence(one.wording, other.wording)
        and are_two_people(one.speaker, other.speaker)
        and all(_is_certain(each) for each in (one, other))
        and not _names(one, other.speaker)
        and not _names(other, one.speaker)
    )


def are_two_people(one: str, other: str) -> bool:
    """Return whether two names are full names of two people."""
    return is_full_personal_name(one) and is_full_personal_name(other) and not may_be_one_person(one, other)


def _has_same_sentence(one: Wording, other: Wording) -> bool:
    shorter, longer = sorted((len(one.words), len(other.words)))
    return shorter >= LEAST_WORDS and shorter >= LEAST_SHARE * longer and has_same_words(one, other)


def _is_certain(each: AttributedQuote) -> bool:
    """Return whether the speaker is a person whose name, or a part of it, is beside the quote with a cue verb."""
    quote = each.quote
    if quote.name is None or quote.mention is None or quote.cue is None or quote.unnamed:
        return False
    name, mention = quote.name, quote.mention
    named = set(name_words(mention.cut(each.text))) & set(name_words(name.cut(each.text)))
    first, last = min(mention.start, quote.start), max(mention.end, quote.end)
    gap = each.text[min(mention.end, quote.end) : max(mention.start, quote.start)]
    near = "\n" not in gap.strip() and last - first <= _FAR + sum(span.end - span.start for span in quote.spans)
    return bool(named) and near and any(person.overlaps(name) for person in each.persons)


def _names(each: AttributedQuote, speaker: str) -> bool:
    """Return whether the paragraph of a quote has the surname of `speaker` outside the quote."""
    start = each.text.rfind("\n", 0, each.quote.start) + 1
    end = each.text.find("\n", each.quote.end)
    around = each.text[start : each.quote.start] + " " + each.text[each.quote.end : end if end >= 0 else None]
    surname = name_words(speaker)[-1]
    return any(spells_alike(word, surname) for word in name_words(around))
