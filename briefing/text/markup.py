"""Scans HTML in linear time: the scanner never goes back.

The standard library's HTMLParser takes time that grows with the square of some texts ("<a <a <a") and raises
AssertionError on others ("<![CDAT["). This scanner reads any text to its end and raises nothing.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from briefing.text.references import unescape

_MARKUP = re.compile(r"<(?:(/?[A-Za-z][A-Za-z0-9]{0,15}>)|[A-Za-z!?]|/[A-Za-z>]?)")
"""The beginning of markup, or a whole tag without attributes, which most tags are."""
_NAME = re.compile(r"[^\s/>]++")
_BARE_END = re.compile(r"\s*+>")
_SPACES = re.compile(r"[\s/]*+")
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/=>]*+)(?:\s*+=\s*+)?+")
_UNQUOTED = re.compile(r"[^\s>]*+")
_COMMENT_END = re.compile(r"--!?\s*+>")
_MARKED_END = re.compile(r"\]\s*+\]\s*+>")
_TAG_END = re.compile(">")
_QUOTES = {'"': re.compile('"'), "'": re.compile("'")}
_RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
"""The elements whose text is not markup, and where it ends."""


class TagKind(Enum):
    """What a tag does."""

    START = auto()
    END = auto()
    EMPTY = auto()
    """A start tag that ends itself, as in `<br/>`."""


class Tag(NamedTuple):
    """One tag: its name in lower case, its attributes with their references decoded, and its source."""

    kind: TagKind
    name: str
    source: str
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str:
        """Return the value of the first attribute of this name (in lower case), or ""."""
        return next((value for key, value in self.attributes if key == name), "")


Token: TypeAlias = Tag | str
"""A tag, or text with its references decoded."""


def scan_markup(html: str) -> Iterator[Token]:
    """Yield the tags and texts of `html` in order; comments, declarations and instructions are left out.

    As in a browser, malformed markup is never rejected. A tag that is still open at the end of `html` is text.
    """
    return _Scanner(html).tokens()


class _Scanner:
    """Reads one text from its beginning to its end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._absent: set[re.Pattern[str]] = set()

    def tokens(self) -> Iterator[Token]:
        """Yield what `scan_markup` does."""
        while found := _MARKUP.search(self._html, self._at):
            start = found.start()
            if start > self._at:
                yield unescape(self._html[self._at : start])
            self._at = start
            token = self._read(found.group()) if found[1] is None else self._bare_tag(found)
            if token is None:
                break
            if token:
                yield token
            if isinstance(token, Tag) and token.kind is TagKind.START and token.name in _RAW_END:
                yield self._raw(_RAW_END[token.name])
        if self._at < len(self._html):
            yield unescape(self._html[self._at :])

    def _bare_tag(self, found: re.Match[str]) -> Tag:
        self._at = found.end()
        return _bare_tag(found.group())

    def _read(self, beginning: str) -> Token | None:
        """Move past one piece of markup and return it: a tag, "" for anything else, or None if it does not end."""
        if beginning[1] == "!":
            return self._skip_declaration()
        if beginning[1] == "?" or beginning in ("</", "</>"):
            return self._skip(_TAG_END)
        return self._end_tag() if beginning[1] == "/" else self._start_tag()

    def _skip_declaration(self) -> str | None:
        start = self._at
        if self._html.startswith("<!--", start) and self._skip(_COMMENT_END, start + 4) is not None:
            return ""
        if self._html.startswith("<![", start) and self._skip(_MARKED_END, start + 3) is not None:
            return ""
        return self._skip(_TAG_END)

    def _skip(self, end: re.Pattern[str], start: int | None = None) -> str | None:
        found = self._find(end, self._at if start is None else start)
        if found is None:
            return None
        self._at = found
        return ""

    def _find(self, pattern: re.Pattern[str], start: int) -> int | None:
        """Return where the next match ends; a pattern that was not found once is not searched for again."""
        found = None if pattern in self._absent else pattern.search(self._html, start)
        if found is None:
            self._absent.add(pattern)
            return None
        return found.end()

    def _end_tag(self) -> Tag | None:
        start = self._at
        name = self._name(start + 2)
        if self._skip(_TAG_END) is None:
            return None
        return Tag(TagKind.END, name, self._html[start : self._at])

    def _start_tag(self) -> Tag | None:
        start = self._at
        name = self._name(start + 1)
        at = start + 1 + len(name)
        if bare := _BARE_END.match(self._html, at):
            self._at = bare.end()
            return Tag(TagKind.START, name, self._html[start : self._at])
        attributes = []
        while spaces := _SPACES.match(self._html, at):
            at = spaces.end()
            if at >= len(self._html):
                return None
            if self._html[at] == ">":
                break
            attribute, at = self._attribute(at)
            attributes.append(attribute)
        self._at = at + 1
        kind = TagKind.EMPTY if spaces and spaces.group().endswith("/") else TagKind.START
        return Tag(kind, name, self._html[start : self._at], tuple(attributes))

    def _name(self, start: int) -> str:
        found = _NAME.match(self._html, start)
        return found.group().lower() if found else ""

    def _attribute(self, at: int) -> tuple[tuple[str, str], int]:
        """Return the attribute at `at`, and where it ends."""
        found = _ATTRIBUTE.match(self._html, at)
        if found is None:
            return ("", ""), at + 1
        name, at = found[1].lower(), found.end()
        if at == found.end(1):
            return (name, ""), at
        quote = _QUOTES.get(self._html[at : at + 1])
        if quote is not None and (end := self._find(quote, at + 1)) is not None:
            return (name, unescape(self._html[at + 1 : end - 1])), end
        value = _UNQUOTED.match(self._html, at)
        written = value.group() if value else ""
        return (name, unescape(written)), at + len(written)

    def _raw(self, end: re.Pattern[str]) -> str:
        """Move past text that is not markup, as in a script, and return it."""
        found = None if end in self._absent else end.search(self._html, self._at)
        if found is None:
            self._absent.add(end)
        start, self._at = self._at, found.start() if found else len(self._html)
        return self._html[start : self._at]


@lru_cache(maxsize=1_024)
def _bare_tag(source: str) -> Tag:
    """Return a tag without attributes; the same few come up again and again."""
    if source[1] == "/":
        return Tag(TagKind.END, source[2:-1].lower(), source)
    return Tag(TagKind.START, source[1:-1].lower(), source)
