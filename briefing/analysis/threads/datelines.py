"""Datelines: where and by whom a text was filed, which says nothing about its matter."""

import re

_DATELINE = re.compile(
    r"(?:\[[^\]\n]{2,40}\]\s*)?"
    r"(?:(?:[A-Z][\w.'’-]{0,30},?\s){1,5}(?:\([^)\n]{2,40}\)\s)?(?:--|—|–|-)\s+)?"
)
_FARTHEST = 120


def without_dateline(lead: str) -> str:
    """Return a lead without "[Agency] City --" or "CITY, Country (Agency) -" at its beginning."""
    found = _DATELINE.match(lead[:_FARTHEST])
    rest = lead[found.end() :] if found else lead
    return rest or lead
