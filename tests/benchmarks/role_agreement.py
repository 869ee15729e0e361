"""Whether quotes and actors give one person the same role: `python -m tests.benchmarks.role_agreement DATA`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.analysis.reading import read_text
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.quote import Quote
from tests.benchmarks.quotes import read_articles


def main() -> None:
    """Print each person who is quoted with a role that the list of actors does not give, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="articles with id and text, one JSON object a line")
    arguments = parser.parse_args()
    persons = wrong = 0
    for article in read_articles(arguments.data):
        text = article["text"]
        findings = read_text(text)
        persons += len(quoted_persons(text, findings.quotes))
        for line in disagreements(text, findings.quotes, findings.actors):
            wrong += 1
            print(f"{article['id']}: {line}")
    print(f"{persons} quoted persons, {wrong} with a role that their actor does not have")


def quoted_persons(text: str, quotes: Sequence[Quote]) -> dict[str, Quote]:
    """Return one quote for each person quoted by name, by that name; one with a role comes first."""
    persons: dict[str, Quote] = {}
    for quote in sorted(quotes, key=lambda quote: quote.role is None):
        if quote.name is not None and not quote.unnamed:
            persons.setdefault(quote.name.cut(text), quote)
    return persons


def disagreements(text: str, quotes: Sequence[Quote], actors: Sequence[DocumentActor]) -> Iterator[str]:
    """Yield a line for each person whose role in a quote is not among the roles of the actor with the same name."""
    for name, quote in quoted_persons(text, quotes).items():
        if quote.role is None or quote.name is None:
            continue
        span = quote.name
        found = [actor for actor in actors if any(span.overlaps(mention) for mention in actor.mentions)]
        roles = [role for actor in found if actor.kind is ActorKind.PERSON for role in actor.roles]
        if not any(role.cut(text) == quote.role.cut(text) for role in roles):
            listed = ", ".join(role.cut(text) for role in roles) if found else "no actor"
            print_kinds = ", ".join(actor.kind for actor in found)
            yield f"{name} is “{quote.role.cut(text)}” in the quote, but “{listed}” as an actor ({print_kinds})"


if __name__ == "__main__":
    main()
