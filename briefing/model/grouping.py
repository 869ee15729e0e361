"""The input and output of grouping: stories, groups, threads to be stored, and the reasons for each membership."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.reason import Reason
from briefing.model.topic import TopicsResult


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story to group. `lead` is the beginning of its text (60 words or more), "" if there is none."""

    id: int
    title: str
    lead: str
    published: datetime | None
    outlet: str
    language: str = ""
    domain: str = ""
    """The registrable domain of its address, or ""."""
    pinned: str = ""
    """The id of a merge by the user, or "": stories with the same one stay together (must-link)."""
    snapshot: int = 0
    """The id of the stored text that these words are from."""


class StoryOutline(NamedTuple):
    """A story of the window in outline: enough to decide whether it must be grouped, and with which stories.

    A plain tuple, because there are tens of thousands of them.
    """

    id: int
    recent: bool
    """Whether it was published within the window's days; older stories are included because of their thread."""
    thread: str
    """The id of its thread, or ""."""
    fresh: bool
    """Whether it has not been grouped yet with its current text, outlet and language."""
    latest: bool
    """Whether it was published within the last day."""
    outlet: str = ""
    title: bytes | None = None
    """The words of its title as numbers (see `EncodedStory`); None if they have not been encoded yet."""
    tail_text: str = ""


@dataclass(frozen=True, slots=True)
class FormerThread:
    """A thread as it was before: its stories in order of publication, and its lead story (0 if none).

    The `held` ones of its stories always stay together. Only stories that are clearly about its event join a `dropped`
    thread.
    """

    stories: tuple[int, ...]
    lead: int = 0
    held: tuple[int, ...] = ()
    dropped: bool = False


GROUPING_RULES = 2
"""Raise this when a thread means something else than before, so that each store is grouped from scratch once."""


@dataclass(frozen=True, slots=True)
class GroupingProgress:
    """How far the window has been grouped: the newest snapshot, and the newest story of the last full grouping.

    `families` is a checksum of the publisher families that the user set; `rules` are the `GROUPING_RULES` of then.
    `share` is the share of cohesion that merges needed in the last full grouping, in thousandths, 0 if unknown.
    """

    snapshot: int = 0
    whole: int = 0
    families: int = 0
    rules: int = GROUPING_RULES
    share: int = 0


class StoredRank(NamedTuple):
    """What the rank of a thread depends on, and its stored score; `hours` is the time since its last story."""

    id: str
    independent: int
    stories: int
    hours: float
    score: float
    cohesion: float = 1.0
    """The mean similarity of its stories to the others, 0 .. 1."""


class ThreadScore(NamedTuple):
    """A thread's score and its parts, to be stored."""

    id: str
    score: float
    score_parts: tuple[Reason, ...]


class Membership(NamedTuple):
    """One story in a group: its similarity to the rest (0 .. 1) and the strongest reasons, the strongest first."""

    story: int
    similarity: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Stories about one event, in order of publication; `lead` is the story whose title names the group."""

    members: tuple[Membership, ...]
    lead: int
    cohesion: float
    """Mean similarity of its pairs, 0 .. 1; 1 for a single story."""

    @property
    def stories(self) -> tuple[int, ...]:
        """The ids of its stories."""
        return tuple(member.story for member in self.members)


UNREAD_TEXTS = 1_000
"""The number of texts assumed for a language without shipped counts, so that its first words do not all look common."""


@dataclass(frozen=True, slots=True)
class Background:
    """Word statistics of earlier texts: how many have a term (document frequency), and how often a word is capitalised.

    `texts` is the number of texts. `document_frequency` is by stem. `capitalised` and `lowercase` count the uses of a
    lower-cased word inside sentences. Texts in a known language other than English are counted by language in `others`,
    and their words have keys of the form "language:word" (see `language_key`).
    """

    texts: int = 0
    document_frequency: Mapping[str, int] = field(default_factory=dict)
    capitalised: Mapping[str, int] = field(default_factory=dict)
    lowercase: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)

    def texts_in(self, language: str) -> int:
        """Return the number of texts against which the words of a language are rare or common."""
        return self.others.get(language, 0) + UNREAD_TEXTS if language else self.texts


@dataclass(frozen=True, slots=True)
class Reprint:
    """`story` repeats `original`: `share` is the part of its word 5-grams that are there too, 0 .. 1."""

    story: int
    original: int
    share: float


class Placement(NamedTuple):
    """One story's membership in a thread, to be stored. `reprint_of` is the id of the story it repeats, or 0."""

    story: int
    similarity: float = 1.0
    reasons: tuple[Reason, ...] = ()
    reprint_of: int = 0
    reprint_share: float = 0.0


@dataclass(frozen=True, slots=True)
class ThreadPlacement:
    """One thread, to be stored: its stable id, its lead story, its stories and its rank."""

    id: str
    title_story: int
    stories: tuple[Placement, ...]
    independent: int
    score: float = 0.0
    score_parts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """The user's constraint on two stories: `must` is True for must-link (merge) and False for cannot-link (split)."""

    story_a: int
    story_b: int
    must: bool


@dataclass(frozen=True, slots=True)
class GroupingRequest:
    """A request to group the window, which has the stories since `since`; see `services.grouping.regroup`.

    `families` are the publisher families that the user set, by domain or outlet. Stories with larger ids than `up_to`
    are left out, unless that is 0.
    """

    now: datetime
    since: datetime
    reopened: tuple[str, ...] = ()
    steady: bool = True
    families: Mapping[str, str] = field(default_factory=dict)
    up_to: int = 0


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """The result of a grouping, to be stored; threads that it does not name stay as they are.

    `redirects` map threads that are gone to those that took their stories. `threads` is the number of threads in the
    window. `words` are the stories encoded for this grouping, in the program's `words_version`; the stored words of the
    stories `expired` are no longer needed.
    """

    placements: tuple[ThreadPlacement, ...]
    ranks: tuple[ThreadScore, ...]
    redirects: Mapping[str, str]
    grouped: GroupingProgress
    threads: int
    words: tuple[EncodedStory, ...] = ()
    words_version: int = 0
    expired: tuple[int, ...] = ()
    topics: TopicsResult = field(default_factory=TopicsResult)
