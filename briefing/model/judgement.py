"""Judgements: what only the analyst can write about a thread, a topic or a day. The program never writes one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from briefing.frozen import dataclass


class Part(StrEnum):
    """The parts of a brief that the analyst writes, in the words of their headings."""

    BOTTOM_LINE = "Bottom line"
    WHY = "Why it matters"
    ASSESSMENT = "Assessment"
    CONFIDENCE = "Confidence"
    CHANGE = "What would change this"


OF_AN_ITEM = (Part.WHY, Part.ASSESSMENT, Part.CONFIDENCE, Part.CHANGE)
"""The parts of a thread or topic; the bottom line is that of a day."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the analyst wrote for one part, and when: first in these words, and last, if they were confirmed since."""

    part: Part
    text: str
    written: datetime
    confirmed: datetime
    machine: bool = False
    """Whether a draft command proposed the words."""


Judgements: TypeAlias = Mapping[Part, Judgement]
"""The current judgements, by part."""


@dataclass(frozen=True, slots=True)
class JudgementChange:
    """A judgement whose words changed, before and after; "" if it was added or taken back."""

    part: Part
    before: str
    after: str
    at: datetime


# The scale of likelihood, as (words, from per cent, to per cent). No other words of likelihood are used beside these.
LIKELIHOODS: tuple[tuple[str, int, int], ...] = (
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
)
CONFIDENCES = ("low", "moderate", "high")
