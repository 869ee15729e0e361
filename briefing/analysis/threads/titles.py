"""Titles without what the wire or the outlet puts around them."""

import re
from collections import Counter
from collections.abc import Iterable

_WIRE_PREFIX = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|WRAP|CORRECTED|REFILE|RPT|EXCLUSIVE|BRIEF|FACTBOX|TIMELINE|ANALYSIS|INSIGHT|PREVIEW|DEALTALK"
    r"|BREAKINGVIEWS|REUTERS|ADVISORY|URGENT|FEATURE|FOCUS|INTERVIEW|POLL|GRAPHIC|EXPLAINER|LEAD|1ST LEAD)"
    r"[ -]?\d*(?:[-:–—]|\s-)\s?)+"
)
_LABEL = re.compile(
    r"^(?:breaking(?: news)?|just in|watch(?: live)?|listen|live(?: updates)?|video|photos?|in pictures|exclusive"
    r"|opinion|analysis|explained|explainer|editorial|comment|podcast|fact check|read|updated?)\s?(?::|\||–|—| - )\s*",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?P<topic>[A-Z][\w.'’-]*(?: [\w.'’-]+)?):\s(?=\S+ \S+ \S)")
_LATER_VERSION = re.compile(
    r"\s*(?:\((?:\d|update \d|updated?|video|photos?)\)|-- ?(?:\d\w\w )?update)\s*$", re.IGNORECASE
)
_TAIL = re.compile(r"\s(?:-|–|—|\||::|»|·)\s(?=\S)")
_LONGEST_TAIL = 40
_REPEATED = 3
"""A tail is the outlet's own when so many of its titles end with it, and at least a fifth of them do."""

Tails = frozenset[tuple[str, str]]
"""Pairs of outlet and tail."""


def outlet_tails(titles: Iterable[tuple[str, str]]) -> Tails:
    """Return the tails that repeat over an outlet's titles; `titles` are pairs of title and outlet."""
    tails: Counter[tuple[str, str]] = Counter()
    outlets: Counter[str] = Counter()
    for title, outlet in titles:
        outlets[outlet] += 1
        if (tail := _split_tail(title)[1]) and outlet:
            tails[outlet, tail] += 1
    return frozenset(pair for pair, times in tails.items() if times >= max(_REPEATED, outlets[pair[0]] / 5))


def clean_title(title: str, outlet: str = "", tails: Tails = frozenset()) -> str:
    """Return `title` without wire prefixes, labels such as "Watch:", the outlet's tail and "(1)"."""
    title = _WIRE_PREFIX.sub("", " ".join(title.split()))
    title = _without_tail(title, outlet, tails)
    title = _LATER_VERSION.sub("", title)
    return _LABEL.sub("", title).replace("...", " ").strip() or title


def split_label(title: str) -> tuple[str, str]:
    """Part a place or topic put before the title ("Kenya: Pilots warn of fatigue"); without one the label is ""."""
    found = _TOPIC.match(title)
    return (found.group("topic"), title[found.end() :]) if found else ("", title)


def _without_tail(title: str, outlet: str, tails: Tails) -> str:
    head, tail = _split_tail(title)
    while tail and ((outlet, tail) in tails or _names_outlet(tail, outlet)):
        title = head
        head, tail = _split_tail(title)
    return title


def _split_tail(title: str) -> tuple[str, str]:
    cuts = list(_TAIL.finditer(title))
    if not cuts or len(title) - cuts[-1].end() > _LONGEST_TAIL or cuts[-1].start() < 12:
        return title, ""
    return title[: cuts[-1].start()], title[cuts[-1].end() :].strip()


def _names_outlet(tail: str, outlet: str) -> bool:
    """Tell whether `tail` is the outlet's name or its host without its ending ("BBC News" of "bbc.co.uk" as well)."""
    said, known = _letters(tail), _letters(outlet.removeprefix("www."))
    if len(said) < 2 or not known:
        return False
    host_words = [_letters(part) for part in outlet.lower().split(".")] if "." in outlet else []
    bare = said.removesuffix("news").removesuffix("online") or said
    return said in known or known in said or bare in host_words


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum()).removeprefix("the")
