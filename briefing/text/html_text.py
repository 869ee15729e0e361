"""Turns HTML fragments into plain text: one line per paragraph, nothing that is not text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefing.text.display import clean_block, clean_line, is_ordinary
from briefing.text.markup import Tag, TagKind, Token, scan_markup
from briefing.text.references import unescape


def _split(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _split(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul"
)
_CELLS = _split("td th")
_DROPPED = _split(
    "audio button canvas datalist del iframe math noscript object rp rt s script select strike style svg template"
    " textarea title video"
)
"""Elements without text of the article: what is struck out is withdrawn, other text is for browsers without sound."""
_INLINE = _split(
    "a abbr acronym b bdi bdo big cite code dfn em font i img ins kbd mark nobr q samp small span strong"
    " sub sup time tt u var wbr"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
QUOTATION_MARKS = (("“", "”"), ("‘", "’"))
"""What `<q>` means, on the outside and inside another."""
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:text-indent|left)\s*:\s*-\d{3,}", re.IGNORECASE
)
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-\w+|visually-?hidden|assistive-text|visuallyhidden)(?:\s|$)"
)
_VOID = _split("area base br col embed hr img input link meta source track wbr")
_CLOSED_BY_NEXT = _split("dd dt li option p td th tr")
"""Elements whose end tag is optional: the next one of the name ends them."""
_WINDOWS = {code: bytes([code]).decode("windows-1252", "ignore") or None for code in range(0x80, 0xA0)}
"""C1 control characters as browsers read them: the characters of Windows-1252."""
_C1 = re.compile("[\x80-\x9f]")
_CONTROL = re.compile(r"&#(?:0{0,5}([0-9]|[12][0-9]|3[01])|[xX]0{0,4}([01]?[0-9a-fA-F]))(?:;|(?![0-9a-fA-F;]))")
_EXPONENTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
CELL_EDGE = " | "
"""What stands between the cells of a table."""
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_OTHER_SPACES = re.compile(r"[\t\r\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def linked_text(fragment: str, *, limit: int = 1_048_576) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Return the text of an HTML fragment, its paragraphs separated by one LF, and its links.

    At most `limit` characters are read. A fragment without any tag is plain text and keeps its line ends. A link is its
    address as written, with the start and end of its words in the text.
    """
    fragment = _decode_controls(fragment[:limit])
    if _TAG.search(fragment) is None:
        return _tidy(unescape(fragment)), ()
    reader = _BlockReader()
    reader.read(fragment)
    text = _tidy("".join(reader.parts))
    return text, tuple(_link_spans(text, reader)) if reader.links else ()


def plain_line(fragment: str, limit: int = 1_000) -> str:
    """Return a title as one line of at most `limit` characters, whether it was written as HTML or as plain text.

    Known tags are removed and references decoded; text that only looks like a tag ("AT&T <3", "Vec<T>") stays.
    """
    fragment = _decode_controls(fragment[: limit * 8])
    if _TAG.search(fragment) is None:
        return clean_line(_decode(fragment), limit)
    reader = _LineReader()
    reader.read(fragment)
    return clean_line("".join(reader.parts), limit) or clean_line(_decode(fragment), limit)


def raised(words: str) -> str:
    """Return what stands raised in a text: a number as an exponent, anything else as it is."""
    return words.translate(_EXPONENTS) if words.strip("+-−").isdigit() and words.isascii() else words


def _decode_controls(fragment: str) -> str:
    """Decode the references to control characters, so that the cleaner sees whole escape sequences.

    C1 characters, which an XML reader makes of "&#147;", become the characters of Windows-1252 that they mean.
    """

    def written(reference: re.Match[str]) -> str:
        decimal, hexadecimal = reference.groups()
        return chr(int(decimal) if decimal else int(hexadecimal, 16))

    decoded = _CONTROL.sub(written, fragment) if "&#" in fragment else fragment
    return decoded.translate(_WINDOWS) if not decoded.isascii() and _C1.search(decoded) else decoded


def _tidy(text: str) -> str:
    """Return `text` cleaned: single spaces, none at the edges of its lines, and no empty line."""
    if is_ordinary(text):
        text = text.replace("\t", " ")
    else:
        text = clean_block(text)
        text = _SPACES.sub(" ", text) if _OTHER_SPACES.search(text) else text
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return "\n".join([line for each in text.split("\n") if (line := each.strip(" "))])


def _decode(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity.group()), text)


def _link_spans(text: str, reader: "_BlockReader") -> Iterator[tuple[str, int, int]]:
    """Yield the links with their spans in the tidied `text`, by counting the visible characters before them.

    Tidying changes white space. If it changed anything else, no span is certain, and nothing is yielded.
    """
    words = list(accumulate(map(len, text.split()), initial=0))
    """The number of visible characters before each word, and that of all."""
    counts = list(accumulate(map(_count_visible, reader.parts), initial=0))
    if counts[-1] != words[-1]:
        return
    for address, first, after in reader.links:
        if counts[after] > counts[first]:
            yield address, _place(words, counts[first]), _place(words, counts[after] - 1) + 1


def _place(words: Sequence[int], number: int) -> int:
    """Return where a visible character stands in a tidied text, whose words have one character between them.

    Visible characters count from 0; `words` has the number of them before each word.
    """
    return number + bisect_right(words, number) - 1


def _count_visible(part: str) -> int:
    if is_ordinary(part):
        return len(part) - part.count(" ") - part.count("\n") - part.count("\t")
    return sum(map(len, clean_block(part).split()))


class _BlockReader:
    """Collects text, a line feed wherever a block starts or ends, and the parts between which each link stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[tuple[str, int, int]] = []
        self._open: tuple[str, int] | None = None
        self._dropped = 0
        self._preformatted = 0
        self._quotations = 0
        self._in_row = False
        self._raised: int | None = None
        self._hidden = _Hidden()

    def read(self, fragment: str) -> None:
        """Collect the text of `fragment`."""
        for token in scan_markup(fragment):
            if self._hidden.covers(token):
                continue
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
        elif tag.name == "q":
            self._quote(0)
            self._quotations += 1
        elif tag.name in _BLOCKS:
            self.parts.append("\n")
            self._preformatted += tag.name == "pre"
            self._in_row = self._in_row and tag.name != "tr"
        elif tag.name in _CELLS:
            self.parts.append(CELL_EDGE if self._in_row else " ")
            self._in_row = True
        elif tag.name == "sup" and not self._dropped:
            self._raised = len(self.parts)

    def _end(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif name == "sup" and self._raised is not None:
            words = self.parts[self._raised :]
            self.parts[self._raised :] = [raised("".join(words)), *[""] * (len(words) - 1)] if words else []
            self._raised = None
        elif name == "q" and self._quotations:
            self._quotations -= 1
            self._quote(1)
        elif name in _BLOCKS:
            self.parts.append("\n")
            self._preformatted = max(0, self._preformatted - (name == "pre"))

    def _quote(self, side: int) -> None:
        if not self._dropped:
            self.parts.append(QUOTATION_MARKS[self._quotations % 2][side])

    def _end_link(self) -> None:
        if self._open is not None and self._open[0]:
            self.links.append((*self._open, len(self.parts)))
        self._open = None


class _Hidden:
    """Follows an element that is hidden in a browser until it ends."""

    def __init__(self) -> None:
        self._name = ""
        self._depth = 0

    def covers(self, token: Token) -> bool:
        """Return whether `token` belongs to a hidden element; call this for each token in order."""
        if self._depth:
            return self._is_inside(token)
        if isinstance(token, Tag) and token.kind is TagKind.START and token.name not in _VOID and _is_hidden(token):
            self._name, self._depth = token.name, 1
        return self._depth > 0

    def _is_inside(self, token: Token) -> bool:
        if isinstance(token, str) or token.name != self._name:
            return True
        if token.kind is TagKind.END:
            self._depth -= 1
        elif token.kind is TagKind.START and self._name in _CLOSED_BY_NEXT:
            self._depth = 0
            return self.covers(token)
        elif token.kind is TagKind.START:
            self._depth += 1
        return True


def _is_hidden(tag: Tag) -> bool:
    return any(
        key == "hidden"
        or (key == "style" and HIDDEN_STYLE.search(value) is not None)
        or (key == "class" and HIDDEN_CLASS.search(value) is not None)
        for key, value in tag.attributes
    )


class _LineReader:
    """Collects text, and keeps tags that HTML does not know as text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._dropped = 0

    def read(self, fragment: str) -> None:
        """Collect the text of `fragment`."""
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
