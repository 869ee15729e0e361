"""The names of topics, in the words of their headlines."""

import numpy as np

from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.topics.names import MOST_LETTERS, name_topic
from briefing.analysis.topics.thread_terms import TERM


def terms(words: str) -> bytes:
    stems = sorted(stem_number(word, "") for word in words.split())
    return np.array([(stem, 0.3, 0) for stem in stems], TERM).tobytes()


def test_a_topic_is_called_by_the_words_that_its_headlines_share() -> None:
    headlines = (
        "Port Velmar customs strike halts grain",
        "Talks in Port Velmar customs dispute",
        "Dockers back strike",
    )
    held = ("Port Velmar customs strike grain", "Port Velmar customs talks", "Velmar dockers strike")
    assert name_topic(headlines, [terms(words) for words in held]) == "Port Velmar customs, strike"


def test_without_shared_words_a_topic_has_a_headline() -> None:
    assert name_topic(("Chess champion retires",), [terms("chess")]) == "Chess champion retires"


def test_a_name_is_short() -> None:
    words = "Extraordinarily Longwinded Representatives Deliberating"
    name = name_topic((words, f"{words} Interminably"), [terms(words), terms(words)])
    assert len(name.split(", ")[0]) > MOST_LETTERS or len(name) <= MOST_LETTERS
