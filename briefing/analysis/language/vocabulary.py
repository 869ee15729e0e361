"""The features that a tagger's weights know, read from the file in which CRFsuite keeps them."""

import struct
from collections.abc import Callable, Iterable, Sequence

_OFFSET_OF_FEATURES = 36
_CHUNK = struct.Struct("<4sIIIII")
"""Mark, size, flags, byte order, number of records and where their offsets stand, counted from the chunk's start."""
_RECORD = struct.Struct("<II")
"""Number and length of a feature; its bytes follow, with a zero byte at the end."""


class Vocabulary:
    """The features that weights know; without weights, as in training, all are known.

    A feature that is not known counts nothing for any tag: it only costs the time of handing it over.
    """

    def __init__(self, weights: bytes | None = None) -> None:
        self.find: Callable[[str], bytes | None] = str.encode
        """Gives a feature in the bytes that the library takes it in, or None where it is not known."""
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
