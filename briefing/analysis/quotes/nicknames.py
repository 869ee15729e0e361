"""Nicknames in marks inside a name, Robert “Bob” Harker: the words on both sides are one name."""

from briefing.analysis.quotes.tags import Sentence

_MARKS = frozenset({"“", "”", '"', "''", "``"})
_LONGEST = 3
"""Words that a nickname may have."""


def over_nickname(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the words of a name grown over the nickname behind or before it, to the capital on its other side."""
    closing = _mark_after(sentence, end)
    if closing and sentence.capitalised(closing + 1):
        return start, closing + 2
    opening = _mark_before(sentence, start - 1)
    if opening and sentence.capitalised(opening - 1):
        return opening - 1, end
    return start, end


def _mark_after(sentence: Sentence, opening: int) -> int:
    """Return where the mark stands that closes the one at `opening`, or 0."""
    if not _is_mark(sentence, opening):
        return 0
    return next((at for at in range(opening + 2, opening + _LONGEST + 2) if _is_mark(sentence, at)), 0)


def _mark_before(sentence: Sentence, closing: int) -> int:
    """Return where the mark stands that opens the one at `closing`, or 0."""
    if closing < 2 or not _is_mark(sentence, closing):
        return 0
    first = max(0, closing - _LONGEST - 1)
    return next((at for at in range(closing - 2, first - 1, -1) if _is_mark(sentence, at)), 0)


def _is_mark(sentence: Sentence, place: int) -> bool:
    """Tell whether a mark stands at `place` that belongs to no quotation."""
    return sentence.low(place) in _MARKS and not sentence.is_quotation(place)
