"""Who says what, in all forms of attribution."""

import pytest

from tests.analysis.quotes.quoted_text import said_in, speakers_in


@pytest.mark.parametrize(
    "sentence",
    [
        "“The bridge will open in spring,” said Nora Velden.",
        "“The bridge will open in spring,” Nora Velden said.",
        "Nora Velden said: “The bridge will open in spring.”",
        "Nora Velden told reporters that “the bridge will open in spring.”",
        "According to Nora Velden, “the bridge will open in spring.”",
        "“The bridge will open in spring,” according to Nora Velden.",
        "Nora Velden: “The bridge will open in spring.”",
        "“The bridge will open in spring.” — Nora Velden",
        "On Monday, Nora Velden, a bridge engineer, said “the bridge will open in spring.”",
        "“The bridge will open in spring,” said the club’s chairwoman, Nora Velden.",
        "Nora Velden, who leads the bridge office, said “the bridge will open in spring.”",
        "Asked about the delay, Nora Velden replied, “The bridge will open in spring.”",
    ],
)
def test_the_speaker_is_found_anywhere_in_the_sentence(sentence: str) -> None:
    assert speakers_in(sentence) == ["Nora Velden"]


def test_a_quote_split_by_its_speaker_is_one_utterance_with_two_spans() -> None:
    (said,) = said_in("“The bridge,” Nora Velden said, “will open in spring.”")
    assert said.words == ("The bridge", "will open in spring.")


def test_a_quotation_shares_the_speaker_of_the_next_one_in_its_sentence() -> None:
    text = "The bridge “was never safe,” and “we all knew it, every one of us,” Nora Velden said."
    assert set(speakers_in(text)) == {"Nora Velden"}


def test_a_quotation_after_it_in_the_paragraph_continues_the_utterance() -> None:
    (said,) = said_in("“The bridge will open,” Nora Velden said. “We promised it for years.”")
    assert said.words == ("The bridge will open", "We promised it for years.")


def test_a_quote_over_paragraphs_is_one_utterance() -> None:
    (said,) = said_in("Nora Velden said: “The bridge will open.\n\n“We promised it for years.”")
    assert said.words == ("The bridge will open.", "We promised it for years.")
    assert said.speaker == "Nora Velden"


def test_a_pronoun_is_resolved_to_the_fullest_name() -> None:
    text = "Nora Velden runs the bridge office. Velden met the mayor, Tom Harker.\n\n“We are late again,” she said."
    (said,) = said_in(text)
    assert (said.mention, said.speaker) == ("she", "Nora Velden")


def test_the_minister_is_resolved_to_the_person_with_that_role() -> None:
    text = "Transport minister Nora Velden met Tom Harker, a builder.\n\n“We are late again,” the minister said."
    (said,) = said_in(text)
    assert (said.mention, said.speaker) == ("the minister", "Nora Velden")


def test_an_unnamed_speaker_keeps_the_descriptor() -> None:
    (said,) = said_in("“We are late again,” said one senior ministry official.")
    assert (said.speaker, said.unnamed) == ("one senior ministry official", True)


def test_the_person_refers_to_the_descriptor_before() -> None:
    text = "One senior ministry official said the road was closed. “We are late again,” the person said."
    (said,) = said_in(text)
    assert (said.speaker.lower(), said.mention) == ("one senior ministry official", "the person")


def test_a_body_can_be_the_speaker() -> None:
    (said,) = said_in("“We regret the delay at the bridge,” the transport ministry said in a statement.")
    assert (said.speaker, said.unnamed) == ("the transport ministry", True)


def test_the_writer_who_says_i_is_never_guessed() -> None:
    (said,) = said_in("Nora Velden came in. “Where have you been all day,” I asked.")
    assert (said.mention, said.speaker) == ("I", "")


def test_a_speaker_whom_the_text_does_not_name_is_unknown() -> None:
    assert speakers_in("“The bridge will open in spring and nobody is to be told before then.”") == [""]


def test_single_marks_are_quotes_in_a_british_text() -> None:
    text = "‘The bridge isn’t ready and it won’t be,’ said Nora Velden. It’s a long road."
    (said,) = said_in(text)
    assert (said.words, said.speaker) == (("The bridge isn’t ready and it won’t be",), "Nora Velden")


def test_may_can_be_a_name() -> None:
    text = "Prime Minister Teresa May came. “We will leave in good order,” May said."
    assert speakers_in(text) == ["Teresa May"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” were late.",
        "He wore a cap that read “Build It Now” all day.",
        "Her novel “The Long Road Down to the Sea” won a prize.",
        "Bridge chief: ‘We are late’",
        "They sang “The Song of the Old Harbour Men” at noon.",
    ],
)
def test_scare_quotes_titles_slogans_and_headlines_are_no_quotes(text: str) -> None:
    assert said_in(text) == []


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "“We are late again,” said Nora Velden, chief engineer at the bridge office.",
            "chief engineer at the bridge office",
        ),
        ("“We are late again,” said Nora Velden, 45, a bridge engineer from Tollen.", "a bridge engineer from Tollen"),
        ("“We are late again,” said bridge engineer Nora Velden.", "bridge engineer"),
        ("“We are late again,” said Foreign Minister Nora Velden.", "Foreign Minister"),
        ("Nora Velden, who leads the bridge office, said: “We are late again.”", "who leads the bridge office"),
        ("The club’s chairwoman, Nora Velden, said: “We are late again.”", "The club’s chairwoman"),
        ("“We are late again,” said Ms Velden.", ""),
    ],
)
def test_the_role_is_a_span_of_the_text(sentence: str, role: str) -> None:
    (said,) = said_in(sentence)
    assert said.role == role


def test_a_text_in_another_language_has_quotes_with_named_speakers_only() -> None:
    text = (
        "Die Brücke bei Tollen bleibt auch im Winter geschlossen, wie das Amt am Montag in einer Mitteilung schrieb, "
        "die den Gemeinden am Fluss schon seit einer Woche bekannt war.\n\n„Wir haben lange gewartet und warten nun "
        "weiter, bis das Eis geht“, sagte eine Sprecherin des Amtes.\n\nAuf die Frage antwortete sie: „Das werden wir "
        "im Frühling sehen, nicht vorher und nicht danach.“"
    )
    assert [said.mention for said in said_in(text)] == ["", ""]


def test_an_office_has_no_role_of_the_person_it_belongs_to() -> None:
    (said,) = said_in("“We will not go there again,” President Velden’s office said.")
    assert (said.role, said.speaker.endswith("office")) == ("", True)
