"""Scores the shipped name tagger on the texts held back: `python -m tests.benchmarks.names ../shared/corpora`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.tagger_corpora import BLOCK
from tests.benchmarks.train_taggers import name_scores, name_texts

SPLIT = (
    f"held back: the articles written for the tagger, and the blocks of {BLOCK} neighbouring sentences of the corpora, "
    "whose number, hashed with the file's name, falls in the first tenth (tagger_corpora.is_held_back); the shipped "
    "weights never saw them"
)


def main(arguments: Sequence[str]) -> None:
    """Print how the texts were split, how many are scored, and the exact-span F1 by corpus and kind."""
    kept, held = name_texts(Path(arguments[0]))
    scored = sum(map(len, held.values()))
    print(SPLIT)
    print(f"{scored} of {scored + len(kept)} texts")
    name_scores(held)


if __name__ == "__main__":
    main(sys.argv[1:])
