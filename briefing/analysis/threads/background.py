"""Word statistics of what was read before: counted, merged, and the table that ships for a cold start."""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from briefing.analysis.threads.datelines import without_dateline
from briefing.analysis.threads.titles import clean_title
from briefing.analysis.threads.words import is_title_case, sentences_for_counting, stemmer, tokens
from briefing.model.grouping import Background

LEAD_WORDS = 60
"""How many words of a text's beginning count for grouping."""

_OPENING = re.compile(rf"(?:\s*\S+){{0,{LEAD_WORDS}}}")
_UNSEEN_CAPITALISED = 0.6


def count_words(texts: Iterable[tuple[str, str]]) -> Background:
    """Count the words of `texts`, pairs of title and lead; the counts may be added to others with `merged`.

    Stems are English ones whatever the language: they are only keys under which a word's frequency is kept.
    """
    frequency: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    lowercase: Counter[str] = Counter()
    stem, read = stemmer(), 0
    for raw_title, lead in texts:
        title = clean_title(raw_title)
        opening = first_words(lead)
        frequency.update({key for word in tokens(f"{title}\n{opening}") if (key := stem(word))})
        for sentence in (title, *sentences_for_counting(opening)):
            _count_capitals(tokens(sentence), capitalised, lowercase)
        read += 1
    return Background(read, dict(frequency), dict(capitalised), dict(lowercase))


def merged(first: Background, second: Background) -> Background:
    """Return the counts of both."""
    return Background(
        first.texts + second.texts,
        _added(first.document_frequency, second.document_frequency),
        _added(first.capitalised, second.capitalised),
        _added(first.lowercase, second.lowercase),
    )


@cache
def shipped() -> Background:
    """Return the statistics that come with the program, so that the first refresh need not start from nothing."""
    packed = files("briefing.data").joinpath("background.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    frequency: dict[str, int] = {}
    capitalised: dict[str, int] = {}
    lowercase: dict[str, int] = {}
    for kind, word, times in (line.split("\t") for line in lines[1:]):
        {"d": frequency, "c": capitalised, "l": lowercase}[kind][word] = int(times)
    return Background(int(lines[0]), frequency, capitalised, lowercase)


def properness(word: str, background: Background) -> float:
    """Return the share of the uses of `word` that are capitalised away from sentence starts, 0 .. 1.

    Of a word never seen there, .6 where it is capitalised here and 0 where not.
    """
    if not word[0].isalpha():
        return 0.0
    lower = word.lower()
    upper_uses, lower_uses = background.capitalised.get(lower, 0), background.lowercase.get(lower, 0)
    if upper_uses + lower_uses == 0:
        return _UNSEEN_CAPITALISED if word[0].isupper() else 0.0
    return (upper_uses + 0.3) / (upper_uses + lower_uses + 0.6)


def first_words(text: str) -> str:
    """Return the beginning of `text` that counts for grouping."""
    opening = _OPENING.match(without_dateline(text)[: LEAD_WORDS * 30])
    return opening.group() if opening else ""


def _count_capitals(words: list[str], capitalised: Counter[str], lowercase: Counter[str]) -> None:
    if len(words) < 3 or is_title_case(words):
        return
    for word in words[1:]:
        if word[0].isalpha():
            (capitalised if word[0].isupper() else lowercase)[word.lower()] += 1


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    few, many = sorted((first, second), key=len)
    total = dict(many)
    for word, times in few.items():
        total[word] = total.get(word, 0) + times
    return total
