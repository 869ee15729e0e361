"""Verdicts: what the user decided about a thread."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.frozen import dataclass

if TYPE_CHECKING:
    from briefing.model.wake import WakeConditions


class Verdict(StrEnum):
    """The five verdicts."""

    NEW = "new"
    BRIEF = "brief"
    FOLLOW = "follow"
    LATER = "later"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One verdict as it was given, undone or redone: which threads, and the verdict they have now."""

    threads: tuple[str, ...]
    verdict: Verdict
    at: datetime
    title: str = ""
    """The headline of the first thread, for the message on the screen."""
    topic: str = ""
    """The name of the topic that the verdict is on too, or ""."""
    until: WakeConditions = ()
    """The conditions that wake the threads, if they are deferred with any."""
