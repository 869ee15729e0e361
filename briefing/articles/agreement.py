"""Checks that the text of a page is the article that a feed announced, and not what stands in its way.

Many sites answer with status 200 and a consent notice, a robot check, an error page or an offer to subscribe. Such a
text has few words of the headline and summary, or nothing of the story beyond them.
"""

import re
from functools import cache

from briefing.data.loader import sections
from briefing.model.errors import NoArticle
from briefing.text.page_addresses import canonical_url, is_front_page
from briefing.text.words import word_beginnings

LEAST_SHARED = 0.25
"""An article has at least this part of the words of its headline and summary; 993 of 1,000 have."""
LEAST_SHARED_OF_NOTICE = 0.5
"""The same for a short text that also has the words of a notice."""
SHORT = 250
"""Words up to which a page may be a notice."""
FEWEST_WORDS = 4
"""A headline and summary with fewer words cannot be compared: then only a notice is no article."""
_BEGINNING = 2_000
"""Characters in which a long text that is not the article says what it is."""

_SENTENCE_END = re.compile(r"(?<=[.!?…»”\"])\s+|\n+")


def check_is_article(text: str, *, title: str, summary: str) -> None:
    """Raise NoArticle, with a sentence that continues "this address ...", if `text` is not the announced article."""
    announced = word_beginnings(f"{title} {summary}")
    shared = len(announced & word_beginnings(text))
    notice = _notice(text) if len(text.split()) <= SHORT else ""
    least = LEAST_SHARED_OF_NOTICE if notice else LEAST_SHARED if len(announced) >= FEWEST_WORDS else 0
    if shared < least * max(1, len(announced)):
        shown = notice or _notice(text[:_BEGINNING]) or "another text"
        raise NoArticle(f"shows {shown} instead of the article, so the summary is kept")
    if notice and _adds_nothing(text, announced):
        raise NoArticle(f"shows only the beginning of the article and {notice}, so the summary is kept")


def check_address(asked: str, answered: str) -> None:
    """Raise NoArticle, as `check_is_article` does, if the address of an article led to the front page of a site."""
    if is_front_page(canonical_url(answered)) and not is_front_page(canonical_url(asked)):
        raise NoArticle("leads to the front page of a site instead of the article, so the summary is kept")


def _adds_nothing(text: str, announced: frozenset[str]) -> bool:
    """Return whether the sentences beyond the headline and summary have few words of the story."""
    beyond = [part for part in _SENTENCE_END.split(text) if not word_beginnings(part) <= announced]
    added = frozenset().union(*map(word_beginnings, beyond))
    return len(added & announced) < LEAST_SHARED_OF_NOTICE * len(announced) and any(map(_notice, beyond))


def _notice(text: str) -> str:
    return next((name for name, pattern in _notices() if pattern.search(text)), "")


@cache
def _notices() -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = sections("articles/page_walls.txt")
    return tuple((name, re.compile("|".join(lines), re.IGNORECASE)) for name, lines in named.items())
