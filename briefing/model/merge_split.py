"""MergeSplit: what the user says about which stories belong together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MergeSplitKind(StrEnum):
    """What was taught."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class MergeSplit:
    """One lesson as it was given, undone or redone. `threads` hold the stories that it is about, the oldest first."""

    kind: MergeSplitKind
    threads: tuple[str, ...]
    at: datetime
    title: str = ""
    """The headline of the first thread, for the message on the screen."""
