"""The trained weights of the taggers: the features they know, and the tagger that applies them."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
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

    def group(self, features: Iterable[str]) -> int:
        """Return the number of a group: the caller keeps it, since another call may return another one."""

    def find(self, feature: str) -> int:
        """Return the number of the group of one feature."""

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

    def group(self, features: Iterable[str]) -> int:
        """Return the number of a group of features: the caller keeps it, since each call adds a row."""
        import numpy as np

        find = self._numbers.get
        numbers = [number for feature in features if (number := find(feature))]
        if len(numbers) < 2:
            return numbers[0] if numbers else 0
        if self._count == len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros((_MORE_ROWS, self.rows.shape[1]))))
        np.add.reduce(self.rows[numbers], out=self.rows[self._count])
        self._count += 1
        return self._count - 1

    def find(self, feature: str) -> int:
        """Return the number of the group of one feature, 0 if it is not known."""
        return self._numbers.get(feature, 0)

    def make_room(self) -> bool:
        """Forget all groups of several features if there are very many; return whether that happened."""
        if self._count < self._features + _MOST_GROUPS:
            return False
        self._count = self._features
        self.rows = self.rows[: self._count + _MORE_ROWS].copy()
        return True


class WordTable:
    """Word forms with a row of integers each, which is read when a form comes up first; row 0 is no word's."""

    def __init__(self, columns: int, read: Callable[[str], Sequence[int]]) -> None:
        import numpy as np

        self.rows = np.zeros((_MORE_ROWS, columns), np.int32)
        self._read = read
        self._numbers = {"": 0}

    def numbers(self, words: Iterable[str]) -> "np.ndarray":
        """Return the number of the row of each word, 0 for an empty one."""
        import numpy as np

        known = self._numbers
        return np.array([known[word] if word in known else self._add(word) for word in words], np.intp)

    def _add(self, word: str) -> int:
        import numpy as np

        number = len(self._numbers)
        if number == len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros_like(self.rows[:_MORE_ROWS])))
        self.rows[number] = self._read(word)
        self._numbers[word] = number
        return number


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
        scores = self._scores(groups[order])
        bounds = list(accumulate(np.bincount(positions).tolist(), initial=0))
        steps = [scores[a:b] for a, b in pairwise(bounds)]
        transitions = self.vocabulary.transitions
        for before, here in pairwise(steps):
            here += np.maximum.reduce(before[: len(here), :, None] + transitions, axis=1)
        best = np.empty(len(groups), np.intp)
        after = best[:0]
        onto = transitions.T.copy()
        for here, start, end in zip(reversed(steps), bounds[-2::-1], bounds[:0:-1], strict=True):
            here[: len(after)] += onto[after]
            after = here.argmax(axis=1)
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
