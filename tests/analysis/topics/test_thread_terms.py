"""The terms of threads."""

import numpy as np

from briefing.analysis.threads.encoded import encode_story, stem_number
from briefing.analysis.threads.features import story_features
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.topics.thread_terms import HEAVIEST, TERM, are_names, thread_terms, weights
from briefing.model.grouping import Background
from tests.analysis.threads.stories import FLOOD, story

STORIES = [encode_story(story(number, *words)) for number, words in enumerate(FLOOD, 1)]
FEATURES = story_features(STORIES, TermStatistics(Background()))


def test_a_thread_has_the_terms_of_its_stories_none_too_heavy() -> None:
    (packed,) = thread_terms(FEATURES, STORIES, [(0, 1, 2)])
    terms = np.frombuffer(packed, TERM)
    assert {stem_number(word, "") for word in ("Dunov", "Ostrava", "flood")} <= set(terms["stem"].tolist())
    assert 0 < weights(terms).min() <= weights(terms).max() <= HEAVIEST


def test_a_thread_knows_which_of_its_terms_are_names() -> None:
    terms = np.frombuffer(thread_terms(FEATURES, STORIES, [(0, 1, 2)])[0], TERM)
    names = set(terms["stem"][are_names(terms)].tolist())
    assert stem_number("Dunov", "") in names
    assert stem_number("flood", "") not in names


def test_a_term_knows_what_follows_it_in_a_name() -> None:
    terms = np.frombuffer(thread_terms(FEATURES, STORIES, [(0, 1, 2)])[0], TERM)
    following = dict(zip(terms["stem"].tolist(), terms["next"].tolist(), strict=True))
    assert following[stem_number("Ostrava", "")] == stem_number("valley", "")


def test_no_threads_have_no_terms() -> None:
    assert thread_terms(FEATURES, STORIES, []) == ()
