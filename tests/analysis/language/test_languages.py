"""The language of a text decides whether its speakers and actors are read."""

import pytest

from briefing.analysis.language.document import UNKNOWN, has_attribution, read_document, written_language
from briefing.analysis.reading import read_text
from briefing.model.evidence import Question, SpeakerRule

FRENCH = "« Nous allons rouvrir le port dès demain », a déclaré Anne Velden, la ministre de la Mer, dans un entretien."
GERMAN = "„Wir werden den Hafen morgen wieder öffnen“, sagte Anne Velden, die Ministerin für das Meer, auf der Messe."
SPANISH = "«Vamos a abrir el puerto mañana por la tarde», dijo Ana Velden, la ministra del Mar, en una entrevista."
ITALIAN = "«Domani riapriremo il porto di Orsina», ha detto Anna Velden, la ministra del Mare, in una intervista."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (GERMAN, "de"),
        (SPANISH, "es"),
        (ITALIAN, "it"),
        ("Министр сказал: «Мы откроем порт завтра, и это не обсуждается больше».", "ru"),
        ("მინისტრმა განაცხადა, რომ პორტი ხვალ გაიხსნება და მუშაობას განაგრძობს.", UNKNOWN),
        ("“We will open the port tomorrow,” said Ann Velden, the minister for the sea.", "en"),
        ("Prístav otvoria zajtra ráno, aby stihli úrodu na východnom pobreží.", UNKNOWN),
        ("Lakers 98, Celtics 96. Orsina 3, Velden 0.", "en"),
        ("Die-hard fans will man the war room in Bad Ems, as they did in La Paz and Los Altos de la Cruz.", "en"),
        ("Harbour man 'middle man' in 'Velden prince' scam", "en"),
        ("André Müller, Zoë Çelik and José Nuñez of Orsina", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_known_by_its_stop_words_or_letters(text: str, language: str) -> None:
    assert written_language(text) == language


def test_english_is_the_only_language_with_attribution() -> None:
    assert [code for code in ("de", "en", "es", "fr", UNKNOWN) if has_attribution(code)] == ["en"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FRENCH, "Nous allons rouvrir le port dès demain"),
        (GERMAN, "Wir werden den Hafen morgen wieder öffnen"),
        (SPANISH, "Vamos a abrir el puerto mañana por la tarde"),
        (ITALIAN, "Domani riapriremo il porto di Orsina"),
    ],
)
def test_a_quote_in_another_language_is_its_words_alone(text: str, words: str) -> None:
    findings = read_text(text)
    (quote,) = findings.quotes
    assert [span.cut(text) for span in quote.spans] == [words]
    assert (quote.name, quote.mention, quote.role, quote.cue) == (None, None, None, None)
    assert [(reason.question, reason.rule) for reason in quote.reasons] == [
        (Question.SPEAKER, SpeakerRule.OTHER_LANGUAGE)
    ]
    assert findings.actors == ()
    assert findings.quotes_only == read_document(text).language


def test_an_english_text_with_a_foreign_quotation_keeps_its_speaker() -> None:
    text = (
        "“Nous allons rouvrir le port,” said Ann Velden, who is the minister for the sea and for the coast of Orsina."
    )
    assert read_text(text).quotes_only == ""
    assert read_text(text).quotes[0].name is not None


def test_paragraphs_of_one_quotation_are_one_quote() -> None:
    text = "„Wir werden den Hafen nicht wieder öffnen.\n\n„Das ist mit der Stadt so besprochen und auch nicht neu.“"
    (quote,) = read_text(text).quotes
    assert len(quote.spans) == 2


def test_a_title_in_another_language_is_no_quote() -> None:
    assert read_text("Das neue Buch „Rot Und Sehr Blau“ ist nach der Messe auch in der Stadt zu haben.").quotes == ()
