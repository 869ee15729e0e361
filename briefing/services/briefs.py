"""The daily brief: composed from its threads, saved to a file, and checked against the stored texts."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path

from briefing import __version__
from briefing.export.markdown.lint import Claim, read_evidence
from briefing.export.markdown.render import render_brief
from briefing.model.brief import Brief, FeedCounts, SavedBrief
from briefing.model.errors import NothingFound, StoreError, UsageError
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.model.views import FeedRow
from briefing.services.brief_files import save_brief
from briefing.services.feed_health import feed_rows
from briefing.services.inbox import Inbox
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.places import expand_user
from briefing.store import texts as text_table
from briefing.text.dates import EARLIEST

GENERATOR = f"briefing {__version__} (offline; no model used)"
PERIOD = timedelta(hours=24)
AUTOMATIC_ITEMS = 7
LONGEST_BRIEF = 10 * 2**20


@dataclass(frozen=True, slots=True)
class Verified:
    """How many passages of a brief were checked, and one sentence for each that is wrong."""

    checked: int
    faults: tuple[str, ...]


async def compose_brief(workspace: Workspace, *, day: datetime | None = None, automatic: bool = False) -> Brief:
    """Compose the brief of the 24 hours before `day` (now if None) from the threads with the verdict brief.

    If no thread has that verdict and `automatic` is true, the highest-ranked threads of the period are taken.
    """
    now = workspace.now()
    until = min(day or now, now)
    since = until - PERIOD
    chosen = await Inbox(workspace).rows(InboxFilter(verdicts=(Verdict.BRIEF,)))
    picked = automatic and not chosen
    if picked:
        recent = await Inbox(workspace).rows(InboxFilter(since=since))
        chosen = tuple(sorted(recent, key=lambda row: (-row.independent, -row.score, row.id))[:AUTOMATIC_ITEMS])
    pages = [page async for page in Threads(workspace).pages([row.id for row in chosen])]
    feeds = await feed_rows(workspace)
    period = await Inbox(workspace).rows(InboxFilter(since=since))
    return Brief(
        date=until,
        since=since,
        prepared=now,
        items=tuple(pages),
        followed=tuple(await Inbox(workspace).rows(InboxFilter(verdicts=(Verdict.FOLLOW,)))),
        feeds=_counts(feeds),
        failing=tuple(f"{row.feed.title or row.feed.url}: {row.health}" for row in feeds if row.state == "failing"),
        stories=sum(row.stories for row in period),
        threads=len(period),
        automatic=picked,
    )


class Briefs:
    """The daily brief of one workspace, from the threads chosen for it, else from the best ranked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def preview(self) -> str:
        """Return the brief as it would be written now, in Markdown."""
        return rendered(await compose_brief(self._workspace, automatic=True), local_zone())

    async def write(self) -> SavedBrief:
        """Compose the brief of now and save it in the usual folder.

        Raises NothingFound if the brief would be empty: nothing is written then, and an earlier one stays.
        """
        brief = await compose_brief(self._workspace, automatic=True)
        if brief.is_empty:
            raise NothingFound("There is no thread for the brief, so none was written.")
        return await save(self._workspace, brief)


async def save(workspace: Workspace, brief: Brief, file: Path | None = None) -> SavedBrief:
    """Write `brief` to `file`, or to its usual name in the usual folder.

    The usual folder is created. So is one from the settings, but not the folders above it: they may be on a disk that
    is not there now. Raises UsageError or StoreError as `save_brief` does.
    """
    zone = local_zone()
    path = file or brief_path(workspace, brief, zone)
    if file is None:
        parents = not workspace.settings.brief_folder
        await asyncio.to_thread(_create_folder, path.parent, parents=parents)
    return await asyncio.to_thread(save_brief, path, rendered(brief, zone), workspace.places)


def _create_folder(folder: Path, *, parents: bool) -> None:
    try:
        folder.mkdir(parents=parents, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} could not be created: {error.strerror}.") from error


def local_zone() -> tzinfo:
    """Return this machine's time zone."""
    zone = datetime.now().astimezone().tzinfo
    return zone or UTC


def rendered(brief: Brief, zone: tzinfo) -> str:
    """Return the brief as Markdown, with its day in the time zone `zone`."""
    return render_brief(brief, generator=GENERATOR, zone=zone)


def brief_path(workspace: Workspace, brief: Brief, zone: tzinfo) -> Path:
    """Return the usual file for the brief of its day."""
    own = workspace.settings.brief_folder
    folder = expand_user(own) if own else workspace.places.briefs
    return folder / f"brief-{brief.date.astimezone(zone).date().isoformat()}.md"


async def verify(workspace: Workspace, path: Path) -> Verified:
    """Check every sentence and quote of a brief, word for word, against the stored text that it names.

    Raises UsageError if the file cannot be read or is not a brief.
    """
    try:
        markdown = path.read_text(encoding="utf-8")[:LONGEST_BRIEF]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The file {path} cannot be read as text.") from error
    evidence = read_evidence(markdown)
    if not evidence.digests:
        raise UsageError(f"The file {path} is not a brief from this program: it has no list of evidence.")
    texts = await workspace.database.read(text_table.texts_by_digest, tuple(set(evidence.digests.values())))
    held = {n: texts.get(digest) for n, digest in evidence.digests.items()}
    faults = [fault for claim in evidence.claims if (fault := _fault(claim, held))]
    return Verified(len(evidence.claims), tuple(faults))


def parse_day(words: str, zone: tzinfo) -> datetime:
    """Return the end of the local day that an ISO date names, or the moment that an ISO date and time name.

    Raises UsageError for anything else.
    """
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words[:40]!r} is not a date such as 2026-11-22.") from error
    if at.year < EARLIEST.year:
        raise UsageError(f"A brief cannot be from before {EARLIEST.year}: {words[:40]!r}.")
    if len(words) <= len("2026-11-22"):
        at = datetime.combine(at.date(), time.max)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _fault(claim: Claim, held: dict[int, str | None]) -> str:
    text = held.get(claim.n)
    if text is None:
        return f"line {claim.line}: the text of [{claim.n}] is not in the store"
    if " ".join(claim.words.split()) in " ".join(text.split()):
        return ""
    return f"line {claim.line}: these words are not in [{claim.n}]: {claim.words[:80]}"


def _counts(feeds: Sequence[FeedRow]) -> FeedCounts:
    failing = sum(row.state == "failing" for row in feeds)
    asked = sum(row.feed.checked is not None for row in feeds)
    return FeedCounts(subscribed=len(feeds), ok=asked - failing, failing=failing)
