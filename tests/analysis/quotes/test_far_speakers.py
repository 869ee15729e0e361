"""Speakers that are too far from their quote to be named: the quote is shown as unclear."""

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.model.evidence import CoreferenceRule
from tests.analysis.quotes.quoted_text import speakers_in

FAR = [
    "Ada Lom opened the gate. And then there was “a quay for everybody who has a boat of any kind”.",
    "“We are late again,” Ada Lom said.\n\nAnd then there was “a quay for everybody who sails a boat”.",
    "Tom Velk built the mill. He was responsible for “a great many of the worst houses by the sea”, it seems.",
    "Rosa Velk did not “stand up to the rich men of the port” at all.",
    "I met an old friend after Sean Velk's film. “When people live by the sea, they like it,” he said.",
    "The petition has no friends.\n\n“The harbour is a place for all who have a boat of some kind.”",
]


@pytest.mark.parametrize("text", FAR)
def test_a_quote_far_from_any_speaker_is_given_to_nobody(text: str) -> None:
    assert speakers_in(text)[-1] == ""


def test_the_reason_says_whom_it_would_have_been() -> None:
    text = FAR[0]
    (quote,) = find_quotes(read_document(text))
    assert quote.unclear
    assert [reason.spans[0].cut(text) for reason in quote.reasons if reason.rule is CoreferenceRule.GUESS] == [
        "Ada Lom"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We are late again,” Ada Lom said.\n\n“The harbour is a place for all who have a boat of a kind.”",
        "Ada Lom warned the board.\n\n“The harbour is a place for all who have a boat of a kind.”",
        "Ada Lom opened the gate. “The harbour is a place for all who have a boat of a kind.”",
    ],
)
def test_a_quote_that_fills_its_sentence_keeps_the_speaker_before_it(text: str) -> None:
    assert speakers_in(text)[-1] == "Ada Lom"


def test_the_line_after_a_pull_quote_names_its_speaker() -> None:
    text = (
        "“We are late again,” Tom Harker said.\n\n“The harbour is a place for all who have a boat.”\n\n"
        "Ada Lom, Tollen Harbour Board\n\nThe gate was open on Monday."
    )
    assert speakers_in(text) == ["Tom Harker", "Ada Lom"]


def test_the_last_speaker_goes_on_after_a_sentence_about_what_they_think() -> None:
    text = (
        "“We are late again,” Ada Lom said.\n\nYet Lom believes the gate will open.\n\n"
        "“The harbour is a place for all who have a boat of a kind.”"
    )
    assert speakers_in(text) == ["Ada Lom", "Ada Lom"]


def test_a_guess_is_not_handed_on_within_the_paragraph() -> None:
    text = (
        "The Tollen Times is “profitable and still expanding again”, with a view of its own. And for Velden, whose film"
        " is “leaving seats empty in a theater near you,” the losses are “essentially pocket change for him.”"
    )
    assert not any(speakers_in(text))
