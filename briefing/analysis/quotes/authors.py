"""Authors: whose text speaks in "a statement by X" and "a letter from X"."""

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_starting
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.words import is_document

_BY = frozenset({"by", "from"})


def author_of(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Return X where `phrase` is "a statement", or all, of "a statement (issued) by X", and X is a name."""
    noun = next((place for place in range(phrase.start, phrase.end) if is_document(sentence.low(place))), None)
    if noun is None:
        return None
    link = noun + 1 + (sentence.part(noun + 1) in (Part.PARTICIPLE, Part.PAST))
    if sentence.low(link) not in _BY:
        return None
    author = phrase_starting(sentence, link + 1)
    if author is None or author.start != link + 1 or not sentence.capitalised(author.head):
        return None
    return author if sentence.low(author.head) not in lexicon().places else None
