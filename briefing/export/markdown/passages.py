"""The passages of a brief, one Markdown block each, and how they cite."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime, tzinfo

from briefing.export.markdown.escape import escaped, link
from briefing.frozen import dataclass
from briefing.model.brief import CitedStory, Claim, Passage
from briefing.model.brief_format import CitationStyle
from briefing.model.views import SourceLine
from briefing.text.page_addresses import without_tracking

LONGEST_CELL = 300
_MORE = "…"
_ID_LINE = re.compile(r"^brief: [0-9a-f]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbers in the brief of the sources of one thread, and how they are written.

    `numbers` maps the number [n] of a source on its thread's page to its number in the brief. A source without one is
    not cited.
    """

    numbers: Mapping[int, int]
    sources: Mapping[int, SourceLine]
    """By the number on the page."""
    style: CitationStyle = CitationStyle.INLINE

    def of(self, cited: Iterable[int]) -> str:
        """Return the citations of sources given by their numbers on the page."""
        return "".join(self._cite(n) for n in dict.fromkeys(cited) if n in self.numbers)

    def _cite(self, n: int) -> str:
        number = self.numbers[n]
        if self.style is CitationStyle.FOOTNOTE:
            return f"[^{number}]"
        address = without_tracking(self.sources[n].url) if self.style is CitationStyle.LINK else ""
        return f"[[{number}]](<{address}>)" if address else f"[{number}]"

    def claim(self, n: int, words: str, *, in_title: bool = False) -> tuple[Claim, ...]:
        """Return the claim that source [n] of the page has these words; nothing for a source that is not stored."""
        source = self.sources.get(n)
        words = words.removesuffix(_MORE).strip()
        return (Claim(source.sha256, words, in_title),) if source and source.sha256 and words else ()


@dataclass(slots=True)
class Passages:
    """Collects the passages of a brief in order."""

    collected: list[Passage] = field(default_factory=list)

    def add(self, lines: str | Sequence[str], claims: Iterable[Claim] = ()) -> None:
        """Add one block."""
        text = lines if isinstance(lines, str) else "\n".join(lines)
        self.collected.append(Passage(text, tuple(dict.fromkeys(claims))))

    def add_all(self, passages: Iterable[Passage]) -> None:
        """Add complete passages."""
        self.collected.extend(passages)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]], claims: Iterable[Claim] = ()) -> None:
        """Add a table."""
        lines = [f"| {' | '.join(columns)} |", f"|{'|'.join('-' * (len(name) + 2) for name in columns)}|"]
        self.add([*lines, *(f"| {' | '.join(row)} |" for row in rows)], claims)


def markdown_of(passages: Sequence[Passage]) -> str:
    """Return the whole document: passages with a blank line between them and LF line ends, also at its end."""
    return "\n\n".join(passage.text for passage in passages) + "\n"


def brief_id(passages: Sequence[Passage]) -> str:
    """Return the id of a brief: the first 12 digits of the SHA-256 of its Markdown without the line of the id."""
    markdown = _ID_LINE.sub("", markdown_of(passages), count=1)
    return hashlib.sha256(markdown.encode()).hexdigest()[:12]


def cited_story(source: SourceLine, number: int) -> CitedStory:
    """Return what the record of a brief keeps of the source that it cites as [number]."""
    return CitedStory(
        number,
        source.story,
        source.snapshot,
        source.sha256,
        source.title,
        source.outlet,
        without_tracking(source.url),
        source.published,
        source.fetched,
    )


# Words.


def cell(text: str) -> str:
    """Return text for the cell of a table, cut if it is too long."""
    return escaped(text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1].rstrip() + _MORE)


def title_link(source: SourceLine) -> str:
    """Return the title of a source as a link to it."""
    return link(source.title, without_tracking(source.url))


def minute(at: datetime) -> str:
    """Return "2026-11-22T07:48Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def minute_words(at: datetime) -> str:
    """Return "2026-11-22 07:48", in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def long_day(at: datetime, zone: tzinfo) -> str:
    """Return "Sunday 22 November 2026"."""
    local = at.astimezone(zone)
    return f"{_WEEKDAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def short_day(at: datetime, zone: tzinfo = UTC) -> str:
    """Return "22 Nov"."""
    local = at.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1][:3]}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
