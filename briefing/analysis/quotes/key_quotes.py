"""Key quotes: which utterances of a thread come first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from briefing.analysis.language.name_variants import may_be_one_person
from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.analysis.quotes.quote_weight import comments_only, is_trite, quote_weight
from briefing.analysis.quotes.thread_focus import Focus, is_outlet_name, speaker_of, words_of
from briefing.analysis.quotes.wording import Wording, likeness, wording_of
from briefing.data.loader import word_list
from briefing.model.quote import Quote, QuoteKind

_FEWEST_WORDS, _FRAGMENT, _SHORT_SENTENCE = 3, 6, 4
"""A part of a sentence with fewer words than the second says little alone, with fewer than the first nothing. So does a
whole sentence of at most so many words as the third."""
_CLAUSE = 20
"""A part of a sentence that begins with a conjunction or preposition must have so many words to be understood."""
_SENTENCE = 5
"""A sentence without a speaker must have so many words."""
_ALIKE = 0.5
"""Of two quotes that share so much of the shorter one's word triples, the second says nothing new."""
_FROM_ONE_STORY = 2
_FIRST = 40
"""So many quotes are chosen in turns; those after them follow by weight."""
_LONG = 45
"""A quote of more words leaves no room for others."""


def key_quotes(
    collated: Sequence[CollatedQuote], texts: Sequence[QuotedText], titles: Sequence[str]
) -> tuple[CollatedQuote, ...]:
    """Return the quotes of a thread that are worth reading, the most important first.

    `titles` are those of the thread's stories. Nobody has a second quote before everybody has one. Of the first quotes,
    and then of the second ones, no story has a third before other stories have one, and participants come before
    commentators. Counted for: independent
    publishers; a named speaker with a role; a speaker whom titles or several stories name; words shared with the
    titles; a whole sentence. Counted against: platitudes, length, and beginnings that point back.

    If there are several stories, only the best of these are returned: statements of named or described speakers;
    fragments of named ones; sentences without a speaker; what press reviews quote. If one story alone has statements,
    fragments from the other stories are added. Sentences of other papers, scare
    quotes, repeated words and what is far from the event are never among them.
    """
    if not collated:
        return ()
    focus = Focus.of(texts, titles)
    candidates = sorted(
        (_candidate(each, focus) for each in collated),
        key=lambda each: (-each.weight, each.collated.lead, each.collated.quote.start),
    )
    if len(focus.texts) > 1:
        candidates = _without_repetitions(_best(candidates))
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
    platitude, length, a digest of other papers, and a part of a sentence whose speaker has no name."""


def _candidate(collated: CollatedQuote, focus: Focus) -> _Candidate:
    text, quote = focus.texts[collated.lead], collated.quote
    wording = wording_of(text, quote)
    grounds = (
        comments_only(quote, text, focus),
        is_trite(quote, text),
        len(wording.words) > _LONG,
        collated.lead in focus.digests,
        quote.unnamed and quote.kind is QuoteKind.PARTIAL,
    )
    return _Candidate(collated, _worth(collated, focus), quote_weight(collated, focus), wording, sum(grounds))


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
    if len(words) < (_FRAGMENT if partial else _SHORT_SENTENCE + 1) or (partial and is_trite(quote, text)):
        return _Worth.NONE if quote.unnamed else _Worth.FRAGMENT
    return _Worth.PRESS_REVIEW if partial and collated.lead in focus.digests else _Worth.FULL


def _best(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates most worth reading; if they are all from one story, with a fragment of each other story."""
    worth = min((each.worth for each in ranked), default=_Worth.NONE)
    best = [each for each in ranked if each.worth == worth != _Worth.NONE]
    stories = {each.collated.lead for each in best}
    if len(stories) != 1:
        return best
    others: dict[int, _Candidate] = {}
    for each in ranked:
        if each.worth == _Worth.FRAGMENT and each.collated.lead not in stories:
            others.setdefault(each.collated.lead, each)
    return [*best, *others.values()] if worth < _Worth.FRAGMENT else best


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


@cache
def _dependent_openings() -> frozenset[str]:
    return word_list("quotes/dependent_openings.txt")
