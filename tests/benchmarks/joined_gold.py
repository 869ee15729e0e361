"""Gold in which a quotation cut into its sentences is one: `python -m tests.benchmarks.joined_gold GOLD --out JOINED`.

Some annotators of quotation corpora mark every sentence inside one pair of quotation marks by itself, others the whole
quotation. A program finds whole quotations; scored against the joined gold, that choice no longer counts as a miss.
"""

import argparse
import gzip
import json
import re
from pathlib import Path

from tests.benchmarks.quotes import read_articles

_BETWEEN_SENTENCES = re.compile(r"[.!?,;:…\s]*\Z")


def main() -> None:
    """Write the gold again with the neighbouring spans of one attribution joined, and print how many were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the joined gold goes (.jsonl.gz)")
    arguments = parser.parse_args()
    joined = 0
    lines = []
    for article in read_articles(arguments.gold):
        for attribution in article["attributions"]:
            whole = joined_spans(article["text"], attribution["content"])
            joined += len(attribution["content"]) - len(whole)
            attribution["content"] = whole
        lines.append(json.dumps(article) + "\n")
    arguments.out.write_bytes(gzip.compress("".join(lines).encode("utf-8")))
    print(f"{joined} spans joined with the one before")


def joined_spans(text: str, spans: list[list[int]]) -> list[list[int]]:
    """Return the spans with those joined between which nothing stands but the end of a sentence in one paragraph."""
    whole: list[list[int]] = []
    for start, end in sorted(spans):
        between = text[whole[-1][1] : start] if whole else ""
        if whole and "\n" not in between and _BETWEEN_SENTENCES.match(between):
            whole[-1][1] = max(end, whole[-1][1])
        else:
            whole.append([start, end])
    return whole


if __name__ == "__main__":
    main()
