"""Builds the word statistics that ship with the program, from corpora with suitable licences.

`python -m tests.benchmarks.build_background ../shared/corpora`
"""

import argparse
import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.opening import LEAD_WORDS
from briefing.model.grouping import Background

CORPORA = ("gum/news", "gum/interview", "gum/academic", "gum/court", "train/wikigold", "train/re3d-open")
"""CC BY or public domain: their statistics may ship with the program; see NOTICE."""

TARGET = Path(__file__).parents[2] / "briefing" / "data" / "background.tsv.gz"
_LEAST_USES = 1


def main() -> None:
    """Count the words, write the file and print its size."""
    parser = argparse.ArgumentParser(description="Build the word statistics that ship.")
    parser.add_argument("corpora", type=Path, help="the folder that holds actors/")
    folder = parser.parse_args().corpora / "actors"
    texts = [text for name in CORPORA for text in _texts(_sentences(folder, name))]
    background = count_terms(("", text) for text in texts)
    TARGET.write_bytes(gzip.compress("\n".join(_lines(background)).encode(), 9, mtime=0))
    print(f"{background.texts} texts, {len(background.document_frequency)} stems, {TARGET.stat().st_size} bytes")


def _sentences(folder: Path, name: str) -> Iterator[str]:
    """Yield the sentences of one corpus as text."""
    path = next(iter(folder.glob(f"{name}.*.gz")))
    words: list[str] = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"):
        columns = line.rstrip("\n").split("\t")
        if len(columns) > 1:
            word = columns[1] if ".conllu" in path.name else columns[0]
            if ".conllu" not in path.name or columns[0].isdigit():
                words.append(word)
        elif words and not line.strip():
            yield _joined(words)
            words = []


def _texts(sentences: Iterator[str]) -> Iterator[str]:
    """Join sentences into texts as long as a story's lead."""
    kept: list[str] = []
    for sentence in sentences:
        kept.append(sentence)
        if sum(len(one.split()) for one in kept) >= LEAD_WORDS:
            yield "\n".join(kept)
            kept = []


def _joined(words: list[str]) -> str:
    return re.sub(r" (?=['’]s\b|[.,;:!?])", "", " ".join(words))


def _lines(background: Background) -> Iterator[str]:
    yield str(background.texts)
    counts: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("d", background.document_frequency),
        ("c", background.capitalised),
        ("l", background.lowercase),
    )
    for kind, table in counts:
        yield from (f"{kind}\t{word}\t{count}" for word, count in sorted(table.items()) if count >= _LEAST_USES)


if __name__ == "__main__":
    main()
