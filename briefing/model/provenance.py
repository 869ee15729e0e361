"""Where the stories of a thread come from: which outlet was first, which followed, and which printed a reprint."""

import re
from datetime import datetime
from enum import StrEnum

from briefing.frozen import dataclass

LEAST_SHARED = 0.3
"""A reprint with a smaller share of shared wording has the headline of its original, and no text or another one."""

_WORD = re.compile(r"\w+")


class StepKind(StrEnum):
    """How an outlet joined a thread."""

    FIRST = "first report"
    FOLLOWED = "followed"
    REPRINTED = "reprint"
    EARLY = "reprint dated before its original"
    SAME_HEADLINE = "same headline"
    SAME_AGENCY = "same agency"
    SAME_PUBLISHER = "same publisher"


def shares_headline(title: str, original: str) -> str:
    """Return "same headline as" if two titles have the same words, else "similar headline to"."""
    one, other = (_WORD.findall(each.casefold()) for each in (title, original))
    return "same headline as" if one == other else "similar headline to"


def with_agency(outlet: str, agency: str) -> str:
    """Return an outlet, with the agency whose text it prints, if it is not that agency: "AFP via Gulf Ledger"."""
    return f"{agency} via {outlet}" if agency and agency != outlet else outlet


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One story of a thread: a telling of its own, or one that repeats source [`of`], and how.

    `of` is 0 for a telling of its own: only those count as independent. `share` is the shared wording, 0 .. 1.
    """

    n: int
    outlet: str
    kind: StepKind
    at: datetime | None
    """None if the story is undated."""
    minutes: int = 0
    """Minutes after the first report; negative if dated before it."""
    of: int = 0
    share: float = 0.0
    agency: str = ""
    """The name of the news agency whose text it prints, or ""."""

    @property
    def via(self) -> str:
        """The outlet, with the agency whose text it prints: "AFP via Gulf Ledger"."""
        return with_agency(self.outlet, self.agency)

    @property
    def reason(self) -> str:
        """Why the story counts or does not: "followed", "reprint of [2], 97% shared", "same publisher as [1]"."""
        if not self.of:
            return self.kind.value
        if self.kind in (StepKind.REPRINTED, StepKind.EARLY):
            early = ", dated before it" if self.kind is StepKind.EARLY else ""
            return f"{StepKind.REPRINTED.value} of [{self.of}]{early}, {self.share:.0%} shared"
        kind = "same or similar headline" if self.kind is StepKind.SAME_HEADLINE else self.kind.value
        return f"{kind} as [{self.of}]"

    @property
    def waited(self) -> str:
        """The time after the first report in words: "45 min later", "3 h earlier"; "undated" without a date."""
        if self.at is None:
            return "undated"
        size = abs(self.minutes)
        length = f"{size} min" if size < 120 else f"{size // 60} h" if size < 2880 else f"{size // 1440} days"
        return f"{length} {'later' if self.minutes >= 0 else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The steps of a thread's stories: tellings of their own first; and the outlet that all of them rest on."""

    rests_on: str = ""
    """The outlet that all stories lead back to, or ""."""
    stories: int = 0
    """How many stories lead back to it."""
    steps: tuple[ChainStep, ...] = ()
