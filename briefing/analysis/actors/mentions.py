"""A mention: a name in a sentence, with its type and the reason for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.analysis.actors.name_forms import plain_form
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.evidence import TypeRule

PERSON, ORGANISATION, PLACE, OTHER = "PER", "ORG", "LOC", "MISC"


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


def form_of(sentence: TaggedSentence, start: int, end: int) -> str:
    """Return the name that tokens `start` up to `end` write, as it is compared."""
    tokens = sentence.tokens
    pieces: list[str] = []
    for position in range(start, end):
        if position > start and tokens[position].start > tokens[position - 1].end:
            pieces.append(" ")
        pieces.append(sentence.words[position])
    return plain_form("".join(pieces))


def free_of(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Return whether no mention covers any of the tokens `start` up to `end`."""
    return all(mention.end <= start or end <= mention.start for mention in mentions)
