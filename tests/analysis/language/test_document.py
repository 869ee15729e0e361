import pytest

from briefing.analysis.language.document import find_names, tag_document

TEXT = (
    "Russian President Vladimir Putin has met Sen. John McCain in Pyongyang.\n"
    "“We won't stop,” said Angela Merkel of the United Nations."
)


def test_names_are_found_with_their_kinds() -> None:
    found = {(name.span.cut(TEXT), name.kind) for name in find_names(tag_document(TEXT))}
    assert found == {
        ("Vladimir Putin", "PER"),
        ("John McCain", "PER"),
        ("Pyongyang", "LOC"),
        ("Angela Merkel", "PER"),
        ("United Nations", "ORG"),
    }


def test_every_token_has_a_part_of_speech_and_a_name_tag() -> None:
    for sentence in tag_document(TEXT).sentences:
        assert len(sentence.tokens) == len(sentence.parts) == len(sentence.names)


def test_paragraphs_are_counted_from_one() -> None:
    assert [sentence.paragraph for sentence in tag_document(TEXT).sentences] == [1, 2]


def test_a_photo_credit_is_weak() -> None:
    text = (
        "Leaders met on Monday in the capital to talk.\nPhoto by Ada Ode / AFP\nThey left in the evening, aides said."
    )
    assert [sentence.weak for sentence in tag_document(text).sentences] == [False, True, False]


@pytest.mark.parametrize(
    "text", ["", " \n ", "日本の首相は東京で会見した。", "Путин сказал: «нет».", "\ufffd\u0301", "…" * 50]
)
def test_any_text_can_be_tagged(text: str) -> None:
    assert tag_document(text).text == text
