"""English: whether a text is written in it, so that its speakers can be read from its grammar."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = frozenset({"the", "of", "and", "to", "that", "is", "for", "with", "said", "on", "by", "at", "he", "it"})
_LOOKED_AT = 4_000
"""Characters from the start that are looked at."""
_FEW_WORDS = 30
_LEAST_SHARE = 0.1


def is_english(text: str) -> bool:
    """Tell whether enough of the text's words are such as every English text has; a very short text passes."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    return len(words) < _FEW_WORDS or sum(word in _GRAMMAR for word in words) >= _LEAST_SHARE * len(words)
