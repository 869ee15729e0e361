"""Why a thread is in its topic."""

import numpy as np

from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.topics.reasons import topic_reason
from briefing.analysis.topics.thread_terms import TERM
from briefing.model.topic import TopicReason


def terms(**words: float) -> bytes:
    return np.array([(stem_number(word, ""), weight, 0) for word, weight in words.items()], TERM).tobytes()


OWN = terms(Velmar=-0.4, customs=0.3, officers=0.3, strike=0.2, rain=0.1)
TITLES = [("Customs officers strike in Velmar", ""), ("Strike at the port of Velmar ends", "")]


def test_the_shared_words_are_those_of_the_titles_the_heaviest_first() -> None:
    others = [terms(Velmar=-0.4, customs=0.4), terms(Velmar=-0.4, strike=0.2), terms(chess=0.4)]
    assert topic_reason(TITLES, OWN, others) == TopicReason(("Velmar", "Customs", "strike"), 2, 3)


def test_adjacent_shared_words_are_one_phrase() -> None:
    others = [terms(customs=0.4, officers=0.4)]
    assert topic_reason(TITLES, OWN, others) == TopicReason(("Customs officers",), 1, 1)


def test_a_word_of_a_later_title_counts_too() -> None:
    others = [terms(strike=0.2, port=0.4)]
    assert topic_reason(TITLES, terms(strike=0.2, port=0.4), others) == TopicReason(("port", "strike"), 1, 1)


def test_a_term_in_no_title_is_no_reason() -> None:
    assert topic_reason(TITLES, OWN, [terms(rain=0.4)]) is None
