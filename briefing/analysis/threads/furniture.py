"""Furniture: words that an outlet puts into most of its texts whatever they are about."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from briefing.analysis.threads.background import first_words
from briefing.analysis.threads.words import different_stems, title_stems
from briefing.model.grouping import Outlined, StoryText

_FEWEST_STORIES = 8
_LEAST_IN_LEADS = 0.3
_MOST_IN_TITLES = 0.1
_LEAST_IN_TITLES = 0.8


@dataclass(frozen=True, slots=True)
class Furniture:
    """The stems that tell nothing in an outlet's titles and in its leads."""

    titles: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()


def outlet_furniture(stories: Sequence[StoryText], window: Sequence[Outlined] = ()) -> Mapping[str, Furniture]:
    """Return the furniture of the outlets of `stories`, which may be a part of a `window`; those with few have none.

    In titles it is what nearly all in the window have, such as "Quote" of "Quote 17"; in leads what stands in many of
    `stories` and hardly in their titles, such as a podcast's name: a matter that an outlet tells often is in its titles
    too.
    """
    by_outlet: defaultdict[str, list[StoryText]] = defaultdict(list)
    for story in stories:
        if story.outlet:
            by_outlet[story.outlet].append(story)
    titles: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in window or stories:
        if one.outlet in by_outlet:
            titles[one.outlet].append(title_stems(one.title, one.language))
    return {
        outlet: Furniture(_of_titles(titles[outlet]), _of_leads(told))
        for outlet, told in by_outlet.items()
        if len(titles[outlet]) >= _FEWEST_STORIES
    }


def _of_titles(titles: Sequence[Sequence[str]]) -> frozenset[str]:
    counts = Counter(chain.from_iterable(titles))
    return frozenset(stem for stem, times in counts.items() if times >= _LEAST_IN_TITLES * len(titles))


def _of_leads(stories: Sequence[StoryText]) -> frozenset[str]:
    told = [story for story in stories if story.lead]
    if len(told) < _FEWEST_STORIES:
        return frozenset()
    titles = Counter(chain.from_iterable(title_stems(story.title, story.language) for story in stories))
    leads = Counter(chain.from_iterable(different_stems(first_words(story.lead), story.language) for story in told))
    often, seldom = _LEAST_IN_LEADS * len(told), _MOST_IN_TITLES * len(told)
    return frozenset(stem for stem, times in leads.items() if times >= often and titles[stem] <= seldom)
