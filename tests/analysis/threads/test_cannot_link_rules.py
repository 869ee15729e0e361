from dataclasses import replace

import numpy as np

from briefing.analysis.threads.cannot_link_rules import cannot_link_rules
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.pairs import Pairs
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import story


def _may_link(*languages: str, title: str = "Port Velmar customs strike halts grain ships") -> bool:
    return _allowed(*(story(place, title) for place in range(2)), languages=languages)


def _allowed(*stories: StoryText, languages: tuple[str, ...] = ("en", "en")) -> bool:
    encoded = [replace(each, language=language) for each, language in zip(stories, languages, strict=True)]
    pair = Pairs(np.array([0], np.int32), np.array([1], np.int32), np.array([1.0], np.float32))
    return len(cannot_link_rules([encode_story(one) for one in encoded]).allowed(pair).first) == 1


def test_stories_in_one_language_may_be_linked() -> None:
    assert _may_link("de", "de-AT")
    assert _may_link("nb", "no")


def test_stories_in_two_languages_may_not() -> None:
    assert not _may_link("en-gb", "fr")


def test_a_story_in_an_unknown_language_may_be_linked() -> None:
    assert _may_link("", "fr")


def test_a_column_may_not_be_linked() -> None:
    assert not _may_link("en", "en", title="Morning briefing: Port Velmar customs strike")
