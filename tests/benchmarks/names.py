"""Scores the shipped name tagger on the sentences held back: `python -m tests.benchmarks.names ../shared/corpora`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.tagger_corpora import BLOCK, TaggedWords, is_held_back, read_names
from tests.benchmarks.train_taggers import name_scores

SPLIT = (
    f"held back: of each corpus, the blocks of {BLOCK} neighbouring sentences whose number, hashed with the file's "
    "name, falls in the first tenth (tagger_corpora.is_held_back); the shipped weights never saw them"
)


def main(arguments: Sequence[str]) -> None:
    """Print how the sentences were split, how many are scored, and the exact-span F1 by corpus and kind."""
    corpora = Path(arguments[0]) / "actors" / "train"
    held: dict[str, list[TaggedWords]] = {}
    total = 0
    for path in sorted(corpora.glob("*.iob2.gz")):
        for index, sentence in enumerate(read_names(path)):
            total += 1
            if is_held_back(path.name, index // BLOCK):
                held.setdefault(path.name, []).append(sentence)
    print(SPLIT)
    print(f"{sum(map(len, held.values()))} of {total} sentences")
    name_scores(held)


if __name__ == "__main__":
    main(sys.argv[1:])
