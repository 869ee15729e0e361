"""When the article on a web page was published, as the page states it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from briefing.text.dates import read_date
from briefing.text.words import share_words

_FIELDS = ("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "pubdate", "date")
_SCRIPT = re.compile(r"<script\b[^<>]{0,300}\bld\+json\b[^<>]{0,300}>(.{2,200000}?)</script", re.IGNORECASE | re.DOTALL)
_STATED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_TIME = re.compile(r"<time\b[^<>]{0,300}?\bdatetime\s*=\s*[\"']([^\"'<>]{8,40})[\"']", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_ARTICLE_TYPE = re.compile(r"(?:article|blogposting|report|newsmediaobject|liveblogposting)$", re.IGNORECASE)
_EARLIEST_YEAR = 1990
_MOST_SCRIPTS = 20
_MOST_OBJECTS = 2_000


def published_of(fields: Mapping[str, str], source: str, title: str, day: str) -> datetime | None:
    """Return the publication time of the article `title` in the page `source`, or None.

    `fields` are its meta fields, and `day` is the day that trafilatura found, or "". What the page says about the
    article itself comes first, then a time below the headline; the date of another article on the page counts only if
    it is on that day.
    """
    own = [*_of_article(source, title), *(fields[name] for name in _FIELDS if name in fields)]
    headline = _HEADLINE.search(source)
    below = _TIME.findall(source, headline.start())[:1] if headline else []
    stated = next(filter(None, map(_read, [*own, *below])), None)
    if stated is not None:
        return stated
    found = _read(day) if day else None
    others = [*_STATED.findall(source)[:3], *_TIME.findall(source)[:3]]
    on_day = (moment for text in others if (moment := _read(text)) and found and moment.date() == found.date())
    return next(on_day, found)


def _of_article(source: str, title: str) -> Iterator[str]:
    """Yield the dates in the structured data about this article: of its type, and not under another headline."""
    for script in list(_SCRIPT.finditer(source))[:_MOST_SCRIPTS]:
        try:
            document = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        for each in _objects(document):
            headline, stated = each.get("headline") or each.get("name"), each.get("datePublished")
            if isinstance(stated, str) and _is_article(each) and (not headline or share_words(str(headline), title)):
                yield stated


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a JSON document, the outer ones first."""
    waiting = [document]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _is_article(described: Mapping[str, Any]) -> bool:
    kinds = described.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _read(text: str) -> datetime | None:
    moment = read_date(text)
    return moment if moment is not None and moment.year >= _EARLIEST_YEAR else None
