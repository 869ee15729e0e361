"""The trained weights of the taggers: the features they know, and the tagger that applies them."""

import struct
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from briefing.data.loader import read_bytes

_OFFSET_OF_FEATURES = 36
_CHUNK = struct.Struct("<4sIIIII")
"""Mark, size, flags, byte order, number of records, and the position of their offsets from the chunk's start."""
_RECORD = struct.Struct("<II")
"""Number and length of a feature; its bytes follow, with a zero byte at the end."""
PARTS_WEIGHTS = "parts.crfsuite"
NAMES_WEIGHTS = "names.crfsuite"


class Vocabulary:
    """The features that weights know; without weights, as in training, all are known.

    An unknown feature has no effect on any tag, and passing it to the library only costs time.
    """

    def __init__(self, weights: bytes | None = None) -> None:
        self.find: Callable[[str], bytes | None] = str.encode
        """Returns a feature in the bytes that the library expects, or None if it is not known."""
        if weights is not None:
            self.find = {feature.decode(): feature for feature in _features(weights)}.get

    def known(self, features: Sequence[str]) -> tuple[bytes, ...]:
        """Return those of the `features` that are known, in order."""
        find = self.find
        return tuple([known for feature in features if (known := find(feature)) is not None])


def _features(weights: bytes) -> Iterable[bytes]:
    (chunk,) = struct.unpack_from("<I", weights, _OFFSET_OF_FEATURES)
    *_, count, offsets = _CHUNK.unpack_from(weights, chunk)
    for (offset,) in struct.iter_unpack("<I", weights[chunk + offsets : chunk + offsets + 4 * count]):
        _, length = _RECORD.unpack_from(weights, chunk + offset)
        start = chunk + offset + _RECORD.size
        yield weights[start : start + length - 1]


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
