import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.language.document import read_document, without_link_lists
from briefing.analysis.language.names import name_runs
from briefing.analysis.reading import read_text

TEXT = (
    "Russian President Vladimir Putin has met Sen. John McCain in Pyongyang.\n"
    "“We won't stop,” said Angela Merkel of the United Nations."
)


def test_names_are_found_with_their_kinds() -> None:
    found = {
        (TEXT[sentence.tokens[start].start : sentence.tokens[end - 1].end], kind)
        for sentence in read_document(TEXT).sentences
        for start, end, kind in name_runs(sentence.names)
    }
    assert found == {
        ("Vladimir Putin", "PER"),
        ("John McCain", "PER"),
        ("Pyongyang", "LOC"),
        ("Angela Merkel", "PER"),
        ("United Nations", "ORG"),
    }


def test_every_token_has_a_part_of_speech_and_a_name_tag() -> None:
    for sentence in read_document(TEXT).sentences:
        assert len(sentence.tokens) == len(sentence.parts) == len(sentence.names)


def test_paragraphs_are_counted_from_one() -> None:
    assert [sentence.paragraph for sentence in read_document(TEXT).sentences] == [1, 2]


def test_a_photo_credit_is_boilerplate() -> None:
    text = (
        "Leaders met on Monday in the capital to talk.\nPhoto by Ada Ode / AFP\nThey left in the evening, aides said."
    )
    assert [sentence.boilerplate for sentence in read_document(text).sentences] == [False, True, False]


@pytest.mark.parametrize(
    "text", ["", " \n ", "日本の首相は東京で会見した。", "Путин сказал: «нет».", "\ufffd\u0301", "…" * 50]
)
def test_any_text_can_be_tagged(text: str) -> None:
    assert read_document(text).text == text


def test_a_quotation_is_one_word_of_its_sentence() -> None:
    text = "“We go. We stay,” said Ada Ode. She left."
    first, second = read_document(text).quoted_sentences
    assert [word.text for word in first.words] == ['"', "said", "Ada", "Ode", "."]
    assert first.words[0].start == 0
    assert second.paragraph == 1


def test_the_persons_of_a_document_are_read_once() -> None:
    document = read_document(TEXT)
    assert document.people is document.people
    assert {person.name.cut(TEXT) for person in document.people.persons} == {
        "Vladimir Putin",
        "John McCain",
        "Angela Merkel",
    }


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab.!?… \n“”\"'‘’«»(),-AB1", max_size=200))
def test_words_come_in_order_in_both_views_of_a_document(text: str) -> None:
    document = read_document(text)
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    words = [word for sentence in document.quoted_sentences for word in sentence.words]
    assert all(before.end <= after.start for before, after in pairwise(tokens))
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert {word.quoted for word in words if word.is_quotation} == set(range(len(document.quoted)))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ada Velk Adele (Ada) Jo VelkPort closes 'for good' Storm hits MORE (R) said so.", "Ada Velk (R) said so."),
        ("President Velk Ada Jo VelkMarr to leave MORE said so.", "President Velk said so."),
        ("She wants MORE of it. Ada Velk wants MORE too.", "She wants MORE of it. Ada Velk wants MORE too."),
        ("Ada Velk Ada VelkPort closes.\nMORE is known.", "Ada Velk Ada VelkPort closes.\nMORE is known."),
    ],
)
def test_headlines_behind_a_name_are_blanked_and_offsets_stay(text: str, rest: str) -> None:
    blanked = without_link_lists(text)
    assert (re.sub(" +", " ", blanked), len(blanked)) == (rest, len(text))


def test_a_name_with_headlines_behind_it_is_read_whole() -> None:
    text = "Sen. Ada Velk Adele (Ada) Jo VelkPort closes 'for good' Storm hits MORE said that “it is over for us all.”"
    assert [quote.name.cut(text) for quote in read_text(text).quotes if quote.name] == ["Ada Velk"]
