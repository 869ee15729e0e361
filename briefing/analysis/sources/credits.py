"""Agency credits: whose text a story prints, told by its dateline, its byline or the line at its end."""

import re
from functools import cache, lru_cache

from briefing.analysis.lexicons import agency_families

_OPENING = 500
"""Characters at a text's beginning in which datelines and bylines stand."""
_ENDING = 600
_NEWSROOM = re.compile(r"\(reporting by [^()\n]{3,400}?[;.,] ?(?:writing|editing) by [^()\n]{3,300}\)", re.IGNORECASE)
"""How Reuters signs its reports, and nobody else."""
_ELSEWHERE = re.compile(
    r"\bthis (?:article|story|report|piece|item|post) (?:was )?(?:originally |first )+(?:appeared|published|ran|posted)"
    r" (?:by|in|on|at) (?P<outlet>(?-i:[A-Z])(?:(?!newsletter)[^\n.,;()]){1,60}?)(?= and is\b| under\b|[.,;()]|$)",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=500)
def credited_publisher(text: str, author: str = "") -> str:
    """Return the publisher family of the agency whose text a story prints, or "" where it is the outlet's own.

    `author` is whom the feed or the page names as its author; an agency is a credit there too, but not one of several
    hands: from those a desk has made a text of its own.
    A story that says where it appeared first is credited to that outlet's name, folded. That an agency's reporters
    contributed makes a story nobody's copy; an agency's name alone on a line may be that of a picture.
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
    """Return the family of an agency that is the author, or the house of the one author: "Ann Doe, Reuters"."""
    parts = [part.strip() for part in re.split(r"[,;|/]| [–—-] ", author.removeprefix("By ").removeprefix("by "))]
    *persons, last = (agency_families().get(part.removeprefix("The ").removeprefix("the "), "") for part in parts)
    alone = len(persons) < 2 and not any(persons) and " for " not in author.casefold()
    return last if alone else ""


def fold_outlet_name(name: str) -> str:
    """Return an outlet's name without its article, in lower case: what two ways of writing it share."""
    return " ".join(name.casefold().removeprefix("the ").split())


@cache
def _agency() -> str:
    names = sorted(agency_families(), key=lambda name: (-len(name), name))
    return rf"(?:[Tt]he )?({'|'.join(map(re.escape, names))})"


@cache
def _dateline() -> re.Pattern[str]:
    """A place, a day, and the agency in brackets or strokes, before a dash or a colon."""
    return re.compile(
        rf"^[^\n()/]{{0,60}}(?:\({_agency()}\)\s?[—–:-]|(?<=\s)/{_agency()}/[.\s])"
        rf"|^[^\n()/]{{2,60}} [—–-]+ \({_agency()}\)\s",
        re.MULTILINE,
    )


@cache
def _byline() -> re.Pattern[str]:
    """A line above the story that names its reporter and the agency: "By Ann Doe, Associated Press"."""
    return re.compile(
        rf"^(?:By|BY|by):? (?:[^\n|/.]{{3,80}}?(?:,| [|/–—-]|/) ?)?{_agency()}(?: (?:[Ww]riters?|[Rr]eporters?))?$",
        re.MULTILINE,
    )


@cache
def _signature() -> re.Pattern[str]:
    """The end of the story: "Source: Reuters", "© 2031 AFP", or "– AFP" and "(AFP)" behind its last sentence."""
    return re.compile(
        rf"^(?:[—–-] ?|(?i:source):? ?|(?i:©|copyright|\(c\)| )+(?:\d{{4}} )?){_agency()}\.?(?: (?i:all rights).*)?$"
        rf"|[.!?”\"] ?(?:[—–-] ?|\(){_agency()}\)?\s*\Z",
        re.MULTILINE,
    )
