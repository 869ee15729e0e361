"""When two texts may be versions of one article."""

from briefing.analysis.sources.same_article import may_be_same_article

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


def test_the_pieces_of_a_column_do_not_agree_for_its_name() -> None:
    assert not may_be_same_article(("Morning briefing", OTHER), ("Morning briefing", FULL))


def test_two_texts_without_headlines_do_not_agree() -> None:
    assert not may_be_same_article(("", OTHER), ("", FULL))


def test_another_article_does_not_agree() -> None:
    assert not may_be_same_article(("Ferry aground in Halden", OTHER), ("Dockers of Velmar walk out", FULL))


def test_two_words_are_too_few_to_agree() -> None:
    assert not may_be_same_article(("Port news", ""), ("Velmar port: all the news", FULL))
