"""Parts of speech."""

import pytest

from briefing.analysis.language.lexicon import word_classes
from briefing.analysis.language.parts import Part, tag_parts


def test_a_word_is_listed_with_all_that_it_can_be() -> None:
    assert word_classes("walked") == "VD+VN"
    assert word_classes("quickly") == "R"
    assert word_classes("well-paid") == "-VD+VN"
    assert word_classes("qqq") == ""


@pytest.mark.parametrize(
    ("sentence", "place", "part"),
    [
        ("“ ” said Lolly , explaining the plan .", 3, Part.NAME),
        ("The woman lives in the north and wrote a letter .", 7, Part.PAST),
        ("Mr. Lomar also praised the harbour office .", 3, Part.PAST),
    ],
)
def test_words_are_tagged_by_form_list_and_neighbours(sentence: str, place: int, part: str) -> None:
    assert tag_parts([sentence.split()])[0][place] == part
