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
    parser.add_argument(
        "--without-bodies",
        action="store_true",
        help="leave out bodies with a common noun as head (the Trump campaign), which the silver lists do not have",
    )
    arguments = parser.parse_args()
    articles = [json.loads(line) for line in gzip.decompress(arguments.data.read_bytes()).splitlines()]
    tag_document("The weights are read before the clock starts.")
    started = time.process_time()
    found = [actors_line(article["id"], article["text"], bodies=not arguments.without_bodies) for article in articles]
    seconds = time.process_time() - started
    lines = [json.dumps(line) for line in found]
    arguments.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(articles)} articles, {len(articles) / seconds:.1f} a second of one core")


def actors_line(article: str, text: str, *, bodies: bool = True) -> dict[str, object]:
    """Return the actors of one text with their written forms."""
    actors = []
    for actor in find_actors(tag_document(text)):
        forms = Counter(" ".join(span.cut(text).split()) for span in actor.mentions)
        if not bodies:
            forms = Counter({form: times for form, times in forms.items() if not form.split()[-1].islower()})
        if not forms:
            continue
        name = " ".join(actor.name.cut(text).split())
        actors.append({"name": name, "kind": actor.kind, "mentions": len(actor.mentions), "forms": forms})
    return {"id": article, "quotes": [], "actors": actors}


if __name__ == "__main__":
    main()
