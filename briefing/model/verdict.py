"""Verdicts: what the user decided about a thread."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The five states of a decision."""

    NEW = "new"
    BRIEF = "brief"
    FOLLOW = "follow"
    LATER = "later"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One decision as it was carried out, undone or redone: which threads, and the verdict they have now."""

    threads: tuple[str, ...]
    verdict: Verdict
    at: datetime
    title: str = ""
    """The headline of the first thread, for the message on the screen."""
