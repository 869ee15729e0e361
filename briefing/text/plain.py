"""HTML fragments to plain text: paragraphs are lines, everything that is not text is gone."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate

from briefing.text.display import clean_block, clean_line


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
    reader.feed(fragment)
    reader.close()
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
    reader.feed(fragment)
    reader.close()
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


class _BlockReader(HTMLParser):
    """Collects text, a line feed wherever a block begins or ends, and between which parts each link stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, int, int]] = []
        self._open: tuple[str, int] | None = None
        self._dropped = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._end_link()
            self._open = (next((value or "" for name, value in attrs if name == "href"), ""), len(self.parts))
        elif tag in _DROPPED:
            self._dropped += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")
            self._preformatted += tag == "pre"
        elif tag in _CELLS:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")
            self._preformatted = max(0, self._preformatted - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(data if self._preformatted else data.replace("\n", " "))

    def _end_link(self) -> None:
        if self._open is not None and self._open[0]:
            self.links.append((*self._open, len(self.parts)))
        self._open = None


class _LineReader(HTMLParser):
    """Collects text, keeping as text every tag that HTML does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._take(tag, self.get_starttag_text() or "", 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._take(tag, self.get_starttag_text() or "", 0)

    def handle_endtag(self, tag: str) -> None:
        self._take(tag, f"</{tag}>", -1)

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(data)

    def _take(self, tag: str, written: str, step: int) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped + step)
        elif tag in _BLOCKS or tag in _CELLS:
            self.parts.append(" ")
        elif tag not in _INLINE:
            self.parts.append(written)
