"""Quotes of a thread as they leave the program: each word stands in the story that it is given to."""

from briefing.export.json import thread_document
from briefing.model.story import Article
from briefing.services.pages import compose_page
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
