"""Quotes as outlets outside the United States write them, and what other outlets only report."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in

WORDS = "“a late and very costly bridge”"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"However, Katim described the plan as {WORDS}, the Tollen Post stated.", "Katim"),
        (f"Moon Jae-un also said the plan was {WORDS}, the Tollen news agency reported.", "Moon Jae-un"),
        ("“We will rebuild the old bridge,” the Tollen Post reported.", "Tollen Post"),
        (f"The valley, with {WORDS}, is a place to start, said Louisa Rodden in The Tollen Times.", "Louisa Rodden"),
        (f"There are {WORDS} and an inn too, said Smythe in Lonely Road.", "Smythe"),
        (f"Piet Lomar said that it was {WORDS} in this town, according to the Tollen Post.", "Piet Lomar"),
        ("The “mean cost of a bridge has risen,” which is “twice what it was,” said Tollen News.", "Tollen News"),
        ("“We seek to build more bridges” with Orsina, and to “diversify”, Velden’s office said.", "Velden’s office"),
        (f"Many took up justice secretary Micha Gorve’s remark that it is {WORDS}.", "Micha Gorve"),
    ],
)
def test_a_sentence_may_name_its_speaker_far_from_the_words(text: str, speaker: str) -> None:
    assert set(speakers_in(text)) == {speaker}


def test_so_wrote_names_the_speaker_of_the_sentence_before() -> None:
    text = "“A bridge needs three things: stone, sand and patience.” So wrote Joan Frossard, a builder of the old days."
    assert speakers_in(text) == ["Joan Frossard"]


def test_a_subject_that_cannot_speak_is_no_speaker() -> None:
    assert "the sea" not in speakers_in("Sipping tea while looking out at the sea is “as close to heaven as it gets”.")


@pytest.mark.parametrize(
    "text",
    [
        f"Radio Tollen found that Nora Velden did not describe the bridge as {WORDS}.",
        f"Nora Velden never said that it was {WORDS}.",
        f"Nora Velden denied that she had called it {WORDS}.",
        f"Nora Velden refused to call it {WORDS}.",
    ],
)
def test_a_denied_quotation_is_no_quote(text: str) -> None:
    assert said_in(text) == []


def test_a_denial_in_the_speakers_own_words_is_a_quote() -> None:
    assert speakers_in(f"Nora Velden denied the report, calling it {WORDS}.") == ["Nora Velden"]


def test_single_marks_count_if_double_marks_are_only_inside_them() -> None:
    text = (
        "'We are sorry for what happened,' Nora Velden said. 'We take pride in it.'\n"
        "Piet Lomar wrote: 'His first word was \"did you take it\" and that is wrong.'"
    )
    assert speakers_in(text) == ["Nora Velden", "Piet Lomar"]


def test_paragraphs_of_one_quote_in_one_line_are_one_utterance() -> None:
    text = 'Nora Velden said: "The bridge is late. "The town knows it. "We ask for time."'
    (said,) = said_in(text)
    assert said.words == ("The bridge is late.", "The town knows it.", "We ask for time.")
    assert said.speaker == "Nora Velden"


def test_two_words_are_a_quote_with_the_stop_inside_or_after_the_marks() -> None:
    assert speakers_in("Nora Velden said it was “a disgrace”.") == speakers_in("Nora Velden said it was “a disgrace.”")


def test_an_apposition_may_lack_its_second_comma() -> None:
    text = "“We had 230 reports of the light,” Mika Hanley, a manager at the Tollen Society told Radio Tollen."
    (said,) = said_in(text)
    assert (said.speaker, said.role) == ("Mika Hanley", "a manager at the Tollen Society")


def test_a_brand_is_not_a_person_with_the_name_of_its_last_word() -> None:
    text = "Domestic rival LN Display has its own.\nSamsel Display was cautious, saying, “We can’t comment on that.”"
    assert speakers_in(text) == ["Samsel Display"]


def test_a_long_title_ends_where_the_name_begins() -> None:
    text = f"First Deputy Chairman of the Orsinan Council's Harbour Committee Franz Klinzev also warned of {WORDS}."
    assert speakers_in(text) == ["Franz Klinzev"]


def test_an_outlet_that_was_told_something_is_not_he() -> None:
    text = "In an interview with Deadline Harbour, he said: “This is another reckless act.”"
    assert speakers_in(text) == [""]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The plan is by Finance Minister Bezal Smotrin, Justice Minister Yarin Levon, and others.",
            "Finance Minister",
        ),
        ("In Orsina Ms Bezal Smotrin leads.", ""),
        ("The deal is by Harker and Tollen attorney Bezal Smotrin.", "Tollen attorney"),
        ("Its secretary general, Bezal Smotrin, left.", "secretary general"),
        ("Her lawyer, Bezal Smotrin, left.", ""),
    ],
)
def test_a_role_belongs_to_the_speaker_and_needs_no_owner(text: str, role: str) -> None:
    (said,) = said_in(f"{text}\n“We are late again and we know it,” Bezal Smotrin said.")
    assert (said.speaker, said.role) == ("Bezal Smotrin", role)


@pytest.mark.parametrize(
    "text",
    [
        "The Lomars were the victims of a “swatting,” a bad joke where the perpetrator calls the police.",
        "The clerks wondered whether this is also how our “eureka!” moments come about.",
        "The office rejected the story as “plainly false,” and clerks and sources in town told Radio Tollen so.",
    ],
)
def test_a_term_in_marks_is_no_quote_of_the_next_verb(text: str) -> None:
    assert [said for said in said_in(text) if said.speaker != "The office"] == []


def test_a_role_is_of_one_person_and_has_no_verb() -> None:
    text = (
        "The town pities Fran Velden, the agents working the case believe. Tom Harker, local and state leaders are "
        "sure, left.\n“We are late,” Fran Velden said.\n“We are late too,” Tom Harker said."
    )
    assert [said.role for said in said_in(text)] == ["", ""]


def test_a_person_who_is_heard_saying_it_is_the_speaker() -> None:
    text = "The tape shows a crane.\n“My ship is trying to get in here,” the man could be heard saying."
    assert speakers_in(text) == ["the man"]


@pytest.mark.parametrize(
    "text",
    [
        "“We are late and we know it,” said Robert “Bob” Harker.",
        "“We are late and we know it,” Robert “Bob” Harker, a builder, said.",
        "Robert “The Crane” Harker told Radio Tollen that “we are late and we know it.”",
    ],
)
def test_a_nickname_in_marks_is_part_of_the_name_and_no_quote(text: str) -> None:
    (said,) = said_in(text)
    assert said.speaker.startswith("Robert “")
    assert said.speaker.endswith("” Harker")


def test_a_pronoun_refers_to_nobody_in_a_list_of_other_stories() -> None:
    text = (
        "Actor Tom Harker sold his house.\n\nMOST READ IN TOWN Danny Dyer warns his daughter not to sing\n\n"
        "He said: “It will be a big change for all of us.”"
    )
    assert speakers_in(text) == ["Tom Harker"]
