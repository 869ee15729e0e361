"""The trained weights of the taggers: the features they know, and the tagger that applies them."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain, count, islice, pairwise
from sys import intern
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
_AROUND = 2
"""Tokens on either side of a name whose tags count for how likely the name is."""


class FeatureGroups(Protocol):
    """Gives numbers to groups of features that always come together, such as those of one word.

    Number 0 is the group without a known feature, which has no effect on any tag.
    """

    def groups(self, features: Iterable[Iterable[str]]) -> list[int]:
        """Return the number of each group: the caller keeps it, since another call may return another one."""

    def find(self, features: Iterable[str]) -> list[int]:
        """Return the number of the group that each feature makes alone."""

    def find_beside(self, features: Iterable[str]) -> "tuple[np.ndarray, np.ndarray]":
        """Return the numbers of the groups that each feature makes as one before a word ("-") and after it ("+")."""

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

    def find_beside(self, features: Iterable[str]) -> "tuple[np.ndarray, np.ndarray]":
        """Return the numbers of the groups that each feature makes as one before a word ("-") and after it ("+")."""
        known, before, after = self._beside
        places = [known.get(feature, 0) for feature in features]
        return before[places], after[places]

    @cached_property
    def _beside(self) -> "tuple[dict[str, int], np.ndarray, np.ndarray]":
        """The features that are known with "-" or "+" before them: the place of each in the two lists of groups."""
        import numpy as np

        known = {feature[1:]: 0 for feature in self._numbers if feature[0] in "-+"}
        known = {feature: place for place, feature in enumerate(known, start=1)}
        before, after = (np.array([0, *self.find(sign + feature for feature in known)]) for sign in "-+")
        return known, before, after

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
        self._tags = tuple(map(intern, _names(weights, _OFFSET_OF_TAGS)))

    def tag(self, groups: "np.ndarray", lengths: Sequence[int]) -> list[list[str]]:
        """Return the best tags of the tokens of sentences with these `lengths`, none of which is 0.

        `groups` has a row for each token of all sentences, with the numbers of the groups of its features.
        """
        return [tags for _, best, parts in self._parts(groups, lengths) for tags in self._sentences(best, parts)]

    def tag_with_certainty(
        self, groups: "np.ndarray", lengths: Sequence[int]
    ) -> tuple[list[list[str]], list[list[float]]]:
        """Return the best tags, and for each token how likely the tags of its name are; it is 1 outside of names.

        A name is a tag that begins with B and those that begin with I after it. Its likelihood is that of the tags of
        its tokens and of two tokens on either side, given the tags of all others.
        """
        tagged: list[list[str]] = []
        certainties: list[list[float]] = []
        for scores, best, parts in self._parts(groups, lengths):
            tagged += self._sentences(best, parts)
            certain = iter(self._certainties(scores, best, parts))
            certainties += [list(islice(certain, length)) for length in parts]
        return tagged, certainties

    def _parts(
        self, groups: "np.ndarray", lengths: Sequence[int]
    ) -> "Iterator[tuple[np.ndarray, list[int], Sequence[int]]]":
        """Yield the scores, the best tags and the lengths of as many sentences as are tagged at once."""
        starts = list(accumulate(lengths, initial=0))
        first = 0
        while first < len(lengths):
            last = first + 1
            while last < len(lengths) and starts[last + 1] - starts[first] <= _MOST_WORDS:
                last += 1
            scores = self._scores(groups[starts[first] : starts[last]])
            yield scores, self._best(scores, lengths[first:last]), lengths[first:last]
            first = last

    def _sentences(self, best: Sequence[int], lengths: Sequence[int]) -> list[list[str]]:
        tags = iter([self._tags[tag] for tag in best])
        return [list(islice(tags, length)) for length in lengths]

    def _certainties(self, scores: "np.ndarray", best: Sequence[int], lengths: Sequence[int]) -> list[float]:
        """Return for each token how likely the tags of its name are; 1 if it is in none."""
        certain = [1.0] * len(best)
        names: list[tuple[int, int]] = []
        windows: list[tuple[int, int]] = []
        limits: list[tuple[int, int]] = []
        for start, end in pairwise(accumulate(lengths, initial=0)):
            for first in range(start, end):
                if self._tags[best[first]][0] == "B":
                    last = first + 1
                    while last < end and self._tags[best[last]][0] == "I":
                        last += 1
                    names.append((first, last))
                    windows.append((max(start, first - _AROUND), min(end, last + _AROUND)))
                    limits.append((start, end))
        for (first, last), likelihood in zip(names, self._likelihoods(scores, best, windows, limits), strict=True):
            certain[first:last] = [likelihood] * (last - first)
        return certain

    def _likelihoods(
        self,
        scores: "np.ndarray",
        best: Sequence[int],
        windows: Sequence[tuple[int, int]],
        limits: Sequence[tuple[int, int]],
    ) -> list[float]:
        """Return how likely the best tags in each window are, given those right before and after it.

        `limits` are the first token and the one after the last of the sentence of each window. The sum over all other
        tags is that of the forward algorithm (Rabiner 1989).
        """
        import numpy as np

        if not windows:
            return []
        tags = len(self._tags)
        onto = np.zeros((tags + 1, tags + 1))  # the last row and column are those of no tag
        onto[:tags, :tags] = self.vocabulary.transitions
        chosen = np.array([*best, tags])
        starts, ends = np.array(windows).T
        before = np.where(starts > np.array(limits)[:, 0], chosen[starts - 1], tags)
        after = np.where(ends < np.array(limits)[:, 1], chosen[ends], tags)
        total = scores[starts] + onto[before, :tags]
        path = total[np.arange(len(starts)), chosen[starts]]
        for step in range(1, int((ends - starts).max())):
            inside = np.flatnonzero(starts + step < ends)
            here = starts[inside] + step
            path[inside] += onto[chosen[here - 1], chosen[here]] + scores[here, chosen[here]]
            total[inside] = scores[here] + _log_of_sums(total[inside, :, None] + onto[:tags, :tags])
        path += onto[chosen[ends - 1], after]
        totals = _log_of_sums((total + onto[:tags, after].T)[:, :, None])[:, 0]
        likelihoods: list[float] = np.exp(path - totals).tolist()
        return likelihoods

    def _best(self, scores: "np.ndarray", lengths: Sequence[int]) -> list[int]:
        """Return the number of the best tag of each token."""
        import numpy as np

        sizes = np.array(lengths)
        positions = np.arange(len(scores)) - np.repeat(sizes.cumsum() - sizes, sizes)
        order = np.lexsort((-np.repeat(sizes, sizes), positions))
        """The first tokens of all sentences, then their second tokens, and so on, always the longest sentence first."""
        scores = np.ascontiguousarray(scores[order].T)
        bounds = list(accumulate(np.bincount(positions).tolist(), initial=0))
        steps = [scores[:, a:b] for a, b in pairwise(bounds)]
        transitions = self.vocabulary.transitions[:, :, None]
        for before, here in pairwise(steps):
            here += np.maximum.reduce(before[:, None, : here.shape[1]] + transitions)
        best = np.empty(len(order), np.intp)
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


def _log_of_sums(logarithms: "np.ndarray") -> "np.ndarray":
    """Return the logarithms of the sums over the second axis of what `logarithms` are the logarithms of."""
    import numpy as np

    greatest = logarithms.max(axis=1)
    sums: np.ndarray = greatest + np.log(np.exp(logarithms - greatest[:, None]).sum(axis=1))
    return sums


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
