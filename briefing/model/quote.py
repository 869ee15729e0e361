"""Quotes: spans of one snapshot with the span of who is given as speaker."""

from dataclasses import dataclass
from enum import StrEnum

from briefing.model.spans import Span


class QuoteKind(StrEnum):
    """Whether quotation marks hold the whole utterance or a part of a sentence."""

    DIRECT = "direct"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance in one text. Every part is a span of that text; nothing here is a copy of words.

    `spans` are the quoted words without their marks, in order; a split quote ("X," he said, "Y") has two or more.
    `mention` is what the text gives as speaker at this place ("he", "the minister", "Victor Cha"); `name` the fullest
    mention it was resolved to, None where unknown. `role` and `cue` are spans too. `unnamed` marks descriptors
    ("one senior official"), for which `name` is the descriptor. `paragraph` counts from 1.
    """

    spans: tuple[Span, ...]
    kind: QuoteKind
    paragraph: int
    mention: Span | None = None
    name: Span | None = None
    role: Span | None = None
    cue: Span | None = None
    unnamed: bool = False

    @property
    def start(self) -> int:
        """Where the quoted words begin."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last quoted words end."""
        return self.spans[-1].end
