"""Nouns for whoever spoke before, such as "the star", "the group" or "the statement"."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in

VELDEN = "Nora Velden opened her film in Tollen. “I wrote it in a week, by the sea,” Velden said."
UNION = "The Harbour Workers Union turned it down. “We will not sign this paper,” the Harbour Workers Union said."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{VELDEN}\n\n“Nobody paid me for any of it,” the director said.", "Nora Velden"),
        (f"{VELDEN}\n\nThe Tollen native added: “Nobody paid me for any of it.”", "Nora Velden"),
        (f"{UNION}\n\n“Not one crane will move today,” the group said.", "Harbour Workers Union"),
        (f"{UNION}\n\n“Not one crane will move today,” the statement added.", "Harbour Workers Union"),
        (
            "It is late, The New York Times reported on Sunday.\n\nThe paper said it was “far too late to mend it.”",
            "New York Times",
        ),
    ],
)
def test_a_noun_goes_on_with_whoever_spoke_before(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1].removeprefix("The ") == speaker


@pytest.mark.parametrize(
    "text",
    [
        f"{VELDEN} Ada Quill watched it.\n\nAda Quill clapped. “Nobody paid me for any of it,” the director said.",
        f"{VELDEN}\n\n“Nobody will be charged over it,” the judge said.",
        f"{VELDEN}\n\n“Nobody paid me for any of it,” a director said.",
        f"A director came. {VELDEN}\n\nIt rained.\n\nShips came.\n\n“Nobody paid me for it,” the director said.",
        "Minister Nora Velden spoke. “I wrote it in a week,” Velden said.\n\n“Nobody paid me,” the striker said.",
    ],
)
def test_a_noun_that_could_mean_another_stays_a_description(text: str) -> None:
    assert speakers_in(text)[-1] != "Nora Velden"


def test_an_agency_is_not_the_outlet_that_was_told() -> None:
    text = "The harbour office spoke to The New York Times on Sunday.\n\nThe agency said it was “far too late to mend.”"
    assert speakers_in(text) == ["The agency"]


STATEMENT = "Nora Velden issued a statement in Tollen. Ada Quill had left by then. Shops closed. It rained."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{STATEMENT}\n\n“I never said so to anybody,” the statement said.", "Nora Velden"),
        ("In a statement issued by Toyota, Ada Quill was thanked.\n\n“We are so sorry,” the statement said.", "Toyota"),
        (
            f"{STATEMENT}\n\nThere was a letter by nobody.\n\n“I never said so to anybody,” the letter said.",
            "the letter",
        ),
        (f"{STATEMENT} {UNION}\n\n“Not one crane will move today,” the statement added.", "Harbour Workers Union"),
    ],
)
def test_a_statement_means_whoever_issued_it_unless_a_body_has_spoken_since(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize("words", ["they said", "the lawyers said"])
def test_two_who_spoke_together_go_on_together(words: str) -> None:
    text = "Ada Quill and Nora Velden said that it was “a bad day for all of us”.\n\n“We will not pay,” "
    assert speakers_in(f"{text}{words}.")[-1] == "Ada Quill and Nora Velden"
