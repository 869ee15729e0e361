"""Builds the list of English word classes that ships: `python -m tests.benchmarks.build_word_classes INFLECTIONS`.

INFLECTIONS is `resources/infl_lu.csv.gz` of the package lemminflect 0.2.3: lemma, class and inflected forms.
"""

import argparse
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from briefing.analysis.language.lexicon import WORD_CLASSES

TARGET = Path(__file__).parents[2] / "briefing" / "data" / WORD_CLASSES
_VERB_FORMS = ("VD", "VN", "VG", "VZ")
_LEMMAS = {"noun": "N", "verb": "V", "adj": "A", "adv": "R"}


def main() -> None:
    """Read the inflections, write each word with its classes and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inflections", type=Path)
    classes: dict[str, set[str]] = defaultdict(set)
    for line in gzip.decompress(parser.parse_args().inflections.read_bytes()).decode("utf-8").splitlines():
        for word, kind in _forms(line.split(",")):
            if word.isalpha() and word.islower():
                classes[word].add(kind)
    words: dict[str, list[str]] = defaultdict(list)
    for word, kinds in sorted(classes.items()):
        words["+".join(sorted(kinds))].append(word)
    lines = [f"{kinds}\t{' '.join(members)}" for kinds, members in sorted(words.items())]
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(classes)} words, {TARGET.stat().st_size} bytes")


def _forms(columns: list[str]) -> Iterator[tuple[str, str]]:
    """Give each form of a lemma with its class; a past tense that stands alone is the participle too."""
    lemma, kind, *inflected = columns
    if kind not in _LEMMAS:
        return
    yield lemma, _LEMMAS[kind]
    if kind == "verb" and len(inflected) > 1 and not inflected[1]:
        inflected[1] = inflected[0]
    for place, forms in enumerate(inflected[: len(_VERB_FORMS)]):
        for form in forms.split("/"):
            yield form, _VERB_FORMS[place] if kind == "verb" else "NS" if kind == "noun" else _LEMMAS[kind]


if __name__ == "__main__":
    main()
