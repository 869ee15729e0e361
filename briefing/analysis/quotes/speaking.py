"""Whether a subject without a verb of speech may be who speaks: people and bodies may, dishes and seas do not."""

from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.words import can_speak, is_own_words

_PERSONS = frozenset({"he", "she", "they", "we", "i", "it"})


def may_speak(sentence: Sentence, people: People, phrase: Phrase) -> bool:
    """Tell whether `phrase` means somebody: a pronoun for a person, a name that is no place, a noun that can speak."""
    low = sentence.low(phrase.head)
    if sentence.part(phrase.start) == Part.PRONOUN or low in _PERSONS:
        return low in _PERSONS
    if people.within(sentence.number, phrase.start, phrase.end) or can_speak(low) or is_own_words(low):
        return True
    name = sentence.capitalised(phrase.head) and (phrase.head > 0 or not word_classes(low))
    return name and low not in lexicon().places
