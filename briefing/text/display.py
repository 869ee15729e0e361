"""Cleans text from outside before it is stored or drawn: the only function that does."""

import re
import unicodedata
from functools import lru_cache

REPLACEMENT = "\ufffd"
MOST_MARKS = 4
"""Combining marks in a row that are kept; more would cover the lines above."""

_SEQUENCES = re.compile(
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC: titles, links, clipboard
    "|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x1b\\\\|\x9c|\x07)?"  # DCS, SOS, PM, APC
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    "|\x1b[ -/]*[0-~]?"
)
_ORDINARY = " -~\n\t\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
_PLAIN = re.compile(f"[{_ORDINARY}]*")
_ODD = re.compile(f"[^{_ORDINARY}]+")
_BEGINS_SEQUENCE = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
_SHORT = 40
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_JOINERS = "\u200c\u200d"
_LOOSE_JOINER = re.compile(f"(?<![^\x00-\x7f])[{_JOINERS}]+|(?<![{_JOINERS}])[{_JOINERS}]++(?=[\x00-\x7f]|$)")
_UNSEEN = frozenset(
    map(
        ord,
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u3164\ufeff\uffa0"
        "\u180b\u180c\u180d\u180e\u180f\u202a\u202b\u202c\u202d\u202e"
        "\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
        "\ufff9\ufffa\ufffb\ufffc",
    )
).union(range(0x1D173, 0x1D17B), range(0xE0000, 0xE1000))
"""Characters that draw nothing but change how others look, such as bidirectional overrides."""


def is_ordinary(text: str) -> bool:
    """Return whether cleaning leaves `text` as it is because every character in it is an ordinary one.

    The only white space in such a text is spaces, line feeds and tabs.
    """
    return _PLAIN.fullmatch(text) is not None


def clean_block(text: str, limit: int = 1_048_576) -> str:
    """Return at most `limit` characters of `text`, safe to store and draw, with its line feeds and tabs.

    Whole escape sequences and control, bidirectional and invisible characters are removed; surrogates, private and
    unassigned code points become U+FFFD. Cleaning twice gives the same as cleaning once.
    """
    text = text[:limit]
    if is_ordinary(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    while _BEGINS_SEQUENCE.search(text) and (fewer := _SEQUENCES.sub("", text)) != text:
        text = fewer
    return _LOOSE_JOINER.sub("", _ODD.sub(_kept, text))


def clean_line(text: str, limit: int = 1_000) -> str:
    """Return `text` cleaned as one line of at most `limit` characters, with single spaces.

    A line that was cut ends with an ellipsis.
    """
    line = " ".join(clean_block(text, limit * 4).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _kept(odd: re.Match[str]) -> str:
    """Return what is kept of a run of characters between two ordinary ones, none of which is a combining mark."""
    run = odd[0]
    return _kept_of_short(run) if len(run) <= _SHORT else _kept_characters(run)


def _kept_characters(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        code = ord(character)
        if code < 0x20 or 0x7F <= code <= 0x9F:
            if character in "\n\t":
                kept.append(character)
                marks = 0
            continue
        if code in _UNSEEN:
            continue
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(REPLACEMENT if category in ("Cs", "Co", "Cn") else character)
    return "".join(kept)


_kept_of_short = lru_cache(20_000)(_kept_characters)
"""The words of other scripts come up again and again."""
