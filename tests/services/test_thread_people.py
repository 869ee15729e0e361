"""Quotes and actors of a thread page: each word stands in its story, and a person has one role in both panes."""

from dataclasses import replace

import pytest

from briefing.export.json.threads import thread_document
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.actor_override import ActorOverrides
from briefing.model.analysis import TextAnalysis
from briefing.model.material import ThreadMember
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span
from briefing.model.story import Article
from briefing.services.thread_pages import compose_page
from tests.services.test_source_lines import material, member

FULL = "“We have little doubt that the pier will be shut before the ice comes,” said Nora Velden, a pilot."
CUT = "“We have little doubt … the pier will be shut,” said Nora Velden."


def test_what_is_exported_as_said_in_a_story_stands_in_that_story() -> None:
    texts = {1: CUT, 2: FULL, 3: FULL.replace("“", '"').replace("”", '"')}
    members = [member(number, f"Outlet {number}", Article("Pier to shut", text)) for number, text in texts.items()]
    page = compose_page(material(*members))
    for quote in thread_document(page)["quotes"]:
        for copy in (quote, *quote["also"]):
            pieces = [copy["text"], *(each["text"] if isinstance(each, dict) else each for each in copy["continued"])]
            assert all(piece in texts[copy["story"]] for piece in pieces)


def test_one_actor_under_two_names_is_no_other_speaker() -> None:
    other = FULL.replace("Nora Velden", "Ada Harker")
    found = material(
        member(1, "Outlet 1", Article("Pier", FULL)), member(2, "Outlet 2", Article("Pier to shut", other))
    )
    (quote,) = compose_page(found).quotes
    assert quote.variants[0].other_speaker
    overrides = ActorOverrides(same=(("ada harker", "nora velden"),))
    (quote,) = compose_page(found, overrides).quotes
    assert (quote.variants, quote.also) == ((), (2,))


def spoken(text: str, *, quote_role: str = "", actor_role: str = "") -> ThreadMember:
    """Return a story whose quote and whose actor Nora Velden have these words of the text as a role."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    name = span("Nora Velden")
    quote = Quote((span("The pier shuts"),), QuoteKind.DIRECT, 1, name, name, span(quote_role) if quote_role else None)
    actor = DocumentActor("nora velden", ActorKind.PERSON, name, (name,), (span(actor_role),) if actor_role else ())
    story = member(1, "Outlet", Article("Pier to shut", text))
    return replace(story, findings=TextAnalysis((quote,), (actor,)))


@pytest.mark.parametrize(
    ("quote_role", "actor_role", "shown"),
    [
        ("a pilot", "head of the union", "head of the union"),
        ("a pilot", "", "a pilot"),
        ("", "head of the union", "head of the union"),
        ("a pilot", "a pilot", "a pilot"),
        ("", "", ""),
    ],
)
def test_a_person_has_the_same_role_among_the_quotes_and_the_actors(
    quote_role: str, actor_role: str, shown: str
) -> None:
    text = "“The pier shuts,” said Nora Velden, a pilot. She is head of the union."
    page = compose_page(material(spoken(text, quote_role=quote_role, actor_role=actor_role)))
    assert page.quotes[0].speaker_role == shown
    assert [role.text for role in page.actors[0].roles] == ([shown] if shown else [])


def roles_over_days(*told: tuple[int, str]) -> list[str]:
    """Return the roles shown for a person whom one story on each of these days of the month gives this role."""
    members = []
    for n, (day, role) in enumerate(told, 1):
        each = spoken(f"“The pier shuts,” said Nora Velden, {role}. It rained.", actor_role=role)
        at = each.story.published.replace(day=day)
        members.append(replace(each, story=replace(each.story, id=n, published=at)))
    return [role.text for role in compose_page(material(*members)).actors[0].roles]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (((3, "a pilot"), (5, "head of the union")), ["head of the union", "a pilot"]),
        (((5, "a pilot"), (5, "head of the union"), (5, "a pilot")), ["a pilot"]),
        (((3, "head of the union"), (5, "the union's head")), ["the union's head"]),
        (((3, "head of the union"), (5, "head")), ["head of the union"]),
    ],
)
def test_a_person_has_one_role_a_day_the_newest_first(told: tuple[tuple[int, str], ...], shown: list[str]) -> None:
    assert roles_over_days(*told) == shown
