"""Topics: the threads of one running matter over days, such as a war, a trial or a dispute."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from briefing.frozen import dataclass
from briefing.model.inbox import ThreadRow
from briefing.model.verdict import Verdict

PREFIX = "topic-"
"""What the id of a topic begins with; the digits of its first thread follow."""


class ThreadTerms(NamedTuple):
    """What decides the topic of a thread: when its stories were published, and what they are about.

    A plain tuple, because there are thousands of them.
    """

    id: str
    topic: str
    """The id of its topic, or ""."""
    first: float
    """When its first story was published, in days since 1970."""
    last: float
    """When its last story was published."""
    terms: bytes
    """Its most important terms (see `analysis.topics.thread_terms`)."""


class TopicReason(NamedTuple):
    """Why a thread is in its topic."""

    words: tuple[str, ...]
    """The names and words that it shares with other threads of the topic, those that weigh most first."""
    sharing: int
    """How many of the other threads have one of them."""
    others: int
    """How many other threads the topic has."""


class TopicPlacement(NamedTuple):
    """One topic, to be stored: its id, what it is called, and the threads that join it now."""

    id: str
    name: str
    threads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicsResult:
    """The topics found in a grouping, to be stored.

    `terms` are the terms of the threads that have changed. `redirects` map topics that are gone to those that took
    their threads. If `afresh`, no thread with a story after `since` (a timestamp) has a topic but those named here.
    """

    placements: tuple[TopicPlacement, ...] = ()
    terms: Mapping[str, bytes] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    afresh: bool = False
    since: int = 0


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic in a list."""

    id: str
    name: str
    verdict: Verdict
    """NEW, FOLLOW or DROP."""
    threads: int
    stories: int
    first_seen: datetime
    last_story: datetime
    taken_along: int = 0
    """How many of its threads were dropped because the topic was."""
    headline: str = ""
    """The headline of its newest thread."""

    @property
    def days(self) -> int:
        """How many days its stories span, both ends counted."""
        return (self.last_story.date() - self.first_seen.date()).days + 1


@dataclass(frozen=True, slots=True)
class TopicQuote:
    """A key quote of one of its threads: the words, one text a span, who said them, and where and when."""

    parts: tuple[str, ...]
    speaker: str
    role: str
    outlet: str
    published: datetime
    story: int
    at: int
    thread: str


@dataclass(frozen=True, slots=True)
class TopicActor:
    """An actor of several of its threads: how often their stories name it, and in which threads."""

    key: str
    name: str
    mentions: int
    threads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic over time: its threads, the newest first, and the actors and quotes of the latest of them."""

    row: TopicRow
    threads: tuple[ThreadRow, ...] = ()
    pulse: tuple[int, ...] = ()
    """Stories on each of the last 7 days, oldest first."""
    quotes: tuple[TopicQuote, ...] = ()
    actors: tuple[TopicActor, ...] = ()
    unread: int = 0
    """How many texts of the latest threads have not been analysed for quotes and actors yet."""


def topic_id(thread_id: str) -> str:
    """Return the id of the topic that begins with a thread."""
    return PREFIX + thread_id.removeprefix("t-")
