"""Key quotes: which utterances of a thread come first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache
from math import log2

from briefing.analysis.language.lexicon import AUXILIARIES
from briefing.analysis.language.name_variants import may_be_one_person
from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.analysis.quotes.thread_focus import Focus, is_outlet_name, speaker_of, stop_words, words_of
from briefing.analysis.quotes.wording import Wording, likeness, wording_of
from briefing.data.loader import list_lines, word_list
from briefing.frozen import dataclass
from briefing.model.quote import Quote, QuoteKind

_FEWEST_WORDS, _FRAGMENT, _SHORT_SENTENCE = 3, 8, 4
"""A part of a sentence with fewer words than the second says little alone, with fewer than the first nothing. So does a
whole sentence of at most so many words as the third."""
_CLAUSE = 20
"""A part of a sentence that begins with a conjunction or preposition must have so many words to be understood."""
_SENTENCE = 5
"""A sentence without a speaker must have so many words."""
_ALIKE = 0.5
"""Of two quotes that share so much of the shorter one's word triples, the second says nothing new."""
_FROM_ONE_STORY = 2
_VOICES = 4
"""So many voices are shown if a thread has them, and no more from the only story that has quotes."""
_FIRST = 40
"""So many quotes are chosen in turns; those after them follow by weight."""
_LONG = 45
"""A quote of more words leaves no room for others."""
_FEW_WORDS, _MANY_WORDS = 7, 16
_LONGEST = 80
_MOST_CLOSENESS = 1.0
_UNCLEAR_ALONE = 0.4
"""What a quote loses that begins with a word that points back or with a verb that lacks its subject."""
_EMPTY_SHARE = 0.22
"""A quote says little if a smaller share of its words than this are content words."""


def key_quotes(
    collated: Sequence[CollatedQuote], texts: Sequence[QuotedText], titles: Sequence[str]
) -> tuple[CollatedQuote, ...]:
    """Return the quotes of a thread that are worth reading, the most important first.

    `titles` are those of the thread's stories. Nobody has a second quote before everybody has one. Of the first quotes,
    and then of the second ones, no story has a third before other stories have one, and participants come before
    commentators. Counted for: independent publishers; a named speaker with a role; a speaker whom titles or several
    stories name; words shared with the titles; a whole sentence. Counted against: platitudes, length, and beginnings
    that point back.

    If there are several stories, only the best of these are returned: statements of named or described speakers;
    fragments of named ones; sentences without a speaker; what press reviews quote. If these are fewer than four voices,
    or from one story, the best fragment or press quote of others is added. A story that alone has quotes shows one of
    each of four speakers. Sentences of other papers, scare quotes, repeated words and what is far from the event are
    never among them.
    """
    if not collated:
        return ()
    focus = Focus.of(texts, titles)
    candidates = sorted(
        (_candidate(each, focus) for each in collated),
        key=lambda each: (-each.weight, each.collated.lead, each.collated.quote.start),
    )
    if len(focus.texts) > 1:
        candidates = _limited(_without_repetitions(_best(candidates, focus)), focus)
    else:
        candidates.sort(key=lambda each: each.worth)
    return tuple(each.collated for each in _in_turns(candidates, focus))


class _Worth(IntEnum):
    """Whether a quote is worth reading beside others, the best first."""

    FULL = 0
    FRAGMENT = 1
    NO_SPEAKER = 2
    PRESS_REVIEW = 3
    NONE = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quote with what decides its position."""

    collated: CollatedQuote
    worth: _Worth
    weight: float
    wording: Wording
    delay: int
    """Points by which it comes later than other first quotes, second quotes and so on: one each for a commentator, a
    platitude, length, a digest of other papers, a part of a sentence, and one whose speaker has no name."""


def _candidate(collated: CollatedQuote, focus: Focus) -> _Candidate:
    text, quote = focus.texts[collated.lead], collated.quote
    wording = wording_of(text, quote)
    grounds = (
        _comments_only(quote, text, focus),
        _is_trite(quote, text),
        len(wording.words) > _LONG,
        collated.lead in focus.digests,
        quote.kind is QuoteKind.PARTIAL,
        quote.unnamed and quote.kind is QuoteKind.PARTIAL,
    )
    return _Candidate(collated, _worth(collated, focus), _weight(collated, focus), wording, sum(grounds))


def _worth(collated: CollatedQuote, focus: Focus) -> _Worth:
    text, quote = focus.texts[collated.lead], collated.quote
    alone = collated.independent == 1
    if focus.is_stray(collated) or (alone and is_outlet_name(speaker_of(quote, text))):
        return _Worth.NONE
    if quote.name is None:
        return _Worth.NO_SPEAKER if _is_sentence(quote, text) else _Worth.NONE
    if not alone:
        return _Worth.FULL
    partial = quote.kind is QuoteKind.PARTIAL
    said = " ".join(span.cut(text) for span in quote.spans)
    words = words_of(said)
    dependent = (partial or said[:1].islower()) and len(words) < _CLAUSE
    if len(words) < _FEWEST_WORDS or (dependent and words[0] in _dependent_openings()):
        return _Worth.NONE
    bare = partial and (len(words) < _FRAGMENT or _is_trite(quote, text) or words[0] in AUXILIARIES)
    if bare or (not partial and (len(words) <= _SHORT_SENTENCE or _platitudes_in(said) > 1)):
        return _Worth.NONE if quote.unnamed else _Worth.FRAGMENT
    return _Worth.PRESS_REVIEW if partial and collated.lead in focus.digests else _Worth.FULL


def _best(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Return the candidates most worth reading; if they are few voices or from one story, with some of others.

    These are fragments, and the words of somebody who is named in a review of the press, one of each speaker.
    """
    worth = min((each.worth for each in ranked), default=_Worth.NONE)
    best = [each for each in ranked if each.worth == worth != _Worth.NONE]
    named = [each for each in ranked if each.worth > worth and _may_be_added(each, focus)]
    numbers = _speakers([*best, *named], focus)
    voices, stories = set(numbers[: len(best)]), {each.collated.lead for each in best}
    for each, number in zip(named, numbers[len(best) :], strict=True):
        if number not in voices and (
            len(voices) < _VOICES or stories == {best[0].collated.lead} != {each.collated.lead}
        ):
            voices.add(number)
            stories.add(each.collated.lead)
            best.append(each)
    return best


def _may_be_added(each: _Candidate, focus: Focus) -> bool:
    quote, text = each.collated.quote, focus.texts[each.collated.lead]
    return each.worth in (_Worth.FRAGMENT, _Worth.PRESS_REVIEW) and not _is_trite(quote, text)


def _limited(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Return the candidates, or if all are from one story of several, the best of each of the first few speakers."""
    if len({each.collated.lead for each in ranked}) != 1:
        return list(ranked)
    first = {number: each for each, number in reversed(list(zip(ranked, _speakers(ranked, focus), strict=True)))}
    return sorted(first.values(), key=lambda each: (each.delay, -each.weight))[:_VOICES]


def _is_sentence(quote: Quote, text: str) -> bool:
    return quote.kind is QuoteKind.DIRECT and sum(len(span.cut(text).split()) for span in quote.spans) >= _SENTENCE


def _without_repetitions(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates without those that mostly repeat the words of one before them."""
    kept: list[_Candidate] = []
    for candidate in ranked:
        if all(likeness(candidate.wording, earlier.wording) < _ALIKE for earlier in kept):
            kept.append(candidate)
    return kept


def _in_turns(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Order candidates so that speakers and stories take turns, and participants come before commentators."""
    speakers = _speakers(ranked, focus)
    remaining = list(range(len(ranked)))
    spoken: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    ordered: list[_Candidate] = []

    def position(index: int) -> tuple[int, int, int]:
        turn, story = spoken[speakers[index]], taken[ranked[index].collated.lead] // _FROM_ONE_STORY
        return turn, story + ranked[index].delay, index

    while remaining and len(ordered) < _FIRST:
        chosen = min(remaining, key=position)
        remaining.remove(chosen)
        spoken[speakers[chosen]] += 1
        taken[ranked[chosen].collated.lead] += 1
        ordered.append(ranked[chosen])
    return ordered + [ranked[index] for index in remaining]


def _speakers(ranked: Sequence[_Candidate], focus: Focus) -> list[int]:
    """Return for each candidate the number of its speaker, the same for all forms of one name."""
    known: list[tuple[str, bool]] = []
    numbers: list[int] = []
    for candidate in ranked:
        quote, lead = candidate.collated.quote, candidate.collated.lead
        name = _plain_name(quote, focus.texts[lead])
        person = quote.name is not None and any(quote.name.overlaps(each) for each in focus.persons[lead])
        same = (
            number
            for number, (other, other_person) in enumerate(known)
            if name == other or (person and other_person and may_be_one_person(name, other))
        )
        number = next(same, len(known))
        if number == len(known):
            known.append((name, person))
        numbers.append(number)
    return numbers


def _plain_name(quote: Quote, text: str) -> str:
    """Return a speaker as it is compared: a name without its article, the head noun of a descriptor."""
    name = speaker_of(quote, text).lower().replace("’", "'").removesuffix("'s").removeprefix("the ")
    return name.split()[-1] if quote.unnamed and name else name


def _weight(collated: CollatedQuote, focus: Focus) -> float:
    """Return how important a quote is among those of its thread."""
    text, quote = focus.texts[collated.lead], collated.quote
    said = " ".join(span.cut(text) for span in quote.spans)
    words = words_of(said)
    return (
        1.2 * log2(collated.independent)
        + _speaker_weight(quote)
        + _part_weight(quote, text, focus)
        + min(_MOST_CLOSENESS, sum(focus.centre.get(word, 0.0) for word in set(words)))
        + _length_weight(len(said.split()))
        + (0.4 if quote.kind is QuoteKind.DIRECT else 0.0)
        - _platitude_weight(said, words)
        - (_UNCLEAR_ALONE if words and words[0] in _linking_openings() else 0.0)
    )


def _is_trite(quote: Quote, text: str) -> bool:
    """Return whether a quote has a platitude."""
    return _platitudes_in(" ".join(span.cut(text) for span in quote.spans)) > 0


def _comments_only(quote: Quote, text: str, focus: Focus) -> bool:
    """Return whether the speaker comments on the event without taking part: an analyst whom no title names."""
    if quote.name is None:
        return False
    name = words_of(speaker_of(quote, text))
    role = set(words_of(quote.role.cut(text))) if quote.role else set()
    return not _commentators().isdisjoint(role or name) and not _is_in_titles(name, focus)


def _is_in_titles(name: Sequence[str], focus: Focus) -> bool:
    return bool(name) and name[-1] in focus.centre


def _speaker_weight(quote: Quote) -> float:
    if quote.name is None:
        return 0.0
    if quote.unnamed:
        return 0.5
    return 1.2 if quote.role is not None else 0.8


def _part_weight(quote: Quote, text: str, focus: Focus) -> float:
    """Return how much a speaker takes part in the event: titles and stories name participants."""
    if quote.name is None:
        return 0.0
    name = words_of(speaker_of(quote, text))
    naming = 0
    if name and not quote.unnamed:
        naming = sum(name[-1] in each.lower() for each in focus.texts.values())
    return 0.3 * min(2, max(0, naming - 1)) + (0.5 if _is_in_titles(name, focus) else 0.0)


def _length_weight(count: int) -> float:
    if count < _FEW_WORDS:
        return -0.12 * (_FEW_WORDS - count)
    return -0.03 * max(0, min(count, _LONGEST) - _MANY_WORDS)


def _platitude_weight(said: str, words: Iterable[str]) -> float:
    every = list(words)
    heavy = sum(word not in stop_words() for word in every)
    empty = bool(every) and heavy / len(every) < _EMPTY_SHARE
    return 0.8 * min(_platitudes_in(said), 2) + 0.6 * empty


def _platitudes_in(said: str) -> int:
    low = said.lower().replace("’", "'")
    return sum(phrase in low for phrase in _platitudes())


@cache
def _commentators() -> frozenset[str]:
    return word_list("quotes/commentators.txt")


@cache
def _linking_openings() -> frozenset[str]:
    return AUXILIARIES | word_list("quotes/linking_openings.txt")


@cache
def _platitudes() -> tuple[str, ...]:
    return list_lines("quotes/platitudes.txt")


@cache
def _dependent_openings() -> frozenset[str]:
    return word_list("quotes/dependent_openings.txt")
