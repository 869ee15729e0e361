"""The language in which a text is written, and what can be read in it."""

import re
from functools import cache

from briefing.data.loader import list_lines, word_list

UNKNOWN = "other"
"""What stands for a language that is not in the list of stop words."""
_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = frozenset({"the", "of", "and", "to", "that", "is", "for", "with", "said", "on", "by", "at", "he", "it"})
_LOOKED_AT = 4_000
"""Characters from the start that are looked at."""
_FEW_WORDS = 30
_LEAST_SHARE = 0.1
"""The share of English function words in any English text that is long enough."""
_LEAST_STOP_WORDS = 3
"""The fewest stop words that show which other language it is."""
_ACCENTED = 0.2
"""The share of words with a letter outside ASCII that shows another language beside a single stop word."""
_LEAST_KNOWN = 0.08
"""The share of stop words in any text in a language of the list; with less, it is a language related to it."""
_LAST_LATIN = "\u024f"


def written_language(text: str) -> str:
    """Return the language of `text` as an ISO 639-1 code, `UNKNOWN` if it is another one.

    A text counts as English unless its stop words or letters show another language.
    """
    words = [word for word in _WORD.findall(text[:_LOOKED_AT].lower()) if len(word) > 1]
    if len(words) >= _FEW_WORDS and sum(word in _GRAMMAR for word in words) >= _LEAST_SHARE * len(words):
        return "en"
    distinct = set(words)
    counts = {language: len(distinct & stops) for language, stops in _stop_words().items()}
    english = counts.pop("en")
    best = max(counts, key=counts.__getitem__)
    if counts[best] >= _LEAST_STOP_WORDS and counts[best] > english:
        return best if sum(word in _stop_words()[best] for word in words) >= _LEAST_KNOWN * len(words) else UNKNOWN
    if counts[best] > english and sum(not word.isascii() for word in words) >= _ACCENTED * len(words):
        return UNKNOWN
    foreign = sum(word[0] > _LAST_LATIN for word in words)
    return UNKNOWN if 2 * foreign > len(words) else "en"


def has_attribution(language: str) -> bool:
    """Return whether speakers, roles and actors are read in texts in `language`."""
    return language in word_list("languages.txt")


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    """Return the stop words of each language of the list."""
    found: dict[str, frozenset[str]] = {}
    for line in list_lines("stopwords.txt"):
        language, _, words = line.partition(":")
        found[language] = found.get(language, frozenset()).union(words.split())
    return found
