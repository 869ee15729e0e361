"""Titles: what the agency or the outlet adds to them, and the titles of columns, digests, live blogs and listings."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from briefing.data.loader import alternatives, list_lines
from briefing.frozen import dataclass

_WIRE_PREFIX = re.compile(rf"^(?:{alternatives('threads/wire_prefixes.txt')}[ -]?\d*(?:[-:–—]|\s-)\s?)+")
_LABEL = re.compile(rf"^{alternatives('threads/title_labels.txt')}\s?(?::|\||–|—| - )\s*", re.IGNORECASE)
_TOPIC = re.compile(r"(?P<topic>[A-Z][\w.'’-]*(?: [\w.'’-]+)?):\s(?=\S+ \S+ \S)")
_LATER_VERSION = re.compile(
    r"\s*(?:\((?:\d|update \d|updated?|video|photos?)\)|-- ?(?:\d\w\w )?update)\s*$", re.IGNORECASE
)
_TAIL = re.compile(r"\s(?:-|–|—|\||::|»|·)\s(?=\S)")
_LONGEST_TAIL = 40
_LEAST_TAILS = 3
"""A tail belongs to the outlet if it ends at least this many of the outlet's titles, and at least a fifth of them."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATED = re.compile(
    r"^\d{1,2}/\d{1,2}(?:/\d{2,4})?\s?:"
    rf"|^(?:{_DAY},?\s)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?\s*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s?(?:;|•|\s\|\s|\s/\s)\s")
_BULLET = re.compile(r"[•*▪–-]\s|\d{1,2}[.)]\s")

Tails = frozenset[tuple[str, str]]
"""Pairs of outlet and tail."""


@dataclass(frozen=True, slots=True)
class TitleParts:
    """A clean title in its parts: a label before it, the title, and a tail that may be the outlet's own; or ""."""

    label: str
    title: str
    tail: str


def repeated_tails(tails: Iterable[tuple[str, str]]) -> Tails:
    """Return the tails that an outlet repeats; `tails` has a pair of outlet and tail ("" if none) for each title."""
    counts, outlets = Counter(tails), Counter[str]()
    for (outlet, _), count in counts.items():
        outlets[outlet] += count
    return frozenset(
        (outlet, tail)
        for (outlet, tail), count in counts.items()
        if outlet and tail and count >= max(_LEAST_TAILS, outlets[outlet] / 5)
    )


def clean_title(title: str, outlet: str = "") -> str:
    """Return `title` without agency prefixes, labels such as "Watch:", the outlet's name at its end, and "(1)"."""
    title = _without_wire_prefix(title)
    return _without_label(_without_outlet(title, outlet)) or title


def split_title(title: str, outlet: str = "") -> TitleParts:
    """Return the parts of `title`, cleaned as by `clean_title`."""
    title = _without_wire_prefix(title)
    head, tail = _split_tail(_LATER_VERSION.sub("", _without_outlet(title, outlet)))
    head = _without_outlet(head, outlet)
    label, rest = split_label(_without_label(head) or head)
    return TitleParts(label, rest, tail)


def split_label(title: str) -> tuple[str, str]:
    """Split off a place or topic before the title ("Kenya: Pilots warn of fatigue"); the label is "" if none."""
    found = _TOPIC.match(title)
    return (found.group("topic"), title[found.end() :]) if found else ("", title)


def is_column(title: str, lead: str) -> bool:
    """Return whether the piece is a column, digest, live blog or listing, by its structure and general words.

    Such a piece names many events, or is named after its day or form. It must not draw stories together.
    """
    title = " ".join(title.replace("’", "'").split())
    if _column().search(title) or _DATED.match(title):
        return True
    return len(_SEPARATOR.findall(title)) >= 2 or _is_list(lead)


@cache
def _column() -> re.Pattern[str]:
    """Return what finds the words of columns. It takes long to compile, and a page does not need it."""
    return re.compile(_any_of(list_lines("threads/columns.txt")), re.IGNORECASE)


def _any_of(patterns: Iterable[str]) -> str:
    """Return a pattern that finds what any of these finds; what they begin with is tried only once for all.

    Most begin where a word or the title does, and most places in a title are neither.
    """
    by_beginning: dict[str, list[str]] = {r"\b": [], "^": [], "": []}
    for pattern in patterns:
        beginning = next(one for one in by_beginning if pattern.startswith(one))
        by_beginning[beginning].append(f"(?:{pattern.removeprefix(beginning)})")
    return "|".join(f"{beginning}(?:{'|'.join(rest)})" for beginning, rest in by_beginning.items() if rest)


def _is_list(lead: str) -> bool:
    """Return whether most lines of the text begin with a bullet or a number."""
    lines = [line.strip() for line in lead.splitlines() if line.strip()]
    return len(lines) >= 4 and sum(bool(_BULLET.match(line)) for line in lines) > len(lines) / 2


def _without_wire_prefix(title: str) -> str:
    return _WIRE_PREFIX.sub("", " ".join(title.split()))


def _without_label(title: str) -> str:
    return _LABEL.sub("", _LATER_VERSION.sub("", title)).replace("...", " ").strip()


def _without_outlet(title: str, outlet: str) -> str:
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
    """Return whether `tail` is the outlet's name or a part of its host ("BBC News" in "bbc.co.uk" too)."""
    named, known = _letters(tail), _letters(outlet.removeprefix("www."))
    if len(named) < 2 or not known:
        return False
    host_words = [_letters(part) for part in outlet.lower().split(".")] if "." in outlet else []
    bare = named.removesuffix("news").removesuffix("online") or named
    return named in known or known in named or bare in host_words


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum()).removeprefix("the")
