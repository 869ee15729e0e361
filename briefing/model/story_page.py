"""One story to read: its text, what was found in it, and what the thread adds to that."""

from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.citation import Citation
from briefing.model.quote import Quote
from briefing.model.story import Snapshot, Story


@dataclass(frozen=True, slots=True)
class QuoteElsewhere:
    """What the other stories of the thread say about a quote."""

    numbers: tuple[int, ...] = ()
    """The numbers [n] of those that carry it."""
    speaker: str = ""
    """The speaker as another story names it if the story's own text does not; else ""."""
    named_by: int = 0
    """The number [n] of that story."""


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story to read: its text, what was found in it, and its place in the thread."""

    story: Story
    snapshot: Snapshot
    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    thread: str = ""
    thread_title: str = ""
    n: int = 0
    """Its number in the thread's source list."""
    thread_stories: int = 0
    versions: tuple[tuple[int, datetime], ...] = ()
    """(snapshot id, taken), oldest first."""
    speakers: tuple[str, ...] = ()
    """The name of each quote's speaker, or "": the full one if only the title has it."""
    elsewhere: tuple[QuoteElsewhere, ...] = ()
    """One for each quote."""
    held_as: tuple[int, ...] = ()
    """For each citation, the number [n] of the thread's story that it means, or 0."""
    unread: bool = False
    """Whether the text has not been analysed for quotes and actors yet."""
    refusal: str = ""
    """Why its page gave no full text, such as "the page shows a consent notice instead of the article", or ""."""
