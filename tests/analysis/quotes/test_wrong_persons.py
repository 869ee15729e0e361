"""A person who is only near a quotation is not its speaker: a relative, somebody dead, the one spoken of."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in

LATE = "“It is much too late for all of us,”"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            f"President Velkmann came back. Photos showed Adam Velkmann Jr. with a spear. {LATE} Mr. Velkmann said.",
            "Velkmann",
        ),
        (
            f"First Lady Rosa Velkmann opened the harbour. President Velkmann watched. {LATE} Velkmann said.",
            "Velkmann",
        ),
        (
            f"Rosa Velkmann, the president's wife, opened the harbour. President Velkmann came. {LATE} Velkmann said.",
            "Velkmann",
        ),
        (
            f"Velkmann came. Her brother is here. Adam Velkmann, the son of a monk, left. {LATE} Ms. Velkmann said.",
            "Velkmann",
        ),
        (f"Adam Velkmann Jr. opened the harbour. {LATE} Mr. Velkmann said.", "Adam Velkmann Jr."),
        (f"Adam Velkmann Jr., the deputy, came. President Velkmann left. {LATE} Velkmann said.", "Adam Velkmann Jr."),
        (
            f"Velkmann came back. Deputy Adam Velkmann Jr. opened the harbour. {LATE} Mr. Velkmann said.",
            "Adam Velkmann Jr.",
        ),
        (f"Rosa Velkmann opened the harbour. President Velkmann spoke. {LATE} Velkmann said.", "Rosa Velkmann"),
    ],
)
def test_a_surname_is_not_given_to_a_relative(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_a_pronoun_does_not_mean_somebody_dead_who_never_speaks() -> None:
    assert speakers_in(f"Crowds mourned the death of Adam Barnard. He was a docker. {LATE} he said.") == [""]


def test_somebody_dead_is_named_for_words_said_before() -> None:
    text = f"Adam Barnard was killed in March. {LATE} Barnard said in May. “We know it as well as you do,” he said."
    assert speakers_in(text) == ["Adam Barnard", "Adam Barnard"]


def test_a_statue_does_not_speak() -> None:
    text = (
        "President Tom Velk was angry. Crowds pulled at the statue of Adam Barnard, the former president. "
        f"{LATE} the president said."
    )
    assert speakers_in(text) == ["Tom Velk"]


def test_the_noun_in_a_newspapers_name_is_no_document_of_a_person() -> None:
    text = f"The Tollen Post came. Adam Velk read it. {LATE} Velk said. “It is closed for good,” said the Post."
    assert "Velk" not in speakers_in(text)[-1]


def test_a_statement_is_that_of_whoever_spoke_before() -> None:
    text = f"Adam Velk came. {LATE} Velk said. “They are closed till May,” the statement said."
    assert speakers_in(text) == ["Adam Velk", "Adam Velk"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Adam Velk rejected Rosa Barnard's belief that “the port is closed for good reason.”", "Rosa Barnard"),
        (
            "Adam Velk tweeted an article on Minister Tom Barnard's recent comment that the port “is closed for good.”",
            "Tom Barnard",
        ),
        ("Adam Velk repeated his claim that “the port is closed for good reason.”", "Adam Velk"),
        ("At Rosa Barnard's request, “the port is closed for good reason,” Adam Velk said.", "Adam Velk"),
        ("Adam Velk told the Post that Rosa Barnard's comments “show a bias against me.”", "Adam Velk"),
        (
            "Adam Velk said that Rosa Barnard's claim that he is in favour of it is “simply not true at all.”",
            "Adam Velk",
        ),
        ("Rosa Barnard's comments “show a bias against me,” Adam Velk said.", "Adam Velk"),
        ("Adam Velk said at Rosa Barnard's house that “the port is closed for good reason.”", "Adam Velk"),
    ],
)
def test_a_remark_is_its_owners_whoever_reports_it(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_somebody_named_in_a_scare_quoted_description_is_not_the_subject() -> None:
    text = 'Adam Velk, a self-proclaimed "fan" of Barnard, tweeted that "the port is closed for good reason."'
    assert speakers_in(text)[-1] == "Adam Velk"


def test_the_acronym_of_an_office_is_the_person_who_holds_it() -> None:
    assert speakers_in(f"President Adam Velk came. Rosa Barnard left. {LATE} POTUS tweeted.") == ["Adam Velk"]
    assert speakers_in(f"Adam Velk came. Rosa Barnard left. {LATE} POTUS tweeted.") == [""]


def test_another_is_no_name() -> None:
    said = said_in(f"One employee left. {LATE} she wrote. Another wrote “It is over for us all.”")
    assert said[-1].unnamed


def test_a_name_after_an_office_in_capitals_is_the_speaker() -> None:
    text = f"{LATE} Tollen’s Ambassador to the League, Koro Velsho, told reporters."
    assert speakers_in(text) == ["Koro Velsho"]


def test_a_place_may_be_a_given_name_where_a_sentence_opens() -> None:
    assert speakers_in(f"London Velkano is suing the club. {LATE} Velkano said.") == ["London Velkano"]
    assert speakers_in(f"In London Velkano is suing the club. {LATE} Velkano said.") == ["Velkano"]


def test_a_noun_before_a_name_shows_the_gender() -> None:
    text = "Dr. Sam Batchmann came. Then the girl, Nevea, said she was enjoying it. “It is very hard,” she said."
    assert speakers_in(text) == ["Nevea"]


def test_who_is_named_in_a_quotation_is_not_its_speaker_from_afar() -> None:
    text = "Adam Velk read the answer.\n\n“I was closed out of it. The reviewer, Adam Velk, wants nobody here at all.”"
    assert speakers_in(text) == [""]
    text = "Adam Velk read the answer:\n\n“I was closed out of it. The reviewer, it seems, wants nobody here at all.”"
    assert speakers_in(text) == ["Adam Velk"]


def test_what_stands_on_a_banner_is_not_said_by_somebody_named_before() -> None:
    text = "While Rosa Velkmann spoke, the banner across the screen read: “Thousands of dockers are marching today.”"
    assert speakers_in(text) != ["Rosa Velkmann"]


@pytest.mark.parametrize(
    "text",
    [
        'Adam Velk came. "It was a very long day," Velk said.\n\n"Karo" chimed in: "They do not want to be at fault."',
        'Adam Velk came. "It was a very long day," Velk said. "Karo" countered: "They do not want to be at fault."',
    ],
)
def test_a_name_between_quotation_marks_may_speak(text: str) -> None:
    assert speakers_in(text) == ["Adam Velk", "Karo"]


def test_the_subject_of_the_main_clause_did_not_say_what_the_clause_before_it_quotes() -> None:
    text = (
        "Rosa Velkmann came. Three days after Velkmann said she was “pleased to see that there is peace in the port,” "
        "Tollen fired three shells."
    )
    assert "Tollen" not in speakers_in(text)
    assert speakers_in("“They are pleased to see that there is peace,” Rosa Velkmann beamed.") == ["Rosa Velkmann"]
