from dataclasses import replace

import numpy as np

from briefing.analysis.threads.cannot_link_rules import cannot_link_rules
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.pairs import Pairs
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import story


def _are_passed(*languages: str, title: str = "Port Velmar customs strike halts grain ships") -> bool:
    return _passed(*(story(place, title) for place in range(2)), languages=languages)


def _passed(*stories: StoryText, languages: tuple[str, ...] = ("en", "en")) -> bool:
    told = [replace(each, language=language) for each, language in zip(stories, languages, strict=True)]
    pair = Pairs(np.array([0], np.int32), np.array([1], np.int32), np.array([1.0], np.float32))
    return len(cannot_link_rules([encode_story(one) for one in told]).allowed(pair).first) == 1


def test_stories_of_one_language_pass() -> None:
    assert _are_passed("de", "de-AT")
    assert _are_passed("nb", "no")


def test_stories_of_two_languages_do_not() -> None:
    assert not _are_passed("en-gb", "fr")


def test_a_story_of_an_unknown_language_passes() -> None:
    assert _are_passed("", "fr")


def test_a_column_passes_to_nothing() -> None:
    assert not _are_passed("en", "en", title="Morning briefing: Port Velmar customs strike")
