"""Furniture: words that an outlet puts into most of its texts whatever they are about."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.analysis.threads.background import first_words
from briefing.analysis.threads.words import stemmer, tokens
from briefing.model.grouping import StoryText

_FEWEST_STORIES = 8
_LEAST_IN_LEADS = 0.3
_MOST_IN_TITLES = 0.1


def outlet_furniture(stories: Sequence[StoryText]) -> Mapping[str, frozenset[str]]:
    """Return by outlet the stems that stand in many of its leads and hardly in its titles, such as a podcast's name.

    A matter that an outlet tells often is in its titles too, and is no furniture. Outlets with few stories have none.
    """
    by_outlet: defaultdict[str, list[StoryText]] = defaultdict(list)
    for story in stories:
        if story.lead:
            by_outlet[story.outlet].append(story)
    return {outlet: _furniture(told) for outlet, told in by_outlet.items() if outlet and len(told) >= _FEWEST_STORIES}


def _furniture(stories: Sequence[StoryText]) -> frozenset[str]:
    leads: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for story in stories:
        stem = stemmer(story.language)
        leads.update({stem(word) for word in tokens(first_words(story.lead))})
        titles.update({stem(word) for word in tokens(story.title)})
    often, seldom = _LEAST_IN_LEADS * len(stories), _MOST_IN_TITLES * len(stories)
    return frozenset(stem for stem, times in leads.items() if stem and times >= often and titles[stem] <= seldom)
