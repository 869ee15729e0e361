"""An actor of the morning, over time."""

from dataclasses import replace

from briefing.model.actor import ActorKind
from briefing.model.actor_page import ActorPage, Companion, DatedQuote, DatedRole
from tests.tui import morning

HOLT = ActorPage(
    key="mira holt",
    name="Mira Holt",
    kind=ActorKind.PERSON,
    aliases=("Holt", "Ms Holt"),
    since=morning.hours_ago(24 * 30),
    mentions=24,
    stories=9,
    roles=(
        DatedRole("operations director, Osmark Ferries", "Eastwire", morning.hours_ago(5), 101, 10, 7),
        DatedRole("a company spokeswoman", "Osmark Herald", morning.hours_ago(24 * 30), 102, 0, 2),
    ),
    threads=morning.rows(3),
    quotes=(
        DatedQuote(("We will open the gates one after the other.",), "Eastwire", morning.hours_ago(5), 101, 70, more=2),
        DatedQuote(("Nobody has asked us for money.",), "Lighthouse Radio", morning.hours_ago(6), 102, 20),
        DatedQuote(("Osmark will keep its night boat.",), "Osmark Herald", morning.hours_ago(24 * 30), 102, 0),
    ),
    companions=(
        Companion("osmark ferries", "Osmark Ferries", ActorKind.ORGANISATION, 9),
        Companion("tomas reyd", "Tomas Reyd", ActorKind.PERSON, 2),
    ),
)


def actor_page(key: str) -> ActorPage | None:
    """Return the page of an actor of the morning."""
    return HOLT if key == "mira holt" else replace(HOLT, key=key, name=key.title()) if key != "nobody" else None
