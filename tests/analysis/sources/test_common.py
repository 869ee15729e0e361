"""What two texts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.sources.common import own_wording
from briefing.model.comparison import Wording

TEXT = "The mill at Arden burned down on Monday night, and nobody was hurt."


def own_words(text: str, other: str) -> list[str]:
    return [span.cut(text) for span in own_wording(text, other).own]


def test_the_same_text_has_nothing_of_its_own() -> None:
    assert own_wording(TEXT, TEXT) == Wording((), 13, 13)


def test_words_put_in_are_its_own_and_those_around_them_are_not() -> None:
    other = TEXT.replace("burned down", "burned down to the last beam")
    assert own_words(other, TEXT) == ["to the last beam"]


def test_case_and_marks_do_not_count() -> None:
    assert own_words(TEXT, TEXT.upper().replace(",", " —")) == []


def test_fewer_words_in_a_row_are_not_common() -> None:
    assert own_words(TEXT, "Nobody was hurt at the mill at Arden.") == [TEXT.rstrip(".")]


def test_a_text_without_words_has_none() -> None:
    assert own_wording("", TEXT) == Wording((), 0, 0)


@given(st.text("ab .", max_size=60), st.text("ab .", max_size=60))
def test_own_words_are_in_order_and_inside_the_text(text: str, other: str) -> None:
    wording = own_wording(text, other)
    assert 0 <= wording.common <= wording.words
    assert all(0 <= span.start < span.end <= len(text) for span in wording.own)
    assert all(before.end < after.start for before, after in zip(wording.own, wording.own[1:], strict=False))
    assert bool(wording.own) is (wording.common < wording.words)
