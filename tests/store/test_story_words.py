"""The encoded words of stories, stored with the text they were read from."""

from datetime import timedelta

import pytest

from briefing.analysis.threads.encoded import encode_story
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import GroupingProgress, GroupingRequest
from briefing.store import stories, story_words, window
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, file, group, tell

TITLE = "Dockers at port 1 walk out"
LATER = "Dockers at port 1 went back to work on Monday, the office said."


def read(store: Database, *stories: int) -> tuple[EncodedStory, ...]:
    return tuple(encode_story(text) for text in ask(store, window.story_texts, stories))


def unread(store: Database, *, version: int = 1) -> list[int]:
    asked = GroupingRequest(NOW, NOW - timedelta(days=3))
    return [story.id for story in ask(store, window.outline, asked, GroupingProgress(), version) if story.title is None]


def keep(store: Database, *counted: EncodedStory) -> None:
    tell(store, story_words.save_words, counted, 1)


def fresh(store: Database) -> list[int]:
    """Return what is fresh in a window that was grouped with everything stored now."""
    group(store, *(a_thread(f"t-{story}", story) for story in ask(store, story_words.stories_with_words)))
    asked = GroupingRequest(NOW, NOW - timedelta(days=3))
    return [story.id for story in ask(store, window.outline, asked, GroupingProgress(snapshot=99), 1) if story.fresh]


def test_words_come_back_as_they_were_kept(store: Database) -> None:
    first, second = file(store, a_feed(store), a_filing(1), a_filing(2))
    keep(store, *read(store, first))
    assert ask(store, story_words.encoded_stories, [first, second], 1) == read(store, first)
    assert unread(store) == [second]


def test_words_read_by_another_version_of_the_program_count_as_unread(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(1))
    keep(store, *read(store, story))
    assert unread(store, version=2) == [story]
    assert ask(store, story_words.encoded_stories, [story], 2) == ()


def test_words_of_a_text_that_is_no_longer_shown_count_as_unread(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(1, title=TITLE))
    keep(store, *read(store, story))
    file(store, feed, a_filing(1, title=TITLE, text=LATER))
    assert unread(store) == [story]


def test_words_of_a_text_that_was_replaced_meanwhile_are_not_kept(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(1, title=TITLE))
    file(store, feed, a_filing(1, title=TITLE, text=LATER))
    counted = read(store, story)
    file(store, feed, a_filing(1, title=TITLE))
    keep(store, *counted)
    assert unread(store) == [story]


def test_an_older_text_that_is_shown_again_is_fresh(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(1, title=TITLE))
    file(store, feed, a_filing(1, title=TITLE, text=LATER))
    keep(store, *read(store, story))
    assert fresh(store) == []
    file(store, feed, a_filing(1, title=TITLE))
    assert (unread(store), fresh(store)) == ([story], [story])


@pytest.mark.parametrize("fact", [{"language": "de"}, {"outlet": "Quay Times"}])
def test_words_count_as_unread_if_the_page_names_another_language_or_outlet(
    store: Database, fact: dict[str, str]
) -> None:
    (story,) = file(store, a_feed(store), a_filing(1))
    counted = read(store, story)
    keep(store, *counted)
    tell(store, stories.update_story_facts, story, **fact)
    assert (unread(store), fresh(store)) == ([story], [story])
    keep(store, *counted)
    assert unread(store) == [story]
    keep(store, *read(store, story))
    assert (unread(store), fresh(store)) == ([], [])


def test_words_are_deleted_by_story(store: Database) -> None:
    first, second = file(store, a_feed(store), a_filing(1), a_filing(2))
    keep(store, *read(store, first, second))
    tell(store, story_words.delete_words, [first])
    assert ask(store, story_words.stories_with_words) == (second,)
