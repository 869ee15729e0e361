"""Rules that keep two stories apart, however similar their words are."""

from collections.abc import Collection, Sequence

import numpy as np

from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.templates import is_templated
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory

_SAME_LANGUAGE = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class CannotLinkRules:
    """Parallel arrays, by row: whether the story is about no event that others tell, and its language (0: unknown)."""

    is_column: np.ndarray
    languages: np.ndarray

    def allowed(self, pairs: Pairs) -> Pairs:
        """Return `pairs` without those of a column and those of stories in two known languages.

        A column is about no single event. Stories in two languages have only names, loanwords and chance in common:
        enough to show them side by side, but not to tell two days of one event apart. The user may merge them.
        """
        first, second = self.languages[pairs.first], self.languages[pairs.second]
        kept = (first == second) | (first == 0) | (second == 0)
        kept &= ~(self.is_column[pairs.first] | self.is_column[pairs.second])
        return Pairs(pairs.first[kept], pairs.second[kept], pairs.similarity[kept])


def cannot_link_rules(stories: Sequence[EncodedStory], grouped: Collection[int] = ()) -> CannotLinkRules:
    """Return the rules for `stories`, by row.

    A story that shared a thread before (its id is in `grouped`) is no column, unless the user put it there. An item
    made from a template counts as a column in any case, since only later items show the template.
    """
    numbers = {"": 0}
    languages = [numbers.setdefault(_language(story), len(numbers)) for story in stories]
    is_column = [(story.id not in grouped or bool(story.pinned)) and story.is_column for story in stories]
    return CannotLinkRules(np.array(is_column, bool) | is_templated(stories), np.array(languages))


def _language(story: EncodedStory) -> str:
    code = story.language[:2].lower()
    return _SAME_LANGUAGE.get(code, code)
