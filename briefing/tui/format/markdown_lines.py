"""The lines of the brief's screen: headings, paragraphs, quotes, lists and tables, from its Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.export.markdown.parse import Block as ParsedBlock
from briefing.export.markdown.parse import Entry, Kind, Runs, Style, parse_line, parse_markdown
from briefing.export.markdown.parse import Line as ParsedLine
from briefing.frozen import dataclass
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
_ROLES: Mapping[Style, str] = {
    Style.STRONG: STRONG_BOLD,
    Style.EMPHASIS: f"{STRONG} i",
    Style.CODE: MUTED,
    Style.CITE: CITE,
}


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `heading` is the level of a heading, 0 for others."""

    lines: tuple[Line, ...]
    heading: int = 0


def parsed_blocks(markdown: str) -> tuple[ParsedBlock, ...]:
    """Return the blocks of a document, not laid out yet."""
    return parse_markdown(clean_block(markdown))


def blocks(parsed: Sequence[ParsedBlock], width: int) -> tuple[Block, ...]:
    """Return the blocks of a document laid out, at most 74 columns wide, two columns in."""
    room = min(MEASURE, width - 5)
    return tuple(Block(tuple(_drawn(block, room)), block.level) for block in parsed)


def inline(text: str, role: str = TEXT) -> list[Run]:
    """Return the runs of one line of Markdown."""
    return _styled(parse_line(text), role)


def _drawn(block: ParsedBlock, room: int) -> Iterator[Line]:
    match block.kind:
        case Kind.FRONT_MATTER | Kind.CODE:
            yield from (_indented(((line.text, MUTED),), room) for line in block.lines)
        case Kind.HEADING:
            yield from wrap(_styled(block.lines[0].runs, STRONG_BOLD), room + 4, first=spaces(4), rest=spaces(4))
            if block.level == 1:
                yield (*spaces(4), (HEAVY * room, RULE_FOCUS))
        case Kind.QUOTE:
            yield from _quote(block.lines, room)
        case Kind.TABLE:
            yield from _table(block.rows, room)
        case Kind.LIST:
            yield from _list(block.entries, room)
        case Kind.RULE:
            yield _indented(((THIN * room, RULE),), room)
        case Kind.PARAGRAPH:
            yield from wrap(_one_line(block.lines), room + 4, first=spaces(4), rest=spaces(4))


def _indented(line: Line, room: int) -> Line:
    return wrap(line, room + 4, first=spaces(4), rest=spaces(4), limit=1)[0]


def _quote(lines: Sequence[ParsedLine], room: int) -> Iterator[Line]:
    for line in lines:
        role = MUTED if line.text.startswith("—") else QUOTE
        runs = _styled(line.runs, role)
        yield from wrap(runs, room + 4, first=spaces(5), rest=spaces(6)) if runs else [BLANK]


def _list(entries: Sequence[Entry], room: int) -> Iterator[Line]:
    for entry in entries:
        indent = 4 + 2 * entry.depth
        front: Line = (*spaces(indent), (f"{'·' if entry.mark in '-*+' else entry.mark} ", MUTED))
        hang = spaces(indent + 1 + len(entry.mark))
        yield from wrap(_one_line(entry.lines), room + 4, first=front, rest=hang)


def _table(rows: Sequence[Sequence[ParsedLine]], room: int) -> Iterator[Line]:
    columns = max((len(row) for row in rows), default=0)
    widths = _widths([[*(cell.source for cell in row), *[""] * (columns - len(row))] for row in rows], room)
    for number, row in enumerate(rows):
        role = MUTED if number == 0 else TEXT
        cells = [wrap(_styled(cell.runs, role), width) for cell, width in zip(row, widths, strict=False)]
        for line in range(max((len(cell) for cell in cells), default=0)):
            runs: list[Run] = list(spaces(4))
            for cell, width in zip(cells, widths, strict=False):
                runs += pad(cell[line] if line < len(cell) else BLANK, width + 2)
            yield tuple(runs)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return column widths: as wide as their words; the widest column is narrowed first."""
    widths = [max(1, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))] if rows else []
    while widths and sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def _one_line(lines: Sequence[ParsedLine]) -> list[Run]:
    runs: list[Run] = []
    for line in lines:
        runs += [(" ", TEXT)] if runs else []
        runs += _styled(line.runs, TEXT)
    return runs


def _styled(runs: Runs, role: str) -> list[Run]:
    """Return runs in their roles; the space before a citation keeps the two together, so that none begins a line."""
    styled: list[Run] = []
    for run in runs:
        if run.style is Style.CITE and styled and styled[-1][0].endswith(" "):
            words, before = styled[-1]
            styled[-1] = (words[:-1] + HARD_SPACE, before)
        styled.append((run.text, _ROLES.get(run.style, role)))
    return styled
