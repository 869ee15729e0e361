"""Widths: the only module that decides the form of a character and how many cells it takes.

Terminals disagree about the width of emoji with several parts, spacing vowel signs and new characters. The worst cases
are replaced by a form that all terminals draw alike (`drawable`); the others are drawn so that the rest of the row
stays in its place at any width (`settled`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from rich.cells import cell_len

from briefing.text.display import clean_block

_REGIONAL = {0x1F1E6 + letter: chr(ord("A") + letter) for letter in range(26)}
"""A flag is two letters that some terminals join and others do not."""
_VARIANTS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
"""Variation selectors, keycaps and skin tones: half of all terminals draw one cell more for them."""
_JOINED = re.compile("\u200d(?:[^\\w\\s\\x00-\\x7f\u0300-\u036f\u0900-\u1fff]\ufe0f?)?")
"""A joiner, with the emoji that it joins to another: some terminals draw both."""
_HARD_SPACE = "\u00a0"
_TRUSTED = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u218b\u2190-\u2319\u2500-\u25fc"
    "\u3001-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\ufffd"
)
"""Characters that every terminal draws in as many cells as we count."""
_MOST_CACHED = 8_192


def cells(text: str) -> int:
    """Return how many cells `text` takes once it is drawn."""
    return cell_len(drawable(text))


def first_cells(text: str, width: int, start: int = 0) -> str:
    """Return what fits into `width` cells of a drawable `text` from `start` on; a character keeps the marks on it."""
    for index in range(start, len(text)):
        width -= cell_len(text[index])
        if width < 0:
            return text[start:index]
    return text[start:]


def drawable(text: str) -> str:
    """Return `text` as one line without anything that acts on a terminal, in characters that terminals draw alike."""
    return text if text.isascii() and text.isprintable() else _drawable(text)


@lru_cache(maxsize=_MOST_CACHED)
def _drawable(text: str) -> str:
    line = clean_block(text).replace("\n", " ").replace("\t", " ")
    if not _has_doubtful(line):
        return line
    line = unicodedata.normalize("NFC", line).translate(_REGIONAL)
    line = _VARIANTS.sub("", _JOINED.sub("", line))
    return _vowel_signs().sub(_with_room, line)


def _has_doubtful(text: str) -> bool:
    """Return whether terminals disagree about a character of `text`; most texts have the same few hundred."""
    return not text.isascii() and any(map(_is_doubtful, set(text)))


@lru_cache(maxsize=_MOST_CACHED)
def _is_doubtful(character: str) -> bool:
    if character < " " or "\x7f" <= character <= "\x9f":
        return False
    starts, ends = _trusted_ranges()
    at = bisect_right(starts, character) - 1
    return at < 0 or character > ends[at]


@cache
def _trusted_ranges() -> tuple[Sequence[str], Sequence[str]]:
    """Return the first and last characters of the ranges of `_TRUSTED`: as a pattern, it takes long to compile."""
    found = re.findall("(.)(?:-(.))?", _TRUSTED)
    return [first for first, _ in found], [last or first for first, last in found]


@cache
def _vowel_signs() -> re.Pattern[str]:
    """Return what finds letters with marks. Like `_controls`, it takes long to compile, and few texts need it."""
    return re.compile(f"([^\x00-\x1f\x7f-\x9f{_TRUSTED}]{{2,}})(\u00a0*)")


def _with_room(found: re.Match[str]) -> str:
    """Return letters with a hard space for each spacing vowel sign: half of all terminals give these a cell."""
    letters, room = found.groups()
    wanted = sum(1 for character in letters if unicodedata.category(character) == "Mc" and cell_len(character) == 0)
    return letters + _HARD_SPACE * max(wanted, len(room))


def settled(output: str) -> str:
    """Return the codes for the terminal so that a character of doubtful width moves nothing to its right.

    Its cells are cleared, it is drawn, and the cursor goes to where it must be by our count.
    """
    return _controls().sub(_in_place, output) if _has_doubtful(output) else output


@cache
def _controls() -> re.Pattern[str]:
    """Return what finds codes for the terminal, and doubtful characters."""
    return re.compile(
        "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)|[ -/]*[0-~])"
        f"|([^\x00-\x20\x7f-\x9f]?[^\x00-\x1f\x7f-\x9f{_TRUSTED}]+)(\u00a0*)"
    )


def _in_place(found: re.Match[str]) -> str:
    doubtful, room = found.groups()
    if not doubtful:
        return found[0]
    width = cell_len(doubtful) + len(room)
    forward = f"\x1b[{width}C" if width else ""
    return f"\x1b7{' ' * width}\x1b8\x1b7{doubtful}\x1b8{forward}"
