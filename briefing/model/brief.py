"""The daily brief: as it is composed, as it was recorded when it was written, and the file it was saved to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.brief_format import BriefFormat, CitationStyle
from briefing.model.inbox import ThreadRow
from briefing.model.judgement import Judgement, JudgementChange, Judgements, Part
from briefing.model.topic import TopicRow
from briefing.model.views import ThreadPage


class Change(StrEnum):
    """The status of a thread since the last brief."""

    NEW = "new"
    DEVELOPED = "developed"
    """It was in an earlier brief, and has had new independent stories since."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """How many feeds there are, and how many answered, failed, or are silent for longer than usual."""

    subscribed: int = 0
    ok: int = 0
    failing: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One thread of the brief: its page, what changed since the last brief, and what the analyst wrote."""

    page: ThreadPage
    change: Change = Change.NEW
    fresh: tuple[int, ...] = ()
    """The numbers [n] of the sources added since the last brief; empty if the thread is new in this one."""
    topic: TopicRow | None = None
    steps: tuple[ThreadRow, ...] = ()
    """The other threads of its topic, the newest first."""
    judgements: Judgements = field(default_factory=dict)
    desks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """The standing questions that it is tied to."""
    grades: Mapping[int, str] = field(default_factory=dict)
    """The user's grades of the outlets, by the number [n] of the source."""


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A thread that the analyst follows or put off, and why it is quiet."""

    row: ThreadRow
    why: str


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A story that an earlier brief cited and that was edited since, with words that changed.

    `before` and `after` are cut from the two snapshots, whose digests are `digest_before` and `digest_after`; either
    may be "". If `in_title`, they are the titles.
    """

    outlet: str
    title: str
    day: date
    """The day of the brief that cited it."""
    seen: datetime
    """When the new text was stored."""
    before: str
    after: str
    in_title: bool = False
    digest_before: str = ""
    digest_after: str = ""


@dataclass(frozen=True, slots=True)
class ChangedJudgement:
    """A judgement of an earlier brief whose words changed since, and what it is about."""

    about: str
    change: JudgementChange


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the brief is based on, and what it may lack."""

    feeds: FeedCounts = field(default_factory=FeedCounts)
    failing: tuple[str, ...] = ()
    """One line for each failing feed: its title and the reason."""
    silent: tuple[str, ...] = ()
    """One line for each feed that is silent for longer than usual."""
    languages: tuple[tuple[str, int], ...] = ()
    """How many stories of the period name each language (ISO 639-1, or ""), most first."""
    stories: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """The daily brief, composed and not yet rendered."""

    until: datetime
    """The moment the brief is for; its local day is the day of the brief."""
    since: datetime
    prepared: datetime
    items: tuple[BriefItem, ...] = ()
    bottom_line: Judgement | None = None
    watched: tuple[WatchLine, ...] = ()
    unanswered: tuple[str, ...] = ()
    """The standing questions that got nothing today."""
    edited: tuple[StoryChange, ...] = ()
    changed: tuple[ChangedJudgement, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    previous: date | None = None
    """The day of the last brief, or None if there is none."""
    left_out: int = 0
    """How many marked threads the limit of items left out."""
    desk: str = ""
    automatic: bool = False
    """True if the program picked the items because the user had chosen none."""

    def arranged(self, threads: Sequence[str]) -> Brief:
        """Return the brief with the items of these threads only, in this order; a thread without an item is ignored."""
        items = {item.page.row.id: item for item in self.items}
        return replace(self, items=tuple(items[thread] for thread in threads if thread in items))

    @property
    def is_empty(self) -> bool:
        """Return whether the brief has no thread at all."""
        return not self.items and not self.watched


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that, according to a passage, are in the stored text with the digest `sha256`."""

    sha256: str
    words: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a rendered brief: its Markdown without blank lines, and what must be true for it.

    The words of an `analyst`'s passage are proved by nothing; everything else of a brief is either the program's own
    words, or counted and dated from the store, or a claim.
    """

    text: str
    claims: tuple[Claim, ...] = ()
    analyst: Part | None = None


@dataclass(frozen=True, slots=True)
class CitedStory:
    """One story that a brief cites as [n], as it was when the brief was written."""

    n: int
    story: int
    snapshot: int
    sha256: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    fetched: datetime | None


@dataclass(frozen=True, slots=True)
class BriefRecord:
    """What the store keeps of a brief: enough to prove every line of it, and to know what the next one repeats."""

    id: str
    """The first digits of the SHA-256 of its passages; the brief names it in its front matter."""
    day: date
    prepared: datetime
    since: datetime
    passages: tuple[Passage, ...]
    cited: tuple[CitedStory, ...]
    threads: tuple[str, ...]
    delivered: bool = True
    """Whether it was written to a file: the next brief says what changed since the last delivered one."""


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What the user asked of a brief. `since` None is the last brief of an earlier day."""

    day: datetime | None = None
    since: datetime | None = None
    automatic: bool = False
    most_items: int = 0
    """The largest number of items; 0 is no limit."""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class WrittenAs:
    """How a brief is written."""

    format: BriefFormat = BriefFormat.MARKDOWN
    citations: CitationStyle = CitationStyle.INLINE
    evidence: bool = False
    """Whether the texts that it cites are written beside it."""


@dataclass(frozen=True, slots=True)
class RenderedBrief:
    """A brief with its record and its text in the format asked for."""

    brief: Brief
    record: BriefRecord
    text: str


@dataclass(frozen=True, slots=True)
class SavedBrief:
    """Where a brief was written, and where an edited one that was there before is now."""

    path: Path
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved of a brief, and one sentence for each line that was not.

    `found` counts the sentences, quotes and roles that were found in stored texts, `lines` those compared with the
    record, `exempt` the analyst's passages. `notes` say what was taken out by hand.
    """

    found: int
    lines: int
    exempt: int
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    against: str = "against the store"


@dataclass(frozen=True, slots=True)
class BriefHistory:
    """What earlier briefs had: the last one of an earlier day, and for each thread when it was last in one."""

    last: datetime | None = None
    last_day: date | None = None
    threads: Mapping[str, datetime] = field(default_factory=dict)
