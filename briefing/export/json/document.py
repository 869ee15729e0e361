"""What all JSON documents share: the version at the top, and how times, reasons and words of a text are written."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from briefing.model.reason import Reason
from briefing.model.spans import Span

VERSION = 1
Document: TypeAlias = dict[str, Any]


def document(**parts: object) -> Document:
    """Return one JSON document with the version at its top."""
    return {"version": VERSION, **parts}


def moment(at: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, ending in Z."""
    return None if at is None else at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def reasons(given: Sequence[Reason]) -> list[Document]:
    """Return reasons with their weights, in order."""
    return [{"kind": each.kind, "value": each.value, "weight": round(each.weight, 3)} for each in given]


def words(text: str, span: Span) -> Document:
    """Return words of a text with their offsets in it."""
    return {"text": text, "start": span.start, "end": span.end}


def words_at(span: Span, text: str) -> Document:
    """Return the words at `span` of `text`, with their offsets."""
    return words(span.cut(text), span)
