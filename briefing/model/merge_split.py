"""Merges and splits: decisions of the user on which stories belong together."""

from datetime import datetime
from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.verdict import Verdict


class MergeSplitKind(StrEnum):
    """The two kinds of decision."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class MergeSplit:
    """One merge or split as it was made, undone or redone. `threads` hold its stories, the oldest first."""

    kind: MergeSplitKind
    threads: tuple[str, ...]
    at: datetime
    title: str = ""
    """The headline of the first thread, for the message on the screen."""
    verdict: Verdict | None = None
    """The verdict on the merged thread; None for a split, and for what was undone."""
