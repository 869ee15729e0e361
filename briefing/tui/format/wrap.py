"""Wrapping and cutting of runs of text by words, counted in cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.tui.format.cells import cells, drawable, first_cells
from briefing.tui.format.lines import BLANK, TEXT, Line, Run, clip, plain, width_of

ELLIPSIS = "…"
MOST_LOST = 7
"""How many cells a cut between words may cost; if it would cost more, the word itself is cut."""
_LOOSE_ENDS = " \u00a0,:;-–—"
_WIDE_FROM = 0x1100
"""From this code point on characters may take two cells and are written without blanks between words."""


def wrap(
    runs: Sequence[Run],
    width: int,
    *,
    first: Line = BLANK,
    rest: Line = BLANK,
    limit: int = 0,
    reserve: Mapping[int, int] | None = None,
) -> list[Line]:
    """Return `runs` broken into lines of at most `width` cells, `first` before the first line and `rest` before others.

    Lines are broken at blanks only, never at hard spaces, or inside words that are wide or wider than a line. With a
    `limit` the last line is cut with an ellipsis; `reserve` holds cells free at the right end of a line, by its
    number from 0. There is always at least one line.
    """
    held = reserve or {}

    def room(number: int) -> int:
        return max(2, width - width_of(first if number == 0 else rest) - held.get(number, 0))

    lines = list(_filled(_drawable(runs), room))
    if limit and len(lines) > limit:
        overflow = _rejoined(lines[limit - 1 :])
        lines = [*lines[: limit - 1], cut(overflow, room(limit - 1))]
    return [(*(rest if number else first), *line) for number, line in enumerate(lines)]


def cut(runs: Sequence[Run], width: int) -> Line:
    """Return `runs` in at most `width` cells, ending with an ellipsis if they had to be cut."""
    line = _drawable(runs)
    if width_of(line) <= width:
        return line
    kept = clip(line, width - 1)
    text = plain(kept)
    if plain(line)[len(text) : len(text) + 1] != " " and " " in text:
        at_word = text.rsplit(" ", 1)[0].rstrip(_LOOSE_ENDS)
        if at_word and width - cells(at_word) - 1 <= MOST_LOST:
            text = at_word
    return _ended(_shortened(kept, len(text.rstrip(_LOOSE_ENDS))))


def _drawable(runs: Sequence[Run]) -> Line:
    """Return runs in the form that is measured and cut."""
    return tuple((drawable(text), role) for text, role in runs)


class _Page:
    """Lines that are being filled. A blank is nothing, or a run of one space."""

    def __init__(self, room: Callable[[int], int]) -> None:
        self._room = room
        self.lines: list[list[Run]] = [[]]
        self._used = 0

    def free(self, blank: Line) -> int:
        """Return how many cells are free on the present line after `blank`."""
        lead = len(blank) if self.lines[-1] else 0
        return self._room(len(self.lines) - 1) - self._used - lead

    def add(self, blank: Line, word: Line, width: int) -> None:
        """Put `word`, which takes `width` cells, on the present line."""
        if self.lines[-1]:
            self.lines[-1].extend(blank)
            self._used += len(blank)
        self.lines[-1].extend(word)
        self._used += width

    def turn(self) -> None:
        """Begin the next line."""
        if self.lines[-1]:
            self.lines.append([])
            self._used = 0

    def add_broken(self, blank: Line, word: Line) -> None:
        """Put `word` on as many lines as it needs, split between characters."""
        rest = _Rest(word)
        while rest:
            if self.free(blank) < 2:
                self.turn()
            piece = rest.take(max(2, self.free(blank)))
            self.add(blank, piece, width_of(piece))
            blank = BLANK
            if rest:
                self.turn()

    def fits_a_line(self, width: int) -> bool:
        """Return whether a word of `width` cells fits on a line of its own."""
        return width <= self._room(len(self.lines))


class _Rest:
    """What is left of a word that is taken in pieces; false once nothing is."""

    def __init__(self, word: Line) -> None:
        self._runs = [run for run in word if run[0]]
        self._run = 0
        self._at = 0

    def __bool__(self) -> bool:
        return self._run < len(self._runs)

    def take(self, width: int) -> Line:
        """Return the next piece, of at most `width` cells but at least one character."""
        taken: list[Run] = []
        while self:
            text, role = self._runs[self._run]
            piece = first_cells(text, width, self._at) or ("" if taken else text[self._at])
            if piece:
                taken.append((piece, role))
            self._at += len(piece)
            width = max(0, width - cells(piece))
            if self._at < len(text):
                break
            self._run, self._at = self._run + 1, 0
        return tuple(taken)


def _filled(runs: Sequence[Run], room: Callable[[int], int]) -> Iterator[Line]:
    page = _Page(room)
    for blank, word in _words(runs):
        width = width_of(word)
        if width <= page.free(blank):
            page.add(blank, word, width)
        elif _is_wide(word) or not page.fits_a_line(width):
            page.add_broken(blank, word)
        else:
            page.turn()
            page.add(BLANK, word, width)
    yield from (tuple(line) for line in page.lines)


def _words(runs: Sequence[Run]) -> list[tuple[Line, Line]]:
    """Return the words, each with the blank before it; words of two runs that touch are one word."""
    words: list[tuple[Line, list[Run]]] = []
    blank: Line = BLANK
    touching = False
    for text, role in runs:
        for index, part in enumerate(text.split(" ")):
            if index:
                blank, touching = ((" ", role),), False
            if part and touching:
                words[-1][1].append((part, role))
            elif part:
                words.append((blank, [(part, role)]))
                touching = True
    return [(blank, tuple(word)) for blank, word in words]


def _ended(line: Line) -> Line:
    return (*line[:-1], (line[-1][0] + ELLIPSIS, line[-1][1])) if line else ((ELLIPSIS, TEXT),)


def _shortened(line: Line, characters: int) -> Line:
    kept: list[Run] = []
    for text, role in line:
        if characters <= 0:
            break
        kept.append((text[:characters], role))
        characters -= len(text)
    return tuple(kept)


def _is_wide(word: Line) -> bool:
    return any(ord(character) >= _WIDE_FROM and cells(character) > 1 for text, _ in word for character in text)


def _rejoined(lines: Sequence[Line]) -> Line:
    runs: list[Run] = []
    for index, line in enumerate(lines):
        if index and line:
            runs.append((" ", line[0][1]))
        runs.extend(line)
    return tuple(runs)
