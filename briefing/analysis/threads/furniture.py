"""Furniture: words that an outlet puts into most of its texts whatever they are about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.threads.background import first_words
from briefing.analysis.threads.words import stemmer, tokens
from briefing.model.grouping import StoryText

_FEWEST_STORIES = 8
_LEAST_IN_LEADS = 0.3
_MOST_IN_TITLES = 0.1
_LEAST_IN_TITLES = 0.8


@dataclass(frozen=True, slots=True)
class Furniture:
    """The stems that tell nothing in an outlet's titles and in its leads."""

    titles: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()


def outlet_furniture(stories: Sequence[StoryText]) -> Mapping[str, Furniture]:
    """Return the furniture by outlet; outlets with few stories have none.

    In titles it is what nearly all have, such as "Quote" of "Quote 17"; in leads what stands in many of them and hardly
    in the titles, such as a podcast's name: a matter that an outlet tells often is in its titles too.
    """
    by_outlet: defaultdict[str, list[StoryText]] = defaultdict(list)
    for story in stories:
        by_outlet[story.outlet].append(story)
    return {outlet: _furniture(told) for outlet, told in by_outlet.items() if outlet and len(told) >= _FEWEST_STORIES}


def _furniture(stories: Sequence[StoryText]) -> Furniture:
    in_titles = _counted((story.title, story.language) for story in stories)
    of_titles = frozenset(stem for stem, times in in_titles.items() if times >= _LEAST_IN_TITLES * len(stories))
    told = [story for story in stories if story.lead]
    if len(told) < _FEWEST_STORIES:
        return Furniture(of_titles)
    leads = _counted((first_words(story.lead), story.language) for story in told)
    often, seldom = _LEAST_IN_LEADS * len(told), _MOST_IN_TITLES * len(told)
    return Furniture(
        of_titles, frozenset(stem for stem, times in leads.items() if times >= often and in_titles[stem] <= seldom)
    )


def _counted(texts: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count in how many of the texts, pairs of text and language, each stem stands."""
    counts: Counter[str] = Counter()
    for text, language in texts:
        stem = stemmer(language)
        counts.update({stem(word) for word in tokens(text)} - {""})
    return counts
