"""Quotes and actors of a thread page: each word stands in its story, and a person has one role in both panes."""

from briefing.export.json.threads import thread_document
from briefing.model.actor_wish import ActorWishes
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
    other = FULL.replace("Nora Velden", "Nora Weldon")
    found = material(
        member(1, "Outlet 1", Article("Pier", FULL)), member(2, "Outlet 2", Article("Pier to shut", other))
    )
    (quote,) = compose_page(found).quotes
    assert quote.variants[0].other_speaker
    wishes = ActorWishes(same=(("nora weldon", "nora velden"),))
    (quote,) = compose_page(found, wishes).quotes
    assert (quote.variants, quote.also) == ((), (2,))
