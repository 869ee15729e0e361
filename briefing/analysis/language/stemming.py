"""Tokens, stems and stop words: the words that grouping, figures and summaries compare."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from briefing.data.loader import list_lines

_TOKEN = re.compile(r"[^\W\d_][\w'’&.-]*[^\W_]|[^\W\d_]|\d[\d,.]*\d|\d")
_WIDE = (("぀", "ヿ"), ("㐀", "鿿"), ("가", "힯"))
"""The first and last characters of the ranges of Chinese, Japanese and Korean."""
_POSSESSIVE = re.compile(r"'s?$|'s\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Return the words and numbers of `text` in order, as written.

    Hyphens split words, a possessive 's is dropped, and acronyms lose their dots. A run of Chinese, Japanese or Korean
    writing becomes overlapping character bigrams.
    """
    return [word for raw in _token(text).findall(text) for word in _parts(raw)]


class WrittenWord(NamedTuple):
    """A word as it is written in a text, and the parts that are counted."""

    start: int
    end: int
    written: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1_000)
def written_words(text: str) -> tuple[WrittenWord, ...]:
    """Return the words of `text` with their offsets, without a possessive 's."""
    words = []
    for match in _token(text).finditer(text):
        written = _POSSESSIVE.sub("", match.group().replace("’", "'"))
        if parts := _parts(match.group()):
            start = match.start()
            words.append(WrittenWord(start, start + len(written), text[start : start + len(written)], parts))
    return tuple(words)


def rough_sentences(text: str) -> list[str]:
    """Return `text` split roughly at sentence ends, which is enough to know which words come first."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def is_title_case(words: list[str]) -> bool:
    """Return whether capitals in `words` mean nothing, because nearly every long word has one."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


def stemmer(language: str = "") -> Callable[[str], str]:
    """Return the function that gives the stem of a word in `language` (ISO 639-1), "" for stop words.

    The stemmers are Snowball's (Porter 2001). Words in an unknown language are stemmed as English.
    """
    return _stemmer(_LANGUAGES.get(language[:2].lower(), "english"))


def statistics_language(language: str) -> str:
    """Return the language under which words are counted: two letters, "" for English or if it is unknown."""
    code = language[:2].lower()
    return "" if code == "en" else code


def language_key(language: str, word: str) -> str:
    """Return the key under which a word is counted; `language` is as returned by `statistics_language`."""
    return f"{language}:{word}" if language else word


@cache
def _stop_words() -> frozenset[str]:
    """Return the stop words of all languages."""
    return frozenset(word for line in list_lines("stopwords.txt") for word in line.partition(":")[2].split())


@cache
def _stemmer(algorithm: str) -> Callable[[str], str]:
    stem = Stemmer.Stemmer(algorithm, 0).stemWord
    stops = _stop_words()

    @lru_cache(maxsize=50_000)
    def stem_of(word: str) -> str:
        lower = word.lower()
        if lower in stops or (len(lower) < 2 and not lower.isdigit()):
            return ""
        return str(stem(lower))

    return stem_of


def _token(text: str) -> re.Pattern[str]:
    """Return what finds the tokens of `text`: nearly all texts are without wide characters, whose ranges cost time."""
    return _TOKEN if text.isascii() or max(text) < _WIDE[0][0] else _wide_token()


@cache
def _wide_token() -> re.Pattern[str]:
    wide = "".join(f"{first}-{last}" for first, last in _WIDE)
    return re.compile(rf"[{wide}]+|[^\W\d_{wide}][\w'’&.-]*[^\W_]|[^\W\d_]|\d[\d,.]*\d|\d")


@lru_cache(maxsize=50_000)
def _parts(raw: str) -> tuple[str, ...]:
    if any(first <= raw[0] <= last for first, last in _WIDE):
        return tuple(raw[at : at + 2] for at in range(max(1, len(raw) - 1)))
    word = _POSSESSIVE.sub("", raw.replace("’", "'"))
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
    return tuple(part for part in word.split("-") if part)
