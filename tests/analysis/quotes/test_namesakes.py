"""Persons with the same surname, and names with particles, suffixes and titles."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "President Ada Lom spoke at noon. Dr Evan Lom is a surgeon. “The ward is full,” Dr Lom said.",
            "Evan Lom",
        ),
        (
            "Senator Ngozi Oru opened it. Her cousin Emeka Oru, a trader, came late. “We vote today,” Sen. Oru said.",
            "Ngozi Oru",
        ),
        (
            "Judge Tomas Velk heard it. Officer Petra Velk was called. “I saw no car at all,” Officer Velk said.",
            "Petra Velk",
        ),
        (
            "Rui Moro Jr. took over the mill from Rui Moro Sr. in May. “My son will do well,” Moro Sr. said.",
            "Rui Moro Sr.",
        ),
        (
            "Rui Moro, the founder, waved to Rui Moro Jr., his son. “I will not sell it,” Moro Jr. said.",
            "Rui Moro Jr.",
        ),
        ("Pieter van der Berg met Anna Berg. “A deal is near,” Berg said.", "Anna Berg"),
        ("Pieter van der Berg met Anna Berg. “No deal at all,” van der Berg said.", "Pieter van der Berg"),
        (
            "Chairman Ira Lom opened it. Her sister Una Lom came too. “We vote today,” Mr Lom said.",
            "Ira Lom",
        ),
        ("Ana de la Cruz leads the port. Mayor Luis Cruz disagreed. “It is shut,” Cruz said.", "Luis Cruz"),
        (
            "Ewan Jarl backed the levy. Stig Jarl moved the motion. “It is the fairest way,” Mr Jarl, the member for "
            "Tollen, said. Ewan Jarl, the member for Harsk, voted no.",
            "Stig Jarl",
        ),
    ],
)
def test_a_surname_means_the_namesake_whom_the_text_shows(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom ten Have runs it. “Never again,” ten Have said.", "Tom ten Have"),
        ("Lisa van ’t Hoff runs it. “It is soon,” van ’t Hoff said.", "Lisa van ’t Hoff"),
        ("Greta von der Holt spoke. “It is late,” von der Holt said.", "Greta von der Holt"),
        ("Former attorney Marko diVelda told a crowd so. “It is late now,” diVelda said.", "Marko diVelda"),
        ("“It is the end of it,” Queen Zuleka told reporters.", "Queen Zuleka"),
        ("“We pray for them all,” Pope Innocent said. “Peace,” Innocent added.", "Pope Innocent"),
        ("“This is a good offer,” Northwire Chief Executive Hock Tan said in an interview.", "Hock Tan"),
        ("Sen. Chuck Velden of Iowa said he would block it “until the house gives its reasons.”", "Chuck Velden"),
        ("ANNA Velk said: “We are late again.” Anna Velk left.", "Anna Velk"),
    ],
)
def test_the_name_is_shown_whole_and_alone(text: str, speaker: str) -> None:
    assert set(speakers_in(text)) == {speaker}


def test_a_title_that_is_part_of_the_name_is_no_role() -> None:
    assert {said.role for said in said_in("“It is the end of it,” Queen Zuleka told reporters.")} == {""}


@pytest.mark.parametrize("pronoun", ["he", "she"])
def test_a_family_name_that_stands_first_shows_no_gender(pronoun: str) -> None:
    text = f"Kim Jo Won, the trade envoy, came late. “The toll is low,” {pronoun} said."
    assert speakers_in(text) == ["Kim Jo Won"]


def test_a_surname_in_the_feminine_is_another_person() -> None:
    text = "Ivan Petrov left the port. Petrova stayed there. “It is shut,” Petrova said."
    assert speakers_in(text) == ["Petrova"]


def test_a_full_name_inside_a_quote_completes_the_surname() -> None:
    text = "“The rule came after Megan Rapino kneeled,” Tom Harker said. “It was a small sign of mine,” Rapino said."
    assert speakers_in(text) == ["Tom Harker", "Megan Rapino"]


@pytest.mark.parametrize("office", ["spokesman", "chairman"])
def test_an_office_in_man_shows_no_gender(office: str) -> None:
    text = f"Ministry {office} Xiulan Zheq read it out. Tom Harker came late. “We hope for a good word,” she said."
    assert speakers_in(text) == ["Xiulan Zheq"]


def test_mr_and_mrs_are_two_persons_of_one_surname() -> None:
    text = (
        "Dana Pellow and her husband, Rufus Pellow, ran the inn. “We never closed it,” Mrs Pellow said. "
        "“I cooked and she counted,” Mr Pellow said."
    )
    assert speakers_in(text) == ["Dana Pellow", "Rufus Pellow"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Rui Moro’s younger brother Duarte spoke first. Police shot Rui Moro in May. “He did nothing,” Moro said.",
            "Duarte",
        ),
        (
            "Tomas, the older brother of Rui Moro, spoke at the hearing. Rui Moro’s death led to riots. “He did "
            "nothing,” Moro told the judges.",
            "Tomas",
        ),
        (
            "Ines Moro came to the court. The killing of Rui Moro shocked Tollen. Rui Moro was 12. “He did nothing at "
            "all,” Moro said.",
            "Ines Moro",
        ),
        (
            "Rui Moro was killed in May. Ines Moro, his aunt, wept. Rui Moro was 12. Moro sobbed in court. “He did "
            "nothing,” she said.",
            "Ines Moro",
        ),
    ],
)
def test_a_living_relative_speaks_rather_than_the_dead(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Petra Velk sang. Her brother is Tomas Velk. In May, Tomas went to Tollen.\n“I liked it there a lot,” Velk "
            "said.",
            "Tomas Velk",
        ),
        (
            "Minister Stig Jarl met the board. Jarl asked for the revival of a prize in honour of Olof Jarl.\n“We are "
            "glad to be here,” Jarl said.",
            "Stig Jarl",
        ),
    ],
)
def test_a_surname_means_whom_it_meant_last(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Velkmann wrote it. Thomas Velkmann, 40, runs a mill. “It is late,” Velkmann said.", "Thomas Velkmann"),
        ("Elizabeth Orune left. Liz Orune is a clerk. “It is late,” Orune said.", "Elizabeth Orune"),
        ("Kate Orune left. Liz Orune is a clerk. “It is late again,” Liz Orune said.", "Liz Orune"),
    ],
)
def test_a_short_given_name_is_the_same_person(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "It is over, said the bank’s chief economist, Jean-Maxime Torvall. “It is a good report,” said Torvall.",
            "Jean-Maxime Torvall",
        ),
        ("Deputy Director of Public Works Anna-Lise Torvik took it. Ms Torvik said: “It is late.”", "Anna-Lise Torvik"),
        ("Omar Al-Wadun came. “It is late for all of us,” Al-Wadun said.", "Omar Al-Wadun"),
        (
            "Rosa Kimm came second. Rosa, 21, a student, said she paid for it. She said: “It came with a price.”",
            "Rosa Kimm",
        ),
        (
            "Ada Kimm ate it. Stew house owner Rui Moro won the stew contest. Stew was served. She said: “It is very "
            "hot.”",
            "Ada Kimm",
        ),
    ],
)
def test_the_full_name_is_found(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker


def test_a_father_who_is_named_later_is_not_whom_the_surname_meant() -> None:
    text = (
        "Velkmann spoke of her work. Her friends like it. Her father, Robert Velkmann, is a monk. “It is a good life,” "
        "Ms. Velkmann said.\n\n“I would do it all again,” she said."
    )
    assert speakers_in(text) == ["Velkmann", "Velkmann"]


def test_a_person_with_a_title_may_have_a_firm_of_the_same_name() -> None:
    text = "Velkmann Group built it. Mr. Velkmann defended the plan.\n\n“There was a good chance of it,” he said."
    assert speakers_in(text) == ["Velkmann"]


@pytest.mark.parametrize(
    "text",
    [
        "ANN VELK Videos of the day. Ann Velk came. “It is late for all of us,” she said.",
        "Governor Ann Velkmann VelkmannSea to rise came. “It is late for all of us,” Velkmann said.",
        "Mayor Ann VelkmannMORE said it. Mayor Ann Velkmann left. “It is late for all of us,” she said.",
    ],
)
def test_a_name_ends_before_what_a_page_glues_to_it(text: str) -> None:
    (speaker,) = speakers_in(text)
    assert speaker.title() in ("Ann Velk", "Ann Velkmann")


def test_the_dead_speak_in_what_is_shown_before_a_relative_is_named() -> None:
    text = (
        "George Velden died in June. The video of Velden, 46, on the road shows it. It shows Velden shouting as he "
        "cries, “I am late again, all of you.”\n\nHis brother, Adam Velden, wept."
    )
    assert speakers_in(text) == ["George Velden"]
