"""A speaker who is no person of the text: a name is cut to what is a name, and what cannot speak is nobody."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tollen-based Velkom called the offer its “best and final word.”", "Velkom"),
        ("Said Velkom of this development: “We had hoped for more than that.”", "Velkom"),
        ("“We had hoped for more than that,” said advocacy group VELK.", "VELK"),
        ("“We had hoped for more than that,” said Qualbook’s competitor Zwitter.", "Zwitter"),
        (
            "Parliament’s Joint Committee on Safety said “it would be used to find the source.”",
            "Joint Committee on Safety",
        ),
        ("“We will answer in time,” Downing Street said.", "Downing Street"),
        ("“We will answer in time,” said University of Tollen associate professor Zrin Qualb.", "Zrin Qualb"),
    ],
)
def test_a_name_is_cut_to_what_is_a_name(text: str, name: str) -> None:
    assert speakers_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "There are then repeated shouts of “be calm, be calm, all of you.”",
        "Painful deaths said “we will keep the bridge open in winter.”",
        "The launch called it “a bridge that is open in winter.”",
        "Financial pressure: “We will keep the bridge open in winter.”",
        "Below is the plan:\n\n“We will keep the bridge open in winter. We start today.”",
        "What did the town say?\n\n“We will keep the bridge open in winter. We start today.”",
    ],
)
def test_what_cannot_speak_is_no_speaker(text: str) -> None:
    assert set(speakers_in(text)) <= {""}


@pytest.mark.parametrize(
    "speaker", ["the company", "the future President", "a sign", "the letter", "the 61-year-old", "a lot of people"]
)
def test_a_description_is_no_name(speaker: str) -> None:
    (said,) = said_in(f"“We will keep the bridge open,” said {speaker}.")
    assert (said.speaker, said.unnamed) == (speaker, True)


def test_the_mother_of_four_is_not_the_mother_of_two() -> None:
    text = (
        "Nora Velden is a mother of two.\n\nAccording to Petra Harker, 34, it began in May. “It is because we feel "
        "that nothing can harm us,” says the mother of four."
    )
    assert speakers_in(text) == ["the mother of four"]


@pytest.mark.parametrize(
    "text",
    [
        "A Service shows a Pod to the network, saying “all calls to this service at this port go there”.",
        "The code calls panic!(“wrong kind of input buffer here today”) and Ann Lee said so.",
        "Assembly knows what is called “number” or “text,” and I mean “an address of sixty-four bits in all”.",
        "While Assembly has primitives called “number” or “text,” let me be clear. For “text” I use one, namely “an "
        "address of some bits that points to letters”.",
    ],
)
def test_a_technical_text_names_no_speaker(text: str) -> None:
    assert not any(said.speaker for said in said_in(text) if not said.unnamed)


def test_a_spokesman_of_a_firm_speaks_for_himself() -> None:
    text = "Northwire has confirmed that it is so, with a spokesman stating “we put it there because we like it”."
    assert speakers_in(text) == ["a spokesman"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Head of harbour fees Rosa Velk said the board “will want to see the same fees everywhere”.", "Rosa Velk"),
        ("“We want the same fees everywhere,” said head of harbour fees Rosa Velk.", "Rosa Velk"),
        ("“We want the same fees everywhere,” said the mother of Rosa Velk.", "the mother of Rosa Velk"),
        ("“We were hit by stray fire,” the Tollen army in a statement said.", "the Tollen army"),
    ],
)
def test_a_title_with_of_leads_to_the_name(text: str, name: str) -> None:
    assert speakers_in(text) == [name]
