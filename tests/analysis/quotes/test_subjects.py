"""The speaker of a quotation in a long sentence."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in

WORDS = "“We are late again and we know it.”"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nora Velden, who had run the bridge office, told Radio Tollen. " + WORDS, "Nora Velden"),
        (f"In other words, explained host Piet Lomar: {WORDS}", "Piet Lomar"),
        (f"Nora Velden was asked by host Piet Lomar, who liked her, {WORDS}", "Piet Lomar"),
        (f"In a letter sent on Monday, Nora Velden answered the office, saying: {WORDS}", "Nora Velden"),
        (f"Nora Velden defended a builder who said he was tired, adding: {WORDS}", "Nora Velden"),
        (f"The clerk knew what Piet Lomar would like but said: {WORDS}", "The clerk"),
        (f"In the hours after six people were hurt, a voice said: {WORDS}", "a voice"),
        (f"Rep. Nora Velden (N-Tollen):{WORDS}", "Nora Velden"),
        (f"It does not surprise bridge engineer Nora Velden: {WORDS}", "Nora Velden"),
        ("“We are late again and we know it,” an angry Velden retorted. Nora Velden left.", "Nora Velden"),
        ("“We are late again and we know it,” an old woman beamed.", "an old woman"),
        ("Nora Velden said she is sure Piet Lomar will continue to be “a champion of late bridges.”", "Nora Velden"),
    ],
)
def test_the_speaker_is_the_subject_of_the_main_verb(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_the_person_who_is_told_is_not_the_speaker() -> None:
    text = "“We are late,” Nora Velden, the head of the office, told Radio Tollen. “We are sorry for that.”"
    assert speakers_in(text) == ["Nora Velden"] * len(said_in(text))


def test_an_answer_after_an_introduced_quote_is_a_new_sentence() -> None:
    text = "Nora Velden wrote to Piet Lomar with, “Why is it late now?” Lomar then wrote back, “It is the ice.”"
    assert speakers_in(text) == ["Nora Velden", "Piet Lomar"]


def test_a_heading_between_dashes_is_no_signature() -> None:
    text = "“We need a bridge,” Nora said.\n\n“So I think that it will be built.”\n\n– A builder herself –\n\nShe left."
    assert speakers_in(text) == ["Nora", "Nora"]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Velden, host of Radio Tollen’s “Morning Bridge,” said that the office was late.",
        "On “The Tollen Hour,” Nora Velden said that the office was late.",
        'See <post author="the office of bridges and of roads in Tollen"> for more.',
    ],
)
def test_names_of_shows_and_attributes_are_no_quotes(text: str) -> None:
    assert said_in(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Nora Velden, chief engineer of the bridge office said: {WORDS}", "Nora Velden"),
        (f"In a talk with Radio Tollen, the engineer said: {WORDS}", "the engineer"),
        ("“We are late again,” bridge engineer Nora Velden was quoted by Radio Tollen as saying.", "Nora Velden"),
        ("Head of the Tollen Council’s Bridge Committee Nora Velden said: “We are late.”", "Nora Velden"),
        ("The harbour “is safe and always has been safe,” the report said.", "the report"),
        (
            "Nora Velden says Piet Lomar’s late-night tweets about the bridge were “late, even for a bridge.”",
            "Nora Velden",
        ),
        (
            "After saying her office was “so late that it was early,” Nora Velden left. Piet Lomar stayed.",
            "Nora Velden",
        ),
        ("The harbour council gave money for what it called “a bridge that is never late.”", "The harbour council"),
        (f"Many have said so, including engineer Nora Velden -- {WORDS} -- and others.", "Nora Velden"),
        ("«We are late again and we know it», said Nora Velden.", "Nora Velden"),
        ("„We are late again and we know it“, said Nora Velden.", "Nora Velden"),
    ],
)
def test_a_person_beside_a_body_an_outlet_or_a_document_is_the_speaker(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        f"Nora Velden’s letter said: {WORDS}",
        f"Nora Velden came. Her letter to the office said: {WORDS}",
    ],
)
def test_the_owner_of_a_letter_is_the_speaker(text: str) -> None:
    assert speakers_in(text) == ["Nora Velden"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are late again and we know it,” a voice in the ad states.", "a voice"),
        ("“Are we late again, and do we know it?” Nora Velden pressed.", "Nora Velden"),
        (
            "As Nora Velden claimed on Monday that “the bridge is late for good,” one of the pilots said it was open.",
            "Nora Velden",
        ),
    ],
)
def test_a_verb_of_speech_is_known_by_its_position(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_the_older_woman_is_no_clerk_named_before() -> None:
    text = "She called a clerk to the desk. “You had better go back home now,” the older woman said."
    assert speakers_in(text) == ["the older woman"]


def test_where_a_nickname_was_is_no_speaker() -> None:
    text = "A so-called “Karo” in Arizona was slapped for telling a nurse to “go back to her own town.”"
    assert "Arizona" not in speakers_in(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Lee came. Lee—when asked about the “late ships” of this year’s fair—argued “it is over.”", "Tom Lee"),
        ("Tom Lee came. He — asked at the “great fair” of Tollen — said “it is over at last.”", "Tom Lee"),
        (
            "Nora Velden was seen and, on June 30, had posted to her followers, “the time to fight is over.”",
            "Nora Velden",
        ),
        (
            "“It is mainly the wind,” Kari Selv, an analyst at the Council on Energy and Water think tank told Radio "
            "Tollen.",
            "Kari Selv",
        ),
        (
            "In its letter, the Harbour Board said that there are “many links” between the question asked of the judge "
            "and that of the “case that is still open”.",
            "Harbour Board",
        ),
        ("According to the Harbour Board, “the fees are much too high.” (emphasis added.)", "Harbour Board"),
        ("According to the Harbour Board, “the fees are much too high.” (italics added.)", "Harbour Board"),
        ("The leader appeared to agree, adding: “We go because we are convinced of it.”", "The leader"),
        ("Tom Lee’s mom confirmed: “I listened to the whole of it.”", "Tom Lee’s mom"),
    ],
)
def test_what_cannot_speak_gives_way_to_who_can(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ann Lee went on, suggesting the board was not ready, and she capped it off by declaring: “The board is "
            "late again.”",
            "Ann Lee",
        ),
        ("Ann Lee replied to Tom Velk by saying: “The board is late again.”", "Ann Lee"),
        (
            "There were prayers for Tom Velk, who “is attacked on one side and the other,” and repeated notes that it "
            "changes nothing.",
            "",
        ),
    ],
)
def test_a_gerund_after_by_has_the_subject_of_its_verb(text: str, speaker: str) -> None:
    assert [*speakers_in(text), ""][0] == speaker


def test_a_left_mark_may_stand_for_the_apostrophe() -> None:
    (said,) = said_in("Speaking at the fair, Tom Velden‘s brother confirmed, “I listened to the whole of it.”")
    assert said.mention == "Tom Velden‘s brother"
