"""Term statistics, looked up by number."""

import math

import numpy as np
import pytest

from briefing.analysis.threads.background import count_by_language, shipped_background
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.word_arrays import word_arrays
from briefing.model.grouping import UNREAD_TEXTS, Background
from tests.analysis.threads.stories import story


def rarity(word: str, background: Background, language: str = "") -> float:
    layout = word_arrays([encode_story(story(1, word))])
    return float(TermStatistics(background).rarity(layout.stems, language)[0])


def properness(word: str, background: Background, language: str = "") -> float:
    layout = word_arrays([encode_story(story(1, word))])
    return float(TermStatistics(background).properness(layout.forms, language)[0])


def test_rarity_counts_the_store_and_the_shipped_statistics_together() -> None:
    held, known = Background(10, {"xyzzi": 4}), shipped_background()
    assert known.texts > 1000
    assert rarity("Xyzzy", held) == pytest.approx(math.log((known.texts + 10 + 1) / 4.5))
    assert rarity("Plugh", held) == pytest.approx(math.log((known.texts + 10 + 1) / 0.5))
    assert rarity("water", held) < rarity("Xyzzy", held)


def test_names_are_proper_and_common_words_are_not() -> None:
    assert properness("Germany", Background()) > 0.6 > 0.2 > properness("water", Background())
    assert properness("Xyzzyville", Background()) == pytest.approx(0.6)
    assert properness("xyzzyville", Background()) == 0.0
    assert properness("2013", Background()) == 0.0


def test_capitals_counted_in_the_store_make_a_word_proper_or_not() -> None:
    counted = Background(capitalised={"xyzzy": 1}, lowercase={"xyzzy": 8})
    assert properness("Xyzzy", counted) == pytest.approx(1.3 / 9.6)


def test_each_language_is_looked_up_in_its_own_counts() -> None:
    background = count_by_language([("Gift an Bord", "", "de"), ("Gift an Bord", "", "de")])
    assert rarity("Gift", background, "de-AT") == pytest.approx(math.log((2 + UNREAD_TEXTS + 1) / 2.5))
    assert rarity("Gift", background) > rarity("Gift", Background(), "fr") - 5
    assert rarity("Gift", background, "fr") == pytest.approx(math.log((UNREAD_TEXTS + 1) / 0.5))


def test_without_words_nothing_is_looked_up() -> None:
    assert TermStatistics(Background()).rarity(np.array([], np.uint32), "").tolist() == []
