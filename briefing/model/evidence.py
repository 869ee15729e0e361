"""Why something was decided about a text: the rule that decided it and the words it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from briefing.model.spans import Span


class Question(StrEnum):
    """The question that a decision answers."""

    SPEAKER = "speaker"
    """Which words name the speaker of a quote."""
    COREFERENCE = "coreference"
    """Whom these words refer to."""
    TYPE = "type"
    """Whether an actor is a person, an organisation or a place."""
    ALIAS = "alias"
    """Why a mention was joined to an actor."""
    ROLE = "role"
    """Why these words are the role of a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One decision about a text.

    `rule` is a stable name such as "cue verb after the quote"; `subject` are the words that the decision is about (the
    alias, the role, the pronoun), None if it is about the whole quote or actor; `spans` are the words it rests on.
    """

    question: Question
    rule: str
    subject: Span | None = None
    spans: tuple[Span, ...] = ()
