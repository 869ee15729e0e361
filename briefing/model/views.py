"""Read models: what a screen, a command or the brief shows, ready to be drawn.

Every text that comes from the news is a cut of a snapshot; [n] numbers are those of the thread's source list.
"""

from dataclasses import field
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.actor import ActorKind
from briefing.model.feed import Feed
from briefing.model.figures import FigureLine
from briefing.model.full_text import FullText
from briefing.model.inbox import ThreadRow
from briefing.model.outlet import SilentOutlet
from briefing.model.provenance import LEAST_SHARED, Provenance, with_agency
from briefing.model.quote import Ground
from briefing.model.reason import Reason
from briefing.model.spans import Span
from briefing.model.story import TextExtent


@dataclass(frozen=True, slots=True)
class NarrativeSentence:
    """One sentence of the narrative, cut from source `citations[0]`; the others report the same."""

    text: str
    citations: tuple[int, ...]
    story: int
    snapshot: int
    span: Span
    new: bool = False
    """Whether its story came since the user last looked."""
    independent: int = 1
    """How many independent outlets report the same, its own included."""


@dataclass(frozen=True, slots=True)
class QuoteVariant:
    """The same utterance in another story, worded or attributed otherwise."""

    n: int
    story: int
    parts: tuple[str, ...]
    """The words as that story has them; one part for each span."""
    span: Span
    other_words: bool
    """Whether the wording differs (≈); the parts are shown."""
    other_speaker: str = ""
    """The other speaker's name as that story has it (≠), or ""."""
    cut: bool = False
    """Whether that story has fewer of the same words."""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One quote of a thread: words cut from source [n], its speaker, and who else carries it.

    `parts` are the quoted words, one text a span. `also` are the numbers of sources with the same words, `copies` the
    words as each of those has them, perhaps cut.
    """

    n: int
    story: int
    snapshot: int
    spans: tuple[Span, ...]
    parts: tuple[str, ...]
    kind: str
    speaker: str
    """As the text names the speaker; "" if unknown."""
    speaker_role: str
    unnamed: bool
    cue: str
    paragraph: int
    also: tuple[int, ...] = ()
    also_stories: tuple[int, ...] = ()
    copies: tuple[QuoteVariant, ...] = ()
    variants: tuple[QuoteVariant, ...] = ()
    new: bool = False
    independent: int = 1
    """How many independent outlets carry it."""
    unclear: bool = False
    """The text could mean several persons as its speaker, and `speaker` is "" for that."""
    grounds: tuple[Ground, ...] = ()
    """What puts it forward or back among the key quotes; nothing for the only story of a thread."""

    @property
    def text(self) -> str:
        """The first part: a cut of the snapshot at `spans[0]`."""
        return self.parts[0]

    @property
    def cut_by(self) -> tuple[int, ...]:
        """The numbers of those `also` sources that have only a part of the words."""
        return tuple(copy.n for copy in self.copies if copy.cut)

    @property
    def whole_in(self) -> tuple[int, ...]:
        """The numbers of those `also` sources that have all of the words."""
        return tuple(n for n in self.also if n not in self.cut_by)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in the words of source [n]."""

    text: str
    n: int
    story: int
    span: Span
    published: datetime


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor of a thread, counted over its stories."""

    key: str
    name: str
    kind: ActorKind
    mentions: int
    quotes: int
    stories: tuple[int, ...]
    """Numbers [n] of the sources that name it."""
    roles: tuple[RoleLine, ...] = ()
    aliases: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """The keys that the actor has in the texts of the thread."""
    new: bool = False
    minor: bool = False
    """Whether it is hidden at first: named once, not quoted and without a role, or an outlet that only reports."""
    watched: bool = False
    acts: bool = True
    """Whether it is more than the place where something happens."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a thread's source list: a story we hold, or an article that stories cite and we do not hold."""

    n: int
    """From 1 for held stories; 0 for one that is not held."""
    story: int
    """0 for one that is not held."""
    title: str
    outlet: str
    domain: str
    url: str
    published: datetime | None
    fetched: datetime | None
    held: bool
    kind: TextExtent
    reprint_of: int = 0
    """The number [n] of the original, or 0."""
    reprint_share: float = 0.0
    cited_by: tuple[int, ...] = ()
    """Numbers [n] of the stories that cite it."""
    date: str = ""
    """For one not held: the date as the citation gives it (ISO), or ""."""
    likeness: float = 0.0
    """Similarity to the other stories of the thread, 0 .. 1."""
    reasons: tuple[Reason, ...] = ()
    new: bool = False
    snapshot: int = 0
    sha256: str = ""
    """Digest of the snapshot that the page was read from; "" for one not held."""
    author: str = ""
    """The author as the feed or the page names them; "" if neither does."""
    citing: str = ""
    """For one not held: the sentence or line that cites it, cut from the story [n] of `citing_n`."""
    citing_n: int = 0
    linked_only: bool = False
    """Whether stories only link to it: no sentence says that it reported anything, so it is no origin."""
    agency: str = ""
    """The news agency whose text it prints, or ""."""

    @property
    def via(self) -> str:
        """Its outlet, with the agency whose text it prints: "AFP via Gulf Ledger"."""
        return with_agency(self.outlet, self.agency)

    @property
    def same_headline(self) -> bool:
        """Whether it is known as a reprint by its headline only."""
        return bool(self.reprint_of) and self.reprint_share < LEAST_SHARED


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One dated step of a thread: when source [n] was published, and its title.

    The sources in `also` report the same.
    """

    at: datetime
    text: str
    n: int
    story: int
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything one thread shows, side by side."""

    row: ThreadRow
    narrative: tuple[NarrativeSentence, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()
    actors: tuple[ActorLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    timeline: tuple[TimelineStep, ...] = ()
    related: tuple[ThreadRow, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    first_outlet: str = ""
    note: str = ""
    """A sentence if there is little text, such as "Summaries only: x fetches the full text of a story."; else ""."""
    quotes_only: tuple[str, ...] = ()
    """The languages, ISO 639-1 or "other", of those texts whose speakers and actors are not read."""
    unread: int = 0
    """How many of the sources' texts have not been analysed for quotes and actors yet."""
    silent: tuple[SilentOutlet, ...] = ()
    """The outlets that could be expected to report and do not; only a page that is opened alone has them."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One line of the feeds screen; `health` is in plain words."""

    feed: Feed
    state: str
    """"well", "silent" or "failing"."""
    health: str
    a_day: float
    pulse: tuple[int, ...]
    last_story: datetime | None
    stories: int
    briefed: int = 0
    """How many of its stories are in threads with the verdict brief."""
    full_text: FullText = FullText.AUTO
    """The mode that applies: the user's choice for this feed, else that of the settings."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One story that matches, with the passage that does; `matches` are spans of `passage`."""

    thread: str
    story: int
    n: int
    """Its number in the thread's source list; 0 if it is in no thread."""
    title: str
    outlet: str
    published: datetime
    passage: str
    matches: tuple[Span, ...] = ()
    at: int | None = None
    """The offset of the first match in the story's text; None if only the title has one."""
    cut_before: bool = False
    """Whether the text goes on before the passage."""
    cut_after: bool = False
    """Whether the text goes on after the passage."""

    @property
    def front(self) -> str:
        """ "…" if words were cut off before the passage, else ""."""
        return "…" if self.cut_before else ""

    @property
    def end(self) -> str:
        """ "…" if words were cut off after the passage, else ""."""
        return "…" if self.cut_after else ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found, best first."""

    query: str
    hits: tuple[SearchHit, ...] = ()
    threads: tuple[ThreadRow, ...] = ()
    not_read: int = 0
    """Stories with a name that it asks for that have not been read for quotes and actors."""
