"""Reads what a thread is deferred until: a time, +2, by NAME, words or a query, the topic; several joined by "or"."""

import re
from datetime import datetime, tzinfo
from difflib import SequenceMatcher

from briefing.model.errors import UsageError
from briefing.model.wake import (
    AtTime,
    MoreIndependent,
    QuoteBy,
    StoryMatches,
    TopicMoves,
    WakeCondition,
    WakeConditions,
)
from briefing.query.fields import words_in
from briefing.query.parser import parse
from briefing.query.times_ahead import names_a_time, time_ahead, time_words

MOST_CONDITIONS = 10
_LONG, _ALIKE = 7, 0.85
_MORE = re.compile(r"\+\s*(\d{1,3})(?:\s+(?:more\s+)?(?:independents?|outlets?|independent outlets?))?", re.IGNORECASE)
_BY = re.compile(r"(?:a\s+)?(?:quotes?\s+)?(?:by|from)\s+(\S.*)", re.IGNORECASE)
_TOPIC = re.compile(r"(?:the\s+|its\s+)?topic(?:\s+moves)?|(?:a\s+)?new\s+thread", re.IGNORECASE)
_OPENINGS = re.compile(r"by|from|\+\s*\S*|quotes?|rule\s.*", re.IGNORECASE)


def read_conditions(text: str, now: datetime, zone: tzinfo | None = None) -> WakeConditions:
    """Return the conditions that `text` names, () for none; `zone` None is the time zone of this machine.

    Raises UsageError, with a question if the text is ambiguous.
    """
    parts = [part.strip() for part in _split(text)]
    if parts == [""]:
        return ()
    if len(parts) > MOST_CONDITIONS:
        raise UsageError(f"At most {MOST_CONDITIONS} conditions can be joined by “or”.")
    if "" in parts:
        raise UsageError("There is nothing on one side of “or”.")
    return tuple(dict.fromkeys(_condition(part, now, zone) for part in parts))


def _split(text: str) -> list[str]:
    """Split at "or", but not inside quotation marks or parentheses; OR belongs to a query."""
    parts, begun, depth = [""], 0, 0
    quoted = False
    for found in re.finditer(r'["()]|(?:^|\s)or(?=\s|$)', text):
        sign = found[0]
        if sign == '"':
            quoted = not quoted
        elif sign in "()":
            depth += 0 if quoted else 1 if sign == "(" else -1
        elif not quoted and depth <= 0:
            parts[-1] = text[begun : found.start()]
            parts.append("")
            begun = found.end()
    parts[-1] = text[begun:]
    return parts


def _condition(text: str, now: datetime, zone: tzinfo | None) -> WakeCondition:
    if found := _MORE.fullmatch(text):
        if not int(found[1]):
            raise UsageError("+0 asks for nothing; +1 is one more independent outlet.")
        return MoreIndependent(int(found[1]))
    if found := _BY.fullmatch(text):
        return _quote_by(found[1].strip(' "“”'))
    if _TOPIC.fullmatch(text):
        return TopicMoves()
    if (at := time_ahead(text, now, zone)) is not None:
        return AtTime(at)
    _refuse_doubtful(text)
    if parse(text, now) is None:
        raise UsageError(f"“{text}” has no word to look for.")
    return StoryMatches(" ".join(text.split()))


def _quote_by(name: str) -> QuoteBy:
    if not words_in(name):
        raise UsageError(f"“by {name}” has no name; type by and a name, such as by Marsh.")
    return QuoteBy(" ".join(name.split()))


def _refuse_doubtful(text: str) -> None:
    """Raise UsageError if the text may be a condition that is not written as one: a wrong reading would be silent."""
    if '"' in text or ":" in text:
        return
    sought = "to look for these words, put them in quotation marks"
    if text.isdecimal():
        raise UsageError(f"“{text}” may be {text} days or +{text} independent outlets: type one of them.")
    if names_a_time(text):
        raise UsageError(f"“{text}” cannot be read as a time; {sought}.")
    if _OPENINGS.fullmatch(text):
        raise UsageError(f"“{text}” is not complete; {sought}.")
    known = time_words(counted=any(map(str.isdigit, text)))
    for word in text.lower().split():
        if near := next((each for each in known if _is_like(word, each)), ""):
            raise UsageError(f"“{word}” is not a time; did you mean {near}? Otherwise, {sought}.")


def _is_like(word: str, other: str) -> bool:
    """Return whether a word may be a misspelling of another: a short word with one slip, a long one with several."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    if min(len(word), len(other)) >= _LONG and SequenceMatcher(None, word, other).ratio() >= _ALIKE:
        return True
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    left, right = word[start:], other[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
