"""Quotes: spans of one text with the spans that name the speaker."""

from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.evidence import Evidence
from briefing.model.spans import Span


class QuoteKind(StrEnum):
    """Whether quotation marks hold the whole utterance or a part of a sentence."""

    DIRECT = "direct"
    PARTIAL = "partial"


class Ground(StrEnum):
    """What puts a quote forward or back among the key quotes of a thread."""

    SEVERAL_OUTLETS = "several outlets"
    ROLE = "name and role"
    NAME = "name"
    SPEAKER_IN_TITLE = "speaker in a title"
    TITLE_WORDS = "words of the titles"
    EARLY = "early in its story"
    COMMENTATOR = "commentator"
    PLATITUDE = "platitude"
    LONG = "long"
    PRESS_REVIEW = "press review"
    PART = "part of a sentence"
    NO_NAME = "no name"


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance in one text. Every part is a span of that text; nothing here is a copy of words.

    `spans` are the quoted words without their marks, in order; a split quote ("X," he said, "Y") has two or more.
    `mention` are the words that name the speaker here ("he", "the minister", "Victor Cha"); `name` is the fullest name
    they refer to, None if unknown. `role` and `cue` are spans too. If `unnamed`, the text gives no name, and `name` is
    a descriptor ("one senior official", "the company"). If `unclear`, the text leaves open who speaks, and there
    is no name. `paragraph` counts from 1.
    """

    spans: tuple[Span, ...]
    kind: QuoteKind
    paragraph: int
    mention: Span | None = None
    name: Span | None = None
    role: Span | None = None
    cue: Span | None = None
    unnamed: bool = False
    reasons: tuple[Evidence, ...] = ()
    """Why this speaker: the rule that found the mention, whom the mention refers to, and which words give the role."""
    unclear: bool = False

    @property
    def start(self) -> int:
        """The offset at which the quoted words begin."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """The offset at which the last quoted words end."""
        return self.spans[-1].end
