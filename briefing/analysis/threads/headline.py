"""The story whose title names a thread."""

import re
from collections import Counter
from collections.abc import Sequence

from briefing.analysis.threads.background import first_words
from briefing.analysis.threads.titles import clean_title
from briefing.analysis.threads.words import stemmer, tokens
from briefing.model.grouping import StoryText

CLEARLY = 1.25
"""By which factor another title must be better before it replaces the one shown."""

_MOST_READ = 50
_POOR = re.compile(
    r"\?\s*$|^(?:watch|live|video|photos?|listen|opinion|analysis|explain\w+|how|why|what|who|here's|meet)\b"
    r"|^['\"“‘]|…$|\.\.\.$",
    re.IGNORECASE,
)


def lead_story(members: Sequence[tuple[StoryText, float]], previous: int | None = None) -> int:
    """Return the id of the story with the most central and informative title.

    `members` are stories with their similarity to the rest of the thread (0 .. 1). A title counts the share of stories
    that have each of its words, less for length, questions, labels and quotes; `previous` stays unless clearly beaten.
    Of a large thread the most central stories and `previous` are read.
    """
    if len(members) > _MOST_READ:
        central = sorted(members, key=lambda member: (member[0].id != previous, -member[1], member[0].id))
        members = central[:_MOST_READ]
    spread = _spread([story for story, _ in members])
    scores = {story.id: _score(story, similarity, spread, len(members)) for story, similarity in members}
    best = max(members, key=lambda member: (scores[member[0].id], -member[0].id))[0].id
    if previous in scores and scores[best] < CLEARLY * scores[previous]:
        return previous
    return best


def _spread(stories: Sequence[StoryText]) -> Counter[str]:
    """Count in how many stories each stem stands."""
    spread: Counter[str] = Counter()
    for story in stories:
        stem = stemmer(story.language)
        spread.update({stem(word) for word in tokens(f"{story.title}\n{first_words(story.lead)}")} - {""})
    return spread


def _score(story: StoryText, similarity: float, spread: Counter[str], stories: int) -> float:
    stem = stemmer(story.language)
    title = clean_title(story.title, story.outlet)
    stems = {stem(word) for word in tokens(title)} - {""}
    others = max(1, stories - 1)
    central = sum(min(1.0, (spread[one] - 1) / others) for one in stems) / (len(stems) + 3)
    words = len(title.split())
    fit = min(1.0, words / 6) * min(1.0, 16 / max(words, 1)) * (0.6 if _POOR.search(title) else 1.0)
    return (central + 0.5 * similarity + 0.01) * fit
