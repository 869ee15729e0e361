"""What grouping reads and gives: stories as features need them, groups, and the reasons for each membership."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from briefing.model.encoded import EncodedStory
from briefing.model.reason import Reason


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story as grouping sees it. `lead` is the beginning of its text (60 words or more), "" where there is none."""

    id: int
    title: str
    lead: str
    published: datetime | None
    outlet: str
    language: str = ""
    domain: str = ""
    """The registrable domain of its address, or ""."""
    pinned: str = ""
    """An id of the user's merges: stories with the same one stay together (must-link)."""
    snapshot: int = 0
    """The stored text that these words are from."""


class StoryOutline(NamedTuple):
    """A story of the window in outline: enough to see whether it must be grouped, and with what.

    A plain tuple, for there are tens of thousands of them.
    """

    id: int
    recent: bool
    """Whether it was published within the window's days; older ones stand in it for their thread's sake."""
    thread: str
    """The thread in which it stands, or ""."""
    fresh: bool
    """Whether it was not grouped yet with the text, outlet and language that it has now."""
    latest: bool
    """Whether it was published within the last day."""
    outlet: str = ""
    title: bytes | None = None
    """The words of its title as numbers (see `EncodedStory`); None where they were not read yet."""
    tail_text: str = ""


@dataclass(frozen=True, slots=True)
class FormerThread:
    """How a thread stood before: its stories in order of publication, and the one that names it (0 for none).

    A `held` one has only some of its stories here, which stay together whatever comes.
    """

    stories: tuple[int, ...]
    lead: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True)
class GroupingProgress:
    """How far the window was grouped: the latest snapshot seen, and the latest story when it was last grouped whole.

    `families` tells one set of the user's publisher families from another.
    """

    snapshot: int = 0
    whole: int = 0
    families: int = 0


class StoredRank(NamedTuple):
    """What the rank of a thread turns on, and its score as it is stored; `hours` passed since its last story."""

    id: str
    independent: int
    stories: int
    hours: float
    score: float


class ThreadScore(NamedTuple):
    """A thread's score and its parts, as they are to be stored."""

    id: str
    score: float
    score_parts: tuple[Reason, ...]


class Membership(NamedTuple):
    """One story's place in a group: similarity to the rest of it (0 .. 1) and the strongest reasons, best first."""

    story: int
    similarity: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Stories about one matter, in order of publication; `lead` is the story whose title names the group."""

    members: tuple[Membership, ...]
    lead: int
    cohesion: float
    """Mean similarity of its pairs, 0 .. 1; 1 for a single story."""

    @property
    def stories(self) -> tuple[int, ...]:
        """The ids of its stories."""
        return tuple(member.story for member in self.members)


UNREAD_TEXTS = 1_000
"""As if so many texts had been read before in a language that comes with no counts of its own: else the words of its
first few texts would all look common."""


@dataclass(frozen=True, slots=True)
class Background:
    """Word statistics of what was read before: how many texts hold a term, and how often a word was capitalised.

    `texts` counts the texts; `document_frequency` is by stem; `capitalised` and `lowercase` count uses of a lower-cased
    word away from the beginnings of sentences. Texts of languages that are known and not English are counted by
    language in `others`, and their stems and words stand under "language:word" (see `own_key`).
    """

    texts: int = 0
    document_frequency: Mapping[str, int] = field(default_factory=dict)
    capitalised: Mapping[str, int] = field(default_factory=dict)
    lowercase: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)

    def texts_in(self, language: str) -> int:
        """Return among how many texts a word of this language is common or rare."""
        return self.others.get(language, 0) + UNREAD_TEXTS if language else self.texts


@dataclass(frozen=True, slots=True)
class Reprint:
    """`story` repeats `original`: `share` is the part of its word 5-grams that stand there too, 0 .. 1."""

    story: int
    original: int
    share: float


class Placement(NamedTuple):
    """One story's place in a thread as it is to be stored. `reprint_of` is the id of the story it repeats, or 0."""

    story: int
    similarity: float = 1.0
    reasons: tuple[Reason, ...] = ()
    reprint_of: int = 0
    reprint_share: float = 0.0


@dataclass(frozen=True, slots=True)
class ThreadPlacement:
    """One thread as it is to be stored: its stable id, the story that names it, its stories and its rank."""

    id: str
    title_story: int
    stories: tuple[Placement, ...]
    independent: int
    score: float = 0.0
    score_parts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """The user's word on two stories: `must` True keeps them together (merge), False keeps them apart (split)."""

    story_a: int
    story_b: int
    must: bool


@dataclass(frozen=True, slots=True)
class GroupingRequest:
    """What is wanted of a grouping: see `services.grouping.regroup`. Stories of before `since` are out of the window.

    `families` are the publisher families that the user gave, by domain or outlet.
    """

    now: datetime
    since: datetime
    reopened: tuple[str, ...] = ()
    steady: bool = True
    families: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """What is to be stored of a grouping; threads that are not named stay as they are.

    `redirects` lead from threads that are gone to those that took their stories. `threads` counts all of the window,
    `new` those that there were not. `words` are those of stories that were read for it, in the program's
    `words_version`; the words of the stories `expired` are needed no more.
    """

    placements: tuple[ThreadPlacement, ...]
    ranks: tuple[ThreadScore, ...]
    redirects: Mapping[str, str]
    grouped: GroupingProgress
    threads: int
    new: int
    words: tuple[EncodedStory, ...] = ()
    words_version: int = 0
    expired: tuple[int, ...] = ()
