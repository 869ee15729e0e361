"""Columns, digests, live blogs and listings: pieces that are about no one matter."""

import re

from briefing.analysis.lexicons import patterns

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATED = re.compile(
    r"^\d{1,2}/\d{1,2}(?:/\d{2,4})?\s?:"
    rf"|^(?:{_DAY},?\s)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?\s*$",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s?(?:;|•|\s\|\s|\s/\s)\s")
_BULLET = re.compile(r"[•*▪–-]\s|\d{1,2}[.)]\s")


def is_column(title: str, lead: str) -> bool:
    """Tell whether the piece is a column, digest, live blog or listing, by its structure and general words.

    Such a piece names many matters, or is named after its day or its form; it must not draw stories together.
    """
    title = " ".join(title.replace("’", "'").split())
    if patterns("columns").search(title) or _DATED.match(title):
        return True
    return len(_PARTED.findall(title)) >= 2 or _is_list(lead)


def _is_list(lead: str) -> bool:
    """Tell whether the text is a list: most of its lines begin with a bullet or a number."""
    lines = [line.strip() for line in lead.splitlines() if line.strip()]
    return len(lines) >= 4 and sum(bool(_BULLET.match(line)) for line in lines) > len(lines) / 2
