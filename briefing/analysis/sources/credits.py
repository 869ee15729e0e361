"""Agency credits: whose text a story prints, according to its dateline, its byline or its last line."""

import re
from functools import cache, lru_cache

from briefing.analysis.sources.outlets import agency_families, fold_outlet_name

_OPENING = 500
"""Datelines and bylines are within this many characters from the beginning of a text."""
_ENDING = 600
_NEWSROOM = re.compile(r"\(reporting by [^()\n]{3,400}?[;.,] ?(?:writing|editing) by [^()\n]{3,300}\)", re.IGNORECASE)
"""How Reuters, and nobody else, signs its reports."""
_ELSEWHERE = re.compile(
    r"\bthis (?:article|story|report|piece|item|post) (?:was )?(?:originally |first )+(?:appeared|published|ran|posted)"
    r" (?:by|in|on|at) (?P<outlet>(?-i:[A-Z])(?:(?!newsletter)[^\n.,;()]){1,60}?)(?= and is\b| under\b|[.,;()]|$)",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=500)
def credited_publisher(text: str, author: str = "") -> str:
    """Return the publisher family of the agency whose text a story prints, or "" if it is the outlet's own.

    `author` is the author that the feed or page names. An agency there is a credit too, unless it is one of several
    authors: from their texts an editor has made a new one. A story that says where it first appeared is credited to
    that outlet's name, folded. A note that an agency's reporters contributed is no credit, nor is an agency's name
    alone on a line, which may belong to a picture.
    """
    opening, ending = text[:_OPENING], text[-_ENDING:]
    found = _dateline().search(opening) or _byline().search(opening) or _signature().search(ending)
    if found:
        return agency_families()[next(filter(None, found.groups()))]
    if _NEWSROOM.search(ending):
        return "reuters"
    elsewhere = _ELSEWHERE.search(opening) or _ELSEWHERE.search(ending)
    return fold_outlet_name(elsewhere["outlet"]) if elsewhere else _author_family(author)


def _author_family(author: str) -> str:
    """Return the family of an agency that is the author or employs the only author: "Ann Doe, Reuters"."""
    parts = [part.strip() for part in re.split(r"[,;|/]| [–—-] ", author.removeprefix("By ").removeprefix("by "))]
    *persons, last = (agency_families().get(part.removeprefix("The ").removeprefix("the "), "") for part in parts)
    alone = len(persons) < 2 and not any(persons) and " for " not in author.casefold()
    return last if alone else ""


@cache
def _agency() -> str:
    names = sorted(agency_families(), key=lambda name: (-len(name), name))
    return rf"(?:[Tt]he )?({'|'.join(map(re.escape, names))})"


@cache
def _dateline() -> re.Pattern[str]:
    """Return the pattern of a place, a day, and the agency in brackets or slashes, before a dash or a colon."""
    return re.compile(
        rf"^[^\n()/]{{0,60}}(?:\({_agency()}\)\s?[—–:-]|(?<=\s)/{_agency()}/[.\s])"
        rf"|^[^\n()/]{{2,60}} [—–-]+ \({_agency()}\)\s",
        re.MULTILINE,
    )


@cache
def _byline() -> re.Pattern[str]:
    """Return the pattern of a line that names the reporter and the agency: "By Ann Doe, Associated Press"."""
    return re.compile(
        rf"^(?:By|BY|by):? (?:[^\n|/.]{{3,80}}?(?:,| [|/–—-]|/) ?)?{_agency()}(?: (?:[Ww]riters?|[Rr]eporters?))?$",
        re.MULTILINE,
    )


@cache
def _signature() -> re.Pattern[str]:
    """Return the pattern of an ending: "Source: Reuters", "© 2031 AFP", or "– AFP" after the last sentence."""
    return re.compile(
        rf"^(?:[—–-] ?|(?i:source):? ?|(?i:©|copyright|\(c\)| )+(?:\d{{4}} )?){_agency()}\.?(?: (?i:all rights).*)?$"
        rf"|[.!?”\"] ?(?:[—–-] ?|\(){_agency()}\)?\s*\Z",
        re.MULTILINE,
    )
