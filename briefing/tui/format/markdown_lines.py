"""The brief's own Markdown as lines: headings, paragraphs, quotes, lists, tables; nothing in it acts."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.text.display import clean_block
from briefing.tui.format.lines import (
    BLANK,
    CITE,
    HARD_SPACE,
    MUTED,
    QUOTE,
    RULE,
    RULE_FOCUS,
    STRONG,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    pad,
    spaces,
)
from briefing.tui.format.signs import HEAVY, THIN
from briefing.tui.format.wrap import wrap

MEASURE = 74
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\*\*(?P<bold>(?:[^*\\]|\\.)+)\*\*"
    r"|(?<!\w)[*_](?P<italic>(?:[^*_\\]|\\.)+)[*_](?!\w)"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:[^\[\]\\]|\\.)*)\]\(<?[^()>]*>?\)"
    r"|(?P<cite>\[[0-9]+\])"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_LIST = re.compile(r"(\s*)([-*+]|[0-9]+[.)])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `heading` is the level of a heading, 0 for others."""

    lines: tuple[Line, ...]
    heading: int = 0


def blocks(markdown: str, width: int) -> tuple[Block, ...]:
    """Return the blocks of a document, at most 74 columns wide, two columns in."""
    room = min(MEASURE, width - 5)
    return tuple(_drawn(block, room) for block in _parted(clean_block(markdown).split("\n")))


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the source lines of each block; front matter is one block."""
    block: list[str] = []
    rest = list(lines)
    if rest and rest[0] == "---" and "---" in rest[1:]:
        end = rest.index("---", 1)
        yield rest[: end + 1]
        rest = rest[end + 1 :]
    for line in rest:
        if not line.strip() or _HEADING.match(line) or (block and _kind(line) != _kind(block[0])):
            if block:
                yield block
            block = []
        if _HEADING.match(line):
            yield [line]
        elif line.strip():
            block.append(line)
    if block:
        yield block


def _kind(line: str) -> str:
    if line.startswith(">"):
        return "quote"
    return "table" if line.startswith("|") else "text"


def _drawn(block: list[str], room: int) -> Block:
    first = block[0]
    if first == "---" and len(block) > 1:
        return Block(tuple(_indented(((line, MUTED),), room) for line in block[1:-1]))
    if heading := _HEADING.match(first):
        return _heading(len(heading[1]), heading[2], room)
    if first.startswith(">"):
        return Block(tuple(_quote(block, room)))
    if first.startswith("|"):
        return Block(tuple(_table(block, room)))
    if _LIST.match(first):
        return Block(tuple(_list(block, room)))
    if set(first.strip()) <= {"-"} and len(first.strip()) >= 3:
        return Block((_indented(((THIN * room, RULE),), room),))
    return Block(tuple(wrap(inline(" ".join(block)), room + 4, first=spaces(4), rest=spaces(4))))


def _indented(line: Line, room: int) -> Line:
    return wrap(line, room + 4, first=spaces(4), rest=spaces(4), limit=1)[0]


def _heading(level: int, words: str, room: int) -> Block:
    lines = wrap(inline(words, STRONG_BOLD), room + 4, first=spaces(4), rest=spaces(4))
    if level == 1:
        lines.append((*spaces(4), (HEAVY * room, RULE_FOCUS)))
    return Block(tuple(lines), level)


def _quote(block: Sequence[str], room: int) -> Iterator[Line]:
    for line in block:
        words = line.lstrip(">").strip()
        role = MUTED if words.startswith("—") else QUOTE
        yield from wrap(inline(words, role), room + 4, first=spaces(5), rest=spaces(6)) if words else [BLANK]


def _list(block: Sequence[str], room: int) -> Iterator[Line]:
    entries: list[tuple[str, str, str]] = []
    for line in block:
        if found := _LIST.match(line):
            entries.append((found[1], found[2], found[3]))
        elif entries:
            indent, mark, words = entries[-1]
            entries[-1] = (indent, mark, f"{words} {line.strip()}")
    for indent, mark, words in entries:
        front: Line = (*spaces(4 + len(indent)), (f"{'·' if mark in '-*+' else mark} ", MUTED))
        yield from wrap(inline(words), room + 4, first=front, rest=spaces(4 + len(indent) + 1 + len(mark)))


def _table(block: Sequence[str], room: int) -> Iterator[Line]:
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in block]
    rows = [row for row in rows if not all(cell and set(cell) <= set("-: ") for cell in row)]
    columns = max((len(row) for row in rows), default=0)
    widths = _widths([[*row, *[""] * (columns - len(row))] for row in rows], room)
    for number, row in enumerate(rows):
        cells = [
            wrap(inline(cell, MUTED if number == 0 else TEXT), width) for cell, width in zip(row, widths, strict=False)
        ]
        for line in range(max((len(cell) for cell in cells), default=0)):
            runs: list[Run] = list(spaces(4))
            for cell, width in zip(cells, widths, strict=False):
                runs += pad(cell[line] if line < len(cell) else BLANK, width + 2)
            yield tuple(runs)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return column widths: as wide as their words, the widest giving way first."""
    widths = [max(1, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))] if rows else []
    while widths and sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def inline(text: str, role: str = TEXT) -> list[Run]:
    """Return the runs of one line: emphasis and citations in their roles, escapes and entities as characters."""
    runs: list[Run] = []
    done = 0
    for found in _INLINE.finditer(text):
        if found.start() > done:
            words = text[done : found.start()]
            if found.lastgroup == "cite" and words.endswith(" "):
                words = words[:-1] + HARD_SPACE  # a citation never begins a line
            runs.append((_plain(words), role))
        done = found.end()
        runs += _inline_run(found, role)
    if done < len(text):
        runs.append((_plain(text[done:]), role))
    return [run for run in runs if run[0]]


def _plain(text: str) -> str:
    """Return the text with its whole entities as characters: "AT&T" stays as it is."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _inline_run(found: re.Match[str], role: str) -> list[Run]:
    kind = found.lastgroup
    words = found[kind] if kind else ""
    if kind == "bold":
        return inline(words, STRONG_BOLD)
    if kind == "italic":
        return inline(words, f"{STRONG} i")
    if kind == "cite":
        return [(words, CITE)]
    if kind == "code":
        return [(words, MUTED)]
    return inline(words, role) if kind == "label" else [(words, role)]
