"""Boilerplate: words that an outlet repeats in most of its texts, whatever they are about."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.titles import repeated_tails
from briefing.analysis.threads.word_arrays import LEAD, TAIL, WordArrays, distinct_pairs, is_among, title_stems
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

_FEWEST_STORIES = 8
_LEAST_IN_LEADS = 0.3
_MOST_IN_TITLES = 0.1
_LEAST_IN_TITLES = 0.8


def is_boilerplate(
    words: WordArrays, stories: Sequence[EncodedStory], window: Sequence[StoryOutline] = ()
) -> np.ndarray:
    """Return which `words` of `stories` are boilerplate; `stories` may be a part of a `window`.

    In titles these are the words in nearly all titles of an outlet in the window, such as "Quote" in "Quote 17", and
    repeated tails. In leads they are the words in many of `stories` but in hardly any title, such as a podcast's name:
    an event that an outlet reports often is in its titles too. For an outlet with few stories only tails count.
    """
    numbers = {"": 0}
    outlets = np.array([numbers.setdefault(story.outlet, len(numbers)) for story in stories], np.int64)
    all_titles = [(story.title or b"", numbers[story.outlet]) for story in window or stories if story.outlet in numbers]
    in_lead = words.parts == LEAD
    keys = _keys(outlets[words.rows], words.stems)
    found = is_among(keys, _of_titles(all_titles, len(numbers))) & ~in_lead
    found |= is_among(keys, _of_leads(words, outlets, len(numbers))) & in_lead
    boilerplate: np.ndarray = found | _repeated_tails(words, stories, window)
    return boilerplate


def _of_titles(titles: Sequence[tuple[bytes, int]], outlets: int) -> np.ndarray:
    """Return the keys of stems in nearly all titles of an outlet; `titles` are pairs of title and outlet."""
    stems, rows = title_stems([title for title, _ in titles])
    owners = np.array([outlet for _, outlet in titles], np.int64)
    sizes = np.bincount(owners, minlength=outlets)
    keys = _keys(owners[rows], stems)
    often = is_among(keys, _frequent(*np.unique(keys, return_counts=True), sizes))
    return _owned(_frequent(*_counted(rows[often], stems[often], owners), sizes))


def _frequent(keys: np.ndarray, times: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the keys whose stems occur about as often as their outlet has titles."""
    size = sizes[(keys >> np.uint64(32)).astype(np.int64)]
    frequent: np.ndarray = keys[(times >= _LEAST_IN_TITLES * size) & (size >= _FEWEST_STORIES)]
    return frequent


def _of_leads(words: WordArrays, owners: np.ndarray, outlets: int) -> np.ndarray:
    """Return the keys of stems in many leads of an outlet but in hardly any of its titles."""
    in_lead, telling = words.parts == LEAD, words.is_term
    leads = np.bincount(owners[np.unique(words.rows[in_lead])], minlength=outlets)
    keys, times = _counted(words.rows[in_lead & telling], words.stems[in_lead & telling], owners)
    sizes = leads[(keys >> np.uint64(32)).astype(np.int64)]
    often = keys[(times >= _LEAST_IN_LEADS * sizes) & (sizes >= _FEWEST_STORIES)]
    named, uses = _counted(words.rows[~in_lead & telling], words.stems[~in_lead & telling], owners)
    known = named[uses > _MOST_IN_TITLES * leads[(named >> np.uint64(32)).astype(np.int64)]]
    return _owned(often[~is_among(often, known)])


def _repeated_tails(words: WordArrays, stories: Sequence[EncodedStory], window: Sequence[StoryOutline]) -> np.ndarray:
    repeated = repeated_tails((story.outlet, story.tail_text) for story in window or stories)
    own = np.array([(story.outlet, story.tail_text) in repeated for story in stories], bool)
    found: np.ndarray = (words.parts == TAIL) & own[words.rows]
    return found


def _counted(rows: np.ndarray, stems: np.ndarray, owners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return parallel arrays: keys of outlet and stem, and the number of the outlet's rows that have the stem."""
    rows, stems = distinct_pairs(rows, stems)
    keys, times = np.unique(_keys(owners[rows], stems), return_counts=True)
    return keys, times


def _keys(outlets: np.ndarray, stems: np.ndarray) -> np.ndarray:
    keys: np.ndarray = outlets.astype(np.uint64) << np.uint64(32) | stems
    return keys


def _owned(keys: np.ndarray) -> np.ndarray:
    """Return `keys` without those of stories that have no outlet."""
    owned: np.ndarray = keys[keys >> np.uint64(32) > 0]
    return owned
