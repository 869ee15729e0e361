"""Whether two texts are versions of one article, and what only one of them has."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.sources.shared_wording import may_be_same_article, own_wording
from briefing.model.comparison import Wording

SUMMARY = "Dockers at Port Velmar walked out on Sunday over a ransom note on the screens of the grain terminal."
FULL = (
    "Dockers at Port Velmar walked out on Sunday after a ransom note appeared on screens of the grain terminal.\n"
    "The union said that the operator had known for hours. Twenty-one ships wait in the roads."
)
OTHER = "The Halden ferry ran aground in fog; all ninety passengers were brought ashore before dawn by the coastguard."


def test_a_summary_agrees_with_its_article_under_another_headline() -> None:
    assert may_be_same_article(("Port stands still", SUMMARY), ("Dockers of Velmar walk out over ransom note", FULL))


def test_a_headline_alone_agrees_with_its_article() -> None:
    assert may_be_same_article(("Velmar grain port stands still", ""), ("VELMAR grain  port stands still", FULL))


def test_fewer_words_are_enough_under_one_headline() -> None:
    edited = "Velmar's port is shut since Sunday. Grain waits, and the dockers will not say when they return."
    assert may_be_same_article(("Port stands still", edited), ("Port stands still", FULL))
    assert not may_be_same_article(("Quay without cranes", edited), ("Port stands still", FULL))


def test_the_pieces_of_a_column_do_not_agree_because_of_its_name() -> None:
    assert not may_be_same_article(("Morning briefing", OTHER), ("Morning briefing", FULL))


def test_two_texts_without_headlines_do_not_agree() -> None:
    assert not may_be_same_article(("", OTHER), ("", FULL))


def test_another_article_does_not_agree() -> None:
    assert not may_be_same_article(("Ferry aground in Halden", OTHER), ("Dockers of Velmar walk out", FULL))


def test_two_words_are_too_few_to_agree() -> None:
    assert not may_be_same_article(("Port news", ""), ("Velmar port: all the news", FULL))


TEXT = "The mill at Arden burned down on Monday night, and nobody was hurt."


def own_words(text: str, other: str) -> list[str]:
    return [span.cut(text) for span in own_wording(text, other).own]


def test_the_same_text_has_nothing_of_its_own() -> None:
    assert own_wording(TEXT, TEXT) == Wording((), 13, 13)


def test_inserted_words_are_its_own_and_those_around_them_are_not() -> None:
    other = TEXT.replace("burned down", "burned down to the last beam")
    assert own_words(other, TEXT) == ["to the last beam"]


def test_case_and_punctuation_are_ignored() -> None:
    assert own_words(TEXT, TEXT.upper().replace(",", " —")) == []


def test_shorter_runs_are_not_shared() -> None:
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
