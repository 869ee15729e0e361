"""A sentence as the actor rules read it, and a name they see in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.analysis.actors.name_forms import plain_form
from briefing.analysis.language.document import Document
from briefing.analysis.language.tagging import TaggedSentence
from briefing.analysis.language.tokens import plain_word, word_set
from briefing.model.evidence import TypeRule

PERSON, ORGANISATION, PLACE, OTHER = "PER", "ORG", "LOC", "MISC"
_DATE_AT_END = re.compile(r", ?(?:\d\d?/\d\d?/\d{4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d\d?, \d{4})$")
_BYLINE_WORDS = 25
_BYLINE_LINKS = word_set("and , & | in at for de la le van von der al bin")


@dataclass(frozen=True, slots=True)
class Reading:
    """One tagged sentence with its words in plain and lower-case form."""

    sentence: TaggedSentence
    words: tuple[str, ...]
    low: tuple[str, ...]
    bare: tuple[str, ...]
    """Lower case and without a stop at the end: "sen" for "Sen."."""
    capital: tuple[bool, ...]
    shouted: bool
    """Most of its words are written in capitals."""
    weak: bool
    """It is furniture, a byline or a citation: it confirms names and introduces none."""
    cites: bool
    """It stands in a line that cites an article by title, outlet and date, or lists other stories."""
    capitals: tuple[int, ...]
    """Where its capitalised words stand."""
    size: int
    """How many words it has."""

    def low_at(self, position: int) -> str:
        """Return the lower-case word at `position`, "" outside the sentence."""
        return self.low[position] if 0 <= position < self.size else ""

    def is_name_word(self, position: int) -> bool:
        """Return whether a capitalised word stands at `position`."""
        return 0 <= position < self.size and self.capital[position]


Tokens = tuple[int, int]
"""A range of tokens of a sentence: the first, and the one after the last."""


class TypeGuess(NamedTuple):
    """The type of a name and the rule that gave it."""

    kind: str
    rule: TypeRule = TypeRule.TAGGED
    cue: Tokens | None = None
    """The words that the rule rests on; None if they are the name itself."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in a sentence: tokens `start` up to `end`, its type, and how sure we are of it (0 .. 1)."""

    start: int
    end: int
    kind: str
    certainty: float = 1.0
    rule: TypeRule = field(default=TypeRule.TAGGED, compare=False)
    cue: Tokens | None = field(default=None, compare=False)
    """The words that the type rests on; None if they are the name itself."""

    def overlaps(self, other: "Mention") -> bool:
        """Return whether the two share a token."""
        return self.start < other.end and other.start < self.end


def read_document(document: Document) -> list[Reading]:
    """Return the readings of all sentences, in order."""
    ends = {sentence.paragraph: sentence.span.end for sentence in document.sentences}
    citing = {paragraph for paragraph, end in ends.items() if _DATE_AT_END.search(document.text, max(0, end - 30), end)}
    return [_read(sentence, cites=sentence.listing or sentence.paragraph in citing) for sentence in document.sentences]


def form_of(reading: Reading, start: int, end: int) -> str:
    """Return the name that tokens `start` up to `end` write, as it is compared."""
    tokens = reading.sentence.tokens
    pieces: list[str] = []
    for position in range(start, end):
        if position > start and tokens[position].start > tokens[position - 1].end:
            pieces.append(" ")
        pieces.append(reading.words[position])
    return plain_form("".join(pieces))


def free_of(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Return whether no mention covers any of the tokens `start` up to `end`."""
    return all(mention.end <= start or end <= mention.start for mention in mentions)


def _is_byline(words: Sequence[str]) -> bool:
    """Return whether a sentence only says who wrote: "By Ann Lee and Bo Mar"."""
    if words[0] not in ("By", "BY") or not 2 < len(words) < _BYLINE_WORDS:
        return False
    return all(word[0].isupper() or word in _BYLINE_LINKS for word in words)


def _read(sentence: TaggedSentence, *, cites: bool) -> Reading:
    words = tuple([plain_word(token.text) for token in sentence.tokens])
    low = tuple([word.lower() for word in words])
    capital = tuple([word[0].isupper() for word in words])
    letters = [word for word in words if word[0].isalpha()]
    shouted = len(words) > 3 and sum(word.isupper() and len(word) > 1 for word in words) > 0.6 * max(1, len(letters))
    return Reading(
        sentence=sentence,
        words=words,
        low=low,
        bare=tuple([word.rstrip(".") or word for word in low]),
        capital=capital,
        shouted=shouted,
        weak=sentence.boilerplate or cites or _is_byline(words),
        cites=cites,
        capitals=tuple([position for position, upper in enumerate(capital) if upper]),
        size=len(words),
    )
