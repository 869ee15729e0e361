"""The processor time that texts are given, one by one and feed by feed."""

import pytest

from briefing.model.analysis import TextAnalysis, TextRead, TextToRead
from briefing.services.text_budget import CHARACTERS_A_SECOND, FEED_SECONDS, TEXT_SECONDS, TextBudget


def a_text(number: int = 1, characters: int = CHARACTERS_A_SECOND, feed: int = 1) -> TextToRead:
    return TextToRead(number, "x" * characters, feed=feed)


def read_in(budget: TextBudget, text: TextToRead, seconds: float) -> None:
    budget.charge([text], [TextRead(text.id, TextAnalysis(), seconds=seconds)])


@pytest.mark.parametrize("length", [0, 3_000, 900_000])
def test_a_text_is_given_time_by_its_length(length: int) -> None:
    given = TextBudget().seconds_for(a_text(characters=length))
    assert given == pytest.approx(TEXT_SECONDS + length / CHARACTERS_A_SECOND)


def test_honest_texts_never_use_up_the_time_of_their_feed() -> None:
    budget = TextBudget()
    for number in range(1_000):
        assert budget.seconds_for(a_text(number))
        read_in(budget, a_text(number), 0.9)


def test_a_feed_of_slow_texts_is_not_read_to_its_end() -> None:
    budget = TextBudget()
    read = 0
    while budget.seconds_for(a_text(read)):
        read_in(budget, a_text(read), 3.0)
        read += 1
    assert read == FEED_SECONDS // 2
    assert budget.seconds_for(a_text(read, feed=2))
