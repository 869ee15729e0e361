"""Sentences in which every quotation is one word, with corrected parts of speech."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from briefing.analysis.language.lexicon import cue_verb, is_body, is_role, word_classes
from briefing.analysis.language.names import name_runs
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.sentences import Token, plain_word
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span

QUOTATION = '"'
"""The text of a word that represents a whole quotation."""
_CAPITAL_INSIDE = re.compile(
    r"(?:al|el|an|as|ash|at|ad|ar|az|ul|ur)-[A-Z]|(?:d[aei]|del|la|le|van|von)[A-Z][a-z]|[a-z]{1,5}[A-Z][a-z]{2}"
)
"""As in "al-Masri", "diVelda" and "eVelda": such a word counts as capitalised."""
_IN_QUOTATION = -1
_NO_QUOTATION = -1
FINITE = frozenset({Part.PAST, Part.PRESENT_S, Part.PRESENT, Part.MODAL})
VERBS = FINITE | {Part.BASE, Part.PARTICIPLE, Part.GERUND}
NOMINAL = frozenset({Part.NOUN, Part.NAME})
_NAMELIKE = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE})
_NEVER_CORRECTED = frozenset({Part.MARK, Part.DETERMINER, Part.PREPOSITION, Part.CONJUNCTION, Part.TO, Part.POSSESSIVE})
_CORRECTED_AFTER_OTHERS = frozenset({Part.NOUN, Part.ADJECTIVE, Part.PARTICIPLE})
_CLOSED = frozenset({Part.PRONOUN, Part.WH})
_CLOSED_WORDS = word_list("language/pronouns.txt")
_IN_NAMES = frozenset({"van", "von", "der", "ter", "bin", "ibn", "bint", "af", "'t"})
"""Particles that are hardly any other word in English."""
_ARTICLES = frozenset({"a", "an", "the"})
_READ = frozenset({"read", "reads"})
_AFTER_READ = frozenset({":", "."})
_PLURAL_SUBJECTS = frozenset({"they", "we", "i", "you"})
_ROLES_THAT_ARE_VERBS = word_list("language/role_verbs.txt")


class Word(NamedTuple):
    """A word, a mark, or a whole quotation (then `quoted` is its number in the text, otherwise -1).

    `low` is the lower-case form with straight apostrophes.
    """

    start: int
    end: int
    text: str
    low: str
    quoted: int = _NO_QUOTATION
    capitalised: bool = False
    """It begins with an upper-case letter."""

    @property
    def is_quotation(self) -> bool:
        """Whether this word represents a quotation."""
        return self.quoted >= 0


def _is_capitalised(word: str) -> bool:
    first = word[0]
    return first.isupper() or (word[1:2] != "" and _CAPITAL_INSIDE.match(word) is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: its words and a part of speech for each. Sentences count from 0, paragraphs from 1."""

    number: int
    paragraph: int
    words: tuple[Word, ...]
    parts: tuple[str, ...]
    persons: tuple[tuple[int, int], ...] = ()
    """The ranges of words that the name tagger marked as persons."""
    bodies: tuple[tuple[int, int], ...] = ()
    """The ranges of words that the name tagger marked as organisations."""
    boilerplate: bool = False
    """It is in a byline, photo credit, caption or label."""
    listing: bool = False
    """It is in a line that lists other stories or pictures."""
    quotations: tuple[int, ...] = ()
    """The indices of the quotations."""

    def __len__(self) -> int:
        return len(self.words)

    def low(self, index: int) -> str:
        """Return the lower-case word at `index`, or "" outside the sentence."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def part(self, index: int) -> str:
        """Return the part of speech at `index`, or "" outside the sentence."""
        return self.parts[index] if 0 <= index < len(self.words) else ""

    def is_quotation(self, index: int) -> bool:
        """Return whether the word at `index` is a quotation."""
        return 0 <= index < len(self.words) and self.words[index].is_quotation

    def capitalised(self, index: int) -> bool:
        """Return whether the word at `index` is capitalised."""
        return 0 <= index < len(self.words) and self.words[index].capitalised

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the words `start` up to `end`."""
        return Span(self.words[start].start, self.words[end - 1].end)


def join_quotations(tagged: Sequence[TaggedSentence], quoted: Sequence[Quoted]) -> tuple[Sentence, ...]:
    """Return the `tagged` sentences with each of the quotations `quoted` as one word.

    Sentences whose boundary lies inside a quotation are joined.
    """
    sentences: list[Sentence] = []
    line = _Joined([], [], [], [])
    reached = 0
    for number, sentence in enumerate(tagged):
        while reached < len(quoted) and quoted[reached].outer.end <= sentence.span.start:
            reached += 1
        line.add(sentence, quoted, reached)
        following = tagged[number + 1].span.start if number + 1 < len(tagged) else -1
        last = line.words[-1]
        if last.quoted == _NO_QUOTATION or not last.start < following < last.end:
            sentences.append(line.sentence(len(sentences), sentence))
            line = _Joined([], [], [], [])
    return tuple(sentences)


@dataclass(slots=True)
class _Joined:
    """A sentence that grows until its end is in no quotation."""

    words: list[Word]
    parts: list[str]
    persons: list[tuple[int, int]]
    bodies: list[tuple[int, int]]

    def add(self, sentence: TaggedSentence, quoted: Sequence[Quoted], reached: int) -> None:
        """Add the words of a sentence; `reached` is the number of the first quotation that ends after its start."""
        if reached == len(quoted) or sentence.span.end <= quoted[reached].outer.start:
            first = len(self.words)
            self.words.extend([_plain_word(token) for token in sentence.tokens])
            self.parts.extend(sentence.parts)
            for start, end, kind in name_runs(sentence.names):
                if kind != "LOC":
                    (self.persons if kind == "PER" else self.bodies).append((first + start, first + end))
            return
        indices: list[int] = []
        for token, part in zip(sentence.tokens, sentence.parts, strict=True):
            while reached < len(quoted) and quoted[reached].outer.end <= token.start:
                reached += 1
            if reached == len(quoted) or token.start < quoted[reached].outer.start:
                indices.append(len(self.words))
                self.words.append(_plain_word(token))
                self.parts.append(part)
                continue
            if not self.words or self.words[-1].quoted != reached:
                outer = quoted[reached].outer
                self.words.append(Word(outer.start, outer.end, QUOTATION, QUOTATION, reached))
                self.parts.append(Part.MARK)
            indices.append(_IN_QUOTATION)
        self.persons.extend(_ranges_of("PER", sentence.names, indices))
        self.bodies.extend(_ranges_of("ORG", sentence.names, indices))

    def sentence(self, number: int, tagged: TaggedSentence) -> Sentence:
        """Return the sentence with corrected parts of speech; `tagged` is the last one that was added."""
        words, parts = self.words, self.parts
        for index, (word, part) in enumerate(zip(words, parts, strict=True)):
            if word.low in _IN_NAMES and _leads_to_name(words, index):
                parts[index] = Part.NAME
            elif word.low == "'" and _is_possessive(words, parts, index):
                parts[index] = Part.POSSESSIVE
            elif part == Part.PREPOSITION and (is_role(word.low) or is_body(word.low)):
                parts[index] = Part.NAME if word.capitalised else Part.NOUN  # "co-founder"
            elif part not in _NEVER_CORRECTED:  # a quotation counts as a mark
                parts[index] = _corrected(words, parts, index)
        return Sentence(
            number=number,
            paragraph=tagged.paragraph,
            words=tuple(words),
            parts=tuple(parts),
            persons=tuple(self.persons),
            bodies=tuple(self.bodies),
            boilerplate=tagged.boilerplate,
            listing=tagged.listing,
            quotations=tuple([index for index, word in enumerate(words) if word.quoted != _NO_QUOTATION]),
        )


def _plain_word(token: Token) -> Word:
    return _new_word(token + _form(token.text))


_new_word = partial(tuple.__new__, Word)
"""Makes a word of a tuple of its fields, faster than `Word._make`."""


@lru_cache(50_000)
def _form(word: str) -> tuple[str, int, bool]:
    """Return the form in which a word is compared, no quotation, and whether it begins like a name."""
    return plain_word(word).lower(), _NO_QUOTATION, _is_capitalised(word)


def _ranges_of(wanted: str, tags: Sequence[str], indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the word ranges that the name tagger marked as `wanted`, each up to the first quotation in it."""
    for start, end, kind in name_runs(tags):
        if kind == wanted and indices[start] != _IN_QUOTATION:
            inside = next((at for at in range(start, end) if indices[at] == _IN_QUOTATION), end)
            yield indices[start], indices[inside - 1] + 1


def _is_possessive(words: Sequence[Word], parts: Sequence[str], index: int) -> bool:
    """Return whether the apostrophe at `index` makes a plural possessive: "the Chiefs' Council"."""
    if not 0 < index < len(words) - 1 or not words[index - 1].low.endswith("s"):
        return False
    tied = words[index - 1].end == words[index].start < words[index].end < words[index + 1].start
    return tied and parts[index - 1] in NOMINAL and parts[index + 1] in NOMINAL


def _leads_to_name(words: Sequence[Word], index: int) -> bool:
    """Return whether only particles stand between a lower-case particle and a capital: "van der Berg"."""
    if words[index].capitalised or (index and words[index - 1].low in _ARTICLES):
        return False
    after = index + 1
    while after < len(words) and words[after].low in _IN_NAMES:
        after += 1
    return after < len(words) and words[after].capitalised and not words[after].is_quotation


def _corrected(words: Sequence[Word], tagged: list[str], index: int) -> str:
    """Return the part of speech at `index`, corrected if capitals or the lexicon show that the tagger is wrong."""
    part, word = tagged[index], words[index]
    if part in NOMINAL:
        return _corrected_verb(words, tagged, index)
    if part in _CLOSED and word.low not in _CLOSED_WORDS:
        return Part.NAME if word.capitalised else Part.NOUN
    after_capital = index > 0 and words[index - 1].capitalised
    before_capital = index + 1 < len(words) and words[index + 1].capitalised
    if part in VERBS and part != Part.MODAL and after_capital and word.capitalised and not word.text.isupper():
        return Part.NAME
    if part == Part.ADVERB and after_capital and word.capitalised and not before_capital:
        return Part.NAME if tagged[index - 1] in _NAMELIKE and not word.text.isupper() else part  # "Peace Now"
    if part == Part.ADJECTIVE:
        if is_role(word.low) and not (index + 1 < len(words) and tagged[index + 1] in _NAMELIKE):
            return Part.NOUN
    elif is_role(word.low):
        plain = cue_verb(word.low) is None and word.low not in _ROLES_THAT_ARE_VERBS
        if plain or (after_capital and before_capital) or _speaks_next(words, tagged, index):
            return Part.NOUN
    return _corrected_verb(words, tagged, index)


def _speaks_next(words: Sequence[Word], tagged: list[str], index: int) -> bool:
    """Return whether a verb of speech in the past follows: "host" is no verb in "the Fox News host said"."""
    past = index + 1 < len(words) and tagged[index + 1] in (Part.PAST, Part.PARTICIPLE)
    return past and index > 0 and tagged[index - 1] in _NAMELIKE and cue_verb(words[index + 1].low) is not None


def _corrected_verb(words: Sequence[Word], tagged: list[str], index: int) -> str:
    """Return the part of speech at `index`, corrected if the words before it require another form of a verb."""
    part = tagged[index]
    if part not in _CORRECTED_AFTER_OTHERS:
        return part
    before = index - 1
    while before >= 0 and tagged[before] == Part.ADVERB:
        before -= 1
    if before < 0 or words[before].quoted != _NO_QUOTATION:
        return part
    if part == Part.PARTICIPLE:
        return Part.PAST if _is_past(words, tagged, index, before) else part
    low, low_before, part_before = words[index].low, words[before].low, tagged[before]
    if part == Part.NOUN and low in _READ and index + 1 < len(words) and words[index + 1].low in _AFTER_READ:
        return Part.PAST
    if part_before == Part.MODAL and "V" in word_classes(low).split("+"):
        return Part.BASE
    if part == Part.NOUN and low_before in _PLURAL_SUBJECTS and "V" in word_classes(low).split("+"):
        return Part.PRESENT
    if part == Part.NOUN and low_before == "who" and "VZ" in word_classes(low).split("+"):
        return Part.PRESENT_S
    if part == Part.NOUN and part_before == Part.PARTICIPLE and low.endswith("ing") and cue_verb(low):
        return Part.GERUND  # "heard saying"
    return part


def _is_past(words: Sequence[Word], tagged: list[str], index: int, before: int) -> bool:
    """Return whether a participle is a past tense: it follows its subject, or a comma with no verb before it."""
    if index + 1 >= len(words) or words[index + 1].low == "by":
        return False
    if tagged[before] == Part.PRONOUN or (words[before].capitalised and tagged[before] in _NAMELIKE):
        return True
    if any(tagged[earlier] in FINITE for earlier in range(index)) or tagged[before] not in NOMINAL | {Part.MARK}:
        return False
    return words[0].is_quotation or (words[before].low == "," and before > 0 and tagged[before - 1] in NOMINAL)
