"""Writes actors as the scorer reads them: python -m tests.benchmarks.actors DATA.jsonl.gz --out PRED.jsonl."""

import argparse
import gzip
import json
import time
from collections import Counter
from pathlib import Path

from briefing.analysis.actors.find import find_actors
from briefing.analysis.tagging.document import tag_document


def main() -> None:
    """Read the articles, write one line of JSON for each, and print the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    articles = [json.loads(line) for line in gzip.decompress(arguments.data.read_bytes()).splitlines()]
    tag_document("The weights are read before the clock starts.")
    started = time.process_time()
    lines = [json.dumps(actors_line(article["id"], article["text"])) for article in articles]
    seconds = time.process_time() - started
    arguments.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(articles)} articles, {len(articles) / seconds:.1f} a second of one core")


def actors_line(article: str, text: str) -> dict[str, object]:
    """Return the actors of one text with their written forms."""
    actors = []
    for actor in find_actors(tag_document(text)):
        forms = Counter(" ".join(span.cut(text).split()) for span in actor.mentions)
        name = " ".join(actor.name.cut(text).split())
        actors.append({"name": name, "kind": actor.kind, "mentions": len(actor.mentions), "forms": forms})
    return {"id": article, "quotes": [], "actors": actors}


if __name__ == "__main__":
    main()
