"""The trained weights of the taggers: the features they know, and the tagger that applies them."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, count, pairwise
from typing import TYPE_CHECKING, Protocol

from briefing.data.loader import read_bytes

if TYPE_CHECKING:
    import numpy as np

_NUMBER_OF_TAGS = 20
_OFFSET_OF_WEIGHTS = 28
_OFFSET_OF_TAGS = 32
_OFFSET_OF_FEATURES = 36
"""Positions in the header of a file that CRFsuite wrote."""
_WEIGHTS = struct.Struct("<4sII")
"""Mark, size, and number of weights; each weight has its kind (0: of a feature, 1: of a tag that follows another), the
number of the feature or the tag before, the number of the tag, and its value."""
_CHUNK = struct.Struct("<4sIIIII")
"""Mark, size, flags, byte order, number of records, and the position of their offsets from the chunk's start."""
_RECORD = struct.Struct("<II")
"""Number and length of a feature; its bytes follow, with a zero byte at the end."""
PARTS_WEIGHTS = "parts.crfsuite"
NAMES_WEIGHTS = "names.crfsuite"
_MOST_GROUPS = 100_000
_MORE_ROWS = 10_000
_MOST_WORDS = 4_000
"""Words that are tagged at once, so that a long text needs no more memory than a short one."""


class FeatureGroups(Protocol):
    """Gives numbers to groups of features that always come together, such as those of one word.

    Number 0 is the group without a known feature, which has no effect on any tag.
    """

    def groups(self, features: Iterable[Iterable[str]]) -> list[int]:
        """Return the number of each group: the caller keeps it, since another call may return another one."""

    def find(self, features: Iterable[str]) -> list[int]:
        """Return the number of the group that each feature makes alone."""

    def make_room(self) -> bool:
        """Forget all groups of several features if there are very many; return whether that happened."""


class Vocabulary:
    """The features that weights know, and their scores; `rows` has one row for each group, one column for each tag."""

    def __init__(self, weights: bytes) -> None:
        import numpy as np

        features = _names(weights, _OFFSET_OF_FEATURES)
        self._numbers = {feature: number for number, feature in enumerate(features, start=1)}
        self._features = self._count = len(self._numbers) + 1
        (tags,) = struct.unpack_from("<I", weights, _NUMBER_OF_TAGS)
        (chunk,) = struct.unpack_from("<I", weights, _OFFSET_OF_WEIGHTS)
        _, _, count = _WEIGHTS.unpack_from(weights, chunk)
        kinds = np.dtype([("kind", "<u4"), ("source", "<u4"), ("tag", "<u4"), ("weight", "<f8")])
        table = np.frombuffer(weights, kinds, count, chunk + _WEIGHTS.size)
        states, transitions = table[table["kind"] == 0], table[table["kind"] == 1]
        self.rows = np.zeros((self._count + _MORE_ROWS, tags))
        self.rows[states["source"] + 1, states["tag"]] = states["weight"]
        self.transitions = np.zeros((tags, tags))
        """The score of each tag (column) after each tag (row)."""
        self.transitions[transitions["source"], transitions["tag"]] = transitions["weight"]

    def groups(self, features: Iterable[Iterable[str]]) -> list[int]:
        """Return the number of each group of features: the caller keeps it, since each call adds rows."""
        import numpy as np

        find = self._numbers.get
        known = [[number for feature in group if (number := find(feature))] for group in features]
        several = [numbers for numbers in known if len(numbers) > 1]
        first, self._count = self._count, self._count + len(several)
        if self._count > len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros((len(several) + _MORE_ROWS, self.rows.shape[1]))))
        if several:
            starts = list(accumulate(map(len, several), initial=0))[:-1]
            np.add.reduceat(self.rows[list(chain(*several))], starts, out=self.rows[first : self._count])
        rows = iter(range(first, self._count))
        return [next(rows) if len(numbers) > 1 else sum(numbers) for numbers in known]

    def find(self, features: Iterable[str]) -> list[int]:
        """Return the number of the group that each feature makes alone, 0 if it is not known."""
        find = self._numbers.get
        return [find(feature, 0) for feature in features]

    def make_room(self) -> bool:
        """Forget all groups of several features if there are very many; return whether that happened."""
        if self._count < self._features + _MOST_GROUPS:
            return False
        self._count = self._features
        self.rows = self.rows[: self._count + _MORE_ROWS].copy()
        return True


class WordTable:
    """Word forms with a row of integers each, which is read when a form comes up first; row 0 is no word's."""

    def __init__(self, columns: int, read: Callable[[Sequence[str]], Sequence[Sequence[int]]]) -> None:
        import numpy as np

        self.rows = np.zeros((_MORE_ROWS, columns), np.int32)
        self._read = read
        self._numbers = {"": 0}

    def numbers(self, words: Sequence[str]) -> "np.ndarray":
        """Return the number of the row of each word, 0 for an empty one."""
        import numpy as np

        if new := sorted(set(words).difference(self._numbers)):
            self._add(new)
        return np.fromiter(map(self._numbers.__getitem__, words), np.intp, len(words))

    def _add(self, words: Sequence[str]) -> None:
        import numpy as np

        first = len(self._numbers)
        self._numbers.update(zip(words, count(first), strict=False))
        if len(self._numbers) > len(self.rows):
            self.rows = np.concatenate(
                (self.rows, np.zeros_like(self.rows, shape=(len(words) + _MORE_ROWS, self.rows.shape[1])))
            )
        self.rows[first : len(self._numbers)] = self._read(words)


def padded(sentences: Iterable[Sequence[str]]) -> list[str]:
    """Return the words of all sentences with two empty ones around each, so that two neighbours are always there."""
    words = ["", ""]
    for sentence in sentences:
        words += sentence
        words += ("", "")
    return words


class SequenceTagger:
    """A conditional random field that gives one tag to each token of a sentence; CRFsuite trained its weights.

    The best tags are found with Viterbi's algorithm (Rabiner 1989) for many sentences at once.
    """

    def __init__(self, weights: bytes) -> None:
        self.vocabulary = Vocabulary(weights)
        self._tags = tuple(_names(weights, _OFFSET_OF_TAGS))

    def tag(self, groups: "np.ndarray", lengths: Sequence[int]) -> list[list[str]]:
        """Return the best tags of the tokens of sentences with these `lengths`, none of which is 0.

        `groups` has a row for each token of all sentences, with the numbers of the groups of its features.
        """
        tagged: list[list[str]] = []
        starts = list(accumulate(lengths, initial=0))
        first = 0
        while first < len(lengths):
            last = first + 1
            while last < len(lengths) and starts[last + 1] - starts[first] <= _MOST_WORDS:
                last += 1
            best = self._best(groups[starts[first] : starts[last]], lengths[first:last])
            tags = [self._tags[tag] for tag in best]
            tagged += [tags[a - starts[first] : b - starts[first]] for a, b in pairwise(starts[first : last + 1])]
            first = last
        return tagged

    def _best(self, groups: "np.ndarray", lengths: Sequence[int]) -> list[int]:
        """Return the number of the best tag of each token."""
        import numpy as np

        sizes = np.array(lengths)
        positions = np.arange(len(groups)) - np.repeat(sizes.cumsum() - sizes, sizes)
        order = np.lexsort((-np.repeat(sizes, sizes), positions))
        """The first tokens of all sentences, then their second tokens, and so on, always the longest sentence first."""
        scores = np.ascontiguousarray(self._scores(groups[order]).T)
        bounds = list(accumulate(np.bincount(positions).tolist(), initial=0))
        steps = [scores[:, a:b] for a, b in pairwise(bounds)]
        transitions = self.vocabulary.transitions[:, :, None]
        for before, here in pairwise(steps):
            here += np.maximum.reduce(before[:, None, : here.shape[1]] + transitions)
        best = np.empty(len(groups), np.intp)
        after = best[:0]
        onto = self.vocabulary.transitions
        for here, start, end in zip(reversed(steps), bounds[-2::-1], bounds[:0:-1], strict=True):
            here[:, : len(after)] += onto[:, after]
            after = here.argmax(axis=0)
            best[order[start:end]] = after
        numbers: list[int] = best.tolist()
        return numbers

    def _scores(self, groups: "np.ndarray") -> "np.ndarray":
        """Return the scores of each token (row) for each tag (column) without its neighbours' tags."""
        rows = self.vocabulary.rows
        first, *others = groups.T
        scores: np.ndarray = rows[first]
        for column in others:
            scores += rows[column]
        return scores


def _names(weights: bytes, offset: int) -> Iterator[str]:
    """Yield the features or tags that the header lists at `offset`, in order of their numbers."""
    (chunk,) = struct.unpack_from("<I", weights, offset)
    *_, count, offsets = _CHUNK.unpack_from(weights, chunk)
    for (record,) in struct.iter_unpack("<I", weights[chunk + offsets : chunk + offsets + 4 * count]):
        _, length = _RECORD.unpack_from(weights, chunk + record)
        start = chunk + record + _RECORD.size
        yield weights[start : start + length - 1].decode()


@cache
def load_tagger(file: str) -> SequenceTagger:
    """Return the tagger whose weights are the package data `file`; it is read once."""
    return SequenceTagger(read_bytes(file))
