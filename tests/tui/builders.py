"""A morning in a store: builders that file stories, findings and threads as the program itself keeps them."""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from briefing.analysis.ranking import ThreadFacts, score_threads
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis
from briefing.model.citation import Citation, CitationForm
from briefing.model.evidence import Evidence, Question, SpeakerRule, TypeRule
from briefing.model.feed import Feed
from briefing.model.filing import Filing, entry_key
from briefing.model.grouping import Placement, ThreadPlacement
from briefing.model.quote import Quote, QuoteKind
from briefing.model.reason import Reason
from briefing.model.spans import Span
from briefing.model.story import TextKind
from briefing.model.verdict import Verdict
from briefing.store import feeds as feed_table
from briefing.store import findings as finding_table
from briefing.store import stories as story_table
from briefing.store import threads as thread_table
from briefing.store import window as window_table
from briefing.store.database import Database
from briefing.store.timestamps import to_timestamp
from briefing.text.addresses import host_of
from briefing.text.page_addresses import canonical_url

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)
LOOKED = NOW - timedelta(hours=20)
"""When the user last looked at a thread that was looked at."""
_EARLIER, _LATER = NOW - timedelta(hours=30), NOW - timedelta(minutes=6)
_RECENT = timedelta(hours=24)


@dataclass(frozen=True)
class QuoteSpec:
    """A quote of a story: its words as they stand in the text, its speaker, role and cue verb."""

    words: str
    speaker: str = ""
    role: str = ""
    cue: str = "said"
    unnamed: bool = False
    partial: bool = False


@dataclass(frozen=True)
class ActorSpec:
    """An actor of a story; every place where one of its `forms` stands is a mention."""

    name: str
    roles: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.PERSON
    forms: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class CitationSpec:
    """A citation of a story: the words that make it, and what they name."""

    words: str
    outlet: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    form: CitationForm = CitationForm.REPORTED


@dataclass(frozen=True)
class StorySpec:
    """One story: who published it, how long ago, its text, and what is found in it."""

    outlet: str
    title: str
    hours: float
    text: str = ""
    quotes: tuple[QuoteSpec, ...] = ()
    actors: tuple[ActorSpec, ...] = ()
    citations: tuple[CitationSpec, ...] = ()
    author: str = ""
    url: str = ""
    reprint_of: int = 0
    """The number [n] of the story of its thread that it repeats, or 0."""
    share: float = 0.0
    new: bool = False
    """It came since the user last looked at the thread."""
    read: bool = True
    summary: bool = False
    """Its text is only a summary: the page has more."""
    feed: int = 0
    """The place of its feed among the feeds of the store."""


@dataclass(frozen=True)
class ThreadSpec:
    """One thread with its stories, the oldest first."""

    stories: tuple[StorySpec, ...]
    independent: int = 1
    verdict: Verdict = Verdict.NEW
    looked: bool = False
    title: int = 1
    """The number [n] of the story whose title the thread has."""


@dataclass
class Filed:
    """What stands in the store of the threads that were filed: ids of threads, and of the stories of each."""

    threads: list[str] = field(default_factory=list)
    stories: list[tuple[int, ...]] = field(default_factory=list)


def thread_id(number: int) -> str:
    """Return the id of the thread at place `number`."""
    return f"t-{number:04x}"


def subscribe(database: Database, feeds: Sequence[Feed]) -> tuple[Feed, ...]:
    """Subscribe to feeds that fared as they say; return them as the store has them."""
    stored = []
    for feed in feeds:
        added = database.call(feed_table.add_feed, feed.url, title=feed.title, at=_EARLIER)
        stored.append(replace(feed, id=added.id, added=added.added))
        database.call(feed_table.save_feed, stored[-1])
    return tuple(stored)


def file_threads(database: Database, threads: Sequence[ThreadSpec], feeds: Sequence[Feed]) -> Filed:
    """File threads into a store that has no others, as if they had come, been looked at and decided."""
    filed = Filed([thread_id(n) for n in range(len(threads))], _file_stories(database, threads, feeds))
    _save_findings(database, threads, filed)
    for at, everything in ((_EARLIER, False), (_LATER, True)):
        placements = [_placement(m, filed, n, everything=everything) for n, m in enumerate(threads)]
        database.call(thread_table.save_grouping, placements, at=at)
        if not everything:
            database.call(_look_and_decide, threads, filed)
    newest = database.look(window_table.newest_of)
    database.call(window_table.note_grouped, replace(newest, families=zlib.crc32(b"[]")))
    return filed


def _file_stories(database: Database, threads: Sequence[ThreadSpec], feeds: Sequence[Feed]) -> list[tuple[int, ...]]:
    numbers: dict[tuple[int, int], int] = {}
    for place, feed in enumerate(feeds):
        specs = {
            (n, k): story
            for n, thread in enumerate(threads)
            for k, story in enumerate(thread.stories)
            if story.feed == place
        }
        filings = [_filing(story, n, k) for (n, k), story in specs.items()]
        filed = database.call(story_table.file_refresh, feed, filings, _LATER)
        assert len(filed.new) == len(filings), "two stories of the morning were taken for one"
        numbers.update(zip(specs, filed.new, strict=True))
    return [tuple(numbers[n, k] for k in range(len(thread.stories))) for n, thread in enumerate(threads)]


def _filing(story: StorySpec, thread: int, place: int) -> Filing:
    host = f"{(story.outlet.split() or ['none'])[0].lower()}.example"
    url = story.url or f"https://{host}/{thread}/{place + 1}"
    canonical = canonical_url(url)
    return Filing(
        key=entry_key("", canonical, story.title, story.text),
        guid="",
        url=url,
        canonical=canonical,
        title=story.title,
        outlet=story.outlet,
        domain=host_of(url),
        author=story.author,
        published=NOW - timedelta(hours=story.hours),
        language="en",
        text=story.text,
        text_kind=_kind(story),
    )


def _kind(story: StorySpec) -> TextKind:
    if not story.text:
        return TextKind.HEADLINE
    return TextKind.SUMMARY if story.summary else TextKind.FULL


def _save_findings(database: Database, threads: Sequence[ThreadSpec], filed: Filed) -> None:
    rows = []
    for thread, ids in zip(threads, filed.stories, strict=True):
        for story, number in zip(thread.stories, ids, strict=True):
            snapshot = database.look(story_table.latest_snapshot, number)
            assert snapshot is not None
            if story.read:
                rows.append((snapshot.id, findings_in(story)))
    database.call(finding_table.save_findings, rows, ANALYSIS_VERSION)


def findings_in(story: StorySpec) -> TextAnalysis:
    """Return what is found in a story, as spans of its text."""
    return TextAnalysis(
        tuple(sorted((_quote(each, story.text) for each in story.quotes), key=lambda quote: quote.start)),
        tuple(_actor(each, story.text) for each in story.actors),
        tuple(_citation(each, story.text) for each in story.citations),
    )


def _quote(said: QuoteSpec, text: str) -> Quote:
    start = text.index(said.words)
    spoken, cue = _near(said.speaker, text, start), _near(said.cue, text, start)
    return Quote(
        spans=(Span(start, start + len(said.words)),),
        kind=QuoteKind.PARTIAL if said.partial else QuoteKind.DIRECT,
        paragraph=text.count("\n", 0, start) + 1,
        mention=spoken,
        name=spoken,
        role=_near(said.role, text, start),
        cue=cue,
        unnamed=said.unnamed,
        reasons=(Evidence(Question.SPEAKER, SpeakerRule.CUE_AFTER, None, (cue,)),) if spoken and cue else (),
    )


def _near(words: str, text: str, at: int) -> Span | None:
    """Return the place of some words after `at`, else the first one."""
    place = text.find(words, at)
    place = place if place >= 0 else text.find(words)
    return Span(place, place + len(words)) if words and place >= 0 else None


def _actor(named: ActorSpec, text: str) -> DocumentActor:
    mentions = sorted({span for form in (named.name, *named.forms) for span in _places(form, text)})
    whole = [each for each in mentions if not any(each != other and _holds(other, each) for other in mentions)]
    name = _places(named.name, text)[0]
    return DocumentActor(
        key=named.key or named.name.casefold(),
        kind=named.kind,
        name=name,
        mentions=tuple(whole),
        roles=tuple(_places(role, text)[0] for role in named.roles),
        reasons=(Evidence(Question.TYPE, TypeRule.TAGGED, None, (name,)),),
    )


def _places(words: str, text: str) -> list[Span]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + len(words))
    return found


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


def _citation(cites: CitationSpec, text: str) -> Citation:
    at = text.index(cites.words)
    span = Span(at, at + len(cites.words))
    return Citation(cites.form, span, title=cites.title, outlet=cites.outlet, date=cites.date, url=cites.url)


def _placement(thread: ThreadSpec, filed: Filed, number: int, *, everything: bool) -> ThreadPlacement:
    ids = filed.stories[number]
    stories = [
        Placement(
            ids[n],
            0.6,
            (Reason("shared names", "Osmark", 0.41),),
            ids[story.reprint_of - 1] if story.reprint_of else 0,
            story.share,
        )
        for n, story in enumerate(thread.stories)
        if everything or not story.new
    ]
    hours = [story.hours for story in thread.stories]
    facts = ThreadFacts(
        independent=thread.independent,
        stories=len(hours),
        hours=min(hours),
        followed=thread.verdict is Verdict.FOLLOW,
        recent_stories=sum(timedelta(hours=each) <= _RECENT for each in hours),
    )
    title = ids[thread.title - 1] if everything or not thread.stories[thread.title - 1].new else stories[0].story
    return ThreadPlacement(
        filed.threads[number], title, tuple(stories), thread.independent, *score_threads((facts,))[0]
    )


def _look_and_decide(connection: sqlite3.Connection, threads: Sequence[ThreadSpec], filed: Filed) -> None:
    """Set verdicts without a decision: there is nothing to undo when a test begins."""
    for number, thread in zip(filed.threads, threads, strict=True):
        if thread.looked:
            thread_table.mark_looked(connection, number, LOOKED)
        if thread.verdict is not Verdict.NEW:
            connection.execute(
                """
                INSERT INTO verdict_events (at, kind, batch, thread_id, before, after)
                VALUES (?, 'give', 0, ?, 'new', ?)
                """,
                (to_timestamp(LOOKED), number, thread.verdict),
            )
        connection.execute("UPDATE threads SET verdict = ? WHERE id = ?", (thread.verdict, number))
