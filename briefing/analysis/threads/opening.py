"""The opening of a story's text: the words that count for grouping."""

import re

LEAD_WORDS = 60
"""How many words from the beginning of a text count for grouping."""

_OPENING = re.compile(rf"(?:\s*\S+){{0,{LEAD_WORDS}}}")
_LONGEST_WORD = 30
_DATELINE = re.compile(
    r"(?:\[[^\]\n]{2,40}\]\s*)?"
    r"(?:(?:[A-Z][\w.'’-]{0,30},?\s){1,5}(?:\([^)\n]{2,40}\)\s)?(?:--|—|–|-)\s+)?"
)
_LONGEST_DATELINE = 120


def opening_words(text: str) -> str:
    """Return the first `LEAD_WORDS` words of `text`, without a dateline."""
    opening = _OPENING.match(without_dateline(text)[: LEAD_WORDS * _LONGEST_WORD])
    return opening.group() if opening else ""


def without_dateline(text: str) -> str:
    """Return `text` without a dateline such as "[Agency] City --" or "CITY, Country (Agency) -".

    A dateline says where and by whom a text was filed, not what it is about.
    """
    found = _DATELINE.match(text[:_LONGEST_DATELINE])
    rest = text[found.end() :] if found else text
    return rest or text
