"""Names of people that no list has, in all forms in which texts write them."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Zrinko Qual, a builder, said: “We are late again.”", "Zrinko Qual"),
        ("Zrinko Qual, 45, said: “We are late again.”", "Zrinko Qual"),
        ("A builder who left last year, Zrinka Qual, called for “a bridge that is never late.”", "Zrinka Qual"),
        ("Secretary of State Nora Velden said: “We are late again.”", "Nora Velden"),
        ("Earlier Velden said: “We are late again.” Nora Velden left.", "Nora Velden"),
        ("“We are late again,” Mr Qual said.", "Qual"),
        ("“We are late again,” PM Qual said.", "Qual"),
        ("“We are late again,” said Qual Min-jun, a builder. “We know it well,” Mr Qual said.", "Qual Min-jun"),
        (
            "“We are late again,” said Ivan Petrovich Qualov, a builder. “We know,” Qualov said.",
            "Ivan Petrovich Qualov",
        ),
        ("“We are late again,” said Sheikh Omar bin Qual al-Tollen, the ruler.", "Omar bin Qual al-Tollen"),
    ],
)
def test_names_are_found_by_the_words_beside_them(text: str, speaker: str) -> None:
    assert set(speakers_in(text)) == {speaker}


def test_a_pronoun_shows_the_gender_of_an_unlisted_name() -> None:
    text = (
        "Zrinka Qual, a farmer, waited. “The bridge was shut,” she said.\n\n"
        "Mayor Tom Harker came as Qual left. He has often praised its “all in good time” plan."
        " “We are not late,” he said."
    )
    assert speakers_in(text)[-1] == "Tom Harker"


def test_the_title_of_one_person_does_not_include_the_name_of_another() -> None:
    text = "Prime Minister Piet Lomar and President Nora Velden met. “We are late again,” Velden said."
    assert [said.role for said in said_in(text)] == ["President"]


def test_a_british_quote_continues_in_the_next_paragraph() -> None:
    text = "‘The bridge is late and so is the road,’ Nora Velden says.\n\n‘The road is late since the ice went out.’"
    assert speakers_in(text) == ["Nora Velden", "Nora Velden"]


def test_a_capitalised_adverb_stays_in_the_name_of_a_body() -> None:
    (speaker,) = speakers_in("Harbour watchdog Peace Now called the bridge a “costly joke”.")
    assert speaker == "Peace Now"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Zrinko Qualvin, head of research at Northwire, came.\n\n“It is a good report,” he said.", "Zrinko Qualvin"),
        ("Zrinko Qualvin, director of the port, left.\n\n“It is late for all of us,” Qualvin said.", "Zrinko Qualvin"),
    ],
)
def test_a_post_after_a_comma_shows_a_person(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]
