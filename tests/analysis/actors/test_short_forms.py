"""Acronyms that a text explains: their full names, found in time that grows with the text and no faster."""

import time

import pytest

from briefing.analysis.actors.short_forms import defined_acronyms
from tests.analysis.actors.readers import keys_of


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        ("The Water, Air and Fire Office (WAFO) said so.", "WAFO", "Water, Air and Fire Office (WAFO)"),
        ("He runs the Tollen Air Force, (TAF) he said.", "TAF", "Tollen Air Force, (TAF)"),
        ("“Tollen Air Force (the TAF) is late.”", "TAF", "Tollen Air Force (the TAF)"),
        ("A ship of Tollen\nAir Harbour Office (AHO)", "AHO", "Air Harbour Office (AHO)"),
    ],
)
def test_an_acronym_in_brackets_is_explained_by_the_words_before_it(text: str, acronym: str, words: str) -> None:
    ((short, expansion),) = defined_acronyms(text).items()
    assert (short, expansion.span and expansion.span.cut(text)) == (acronym, words)


@pytest.mark.parametrize("text", ["Tollen (T) left.", "He left the Tollen Air Force (in May).", "of and (OA)"])
def test_other_words_in_brackets_are_no_acronyms(text: str) -> None:
    assert defined_acronyms(text) == {}


@pytest.mark.parametrize("words", ["Alpha ", "Alpha Beta (AB) ", "of the "])
def test_a_long_run_of_capitals_takes_linear_time(words: str) -> None:
    small, large = (words * (size // len(words)) for size in (8_000, 64_000))
    assert seconds(large) < 3 * 8 * max(seconds(small), 0.02)


def seconds(text: str) -> float:
    began = time.process_time()
    defined_acronyms(text)
    return time.process_time() - began


def test_the_gop_is_the_republican_party() -> None:
    keys = keys_of("The Republican Party met on Monday. He called the party old, but the GOP is not serious about it.")
    assert ("republican party" in keys, "gop" in keys) == (True, False)
