"""The one loader of this room's package data: trained weights and word lists."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from briefing.analysis.language.vocabulary import Vocabulary

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
    return SequenceTagger(data_bytes(file))


def data_bytes(file: str) -> bytes:
    """Return the bytes of one file of the package data."""
    return resources.files("briefing.data").joinpath(file).read_bytes()


def data_lines(file: str) -> tuple[str, ...]:
    """Return the lines of one word list, without comments and empty lines."""
    lines = data_bytes(f"lexicons/{file}").decode("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
