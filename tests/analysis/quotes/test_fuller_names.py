"""Speakers carry the fullest name that the text gives, wherever the text gives it."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Lindqvist Ahl scored twice. The crowd sang.\n\n“We ran a lot,” Lindqvist Ahl said.", "Tom Lindqvist Ahl"),
        ("“We ran a lot,” Van Dorsel said. Later Jay Van Dorsel, a coach, left the ground.", "Jay Van Dorsel"),
        ("“We will open it in the spring,” said Clarence des Bois, the director.", "Clarence des Bois"),
        ("The play by R.J. Velkor opened on Monday.\n\n“We are glad it is over,” Velkor said.", "R.J. Velkor"),
        (
            "The head of the agency, Ambran Bambel Sutelyo, left.\n\n“The sea is high,” Sutelyo said.",
            "Ambran Bambel Sutelyo",
        ),
        (
            "Marketing Manager at Ocean Florida Rita Holm, who left, spoke.\n\n“Book in May, not June,” said Rita.",
            "Rita Holm",
        ),
        (
            "Judge Gary Velsharpe ruled on Friday.\n\nIn his ruling, Velsharp said that “the order is void now.”",
            "Gary Velsharpe",
        ),
        ("The ship belongs to Zorvik Qualen. The sea rose.\n\n“It is a good ship,” Qualen said.", "Zorvik Qualen"),
    ],
)
def test_a_speaker_has_the_fullest_name_of_the_text(text: str, name: str) -> None:
    assert speakers_in(text)[-1] == name


def test_a_suffix_without_its_name_is_nobody() -> None:
    text = "Rui Moro Jr. spoke. The plan of the late Jr. was “never to sell the mill again.” Rui Moro Jr. left."
    assert "Jr." not in speakers_in(text)


def test_two_persons_who_differ_in_their_middle_name_stay_two() -> None:
    text = (
        "Kim Vong Nal met Kim Dong Nal in the port.\n\n“We are late again,” Kim Vong Nal said.\n\n"
        "“We were early for once,” Kim Dong Nal said."
    )
    assert speakers_in(text) == ["Kim Vong Nal", "Kim Dong Nal"]


def test_an_initial_agrees_with_a_middle_name() -> None:
    text = "Mary L. Velden came first. “We are late again,” said Mary Louise Velden."
    assert speakers_in(text) == ["Mary Louise Velden"]


def test_a_title_is_no_given_name() -> None:
    assert speakers_in("Governor Velkor left. “We are late again,” Velkor said.") == ["Velkor"]


def test_an_animal_is_no_speaker() -> None:
    text = "Mary Velden ran to the gorilla Bobo. Bobo looked at the crowd. “He has my son,” she said."
    assert speakers_in(text) == ["Mary Velden"]


def test_a_word_that_opens_the_sentence_is_no_given_name() -> None:
    assert speakers_in("Until Velkor left, it was late. “We are late again,” Velkor said.") == ["Velkor"]


def test_a_namesake_in_the_lead_keeps_the_surname() -> None:
    text = (
        "Hilda Velden came.\n\nThe sea was high.\n\nThe wind rose.\n\nHer brother, Bill Velden, was away.\n\n"
        "“We are late again and we know it,” Velden said."
    )
    assert speakers_in(text) == ["Hilda Velden"]


def test_the_first_of_two_namesakes_in_one_sentence_keeps_the_surname() -> None:
    text = (
        "It is old.\n\nThe sea was high.\n\nIt rose.\n\nThey met Mark Velden, whose son, Adam Velden, was away. "
        "“We are late again,” Velden said."
    )
    assert speakers_in(text) == ["Mark Velden"]


def test_two_persons_may_sign_together() -> None:
    text = "“We are late again and we know it.” — Ann Velden and Tom Harker, The Port"
    assert speakers_in(text) == ["Ann Velden and Tom Harker"]


@pytest.mark.parametrize(
    "text",
    [
        "Seven of the top leaders said: “It is for the port to decide on such matters.”",
        "A person familiar with both U.S. and Chinese thinking said it was “only a slip of the tongue.”",
        "The official was late. The late Velkor, Jr. said that the port was “open for all who come.”",
    ],
)
def test_numbers_peoples_and_generations_are_no_names(text: str) -> None:
    assert not {"Seven", "U.S. and Chinese", "Jr."} & set(speakers_in(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Northwire told Velmark Publishing that the book is barred. Velmark said: “They despise all of us here.”",
            "Velmark Publishing",
        ),
        (
            "The Special Representative for North Harsk Policy Joseph Lom told them. “We discussed it,” Lom said.",
            "Joseph Lom",
        ),
        (
            "The Centre for Countering Digital Harm said it was “run like a ring of spies in a port.”",
            "Centre for Countering Digital Harm",
        ),
        (
            "An offer came for Tollen-based Quorum. Quorum said it would weigh it “in line with all of its duties.”",
            "Quorum",
        ),
        (
            "He blamed the mayors. During the call, Harsk Gov. J.B. Velden told them that “it makes it worse.”",
            "J.B. Velden",
        ),
        (
            "On Monday Velkor – who has lied before – said “nearly a million people” came. Ada Velkor was late.",
            "Ada Velkor",
        ),
        ("Nora Velkor sang. On “The Old Port” Velkor sings that “nobody ever came to the sea.”", "Nora Velkor"),
        ("In a short dissent, Judge Ada Velkor Ada said “no one has asked the crews.”", "Ada Velkor"),
        ("It fell, says Or Velkor, who leads it. “It is late for us all,” Velkor says.", "Or Velkor"),
        ("It began, said Americus Velk II, a professor.\n\n“It is late for all of us,” Velk said.", "Americus Velk II"),
        ("President Velk Donald John VelkStorm hits port MORE left. “It is late for all,” Velk said.", "Velk"),
        ("The son, Velk Jr., left.\n\n“It is late for all of us,” Velk said.", "Velk"),
        ("TOLLEN (AP) — To Ada Velkor, it is late.\n\n“I do not know what to say,” Velkor said.", "Ada Velkor"),
        ("“It is beyond anything,” wrote 43-year-old Ada Velkor of Aberdeenshire in a study.", "Ada Velkor"),
        ("“We need someone to help,” Abu Anas Al Velk told the clerk.", "Abu Anas Al Velk"),
        (
            "“It is beyond it,” presidential nominee Ada Velkor Ada VelkorPort tweets after a storm MORE said.",
            "Ada Velkor",
        ),
        ("“The bill will pass in the spring,” Senate President Pro Tem Ada Velkor said.", "Ada Velkor"),
        (
            "She founded the Asteria Film Co. Velkor used a toast to say so. “We have done it,” Velkor said. "
            "Nora Velkor is 40.",
            "Nora Velkor",
        ),
    ],
)
def test_a_name_is_neither_cut_nor_glued_to_what_is_beside_it(text: str, name: str) -> None:
    assert speakers_in(text) == [name]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The AP said that the port was “closed for a long time.”\n\n"
            "The New York Times said it would “put the whole port on notice.”",
            "New York Times",
        ),
        (
            "“I am late for all of this,” said Tilda Velk.\n\nThe open letter said that the port was “closed to all of "
            "the artists.”",
            "The open letter",
        ),
    ],
)
def test_another_name_and_a_document_further_on_are_not_who_spoke_before(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker
