"""Cues of several words, and names that stand beside their description."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in

WORDS = "“a very late bridge for all of us.”"


@pytest.mark.parametrize(
    "text",
    [
        f"Nora Velden also made the point that Piet Lomar’s plan, as it stood, was {WORDS}",
        f"Nora Velden made clear that in the end it was {WORDS}",
        f"Nora Velden was always adamant that Piet Lomar would build {WORDS}",
        f"Nora Velden has been clear that the new crossing is {WORDS}",
        f"In the words of Nora Velden, the crossing is {WORDS}",
        f"The crossing was, in the eyes of Nora Velden, {WORDS}",
        f"Nora Velden’s view is that the crossing was {WORDS}",
        "Nora Velden’s answer was “we cannot build it any faster than this.”",
        "Nora Velden on the crossing: “It is a very late bridge.”",
        "“We are late, are we not?” Nora Velden went on, as if nobody had heard it.",
    ],
)
def test_several_words_are_a_cue_together(text: str) -> None:
    assert speakers_in(text) == ["Nora Velden"]


def test_it_is_clear_names_nobody() -> None:
    text = f"Nora Velden left the office. It was clear that the crossing was {WORDS}"
    assert "Nora Velden" not in speakers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "“We are late,” said the party’s candidate, former Vice President Nora Velden, at a church.",
        "“We are late again,” said its founder and chief executive, Dr Nora Velden, who lives there.",
        "“We are late again,” said the woman, identified as Nora Velden.",
        f"Nobody is hurt, and police Chief Nora Velden, Jr. said the crossing was {WORDS}",
        f"Nora Velden, deputy director of the Tollen Union (TLU) Builders’ Project said it was {WORDS}",
        f"Tuesday at the University in Tollen, Gov. Nora Velden (R-TN), said, {WORDS}",
        f"Nora Velden, star of the comedy “Fog,” thanked Piet Lomar for {WORDS}",
        "“We are late again,” the agency quoted the governor, Nora Velden, as saying.",
    ],
)
def test_a_name_is_found_beside_its_description(text: str) -> None:
    assert speakers_in(text) == ["Nora Velden"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"The builders of Lomar Deck sent a response to Nora Velden saying that it was {WORDS}", "The builders"),
        (f"Piet Lomar of Tollen said Nora Velden’s note suggesting he had not left was {WORDS}", "Piet Lomar"),
        (f"Nora Velden all but declared victory over the frost, calling the works report {WORDS}", "Nora Velden"),
        (f"Nora Velden said that in several cases, builders had begun {WORDS}", "Nora Velden"),
        (f"This likely suggests that it is {WORDS[:-2]}” for the town, said Nora Velden.", "Nora Velden"),
        (f"The office hired Piet Lomar, and gave him {WORDS[:-2]}”, said Nora Velden.", "Nora Velden"),
        (f"eVelda said it was {WORDS}", "eVelda"),
    ],
)
def test_the_verb_of_speech_outweighs_other_verbs(text: str, speaker: str) -> None:
    assert [found and found.startswith(speaker) for found in speakers_in(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        f"Nora Velden made the lamp, and the app claims that it has {WORDS}",
        "The 2024 Velden Budget has 4 million to support hubs, but “what is the point of a bridge without a road?”",
    ],
)
def test_a_thing_of_another_clause_is_not_replaced_by_a_name(text: str) -> None:
    assert speakers_in(text) == [""]


def test_two_quotations_joined_by_and_have_one_speaker() -> None:
    text = "Piet Lomar left.\n\n“You have to hurry up” and “if you do not, you are late,” Nora Velden said."
    assert speakers_in(text) == ["Nora Velden", "Nora Velden"]


def test_two_single_marks_close_a_quotation() -> None:
    text = "“Ugly and late,’’ Nora Velden said. “And it will get worse for everybody.’’"
    assert set(speakers_in(text)) == {"Nora Velden"}


def test_a_paper_reports() -> None:
    text = "The Tollen Herald reports that it is late.\n\nThe truth, the paper reports: “Money from abroad is helping.”"
    assert speakers_in(text) != ["the paper reports"]


def test_what_is_said_at_the_end_of_a_sentence_covers_all_its_quotations() -> None:
    text = (
        "The film is an “offense against taste and good bridges” with a story that “merely defies logic”, "
        "said Nora Velden at the time."
    )
    assert speakers_in(text) == ["Nora Velden", "Nora Velden"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            f"Hours before Nora Velden’s review announcement, the Tollen Bridge Service called it {WORDS}",
            "Tollen Bridge",
        ),
        (f"Clerks sent a letter demanding the head, Nora Velden, explain the delay by {WORDS}", "Clerks"),
        (f"A number of builders in Port Tollen got an email from the council warning them: {WORDS}", "the council"),
        ("“There have been late bridges in the past,” the report read. “It is fine.”", "the report"),
    ],
)
def test_the_speaker_is_not_a_name_that_stands_nearer(text: str, speaker: str) -> None:
    assert all(found.startswith(speaker) for found in speakers_in(text))


def test_a_name_that_is_a_word_follows_the_verb_of_speech() -> None:
    text = "Nora Musk came late. Nora Musk built it.\n\n“That is really humungous,” noted Musk. “It is late.”"
    assert set(speakers_in(text)) == {"Nora Musk"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("EV’s Nora Velden laid it out in an email to Northwire.\n\n“It will be late again for all.”", "Nora Velden"),
        ("Piet Lomar said “Karo” fought a woman. “Karo” told the woman “to go back to her country.”", "Karo"),
        ("It ended as the person near them, the one following them began screaming “Who are you all?”", "the one"),
        (f"Piet Lomar left. As per BRO, the new crossing was {WORDS}", "BRO"),
        (f"Nora Velden said builders are seeing {WORDS}", "Nora Velden"),
    ],
)
def test_who_writes_or_tells_is_the_speaker(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Velden seems to want to forget the builders of her late bridge, which is why “it is not their problem”.",
        "Nora Velden left. Did you see one builder of Lomar Deck expressing the view that “it is all too late for us”?",
    ],
)
def test_an_action_far_from_a_quotation_is_no_cue(text: str) -> None:
    assert not any(speakers_in(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Lynch accused lawmakers of rushing to pass {WORDS} Nora Lynch met the press.", "Nora Lynch"),
        (f"But, according to The Times, Piet Lomar is considering supporting the plan, {WORDS}", "The Times"),
        (f"As Nora Velden thanked herself for {WORDS[:-2]},” Piet Lomar met privately with builders.", "Nora Velden"),
        (f"It was a steady decline that Nora Velden attributed to {WORDS}", "Nora Velden"),
    ],
)
def test_a_clause_has_its_own_speaker(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_the_person_whom_the_interviewer_asked_answers() -> None:
    text = (
        "“It was late,” Nora Velden tells me. “We knew,” Velden tells me. I asked Nora Velden why.\n\n"
        "Piet Lomar came in, and I asked Lomar to justify that.\n\n“Builders are throwing bricks at us all day!”"
    )
    assert speakers_in(text)[-1] == "Piet Lomar"


@pytest.mark.parametrize(
    "text",
    [
        f"They have to declare {WORDS[:-2]}”, as Nora Velden knows.",
        f"Clerks must go where their {WORDS[:-2]}” ― and they did in 180 cases, according to a study by Nora Velden.",
    ],
)
def test_a_duty_and_a_clause_after_a_dash_name_nobody(text: str) -> None:
    assert "Nora Velden" not in speakers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "“The decline may be linked again,” Nora Velden, author of the book “Fog” and of a study, told Northwire.",
        "“We are all late again today,” Nora Velden, 40, who plays “Karo” in the film, told Northwire.",
        "“To the world he was a star. To me, he was everything.” With these words, Nora Velden left the stage.",
    ],
)
def test_a_work_in_a_description_does_not_hide_the_speaker(text: str) -> None:
    assert speakers_in(text)[0] == "Nora Velden"


@pytest.mark.parametrize(
    "whose", ["A letter to Nora Velden, the standards commissioner,", "A senior adviser to Nora Velden"]
)
def test_the_person_to_whom_a_speaker_belongs_is_not_the_speaker(whose: str) -> None:
    assert speakers_in(f"{whose} said the plan was {WORDS}") != ["Nora Velden"]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Velden further accused the builders of sleeping.\n\n“They know exactly what is going on here.”",
        f"Nora Velden introduced Piet Lomar to the hall as {WORDS}",
        f"Nora Velden chastised the builders for {WORDS}",
    ],
)
def test_verbs_that_judge_name_the_speaker(text: str) -> None:
    assert speakers_in(text) == ["Nora Velden"]


def test_a_name_that_is_an_adverb_follows_says() -> None:
    assert set(speakers_in("Nora Early came.\n\n“It is somewhat late,” says Early. “You are in a place.”")) == {
        "Nora Early"
    }
