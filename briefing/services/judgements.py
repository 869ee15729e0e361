"""Judgements: the template that the analyst fills in, reading it back, and storing its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.frozen import dataclass
from briefing.model.errors import NothingFound, UsageError
from briefing.model.judgement import CONFIDENCES, LIKELIHOODS, OF_AN_ITEM, Judgement, Judgements, Part
from briefing.model.topic import PREFIX
from briefing.settings.user_files import read_text_file
from briefing.store import judgements as judgement_table
from briefing.store import thread_ids as id_table
from briefing.store import topic_rows as topic_table
from briefing.store import views as view_table
from briefing.text.display import clean_block

if TYPE_CHECKING:
    from briefing.services.workspace import Workspace

LONGEST_PART = 4_000
LONGEST_FILE = 40_000
_HEADING = re.compile(r"^##\s+(.*?)\s*$")

_GUIDES: Mapping[Part, str] = {
    Part.BOTTOM_LINE: "Two or three sentences: what the reader must know today, and what you make of it.",
    Part.WHY: "What follows from this for your readers.",
    Part.ASSESSMENT: "What you expect, a sentence for each judgement. Words of likelihood: "
    + ", ".join(f"{words} ({least}-{most} %)" for words, least, most in LIKELIHOODS)
    + ".",
    Part.CONFIDENCE: f"How sure you are ({', '.join(CONFIDENCES)}) and what that rests on, apart from likelihoods.",
    Part.CHANGE: "What would make you think otherwise, and whether it has happened.",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What judgements are about: the id of a thread or topic, or a day in ISO form; and its title."""

    id: str
    title: str
    parts: tuple[Part, ...]


class AnalystParts:
    """The parts that only the analyst writes, in one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def subject(self, words: str) -> Subject:
        """Return what `words` name: a thread, a topic, or a day such as 2026-11-22. Raises NothingFound."""
        read = self._workspace.database.read
        try:
            return Subject(date.fromisoformat(words).isoformat(), f"The brief of {words}", (Part.BOTTOM_LINE,))
        except ValueError:
            pass
        if words.startswith(PREFIX):
            topic_id = await read(topic_table.resolve_topic, words)
            topic = await read(topic_table.topic_row, topic_id) if topic_id else None
            if topic is not None:
                return Subject(topic.id, topic.name, OF_AN_ITEM)
        thread = await read(id_table.resolve_thread, words)
        row = await read(view_table.thread_row, thread, self._workspace.now()) if thread else None
        if row is None:
            raise NothingFound(f"There is no thread, topic or day {words[:40]!r}.")
        return Subject(row.id, row.title, OF_AN_ITEM)

    async def of(self, subject: Subject) -> Judgements:
        """Return the judgements on a subject."""
        return await self._workspace.database.read(judgement_table.judgements_on, subject.id)

    async def template(self, subject: Subject, offered: Sequence[str] = ()) -> str:
        """Return the text that the editor opens: the parts with their present words, and comments that explain them.

        `offered` are lines that may help, such as the headlines of the day; they are comments.
        """
        return template_of(subject, await self.of(subject), offered)

    async def store(self, subject: Subject, written: Mapping[Part, str], *, machine: bool = False) -> tuple[Part, ...]:
        """Store the parts that were written, and return those whose words changed. The same words confirm a part."""
        held = await self.of(subject)
        changed = []
        for part, text in written.items():
            before = held[part].text if part in held else ""
            if text or before:
                await self._workspace.database.run(
                    judgement_table.add_judgement,
                    subject.id,
                    part,
                    text,
                    self._workspace.now(),
                    machine=machine,
                    durable=True,
                )
            if text != before:
                changed.append(part)
        return tuple(changed)


def template_of(subject: Subject, held: Judgements, offered: Sequence[str] = ()) -> str:
    """Return the text that the editor opens."""
    return "\n".join(_lines(subject, held, offered)) + "\n"


def _lines(subject: Subject, held: Judgements, offered: Sequence[str]) -> Iterator[str]:
    yield f"# {subject.title}"
    yield "# Write below the headings. Lines that begin with # are comments; an empty part is left out."
    if held:
        yield "# Save this text to confirm words that still hold; leave without saving to change nothing."
    yield "# Facts belong to the sources: the program cites them. What you write is marked (analyst)."
    for line in offered:
        yield f"#   {line}"
    for part in subject.parts:
        yield ""
        yield f"## {part.value}"
        yield f"# {_GUIDES[part]}"
        judgement: Judgement | None = held.get(part)
        if judgement is not None:
            yield judgement.text
        yield ""


def written_parts(text: str, subject: Subject) -> dict[Part, str]:
    """Return the text below each heading of a template that was filled in.

    Raises UsageError, naming the line, for a heading that is not a part of the subject, and for text before the first.
    """
    if len(text) > LONGEST_FILE:
        raise UsageError(
            f"What was written is longer than {LONGEST_FILE} characters; a part has at most {LONGEST_PART}."
        )
    by_heading = {part.value.casefold(): part for part in subject.parts}
    found: dict[Part, list[str]] = {part: [] for part in subject.parts}
    present: Part | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _HEADING.match(line):
            present = by_heading.get(heading[1].casefold())
            if present is None:
                parts = ", ".join(part.value for part in subject.parts)
                raise UsageError(f"Line {number}: there is no part {heading[1][:40]!r}; the parts are: {parts}.")
        elif line.startswith("#"):
            continue
        elif present is not None:
            found[present].append(line)
        elif line.strip():
            raise UsageError(f"Line {number}: this text is above the first heading, so it belongs to no part.")
    return {part: _cleaned(part, lines) for part, lines in found.items()}


def _cleaned(part: Part, lines: Sequence[str]) -> str:
    text = " ".join(clean_block("\n".join(lines)).split())
    if len(text) > LONGEST_PART:
        raise UsageError(f"{part.value} has {len(text)} characters; {LONGEST_PART} are the most.")
    return text


def read_parts(path: Path, subject: Subject) -> dict[Part, str]:
    """Return what a file has for each part; raise UsageError if it cannot be read or has another form."""
    return written_parts(read_text_file(path, 4 * LONGEST_FILE), subject)
