"""Cleaned text has nothing that a terminal would act on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.display import MOST_MARKS, clean_block, clean_line

NASTY = st.text(
    st.sampled_from("\x1b[]0;?Pm\\\x07\x9b\x9d\x9c\x90 ab\n\t\r\u202e\u200d\u0301é\ue000\u200b中\ud800\u2029")
)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x1bPdevice\x1b\\b", "ab"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("half\ud800", "half\ufffd"),
        ("private\ue000", "private\ufffd"),
        ("bell\x07", "bell"),
        ("नि\u200dक", "नि\u200dक"),
        ("a\u200db", "ab"),
    ],
)
def test_everything_that_a_terminal_would_act_on_is_removed(dirty: str, clean: str) -> None:
    assert clean_block(dirty) == clean


def test_a_block_keeps_its_line_ends_and_a_line_has_none() -> None:
    assert clean_block("one\r\ntwo\u2029three") == "one\ntwo\n\nthree"
    assert clean_line(" one\r\n two\t three\u2028four ") == "one two three four"


def test_stacked_combining_marks_are_cut() -> None:
    assert clean_block("e" + "\u0301" * 50) == "e" + "\u0301" * MOST_MARKS


def test_a_cut_line_ends_with_an_ellipsis() -> None:
    assert clean_line("word " * 100, limit=12) == "word word w…"


@given(NASTY)
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean_block(clean_block(text)) == clean_block(text)


@given(NASTY)
def test_no_control_character_is_left(text: str) -> None:
    assert not [
        each for each in clean_block(text) if unicodedata.category(each) in ("Cc", "Cs", "Co") and each not in "\n\t"
    ]
