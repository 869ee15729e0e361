"""The words of the window's stories: kept with the text they were read from."""

from datetime import timedelta

from briefing.analysis.threads.counted import counted_story
from briefing.model.counted import CountedStory
from briefing.model.grouping import Asked, Grouped
from briefing.store import story_words, window
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, ask, file, tell

TITLE = "Dockers at port 1 walk out"


def read(store: Database, *stories: int) -> tuple[CountedStory, ...]:
    return tuple(counted_story(text) for text in ask(store, window.story_texts, stories))


def unread(store: Database, *, version: int = 1) -> list[int]:
    asked = Asked(NOW, NOW - timedelta(days=3))
    return [story.id for story in ask(store, window.outline, asked, Grouped(), version) if story.title is None]


def keep(store: Database, *counted: CountedStory, snapshot: int = 99) -> None:
    tell(store, story_words.keep_words, counted, 1, snapshot)


def test_words_come_back_as_they_were_kept(store: Database) -> None:
    first, second = file(store, a_feed(store), a_filing(1), a_filing(2))
    keep(store, *read(store, first))
    assert ask(store, story_words.counted_stories, [first, second]) == read(store, first)
    assert unread(store) == [second]


def test_words_read_by_another_version_of_the_program_count_as_unread(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(1))
    keep(store, *read(store, story))
    assert unread(store, version=2) == [story]


def test_words_of_a_text_that_is_no_longer_shown_count_as_unread(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(1, title=TITLE))
    keep(store, *read(store, story))
    file(store, feed, a_filing(1, title=TITLE, text="Dockers at port 1 went back to work on Monday, the office said."))
    assert unread(store) == [story]


def test_words_of_a_text_that_was_replaced_meanwhile_are_not_kept(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(1))
    keep(store, *read(store, story), snapshot=0)
    assert unread(store) == [story]


def test_words_are_forgotten_by_story(store: Database) -> None:
    first, second = file(store, a_feed(store), a_filing(1), a_filing(2))
    keep(store, *read(store, first, second))
    tell(store, story_words.forget_words, [first])
    assert ask(store, story_words.stories_with_words) == (second,)
