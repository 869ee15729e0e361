"""The features that weights know."""

import pytest

from briefing.analysis.language.names import NameFeatures
from briefing.analysis.language.parts import PartFeatures
from briefing.analysis.language.weights import NAMES_WEIGHTS, PARTS_WEIGHTS, Vocabulary, load_tagger

WORDS = ["Zrinko", "Qual", ",", "mayor", "of", "Berlin", ",", "said", "that", "the", "harbour", "was", "closed", "."]


def test_weights_know_the_features_that_they_were_trained_with() -> None:
    vocabulary = load_tagger(PARTS_WEIGHTS).vocabulary
    assert vocabulary.known(["w=said", "w=zrinko", "c=VD"]) == (b"w=said", b"c=VD")


def test_without_weights_every_feature_is_known() -> None:
    assert Vocabulary().known(["w=zrinko", "w=said"]) == (b"w=zrinko", b"w=said")


@pytest.mark.parametrize(("weights", "kind"), [(PARTS_WEIGHTS, PartFeatures), (NAMES_WEIGHTS, NameFeatures)])
def test_leaving_out_what_is_not_known_changes_no_tag(weights: str, kind: type[PartFeatures | NameFeatures]) -> None:
    tagger = load_tagger(weights)
    known, every = kind(tagger.vocabulary).of(WORDS), kind(Vocabulary()).of(WORDS)
    assert sum(map(len, known)) < sum(map(len, every))
    assert tagger.tag(known) == tagger.tag(every)
