"""Two stories of a thread, side by side."""

from briefing.frozen import dataclass
from briefing.model.spans import Span
from briefing.model.story import Snapshot, Story


@dataclass(frozen=True, slots=True)
class Wording:
    """How much of a text's wording is its own: the spans of it, and how many of its words another text has too."""

    own: tuple[Span, ...]
    words: int
    common: int


@dataclass(frozen=True, slots=True)
class ComparedStory:
    """One of two stories, with the parts of its text that the other one does not have."""

    n: int
    """Its number in the thread's source list."""
    story: Story
    snapshot: Snapshot
    wording: Wording


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stories, and the title of the first one's thread."""

    first: ComparedStory
    second: ComparedStory
    thread_title: str = ""
