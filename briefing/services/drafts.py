"""Drafts: a command of the user proposes words for the analyst's parts, from cited sentences alone.

It is off unless the setting `draft_command` names a command. The command gets one JSON document on its standard input
and prints the parts below headings, as in the template of `services.judgements`. Its words are marked as a machine
draft. They are refused if they quote, or if they have a name or a figure that the cited texts lack.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.export.json.document import Document, document, moment
from briefing.export.markdown.lint import lint_judgement
from briefing.model.errors import NothingFound, UsageError
from briefing.model.judgement import Part
from briefing.services.findings import read_texts_of_threads
from briefing.services.judgements import LONGEST_FILE, Subject, written_parts
from briefing.services.threads import Threads
from briefing.services.user_commands import run_command
from briefing.store import texts as text_table

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.services.workspace import Workspace

SECONDS = 120.0
_QUOTATION = re.compile(r"[“”„«»\"]|(?<!\w)['‘‚]|>")


async def draft(workspace: Workspace, subject: Subject) -> dict[Part, str]:
    """Return the parts that the draft command proposes for a thread.

    Raises UsageError if there is no command, it fails, or its words are refused, and NothingFound for a topic or a day.
    """
    command = shlex.split(workspace.settings.draft_command)
    if not command:
        raise UsageError('No draft command is set. The setting draft_command = "COMMAND" names one.')
    await read_texts_of_threads(workspace, (subject.id,))
    page = await Threads(workspace).page(subject.id)
    if page is None:
        raise NothingFound(f"Drafts are made for threads only, and {subject.title!r} is not a thread.")
    digests = [source.sha256 for source in page.sources if source.held]
    held = await workspace.database.read(text_table.titles_and_texts, digests)
    parts = written_parts(await _answer(command, _question(page, subject)), subject)
    faults = faults_of_draft(parts, ["\n".join(each) for each in held.values()])
    if faults:
        raise UsageError(f"The draft was refused: {'; '.join(faults[:3])}.")
    return {part: text for part, text in parts.items() if text}


def faults_of_draft(parts: Mapping[Part, str], texts: Sequence[str]) -> list[str]:
    """Return why a draft is refused, in clauses: it quotes, has names or figures of no text, or has faults of form."""
    faults = []
    for part, text in parts.items():
        if _QUOTATION.search(text):
            faults.append(f"{part.value} quotes, and only the program quotes")
        faults += [f"{part.value}: {finding}" for finding in lint_judgement(part, text, texts)]
    return faults


def _question(page: ThreadPage, subject: Subject) -> Document:
    return document(
        thread=page.row.id,
        title=page.row.title,
        parts=[part.value for part in subject.parts],
        sentences=[
            {"text": each.text, "citations": list(each.citations), "independent": each.independent}
            for each in page.narrative
        ],
        quotes=[
            {"text": each.text, "speaker": each.speaker, "role": each.speaker_role, "n": each.n} for each in page.quotes
        ],
        sources=[
            {"n": each.n, "title": each.title, "outlet": each.outlet, "published": moment(each.published)}
            for each in page.sources
            if each.held
        ],
    )


async def _answer(command: Sequence[str], question: Document) -> str:
    try:
        ran = await run_command(
            command, json.dumps(question, ensure_ascii=False), seconds=SECONDS, most_bytes=4 * LONGEST_FILE
        )
    except OSError as error:
        raise UsageError(f"The draft command {command[0]!r} cannot be started: {error.strerror}.") from error
    if ran.stopped:
        raise UsageError(f"The draft command took longer than {SECONDS:.0f} seconds.")
    if ran.code:
        raise UsageError(f"The draft command ended with code {ran.code}.")
    return ran.output
