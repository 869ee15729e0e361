"""Markdown read into blocks, lines and runs: the one place that knows markdown-it-py."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from re import compile as pattern

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.frozen import dataclass

_CITE = pattern(r"(\[\^?[0-9]+\])")
_FRONT_MATTER = "---"


class Style(StrEnum):
    """How a run of words is written."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    CITE = "cite"
    """The number of a source in brackets, such as [3], or of a footnote, [^3], that is not escaped."""


class Kind(StrEnum):
    """What a block is."""

    FRONT_MATTER = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style, without escapes."""

    text: str
    style: Style = Style.TEXT


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, or one cell of a table."""

    number: int
    """The line in the source, from 1."""
    runs: Runs = ()
    source: str = ""
    """A cell as it is written, with its escapes and addresses."""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    mark: str
    """As written: "-", "*", "3."."""
    depth: int
    """0 for an outer list, 1 for a list in a list."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block at the top of a document. Only the fields of its kind are filled."""

    kind: Kind
    lines: tuple[Line, ...] = ()
    """Of front matter, a heading, a paragraph, a quote or code. Between two paragraphs is a line without runs."""
    level: int = 0
    """Of a heading, from 1."""
    entries: tuple[Entry, ...] = ()
    """Of a list."""
    rows: tuple[tuple[Line, ...], ...] = ()
    """Of a table; the first row is its head."""

    @property
    def all_lines(self) -> Iterator[Line]:
        """Every line of the block, in order."""
        yield from self.lines
        for entry in self.entries:
            yield from entry.lines
        for row in self.rows:
            yield from row


def parse_markdown(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a document in order. HTML in it is text."""
    lines = markdown.split("\n")
    front: tuple[Block, ...] = ()
    if lines[0] == _FRONT_MATTER and _FRONT_MATTER in lines[1:]:
        end = lines.index(_FRONT_MATTER, 1)
        inside = (Line(number, (Run(line),)) for number, line in enumerate(lines[1:end], 2))
        front = (Block(Kind.FRONT_MATTER, tuple(inside)),)
        markdown = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    return (*front, *_blocks(_parser().parse(markdown)))


def parse_line(markdown: str) -> Runs:
    """Return the runs of one line outside a document."""
    (inline,) = _parser().parseInline(markdown)
    return tuple(run for line in _lines(inline) for run in line.runs)


@cache
def _parser() -> MarkdownIt:
    # Without text_join, an escaped character stays a token of its own, so that \[3\] is no citation. Without
    # reference, a line "[3]: address" cannot turn citations into links.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["text_join", "reference"])


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    start = 0
    for end, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            if block := _block(tokens[start : end + 1]):
                yield block
            start = end + 1


def _block(tokens: Sequence[Token]) -> Block | None:
    """Return the block that the tokens from its opening to its closing one make; None for one that shows nothing."""
    first = tokens[0]
    inlines = [token for token in tokens if token.type == "inline"]
    match first.type:
        case "heading_open":
            return Block(Kind.HEADING, tuple(_lines(inlines[0])), level=int(first.tag[1:]))
        case "paragraph_open":
            return Block(Kind.PARAGRAPH, tuple(_lines(inlines[0])))
        case "blockquote_open":
            return Block(Kind.QUOTE, tuple(_paragraphs(inlines)))
        case "bullet_list_open" | "ordered_list_open":
            return Block(Kind.LIST, entries=tuple(_entries(tokens)))
        case "table_open":
            return Block(Kind.TABLE, rows=tuple(_rows(tokens)))
        case "fence" | "code_block":
            start = (first.map or [0])[0] + (2 if first.type == "fence" else 1)
            code = first.content.rstrip("\n").split("\n")
            return Block(Kind.CODE, tuple(Line(start + n, (Run(line, Style.CODE),)) for n, line in enumerate(code)))
        case "hr":
            return Block(Kind.RULE)
    return None


def _paragraphs(inlines: Sequence[Token]) -> Iterator[Line]:
    for place, inline in enumerate(inlines):
        if place:
            yield Line((inline.map or [0])[0])
        yield from _lines(inline)


def _entries(tokens: Sequence[Token]) -> Iterator[Entry]:
    mark, depth = "", -1
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        if token.type == "list_item_open":
            mark = token.info + token.markup
        elif token.type == "inline":
            yield Entry(mark, depth, tuple(_lines(token)))
            mark = ""


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[Line, ...]]:
    row: list[Line] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            runs = tuple(run for line in _lines(token) for run in line.runs)
            row.append(Line((token.map or [0])[0] + 1, runs, token.content))
        elif token.type == "tr_close":
            yield tuple(row)


def _lines(inline: Token) -> Iterator[Line]:
    """Yield the lines of an inline token: a line break in the source begins a new one."""
    number = (inline.map or [0])[0] + 1
    runs: list[Run] = []
    styles = [Style.TEXT]
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield Line(number, _joined(runs))
            number, runs = number + 1, []
        elif child.type in ("strong_open", "em_open"):
            styles.append(Style.STRONG if child.type == "strong_open" else Style.EMPHASIS)
        elif child.type in ("strong_close", "em_close"):
            styles.pop()
        else:
            runs += _runs(child, styles[-1])
    yield Line(number, _joined(runs))


def _runs(child: Token, style: Style) -> Iterator[Run]:
    if child.type == "text":
        for part in _CITE.split(child.content):
            if part:
                yield Run(part, Style.CITE if _CITE.fullmatch(part) else style)
    elif child.type == "code_inline":
        yield Run(child.content, Style.CODE)
    elif child.content:
        yield Run(child.content, style)


def _joined(runs: Sequence[Run]) -> Runs:
    """Return the runs with neighbours of one style made one; every citation stays apart."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].style == run.style != Style.CITE:
            joined[-1] = Run(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    return tuple(joined)
