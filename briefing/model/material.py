"""Everything stored about a thread, a story or a feed, from which its page is made."""

from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.analysis import TextAnalysis
from briefing.model.inbox import ThreadRow
from briefing.model.reason import Reason
from briefing.model.story import Snapshot, Story


@dataclass(frozen=True, slots=True)
class ThreadMember:
    """One story of a thread with its newest text, the findings in it, and why it is in the thread."""

    story: Story
    snapshot: Snapshot
    findings: TextAnalysis
    similarity: float
    reasons: tuple[Reason, ...]
    reprint_of: int
    """The id of the story it repeats, or 0."""
    reprint_share: float
    seen: datetime | None
    """When the user first looked at a thread with it; None if never."""


@dataclass(frozen=True, slots=True)
class ThreadMaterial:
    """A thread and its stories, in order of publication: source [n] is `members[n - 1]`."""

    row: ThreadRow
    members: tuple[ThreadMember, ...]
    unread: int = 0
    """How many of the newest texts have not been analysed for quotes and actors yet."""

    def is_new(self, member: ThreadMember) -> bool:
        """Return whether a story came since the user last looked; no reprint, and nothing in a thread never looked at.

        A story that the user saw in another thread is not new in this one.
        """
        return self.row.looked is not None and member.seen is None and not member.reprint_of


@dataclass(frozen=True, slots=True)
class StoryMaterial:
    """A story with one of its texts, the findings in it, and its place in a thread."""

    story: Story
    snapshot: Snapshot
    findings: TextAnalysis
    thread: str
    """The id of its thread, or "" if it has not been grouped yet."""
    thread_title: str
    thread_stories: tuple[int, ...]
    """The ids of the thread's stories in order of publication."""
    versions: tuple[tuple[int, datetime], ...]
    """(snapshot id, taken), oldest first."""
    refusal: str = ""
    """Why the page of the story gave no full text, or ""."""
    unread: bool = False
    """Whether the text has not been analysed for quotes and actors yet."""


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What one feed contributes: its stories, the date of the last one, and stories a day for 7 days, oldest first."""

    stories: int = 0
    last_story: datetime | None = None
    pulse: tuple[int, ...] = (0,) * 7
    briefed: int = 0
    """How many of its stories are in threads with the verdict brief."""


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """One stored quote by a speaker: its words in the snapshot, one text a span, and where it is from."""

    parts: tuple[str, ...]
    speaker: str
    role: str
    snapshot: int
    start: int
    end: int
    story: int
    title: str
    outlet: str
    published: datetime
    thread: str


@dataclass(frozen=True, slots=True)
class ActorHit:
    """One actor in one story: its name and roles in the text, and how often the text names it."""

    key: str
    name: str
    kind: str
    roles: tuple[str, ...]
    mentions: int
    story: int
    title: str
    outlet: str
    published: datetime
    thread: str
