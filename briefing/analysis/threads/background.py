"""Background statistics of words: counting texts, adding counts together, and the table that ships for a cold start."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from briefing.analysis.language.stemming import (
    is_title_case,
    language_key,
    rough_sentences,
    statistics_language,
    stemmer,
    tokens,
)
from briefing.analysis.threads.opening import opening_words
from briefing.analysis.threads.titles import clean_title
from briefing.data.loader import read_bytes
from briefing.model.grouping import Background


def count_terms(texts: Iterable[tuple[str, str]], language: str = "") -> Background:
    """Count the words of `texts`, pairs of title and lead in one language; `merge_backgrounds` adds counts.

    Each language has its own counts: a word that is rare among all texts may be common in its language.
    """
    code = statistics_language(language)
    frequency: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    lowercase: Counter[str] = Counter()
    stem, counted = stemmer(language), 0
    for raw_title, lead in texts:
        title = clean_title(raw_title)
        opening = opening_words(lead)
        frequency.update({key for word in tokens(f"{title}\n{opening}") if (key := stem(word))})
        for sentence in (title, *rough_sentences(opening)):
            _count_capitals(tokens(sentence), capitalised, lowercase)
        counted += 1
    return Background(
        0 if code else counted,
        _keyed(frequency, code),
        _keyed(capitalised, code),
        _keyed(lowercase, code),
        {code: counted} if code else {},
    )


def count_by_language(texts: Sequence[tuple[str, str, str]]) -> Background:
    """Count the words of `texts`, each with title, lead and language."""
    by_language: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for title, lead, language in texts:
        by_language[statistics_language(language)].append((title, lead))
    counts = (count_terms(pairs, language) for language, pairs in by_language.items())
    return reduce(merge_backgrounds, counts, Background())


def merge_backgrounds(first: Background, second: Background) -> Background:
    """Return the sum of both counts."""
    return Background(
        first.texts + second.texts,
        _added(first.document_frequency, second.document_frequency),
        _added(first.capitalised, second.capitalised),
        _added(first.lowercase, second.lowercase),
        _added(first.others, second.others),
    )


def shipped_background() -> Background:
    """Return the statistics that come with the program, so that the first refresh need not start from nothing."""
    lines = gzip.decompress(read_bytes("background.tsv.gz")).decode("utf-8").splitlines()
    frequency: dict[str, int] = {}
    capitalised: dict[str, int] = {}
    lowercase: dict[str, int] = {}
    for kind, word, count in (line.split("\t") for line in lines[1:]):
        {"d": frequency, "c": capitalised, "l": lowercase}[kind][word] = int(count)
    return Background(int(lines[0]), frequency, capitalised, lowercase)


def _count_capitals(words: list[str], capitalised: Counter[str], lowercase: Counter[str]) -> None:
    if len(words) < 3 or is_title_case(words):
        return
    for word in words[1:]:
        if word[0].isalpha():
            (capitalised if word[0].isupper() else lowercase)[word.lower()] += 1


def _keyed(counts: Mapping[str, int], language: str) -> dict[str, int]:
    return {language_key(language, word): count for word, count in counts.items()}


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    few, many = sorted((first, second), key=len)
    total = dict(many)
    for word, count in few.items():
        total[word] = total.get(word, 0) + count
    return total
