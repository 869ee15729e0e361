"""Quotes and actors found in a corpus: `python -m tests.benchmarks.quotes DATA --out PRED`."""

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.model.actor import DocumentActor
from briefing.model.quote import Quote


def main() -> None:
    """Read articles, find what the program would find, write it in the scorer's form and print articles per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", type=Path, help="articles with id and text, one JSON object a line (.jsonl or .jsonl.gz)"
    )
    parser.add_argument("--quotes-only", action="store_true", help="leave the actors out")
    parser.add_argument(
        "--bodies-too",
        action="store_true",
        help="write bodies with a common noun as head (the Trump campaign) as organisations, which no silver list has",
    )
    parser.add_argument("--out", type=Path, required=True, help="where the findings go, one JSON object a line")
    arguments = parser.parse_args()
    articles = list(read_articles(arguments.data))
    find_quotes(read_document("“We are ready,” said Ann Lee."))
    began = time.process_time()
    findings = [
        found_in(article, actors=not arguments.quotes_only, bodies=arguments.bodies_too) for article in articles
    ]
    seconds = time.process_time() - began
    arguments.out.write_text("".join(json.dumps(finding) + "\n" for finding in findings), encoding="utf-8")
    with_actors = "quotes" if arguments.quotes_only else "quotes and actors"
    print(f"{len(articles)} articles, {with_actors}: {len(articles) / seconds:.1f} articles per second")


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Give the articles of a .jsonl or .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def found_in(article: dict[str, Any], *, actors: bool, bodies: bool) -> dict[str, Any]:
    """Return what the program finds in one text, in the scorer's form."""
    text = article["text"]
    document = read_document(text)
    finding: dict[str, Any] = {"id": article["id"]}
    quotes = find_quotes(document)
    finding["quotes"] = [row for quote in quotes for row in quote_rows(text, quote)]
    if actors:
        found = find_actors(document, quotes)
        finding["actors"] = [row for actor in found for row in actor_rows(text, actor, bodies=bodies)]
    return finding


def quote_rows(text: str, quote: Quote) -> list[dict[str, Any]]:
    """Return one row for each span of a quote."""
    source = [quote.mention.start, quote.mention.end] if quote.mention else None
    speaker = quote.name.cut(text) if quote.name else None
    return [{"start": span.start, "end": span.end, "source": source, "speaker": speaker} for span in quote.spans]


def actor_rows(text: str, actor: DocumentActor, *, bodies: bool) -> Iterator[dict[str, Any]]:
    """Give one actor with each of its written forms.

    Forms that end in a common noun ("the Trump campaign") make a row of their own, of a kind that no list of named
    entities knows and that the scorer does not read, unless `bodies` are to count as organisations.
    """
    forms = Counter(mention.cut(text) for mention in actor.mentions)
    common = Counter({form: times for form, times in forms.items() if not bodies and form.split()[-1].islower()})
    for kind, part in ((str(actor.kind), forms - common), ("body", common)):
        if part:
            yield {"name": actor.name.cut(text), "kind": kind, "mentions": part.total(), "forms": dict(part)}


if __name__ == "__main__":
    main()
