"""The daily brief of a workspace: composed, rendered, recorded in the store, and saved to a file."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path

from briefing import __version__
from briefing.export.html.page import html_page
from briefing.export.json.brief import brief_document
from briefing.export.markdown.brief import BriefStyle, markdown_of_record, render_brief
from briefing.export.markdown.lint import Finding, lint
from briefing.model.brief import Brief, BriefOptions, BriefRecord, RenderedBrief, SavedBrief, WrittenAs
from briefing.model.brief_format import BriefFormat
from briefing.model.errors import NothingFound, StoreError, UsageError
from briefing.model.judgement import Part
from briefing.services.brief_check import cited_texts
from briefing.services.brief_composition import compose_brief
from briefing.services.brief_files import save_brief
from briefing.services.developments import lift_developed
from briefing.services.editor import edit_parts
from briefing.services.evidence import write_evidence
from briefing.services.judgements import AnalystParts
from briefing.services.workspace import Workspace
from briefing.settings.places import expand_user
from briefing.store import briefs as brief_table
from briefing.text.dates import EARLIEST

AUTOMATIC = BriefOptions(automatic=True)
GENERATOR = f"briefing {__version__} (offline; no model used)"


MARKDOWN = WrittenAs()


def local_zone() -> tzinfo:
    """Return this machine's time zone."""
    zone = datetime.now().astimezone().tzinfo
    return zone or UTC


def render(brief: Brief, zone: tzinfo, written_as: WrittenAs = MARKDOWN) -> RenderedBrief:
    """Render a brief with its day in the time zone `zone`; the same brief gives the same bytes."""
    record = render_brief(brief, BriefStyle(GENERATOR, zone, written_as.citations))
    match written_as.format:
        case BriefFormat.MARKDOWN:
            text = markdown_of_record(record)
        case BriefFormat.HTML:
            text = html_page(markdown_of_record(record))
        case BriefFormat.JSON:
            text = json.dumps(brief_document(brief, record), ensure_ascii=False, indent=2) + "\n"
    return RenderedBrief(brief, record, text)


class Briefs:
    """The daily brief of one workspace, from the threads chosen for it, else from the best ranked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def preview(self, options: BriefOptions = AUTOMATIC) -> RenderedBrief:
        """Return the brief as it would be written now, in Markdown."""
        zone = local_zone()
        return render(await compose_brief(self._workspace, zone, options), zone)

    async def findings(self, rendered: RenderedBrief) -> tuple[Finding, ...]:
        """Return what is wrong with the form of a brief."""
        texts = await cited_texts(self._workspace, rendered.record)
        return await asyncio.to_thread(lint, markdown_of_record(rendered.record), texts)

    async def edit(
        self, subject: str, offered: Sequence[str], run: Callable[[Sequence[str]], int]
    ) -> tuple[Part, ...] | None:
        """Open the user's editor, which `run` starts, for what only the analyst writes; return what changed.

        Returns no part if the same words were saved again, which confirms them, and None if nothing was written.
        `subject` is the id of a thread or topic, or a day; `offered` are lines that may help. Raises NothingFound for
        another subject, and UsageError if there is no editor or what was written has another form.
        """
        analyst = AnalystParts(self._workspace)
        about = await analyst.subject(subject)
        written = edit_parts(await analyst.template(about, offered), about, run)
        if written is None:
            return None
        changed = await analyst.store(about, written)
        return changed if changed or any(written.values()) else None

    def render(self, brief: Brief) -> RenderedBrief:
        """Return a brief that was arranged by hand, in Markdown."""
        return render(brief, local_zone())

    async def write(self, rendered: RenderedBrief) -> SavedBrief:
        """Save a brief in the usual folder, as it was shown.

        Raises NothingFound if the brief is empty: nothing is written then, and an earlier one stays.
        """
        if rendered.brief.is_empty:
            raise NothingFound("There is no thread for the brief, so none was written.")
        return await save(self._workspace, rendered)


async def save(
    workspace: Workspace, rendered: RenderedBrief, file: Path | None = None, written_as: WrittenAs = MARKDOWN
) -> SavedBrief:
    """Write a brief to `file`, or to its usual name in the usual folder, and record it in the store.

    The usual folder is created. A folder from the settings is created without its parents, which may be on a disk that
    is not mounted. Raises UsageError or StoreError as `save_brief` does.
    """
    path = file or brief_path(workspace, rendered, written_as.format)
    if file is None:
        parents = not workspace.settings.brief_folder
        await asyncio.to_thread(_create_folder, path.parent, parents=parents)
    saved = await asyncio.to_thread(save_brief, path, rendered.text, workspace.places)
    await remember(workspace, rendered.record, delivered=True)
    if written_as.evidence:
        await write_evidence(workspace, rendered.record, path)
    return saved


async def remember(workspace: Workspace, record: BriefRecord, *, delivered: bool) -> None:
    """Store the record of a brief, so that it can be verified and the next brief can say what changed."""
    if not workspace.read_only:
        kept = replace(record, delivered=delivered)
        await workspace.database.run(brief_table.add_record, kept, durable=True)
        await lift_developed(workspace)


def _create_folder(folder: Path, *, parents: bool) -> None:
    try:
        folder.mkdir(parents=parents, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} could not be created: {error.strerror}.") from error


def brief_path(workspace: Workspace, rendered: RenderedBrief, written_as: BriefFormat = BriefFormat.MARKDOWN) -> Path:
    """Return the usual file for the brief of a day; each desk has its own."""
    own = workspace.settings.brief_folder
    folder = expand_user(own) if own else workspace.places.briefs
    desk = "-".join(re.findall(r"\w+", rendered.brief.desk.lower()))
    name = "-".join(part for part in ("brief", rendered.record.day.isoformat(), desk) if part)
    return folder / f"{name}.{written_as.value}"


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
