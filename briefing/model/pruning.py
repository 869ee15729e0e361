"""Pruning: what of the old threads goes, and what stays, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from briefing.frozen import dataclass


class Keeping(StrEnum):
    """Why an old thread stays."""

    DECIDED = "decided"
    """The user follows it, marked it for a brief, or put it off."""
    BRIEF = "brief"
    """A saved brief lists it, or cites one of its stories."""
    JUDGED = "judged"
    """The user wrote about it or its topic."""
    TOPIC = "topic"
    """The user follows its topic."""
    TIED = "tied"
    """The user put it on a desk or tied it to a question."""
    RULE = "rule"
    """A rule or a standing question matches it."""
    LINKED = "linked"
    """The user merged or split its stories."""
    STARRED = "starred"
    """One of its stories is starred on the sync server."""


KEPT_BECAUSE: Mapping[Keeping, str] = {
    Keeping.DECIDED: "that you follow, put off or marked for a brief",
    Keeping.BRIEF: "that a saved brief lists or cites",
    Keeping.JUDGED: "about which, or about whose topic, you wrote",
    Keeping.TOPIC: "of topics that you follow",
    Keeping.TIED: "that you put on a desk or tied to a question",
    Keeping.RULE: "that a rule or a standing question matches",
    Keeping.LINKED: "whose stories you merged or split",
    Keeping.STARRED: "with a starred story",
}
"""What is said of the threads that stay, after their number."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was pruned, or would be."""

    before: datetime
    """Threads without a story since then were old."""
    threads: int = 0
    stories: int = 0
    kept: tuple[tuple[Keeping, int], ...] = ()
    """How many old threads stay for each reason; each thread counts once."""
    bytes_before: int = 0
    bytes_after: int = 0
    """The size of the store; the same as before if nothing was pruned yet."""
    shrunk: bool = True
    """Whether the file could be made smaller; otherwise its free pages are used again for new stories."""
    backup: Path | None = None
    """The copy of the store from before."""
