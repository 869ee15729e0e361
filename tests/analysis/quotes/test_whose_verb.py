"""Whose verb of speech it is: that of the sentence, of a clause inside it, of the person quoted or asked."""

import pytest

from tests.analysis.quotes.quoted_text import speakers_in


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is a big win for us,” the agency quoted Mr Kimo as saying.", "Kimo"),
        ("The Tollen Post quoted Ann Velk as telling the crowd: “It is a big win for us.”", "Ann Velk"),
        ("Mr Velk said that when Ms Quill railed against greed, “she is speaking for all of us.”", "Velk"),
        ("Jan Velk is praising Tom Quill, who ended his bid on Monday, as “a man who left in good time”.", "Jan Velk"),
        (
            "When Tom Quill suggested that the town would sue, Ada Velk fired back: “They will lose in court,” "
            "referring to the islanders.",
            "Ada Velk",
        ),
        (
            "The clerk Ada Lom refused to say who Velk would like to see win but said there was no call planned with "
            "Quill, adding: “If one is proposed we will take it.”",
            "Ada Lom",
        ),
        (
            "Jan Velk, the editor in chief of the city’s official newspaper, Il Giornale Romano, said every pope was "
            "“both a priest and a lord.”",
            "Jan Velk",
        ),
        (
            "In Tollen, where police and protesters have met despite many marches, Gov. Greta Velden, a Democrat, "
            "called the remarks “dangerous” and said they should be “gravely worrying to all of us.”",
            "Greta Velden",
        ),
        ("It is odd to see the judge Ada Lom, of all people, say, “Yes, the town is burning now.”", "Ada Lom"),
        ("“We were promised a bridge by May,” was the answer of Pat Ohm.", "Pat Ohm"),
        ("“We were promised a bridge by May,” came the reply from Pat Ohm.", "Pat Ohm"),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb_that_leads_to_the_quote(text: str, speaker: str) -> None:
    assert speakers_in(text) == [speaker]


def test_a_verb_after_to_which_belongs_to_the_next_quote() -> None:
    text = (
        "Ann Quill warned that “it is making it all worse,” to which Jan Velk snapped back, “I do not like your words.”"
    )
    assert speakers_in(text) == ["Ann Quill", "Jan Velk"]


@pytest.mark.parametrize(
    "said", ["chimed in", "put in", "shot back", "went on", "piped up", "broke in", "cut in", "hit back"]
)
def test_verbs_of_two_words_name_the_speaker(said: str) -> None:
    text = f"“The gate is shut again,” said Una Lake. “It was open at noon,” {said} Pat Ohm."
    assert speakers_in(text) == ["Una Lake", "Pat Ohm"]


@pytest.mark.parametrize("said", ["huffed", "gloated", "posited", "hinted", "surmised", "reminisced"])
def test_less_common_verbs_of_speech_name_the_speaker(said: str) -> None:
    assert speakers_in(f"Nora Velden {said} that it was “one more clash of two old worlds.”") == ["Nora Velden"]


@pytest.mark.parametrize("asked", ["was asked", "was then asked", "was told", "were asked"])
def test_who_is_asked_or_told_does_not_speak(asked: str) -> None:
    text = f"Ann Velk {asked}: “What is the most dangerous place that you have ever been to?”"
    assert not any(speakers_in(text))


def test_who_asks_is_named_after_by() -> None:
    text = "Ann Velk was asked by Tom Quill: “What is the most dangerous place that you have ever been to?”"
    assert speakers_in(text) == ["Tom Quill"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nora Velden thanked Ada Quill, writing, “We need to answer lies with the truth.”", "Nora Velden"),
        (
            "Ivo Lom spoke. He has long backed Ada Quill’s “every-crane-at-the-table” plan and says it is time.",
            "Ada Quill",
        ),
        ("Nora Velden called, but they told her no. (He also saw men “throwing stones at all the cranes.”)", ""),
        ("Article III, Section 2 says that “the trial of all crimes shall be by jury.”", "Section 2"),
    ],
)
def test_words_of_a_participle_an_owner_or_a_law_are_theirs(text: str, speaker: str) -> None:
    assert speakers_in(text)[-1] == speaker
