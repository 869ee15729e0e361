"""The speaker of a quotation whose nearest verb only passes it on, or means an action."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Nora Velden says the Harbour administration has made “one idle promise after another” to Tollen.",
            "Nora Velden",
        ),
        ("The council said that Harbour Motors had shown “no sign of life” since June.", "The council"),
        ("Nora Velden stressed that Norway and Iceland shared “cold and friendly waters”.", "Nora Velden"),
        (
            "Queen Mara Ostrand said the works “delay the bridge,” according to a statement by the office.",
            "Mara Ostrand",
        ),
        ("Mara Ostrand said the port was shut because “it is late,” according to The Conversation.", "Mara Ostrand"),
        ("The harbour office stated that the crane was “old and rusty,” according to KVLM.", "The harbour office"),
    ],
)
def test_a_verb_of_speech_outweighs_the_nearest_verb(sentence: str, speaker: str) -> None:
    assert speakers_in(sentence) == [speaker]


def test_an_action_of_a_body_attributes_the_quote_if_nothing_else_does() -> None:
    assert speakers_in("The council has made “a firm promise” to Tollen.") == ["The council"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We are late again,” according to a statement by Nora Velden.", "Nora Velden"),
        ("“We are late again,” a letter from Nora Velden, the mayor, said.", "Nora Velden"),
        ("A statement issued by the Harbour Office said “we are late again”.", "Harbour Office"),
        ("“We are late again,” Nora Velden said in a statement.", "Nora Velden"),
        ("“We are late again,” according to a statement by the port.", "a statement"),
        ("“We are late again,” said a report from London.", "a report from London"),
    ],
)
def test_the_author_of_a_document_is_the_speaker(sentence: str, speaker: str) -> None:
    assert speakers_in(sentence) == [speaker]
