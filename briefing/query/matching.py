"""Where the words of a query are in a text, for the marks in passages."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from briefing.model.query import Named, NameField, Query, Words

_ENDING = re.compile(r"(?:ations?|ments?|ings?|edly|ies|ied|ed|es|ly|s|y|e)$")
_IN_TEXTS = (NameField.ACTOR, NameField.SPEAKER)


def pattern_of(query: Query) -> re.Pattern[str] | None:
    """Return a pattern for what the query looks for in a folded text; None if it looks for no words."""
    found = list(dict.fromkeys(_patterns(query)))
    return re.compile("|".join(found)) if found else None


def _patterns(query: Query) -> Iterator[str]:
    for leaf in query.wanted:
        if isinstance(leaf, Words) or (isinstance(leaf, Named) and leaf.field in _IN_TEXTS):
            yield _term_pattern(leaf.words, leaf.beginning)


def folded(text: str) -> str:
    """Return `text` in lower case without accents, character for character, so that offsets stay valid."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


class _Folding(dict[int, str]):
    """The folded form of each character, worked out when it comes up first."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_character(chr(code))
        return self[code]


def _folded_character(character: str) -> str:
    lower = character.lower()
    plain = unicodedata.normalize("NFKD", lower if len(lower) == 1 else character)[0]
    return plain if plain.isalnum() else character


_FOLDED = _Folding()


def _term_pattern(words: Sequence[str], beginning: bool) -> str:
    whole = words[:-1] if beginning else words
    kinds = [_word_pattern(folded(word)) for word in whole]
    if beginning:
        kinds.append(f"(?:{re.escape(folded(words[-1]))}\\w*|{_word_pattern(folded(words[-1]))})")
    return r"(?<!\w)" + r"\W+".join(kinds)


def _word_pattern(word: str) -> str:
    """Return a pattern for the forms of `word` that share its stem, close enough to the stemmer of the index."""
    stem = _ENDING.sub("", word)
    if len(stem) < 3:
        return re.escape(word) + r"(?!\w)"
    return re.escape(stem) + r"(?:ations?|ments?|ings?|edly|ies|ied|i|ed|es|ly|s|y|e|er|ers)?(?!\w)"
