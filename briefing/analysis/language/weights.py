"""The trained taggers, loaded once."""

from collections.abc import Sequence
from functools import cache

from briefing.analysis.language.vocabulary import Vocabulary
from briefing.data.loader import read_bytes

PARTS_WEIGHTS = "parts.crfsuite"
NAMES_WEIGHTS = "names.crfsuite"


class SequenceTagger:
    """A conditional random field that gives one tag to each token of a sentence."""

    def __init__(self, weights: bytes) -> None:
        import pycrfsuite

        self._weights = weights  # the library reads them in place and does not keep them alive
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)
        self.vocabulary = Vocabulary(weights)

    def tag(self, features: Sequence[Sequence[bytes]]) -> list[str]:
        """Return the best tags for tokens given as lists of features."""
        tags: list[str] = self._tagger.tag(features)
        return tags


@cache
def load_tagger(file: str) -> SequenceTagger:
    """Return the tagger whose weights are the package data `file`; it is read once."""
    return SequenceTagger(read_bytes(file))
