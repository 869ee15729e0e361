"""When the article on a web page was published, as the page states it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from briefing.articles.body import name_words
from briefing.articles.structured_data import is_article
from briefing.data.loader import word_lists
from briefing.text.dates import read_date
from briefing.text.words import share_words

_FIELDS = ("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "pubdate", "date")
_STATED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_TIME = re.compile(r"<time\b[^<>]{0,300}?\bdatetime\s*=\s*[\"']([^\"'<>]{8,40})[\"']", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    r"|\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?,?(?: de)? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b"
)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/-]|$)")
_MOST_DATES, _LONGEST_DATE = 8, 200
_EARLIEST_YEAR = 1990


def published_of(
    fields: Mapping[str, str], described: Sequence[Mapping[str, Any]], source: str, title: str, day: str
) -> datetime | None:
    """Return the publication time of the article `title` in the page `source`, or None.

    `fields` are its meta fields, `described` the objects in its structured data, and `day` is the day that `day_of`
    found, or "". What the page says about the article itself comes first, then a time below the headline; the date of
    another article on the page counts only if it is on that day.
    """
    own = [*_of_article(described, title), *(fields[name] for name in _FIELDS if name in fields)]
    headline = _HEADLINE.search(source)
    below = _TIME.findall(source, headline.start())[:1] if headline else []
    stated = next(filter(None, map(_read, [*own, *below])), None)
    if stated is not None:
        return stated
    found = _read(day) if day else None
    others = [*_STATED.findall(source)[:3], *_TIME.findall(source)[:3]]
    on_day = (moment for text in others if (moment := _read(text)) and found and moment.date() == found.date())
    return next(on_day, found)


def day_of(tree: HtmlElement, url: str) -> str:
    """Return the first day in an element that says of itself that it is a date, else that in the address, or ""."""
    for element in islice(filter(_is_date, tree.iter("abbr", "div", "p", "span", "time")), _MOST_DATES):
        found = _DAY.search(" ".join(element.text_content()[:_LONGEST_DATE].split()))
        if found is not None and _read(found[0]) is not None:
            return found[0]
    address = _DAY_IN_ADDRESS.search(url)
    return "-".join(address.groups()) if address is not None else ""


def _is_date(element: HtmlElement) -> bool:
    return element.tag == "time" or bool(name_words(element) & word_lists("articles/element_names.txt")["date"])


def _of_article(described: Sequence[Mapping[str, Any]], title: str) -> Iterator[str]:
    """Yield the dates in the structured data about this article: of its type, and not under another headline."""
    for each in described:
        headline, stated = each.get("headline") or each.get("name"), each.get("datePublished")
        if isinstance(stated, str) and is_article(each) and (not headline or share_words(str(headline), title)):
            yield stated


def _read(text: str) -> datetime | None:
    moment = read_date(text)
    return moment if moment is not None and moment.year >= _EARLIEST_YEAR else None
