"""Letters without their marks, so that two spellings of a name can be compared."""

from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(20_000)
def plain_letters(words: str) -> str:
    """Return words without the marks on their letters, which outlets write or leave out."""
    return words if words.isascii() else "".join(each for each in normalize("NFKD", words) if not combining(each))
