"""HTML fragments to plain text: paragraphs are lines, everything that is not text is gone."""

import html
import re
from collections.abc import Iterator
from itertools import accumulate

from briefing.text.display import clean_block, clean_line
from briefing.text.markup import Tag, TagKind, scan_markup


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split())


_BLOCKS = _names(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul"
)
_CELLS = _names("td th")
_DROPPED = _names("iframe math noscript object script select style svg template textarea title")
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd mark nobr q s samp small span strike strong"
    " sub sup time tt u var wbr"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CONTROL = re.compile(r"&#(?:0{0,5}([0-9]|[12][0-9]|3[01])|[xX]0{0,4}([01]?[0-9a-fA-F]))(?:;|(?![0-9a-fA-F;]))")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(r" *\n[ \n]*")


def plain_text(fragment: str, *, limit: int = 1_048_576) -> str:
    """Return the text of an HTML fragment, paragraphs parted by one LF; at most `limit` characters are read.

    A fragment without any tag is plain text: its own line ends are kept.
    """
    return linked_text(fragment, limit=limit)[0]


def linked_text(fragment: str, *, limit: int = 1_048_576) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Return the text as `plain_text` does, and its links: address as written, start and end of the anchor in it."""
    fragment = _reveal(fragment[:limit])
    if _TAG.search(fragment) is None:
        return _tidy(html.unescape(fragment)), ()
    reader = _BlockReader()
    reader.read(fragment)
    text = _tidy("".join(reader.parts))
    return text, tuple(_places(text, reader)) if reader.links else ()


def plain_line(fragment: str, limit: int = 1_000) -> str:
    """Return a title as one line of at most `limit` characters, whether it was written as HTML or as plain text.

    Known tags are taken away and entities decoded; what only looks like a tag ("AT&T <3", "Vec<T>") stays.
    """
    fragment = _reveal(fragment[: limit * 8])
    if _TAG.search(fragment) is None:
        return clean_line(_decode(fragment), limit)
    reader = _LineReader()
    reader.read(fragment)
    return clean_line("".join(reader.parts), limit) or clean_line(_decode(fragment), limit)


def _reveal(fragment: str) -> str:
    """Write control characters out, so that the cleaner sees whole escape sequences and not their remains."""

    def written(reference: re.Match[str]) -> str:
        decimal, hexadecimal = reference.groups()
        return chr(int(decimal) if decimal else int(hexadecimal, 16))

    return _CONTROL.sub(written, fragment) if "&#" in fragment else fragment


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", clean_block(text))
    return _LINES.sub("\n", text).strip(" \n")


def _decode(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def _places(text: str, reader: "_BlockReader") -> Iterator[tuple[str, int, int]]:
    """Yield where the reader's links stand in the tidied `text`, told by the written characters before them.

    White space is what tidying changes. Where it changed more, no place is known for sure, and nothing is yielded.
    """
    written = [at for at, char in enumerate(text) if not char.isspace()]
    counts = list(accumulate((_count_written(part) for part in reader.parts), initial=0))
    if counts[-1] != len(written):
        return
    for address, first, after in reader.links:
        if counts[after] > counts[first]:
            yield address, written[counts[first]], written[counts[after] - 1] + 1


def _count_written(part: str) -> int:
    return sum(not char.isspace() for char in clean_block(part))


class _BlockReader:
    """Collects text, a line feed wherever a block begins or ends, and between which parts each link stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[tuple[str, int, int]] = []
        self._open: tuple[str, int] | None = None
        self._dropped = 0
        self._preformatted = 0

    def read(self, fragment: str) -> None:
        """Collect what `fragment` says."""
        for token in scan_markup(fragment):
            if isinstance(token, str):
                if not self._dropped:
                    self.parts.append(token if self._preformatted else token.replace("\n", " "))
            elif token.kind is TagKind.START:
                self._start(token)
            elif token.kind is TagKind.END:
                self._end(token.name)
            elif token.name in _BLOCKS:
                self.parts.append("\n")

    def _start(self, tag: Tag) -> None:
        if tag.name == "a":
            self._end_link()
            self._open = (tag.attribute("href"), len(self.parts))
        elif tag.name in _DROPPED:
            self._dropped += 1
        elif tag.name in _BLOCKS:
            self.parts.append("\n")
            self._preformatted += tag.name == "pre"
        elif tag.name in _CELLS:
            self.parts.append(" ")

    def _end(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif name in _BLOCKS:
            self.parts.append("\n")
            self._preformatted = max(0, self._preformatted - (name == "pre"))

    def _end_link(self) -> None:
        if self._open is not None and self._open[0]:
            self.links.append((*self._open, len(self.parts)))
        self._open = None


class _LineReader:
    """Collects text, keeping as text every tag that HTML does not know."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._dropped = 0

    def read(self, fragment: str) -> None:
        """Collect what `fragment` says."""
        for token in scan_markup(fragment):
            if isinstance(token, Tag):
                self._take(token)
            elif not self._dropped:
                self.parts.append(token)

    def _take(self, tag: Tag) -> None:
        if tag.name in _DROPPED:
            step = {TagKind.START: 1, TagKind.END: -1, TagKind.EMPTY: 0}[tag.kind]
            self._dropped = max(0, self._dropped + step)
        elif tag.name in _BLOCKS or tag.name in _CELLS:
            self.parts.append(" ")
        elif tag.name not in _INLINE:
            self.parts.append(tag.source)
