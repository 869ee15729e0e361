"""Key quotes: which utterances of a thread come first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.language.name_variants import may_be_one_person
from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.analysis.quotes.quote_worth import (
    Worth,
    content_words,
    delay_of,
    is_trite,
    merits_of,
    setbacks_of,
    weight_of,
    worth_of,
)
from briefing.analysis.quotes.thread_focus import Focus, speaker_of
from briefing.analysis.quotes.wording import Wording, likeness, wording_of
from briefing.frozen import dataclass
from briefing.model.quote import Ground, Quote

_ALIKE = 0.5
"""Of two quotes that share so much of the shorter one's word triples, the second says nothing new."""
_SAME_POINT, _FEWEST_TO_REPEAT = 0.6, 3
"""A speaker who has said so much of the content words of a quote before repeats it, if there are so many of them."""
_FROM_ONE_STORY, _STORY = 2, 2
"""For every first so many quotes of its story, a quote comes by so many points later."""
_VOICES, _FEW_VOICES = 4, 2
"""So many voices are shown if a thread has them, and no more from the only story that has quotes. Fragments are added
only to fewer than the second number, or to those of one story."""
_FIRST = 40
"""So many quotes are chosen in turns; those after them follow by weight."""
_ADDED = (Worth.SLIGHT, Worth.ASIDE, Worth.FRAGMENT, Worth.PRESS_REVIEW)
"""What is added to better quotes if these are few voices."""


def key_quotes(
    collated: Sequence[CollatedQuote], texts: Sequence[QuotedText], titles: Sequence[str]
) -> tuple[CollatedQuote, ...]:
    """Return the quotes of a thread that are worth reading, the most important first, with the grounds for that.

    `titles` are those of the thread's stories. Nobody has a second quote before everybody has one. Of the first quotes,
    and then of the second ones, no story has a third before other stories have one, and participants come before
    commentators. Counted for: independent publishers; a named speaker with a role; a speaker whom titles or several
    stories name; words shared with the titles; a position early in the text; a whole sentence. Counted against:
    platitudes, length, and beginnings that point back.

    If there are several stories, only the best of these are returned: statements of named or described speakers; parts
    of sentences and slight sentences; asides; fragments of named speakers; sentences without a speaker; what press
    reviews quote; sentences that say nothing alone. If the best are fewer than four voices, or from one story, the best
    of others are added. A story that alone has quotes shows one of each of four speakers. Sentences of other papers,
    scare quotes, words that their speaker repeats and what is far from the event are never among them.
    """
    if not collated:
        return ()
    focus = Focus.of(texts, titles)
    candidates = sorted(
        (_candidate(each, focus) for each in collated),
        key=lambda each: (-each.weight, each.collated.lead, each.collated.quote.start),
    )
    if len(focus.texts) > 1:
        candidates = _limited(_without_same_points(_without_repetitions(_best(candidates, focus)), focus), focus)
    else:
        candidates.sort(key=lambda each: each.worth)
    return tuple(_with_grounds(each, focus) for each in _in_turns(candidates, focus))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quote with what decides its position."""

    collated: CollatedQuote
    worth: Worth
    weight: float
    wording: Wording
    setbacks: tuple[Ground, ...]

    @property
    def delay(self) -> int:
        """Points by which it comes later than other first quotes, second quotes and so on."""
        return delay_of(self.setbacks)


def _candidate(collated: CollatedQuote, focus: Focus) -> _Candidate:
    return _Candidate(
        collated,
        worth_of(collated, focus),
        weight_of(collated, focus),
        wording_of(focus.texts[collated.lead], collated.quote),
        tuple(setbacks_of(collated, focus)),
    )


def _with_grounds(candidate: _Candidate, focus: Focus) -> CollatedQuote:
    merits = tuple(merits_of(candidate.collated, focus))
    return replace(candidate.collated, grounds=(*merits, *candidate.setbacks))


def _best(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Return the candidates most worth reading; if they are few voices or from one story, with some of others.

    These are one of each speaker.
    """
    worth = min((each.worth for each in ranked), default=Worth.NONE)
    best = [each for each in ranked if each.worth == worth != Worth.NONE]
    named = [each for each in ranked if each.worth > worth and _may_be_added(each, focus)]
    named.sort(key=lambda each: each.worth)
    numbers = _speakers([*best, *named], focus)
    voices, stories = set(numbers[: len(best)]), {each.collated.lead for each in best}
    for each, number in zip(named, numbers[len(best) :], strict=True):
        enough = _FEW_VOICES if each.worth is Worth.FRAGMENT else _VOICES
        if number not in voices and (
            len(voices) < enough or stories == {best[0].collated.lead} != {each.collated.lead}
        ):
            voices.add(number)
            stories.add(each.collated.lead)
            best.append(each)
    return best


def _may_be_added(each: _Candidate, focus: Focus) -> bool:
    quote, text = each.collated.quote, focus.texts[each.collated.lead]
    return each.worth in _ADDED and not is_trite(quote, text)


def _limited(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Return the candidates, or if all are from one story of several, the best of each of the first few speakers."""
    if len({each.collated.lead for each in ranked}) != 1:
        return list(ranked)
    first = {number: each for each, number in reversed(list(zip(ranked, _speakers(ranked, focus), strict=True)))}
    return sorted(first.values(), key=lambda each: (each.delay, -each.weight))[:_VOICES]


def _without_repetitions(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates without those that mostly repeat the words of one before them."""
    kept: list[_Candidate] = []
    for candidate in ranked:
        if all(likeness(candidate.wording, earlier.wording) < _ALIKE for earlier in kept):
            kept.append(candidate)
    return kept


def _without_same_points(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Return the candidates without those in which a speaker says in other words what one before them says."""
    kept: list[_Candidate] = []
    said: dict[int, list[frozenset[str]]] = {}
    for candidate, speaker in zip(ranked, _speakers(ranked, focus), strict=True):
        words = frozenset(content_words(candidate.wording.words)) - focus.centre.keys()
        before = said.setdefault(speaker, [])
        if all(_shared(words, each) < _SAME_POINT for each in before):
            kept.append(candidate)
            before.append(words)
    return kept


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= _FEWEST_TO_REPEAT else 0.0


def _in_turns(ranked: Sequence[_Candidate], focus: Focus) -> list[_Candidate]:
    """Order candidates so that speakers and stories take turns, and participants come before commentators."""
    speakers = _speakers(ranked, focus)
    remaining = list(range(len(ranked)))
    spoken: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    ordered: list[_Candidate] = []

    def position(index: int) -> tuple[int, int, int]:
        turn = spoken[speakers[index]]
        story = _STORY * (taken[ranked[index].collated.lead] // _FROM_ONE_STORY)
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
            if name == other
            or _are_initials(name, other)
            or (person and other_person and may_be_one_person(name, other))
        )
        number = next(same, len(known))
        if number == len(known):
            known.append((name, person))
        numbers.append(number)
    return numbers


def _plain_name(quote: Quote, text: str) -> str:
    """Return a speaker as it is compared: a name without its article, the head noun of a descriptor."""
    name = speaker_of(quote, text).lower().replace("’", "'").replace("-", " ").removesuffix("'s").removeprefix("the ")
    return name.split()[-1] if quote.unnamed and name else name


def _are_initials(one: str, other: str) -> bool:
    """Return whether one name is made of the initials of the other: "fra" of "ferry road authority"."""
    short, long = sorted((one, other), key=lambda name: len(name.split()))
    words = long.split()
    return len(words) > 1 and short == "".join(word[0] for word in words)
