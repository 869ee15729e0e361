"""Small pieces of English: counts with their nouns, lists, ages, and sentences for messages."""

from collections.abc import Sequence
from datetime import datetime

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MOST_DAYS = 999


def noun_for(number: int, one: str, several: str = "") -> str:
    """Return the noun for a number of things: "thread" for 1, else "threads", or `several` if that is given."""
    return one if number == 1 else several or f"{one}s"


def counted(number: int, one: str, several: str = "") -> str:
    """Return "1 thread", "2 threads"."""
    return f"{number} {noun_for(number, one, several)}"


def listed(words: Sequence[str]) -> str:
    """Return "one", "one and two", "one, two and three"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def capitalised(words: object) -> str:
    """Return words, or those of an error, with a capital at the beginning."""
    text = str(words)
    return text[:1].upper() + text[1:]


def shortened(words: str, most: int) -> str:
    """Return words in at most `most` characters, cut after a word and marked by an ellipsis.

    A word is cut itself if less than half of the room would be used without it: many scripts have no blanks.
    """
    if len(words) <= most:
        return words
    beginning = words[: most - 1]
    whole = beginning.rpartition(" ")[0]
    return f"{whole if 2 * len(whole) > most else beginning}…"


def age(at: datetime, now: datetime) -> str:
    """Return how long ago `at` was, in at most 4 cells: 35m, 2h, 4d."""
    seconds = max(0.0, (now - at).total_seconds())
    if seconds < _HOUR:
        return f"{max(1, int(seconds // _MINUTE))}m"
    if seconds < _DAY:
        return f"{int(seconds // _HOUR)}h"
    return f"{min(_MOST_DAYS, int(seconds // _DAY))}d"
