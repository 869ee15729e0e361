"""The features of words spelled out, known to any weights or not: what the taggers are trained with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from briefing.analysis.language.weights import FeatureGroups


class WordFeatures(Protocol):
    """Finds the features of words: `PartFeatures` or `NameFeatures`."""

    def of_all(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        """Return the groups of features of the words of all sentences: a row for each word."""


class SpelledGroups:
    """Groups of features that can be spelled out; every feature is known."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, ...]] = [()]
        self._numbers: dict[tuple[str, ...], int] = {(): 0}

    def groups(self, features: Iterable[Iterable[str]]) -> list[int]:
        """Return the number of each group of features."""
        return [self._number(tuple(group)) for group in features]

    def find(self, features: Iterable[str]) -> list[int]:
        """Return the number of the group that each feature makes alone."""
        return [self._number((feature,)) for feature in features]

    def find_beside(self, features: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the groups that each feature makes with "-" and with "+" before it."""
        wanted = list(features)
        before, after = (np.array(self.find(sign + feature for feature in wanted)) for sign in "-+")
        return before, after

    def make_room(self) -> bool:
        """Forget nothing."""
        return False

    def _number(self, group: tuple[str, ...]) -> int:
        if group not in self._numbers:
            self._numbers[group] = len(self._groups)
            self._groups.append(group)
        return self._numbers[group]

    def spell_out(self, groups: Iterable[int]) -> list[str]:
        """Return the features of all `groups`."""
        return [feature for group in groups for feature in self._groups[group]]


def every_feature(
    kind: Callable[[FeatureGroups], WordFeatures], texts: Iterable[Sequence[Sequence[str]]]
) -> Iterator[list[list[str]]]:
    """Yield the features of each word of each sentence of each text."""
    groups = SpelledGroups()
    seen = kind(groups)
    for text in texts:
        rows = iter(seen.of_all(text).tolist())
        for sentence in text:
            yield [groups.spell_out(next(rows)) for _ in sentence]
