"""Words as grouping counts them: tokens, stems and stop words."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from briefing.analysis.lexicons import stop_words

_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]+|[^\W\d_぀-ヿ㐀-鿿가-힯][\w'’&.-]*[^\W_]|[^\W\d_]|\d[\d,.]*\d|\d")
_POSSESSIVE = re.compile(r"'s?$|'s\b")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Return the words and numbers of `text` in order, as written.

    Hyphens part words, possessive 's is dropped, the dots of acronyms are joined; a run of Chinese, Japanese or Korean
    writing becomes overlapping pairs of characters.
    """
    return [word for raw in _TOKEN.findall(text) for word in _parts(raw)]


class WrittenWord(NamedTuple):
    """A word as it stands in a text, and the parts under which it is counted."""

    start: int
    end: int
    written: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1_000)
def written_words(text: str) -> tuple[WrittenWord, ...]:
    """Return the words of `text` where they stand, possessive 's cut off."""
    words = []
    for match in _TOKEN.finditer(text):
        written = _POSSESSIVE.sub("", match.group().replace("’", "'"))
        if parts := _parts(match.group()):
            start = match.start()
            words.append(WrittenWord(start, start + len(written), text[start : start + len(written)], parts))
    return tuple(words)


def rough_sentences(text: str) -> list[str]:
    """Return `text` parted roughly at sentence ends: good enough to know which words stand first."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def is_title_case(words: list[str]) -> bool:
    """Tell whether capitals in `words` say nothing, because nearly every long word has one."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


def stemmer(language: str = "") -> Callable[[str], str]:
    """Return the function that gives the stem of a word as written in `language` (ISO 639-1), "" for stop words.

    Words of an unknown language are stemmed as English.
    """
    return _stemmer(_LANGUAGES.get(language[:2].lower(), "english"))


def statistics_language(language: str) -> str:
    """Return the language under which words are counted: two letters, "" for English and where it is not known."""
    code = language[:2].lower()
    return "" if code == "en" else code


def language_key(language: str, word: str) -> str:
    """Return the key under which a word of a language (as `statistics_language` gives it) is counted."""
    return f"{language}:{word}" if language else word


@cache
def _stemmer(algorithm: str) -> Callable[[str], str]:
    stem = Stemmer.Stemmer(algorithm, 0).stemWord
    stops = stop_words()

    @lru_cache(maxsize=4_000)
    def stem_of(word: str) -> str:
        lower = word.lower()
        if lower in stops or (len(lower) < 2 and not lower.isdigit()):
            return ""
        return str(stem(lower))

    return stem_of


@lru_cache(maxsize=8_000)
def _parts(raw: str) -> tuple[str, ...]:
    if _WIDE.match(raw):
        return tuple(raw[at : at + 2] for at in range(max(1, len(raw) - 1)))
    word = _POSSESSIVE.sub("", raw.replace("’", "'"))
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
    return tuple(part for part in word.split("-") if part)
