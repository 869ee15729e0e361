"""Rules that keep two stories apart, however similar their words are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from briefing.analysis.threads.pairs import Pairs
from briefing.model.encoded import EncodedStory

_WRITTEN_ALIKE = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class CannotLinkRules:
    """Parallel arrays: which stories are columns, and the number of each story's language, 0 where it is not known."""

    columns: np.ndarray
    languages: np.ndarray

    def allowed(self, pairs: Pairs) -> Pairs:
        """Leave out the pairs with a column, which is about no one matter, and those of two known languages.

        Across languages only names, loanwords and chance are alike: enough to lay two stories side by side, but not to
        tell two days of one matter apart. The reader may merge them.
        """
        first, second = self.languages[pairs.first], self.languages[pairs.second]
        kept = (first == second) | (first == 0) | (second == 0)
        kept &= ~(self.columns[pairs.first] | self.columns[pairs.second])
        return Pairs(pairs.first[kept], pairs.second[kept], pairs.similarity[kept])


def cannot_link_rules(stories: Sequence[EncodedStory], known: Collection[int] = ()) -> CannotLinkRules:
    """Return the barriers between `stories`, by their places.

    The stories `known` to have had company before are no columns, unless the reader gave them that company.
    """
    numbers = {"": 0}
    languages = [numbers.setdefault(_language(story), len(numbers)) for story in stories]
    columns = [(one.id not in known or bool(one.pinned)) and one.is_column for one in stories]
    return CannotLinkRules(np.array(columns, bool), np.array(languages))


def _language(story: EncodedStory) -> str:
    code = story.language[:2].lower()
    return _WRITTEN_ALIKE.get(code, code)
