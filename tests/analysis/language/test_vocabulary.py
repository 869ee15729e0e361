"""The features that weights know."""

from collections.abc import Callable

import numpy as np
import pycrfsuite
import pytest

from briefing.analysis.language.names import NameFeatures
from briefing.analysis.language.parts import PartFeatures
from briefing.analysis.language.weights import NAMES_WEIGHTS, PARTS_WEIGHTS, FeatureGroups, Vocabulary, load_tagger
from briefing.data.loader import read_bytes
from tests.benchmarks.every_feature import WordFeatures, every_feature

SENTENCES = [
    ["Zrinko", "Qual", ",", "mayor", "of", "New", "York", ",", "said", "that", "the", "harbour", "was", "closed", "."],
    ["Yes", "."],
    ["Bank", "of", "England", "Says", "Harbour", "Will", "Close"],
    ["No"],
]
KINDS = [(PARTS_WEIGHTS, PartFeatures), (NAMES_WEIGHTS, NameFeatures)]
Kind = Callable[[FeatureGroups], WordFeatures]


def test_an_unknown_feature_has_no_effect() -> None:
    vocabulary = Vocabulary(read_bytes(PARTS_WEIGHTS))
    assert vocabulary.groups([["w=zrinko"], ["w=said", "w=zrinko"]]) == [0, *vocabulary.find(["w=said"])]


@pytest.mark.parametrize(("weights", "kind"), KINDS)
def test_the_scores_of_a_word_are_the_sum_of_all_its_features(weights: str, kind: Kind) -> None:
    vocabulary = Vocabulary(read_bytes(weights))
    found = vocabulary.rows[kind(vocabulary).of_all(SENTENCES)].sum(axis=1)
    spelled = [features for sentence in every_feature(kind, [SENTENCES]) for features in sentence]
    wanted = [vocabulary.rows[vocabulary.find(features)].sum(axis=0) for features in spelled]
    np.testing.assert_allclose(found, wanted, atol=1e-9)


@pytest.mark.parametrize(("weights", "kind"), KINDS)
def test_the_best_tags_are_those_of_the_trainer(weights: str, kind: Kind) -> None:
    library, as_bytes = pycrfsuite.Tagger(), read_bytes(weights)
    library.open_inmemory(as_bytes)  # the library reads them in place and does not keep them alive
    found = load_tagger(weights).tag(kind(load_tagger(weights).vocabulary).of_all(SENTENCES), [15, 2, 7, 1])
    assert found == [library.tag(features) for features in every_feature(kind, [SENTENCES])]


@pytest.mark.parametrize(("weights", "kind"), KINDS)
def test_a_long_text_is_tagged_in_pieces(weights: str, kind: Kind) -> None:
    tagger = load_tagger(weights)
    features = kind(tagger.vocabulary)
    alone = [tagger.tag(features.of_all([words]), [len(words)])[0] for words in SENTENCES]
    many = SENTENCES * 400
    assert tagger.tag(features.of_all(many), [len(words) for words in many]) == alone * 400


def test_the_certainty_of_a_name_is_the_share_of_its_tags_among_all_tags_of_its_words() -> None:
    library, as_bytes = pycrfsuite.Tagger(), read_bytes(NAMES_WEIGHTS)
    library.open_inmemory(as_bytes)
    words = ["Zrinko", "Qual", "spoke"]  # a name and no more than two words around it: nothing else is given
    tagger = load_tagger(NAMES_WEIGHTS)
    ((tags,), (certain,)) = tagger.tag_with_certainty(NameFeatures(tagger.vocabulary).of_all([words]), [3])
    (features,) = every_feature(NameFeatures, [[words]])
    library.set(features)
    assert (tags, certain[2]) == (["B-PER", "I-PER", "O"], 1.0)
    assert certain[:2] == pytest.approx([library.probability(tags)] * 2)


@pytest.mark.parametrize(("weights", "kind"), KINDS)
def test_words_are_read_again_after_their_groups_were_forgotten(
    weights: str, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = Vocabulary(read_bytes(weights))
    features = kind(vocabulary)
    before = vocabulary.rows[features.of_all(SENTENCES)].sum(axis=1)
    monkeypatch.setattr("briefing.analysis.language.weights._MOST_GROUPS", 10)
    np.testing.assert_array_equal(vocabulary.rows[features.of_all(SENTENCES)].sum(axis=1), before)
