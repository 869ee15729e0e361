"""One version of a story's text, with the words that changed."""

from briefing.frozen import dataclass
from briefing.model.spans import Span
from briefing.model.story import Snapshot


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """A snapshot among the others of its story."""

    number: int
    """From 1, the oldest one."""
    snapshot: Snapshot
    changed: tuple[Span, ...]
    """In the newest version, the words that the one before did not have; in others, those that the next one lacks."""
