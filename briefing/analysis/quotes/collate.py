"""Collation: the same utterance in several texts becomes one quote, with its other carriers and wordings."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from briefing.analysis.language.lexicon import is_role
from briefing.analysis.language.name_variants import name_words
from briefing.analysis.quotes.conflicts import LEAST_WORDS, AttributedQuote, are_two_people, is_conflict
from briefing.analysis.quotes.wording import Gram, Wording, has_same_words, is_same_utterance, wording_of
from briefing.frozen import dataclass
from briefing.model.quote import Ground, Quote
from briefing.model.spans import Span

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LINKS = frozenset({"of", "for", "at", "in", "with", "from", "who", "close", "familiar", "involved", "briefed", "on"})
_MOST_FOR_A_LEAD = 45
"""A copy with more words leads only if no other has fewer."""
_MOST_FOR_A_GRAM = 40
"""Earlier quotes that are compared for one word triple; "going to be" would give all of them."""


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text with its quotes. `n` is its number among the sources, `family` the publisher behind its outlet.

    `reprint` says that it copies another text of the thread, so that it does not count as an outlet of its own.
    `persons` are the mentions of persons in the text; without them no quote conflicts with another.
    """

    n: int
    text: str
    quotes: tuple[Quote, ...]
    family: str
    published: datetime
    reprint: bool = False
    persons: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """The utterance in text `n`: in other words, cut, or in conflict: attributed to `other_speaker` (otherwise "")."""

    n: int
    quote: Quote
    other_words: bool
    other_speaker: str = ""
    cut: bool = False
    """Its words are the lead's, but fewer."""


@dataclass(frozen=True, slots=True)
class CollatedQuote:
    """One utterance of a thread. `quote` of text `lead` has its longest wording that is not too long to read.

    `also` are the numbers of texts with the same words by the same speaker, `copies` the quote as each of them has it,
    perhaps cut; `variants` are the texts that differ; `independent` counts publishers that carry it, reprints left out.
    """

    lead: int
    quote: Quote
    copies: tuple[Variant, ...] = ()
    variants: tuple[Variant, ...] = ()
    independent: int = 1
    grounds: tuple[Ground, ...] = ()
    """What puts it forward or back among the key quotes of its thread."""

    @property
    def also(self) -> tuple[int, ...]:
        """The numbers of the texts of `copies`."""
        return tuple(copy.n for copy in self.copies)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A quote of one text, ready to be compared."""

    source: QuotedText
    said: AttributedQuote

    @property
    def quote(self) -> Quote:
        return self.said.quote

    @property
    def wording(self) -> Wording:
        return self.said.wording

    @property
    def speaker(self) -> str:
        return self.said.speaker


def collate(texts: Sequence[QuotedText]) -> tuple[CollatedQuote, ...]:
    """Return the utterances of `texts`, each once, in the order in which the texts first have them."""
    copies = [
        _Copy(source, AttributedQuote(source.text, quote, wording_of(source.text, quote), source.persons))
        for source in texts
        for quote in source.quotes
    ]
    groups: dict[int, list[_Copy]] = defaultdict(list)
    for number, root in enumerate(_roots(copies)):
        groups[root].append(copies[number])
    return tuple(_collated(group) for group in groups.values())


def is_other_speaker(one: str, other: str) -> bool:
    """Return whether two speakers, as texts name them, contradict each other; "" (unknown) contradicts nobody.

    Names are one person's if the words of one are among the other's, or if the surnames agree; descriptors if their
    head nouns agree.
    """
    if not one or not other:
        return False
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return False
    return not (first[-1] == second[-1] or set(first) <= set(second) or set(second) <= set(first))


def _name_words(name: str) -> list[str]:
    """Return the words that identify a speaker: of "a Pentagon official close to X" those up to the head noun."""
    words = [word.strip(".,()\"“”'’").lower() for word in name.replace("’s", "").replace("'s", "").split()]
    words = [word for word in words if word not in ("the", "a", "an", "one", "another", "mr", "mrs", "ms", "dr")]
    for index, word in enumerate(words):
        if word in _LINKS and index > 0 and is_role(words[index - 1]):
            words = words[:index]
            break
    return [word for word in words if word and word not in _SUFFIXES]


def _roots(copies: Sequence[_Copy]) -> list[int]:
    """Return for each copy the first copy of its utterance, by union-find over copies that share a word triple."""
    roots = list(range(len(copies)))
    holders: dict[Gram, list[int]] = defaultdict(list)
    for number, copy in enumerate(copies):
        candidates = {earlier for gram in copy.wording.grams for earlier in holders[gram][:_MOST_FOR_A_GRAM]}
        for earlier in sorted(candidates):
            if _root(roots, earlier) != _root(roots, number) and _is_same(copies[earlier], copy):
                low, high = sorted((_root(roots, earlier), _root(roots, number)))
                roots[high] = low
        for gram in copy.wording.grams:
            holders[gram].append(number)
    return [_root(roots, number) for number in range(len(copies))]


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _is_same(one: _Copy, other: _Copy) -> bool:
    if one.source.n == other.source.n and one.wording.words != other.wording.words:
        return False
    if (
        are_two_people(one.speaker, other.speaker)
        and min(len(one.wording.words), len(other.wording.words)) < LEAST_WORDS
    ):
        return False
    return is_same_utterance(one.wording, other.wording, other_speaker=is_other_speaker(one.speaker, other.speaker))


def _collated(group: Sequence[_Copy]) -> CollatedQuote:
    full = [copy for copy in group if _unsureness(copy) == 0]
    disputed = any(is_other_speaker(copy.speaker, full[0].speaker) for copy in full)
    beside = [copy for copy in full if _is_named_beside(copy)] if disputed else []
    lead = min(beside or group, key=_lead_order)
    copies: list[Variant] = []
    variants: list[Variant] = []
    for n, copy in sorted(_longest_by_text(group, lead).items()):
        other_words = not has_same_words(copy.wording, lead.wording)
        other_speaker = copy.speaker if is_conflict(lead.said, copy.said) else ""
        if other_words or other_speaker:
            variants.append(Variant(n, copy.quote, other_words, other_speaker))
        else:
            cut = len(copy.wording.words) < len(lead.wording.words)
            copies.append(Variant(n, copy.quote, other_words=False, cut=cut))
    carriers = {copy.source.family for copy in group if not copy.source.reprint}
    return CollatedQuote(lead.source.n, lead.quote, tuple(copies), tuple(variants), max(1, len(carriers)))


def _lead_order(copy: _Copy) -> tuple[int, bool, int, datetime, int]:
    """Return the sort key of a copy: a sure speaker first, then a readable length, then the longest wording."""
    count = len(copy.wording.words)
    long = count > _MOST_FOR_A_LEAD
    return _unsureness(copy), long, count if long else -count, copy.source.published, copy.source.n


def _unsureness(copy: _Copy) -> int:
    """Return 0 for a speaker named in full, 1 for another name, 2 for a descriptor, 3 for none."""
    quote = copy.quote
    if quote.name is None or quote.unnamed:
        return 2 + (quote.name is None)
    person = any(quote.name.overlaps(each) for each in copy.source.persons)
    return int(not (person and " " in copy.speaker.strip()))


def _is_named_beside(copy: _Copy) -> bool:
    """Return whether the speaker's name or a part of it is beside the quote, and not "he"."""
    mention = copy.quote.mention
    return mention is not None and not set(name_words(mention.cut(copy.source.text))).isdisjoint(
        name_words(copy.speaker)
    )


def _longest_by_text(group: Sequence[_Copy], lead: _Copy) -> dict[int, _Copy]:
    """Return one copy for each text but the lead's: its longest."""
    longest: dict[int, _Copy] = {}
    for copy in group:
        n = copy.source.n
        if n != lead.source.n and (n not in longest or len(copy.wording.words) > len(longest[n].wording.words)):
            longest[n] = copy
    return longest
