"""Titles without what the wire or the outlet puts around them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class TitleParts:
    """A clean title in its parts: a label before it, the title, and a tail that may be the outlet's own; or ""."""

    label: str
    title: str
    tail: str


def repeated_tails(tails: Iterable[tuple[str, str]]) -> Tails:
    """Return the tails that repeat over an outlet's titles; `tails` are pairs of outlet and tail, "" for none."""
    counts, outlets = Counter(tails), Counter[str]()
    for (outlet, _), times in counts.items():
        outlets[outlet] += times
    return frozenset(
        (outlet, tail)
        for (outlet, tail), times in counts.items()
        if outlet and tail and times >= max(_REPEATED, outlets[outlet] / 5)
    )


def clean_title(title: str, outlet: str = "") -> str:
    """Return `title` without wire prefixes, labels such as "Watch:", the outlet's name behind it and "(1)"."""
    title = _unwired(title)
    return _bare(_without_name(title, outlet)) or title


def split_title(title: str, outlet: str = "") -> TitleParts:
    """Return `title` as `clean_title` does, in its parts."""
    title = _unwired(title)
    head, tail = _split_tail(_LATER_VERSION.sub("", _without_name(title, outlet)))
    head = _without_name(head, outlet)
    label, rest = split_label(_bare(head) or head)
    return TitleParts(label, rest, tail)


def split_label(title: str) -> tuple[str, str]:
    """Part a place or topic put before the title ("Kenya: Pilots warn of fatigue"); without one the label is ""."""
    found = _TOPIC.match(title)
    return (found.group("topic"), title[found.end() :]) if found else ("", title)


def _unwired(title: str) -> str:
    return _WIRE_PREFIX.sub("", " ".join(title.split()))


def _bare(title: str) -> str:
    return _LABEL.sub("", _LATER_VERSION.sub("", title)).replace("...", " ").strip()


def _without_name(title: str, outlet: str) -> str:
    head, tail = _split_tail(title)
    while tail and _names_outlet(tail, outlet):
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
