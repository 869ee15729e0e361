"""Word classes: what an English word can be, whatever its sentence."""

import gzip
from functools import cache

from briefing.data.loader import read_bytes

WORD_CLASSES = "word_classes.tsv.gz"


def word_classes(low: str) -> str:
    """Return the classes of the lower-case word `low`, joined by "+"; "" where the list does not have it.

    They are N noun, NS plural, A adjective, R adverb, V verb, VZ -s form, VD past tense, VN participle, VG -ing form. A
    word with a hyphen has the classes of its last part, with "-" before them.
    """
    found = _classes().get(low)
    if found is None and "-" in low:
        last = _classes().get(low.rpartition("-")[2], "")
        return "-" + last
    return found or ""


@cache
def _classes() -> dict[str, str]:
    lines = gzip.decompress(read_bytes(WORD_CLASSES)).decode("utf-8").splitlines()
    return {word: classes for line in lines for classes, _, words in [line.partition("\t")] for word in words.split()}
