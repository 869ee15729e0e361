"""Filing the entries of feeds."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from briefing.model.feed import Feed
from briefing.model.filing import Filed, Filing
from briefing.model.story import TextKind
from briefing.store import stories
from briefing.store.database import Database
from briefing.store.filing import UNSTABLE
from tests.store.builders import NOW, a_feed, a_filing, ask, file, snapshots_of, tell

LATER = NOW + timedelta(hours=2)


def filed(store: Database, feed: Feed, *filings: Filing) -> Filed:
    outcome: Filed = tell(store, stories.file_feed, feed, filings, at=LATER)
    return outcome


def count(store: Database, table: str) -> int:
    return int(ask(store, lambda c: c.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))


def test_a_new_entry_takes_few_statements_and_the_next_refresh_none(store: Database) -> None:
    feed, asked = a_feed(store), list[str]()
    entries = [a_filing(number) for number in range(100)]
    tell(store, lambda connection: connection.set_trace_callback(asked.append))
    file(store, feed, *entries)
    first = len(asked)
    file(store, feed, *entries)
    tell(store, lambda connection: connection.set_trace_callback(None))
    assert first < 16 * 100  # those of triggers included
    assert len(asked) - first < 30  # a second refresh with the same entries


def test_the_same_article_in_five_feeds_is_one_story(store: Database) -> None:
    for number in range(5):
        feed = a_feed(store, f"https://feeds.example/{number}")
        file(
            store,
            feed,
            a_filing(1, url=f"http://www.herald.example/story/1?utm_source=feed{number}", guid=f"g{number}"),
        )
    assert count(store, "stories") == 1
    assert count(store, "entries") == 5


def test_five_summaries_of_five_feeds_are_no_edits_and_the_longest_is_shown(store: Database) -> None:
    for number, words in enumerate(
        ("Dockers walked out.", "Short.", "Dockers walked out of the port on Sunday.", "x", "y")
    ):
        feed = a_feed(store, f"https://feeds.example/{number}")
        assert filed(store, feed, a_filing(1, text=words)).changed == ()
    assert ask(store, stories.latest_snapshot, 1).text == "Dockers walked out of the port on Sunday."


def test_the_same_document_again_changes_nothing(store: Database) -> None:
    feed = a_feed(store)
    document = [a_filing(number) for number in range(30)]
    assert len(filed(store, feed, *document).new) == 30
    assert filed(store, feed, *document) == Filed(unchanged=30)
    assert count(store, "snapshots") == 30


def test_an_edited_article_gets_a_second_snapshot_and_keeps_the_first(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="g", text="Two hundred dockers walked out."))
    assert filed(store, feed, a_filing(guid="g", text="Ninety walked out.")) == Filed(changed=(story,))
    assert [kept.text for kept in snapshots_of(store, story)] == [
        "Two hundred dockers walked out.",
        "Ninety walked out.",
    ]
    assert ask(store, stories.latest_snapshot, story).text == "Ninety walked out."
    assert ask(store, stories.story, story).version == 2


def test_an_edit_of_the_headline_is_an_edit(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="g"))
    assert filed(store, feed, a_filing(guid="g", title="Port strike ends")).changed == (story,)
    assert ask(store, stories.story, story).title == "Port strike ends"


def test_a_reverted_edit_shows_the_first_text_again(store: Database) -> None:
    feed = a_feed(store)
    first = a_filing(guid="g", text="One.")
    (story,) = file(store, feed, first)
    filed(store, feed, a_filing(guid="g", text="Two."))
    assert filed(store, feed, first).changed == (story,)
    assert ask(store, stories.latest_snapshot, story).text == "One."
    assert ask(store, stories.story, story).version == 2


def test_an_article_that_comes_again_under_a_new_guid_is_an_edit(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="story#0", text="The first version says much more than this."))
    filed(store, feed, a_filing(guid="story#1", text="The second says less."))
    assert count(store, "stories") == 1
    assert ask(store, stories.latest_snapshot, story).text == "The second says less."


def test_a_guid_given_to_another_article_makes_a_new_story(store: Database) -> None:
    feed = a_feed(store)
    first = a_filing(1, guid="latest")
    second = a_filing(
        2,
        guid="latest",
        title="Kadria raises its rate",
        text="The central bank met.",
        published=NOW - timedelta(days=1),
    )
    (old,) = file(store, feed, first)
    (new,) = file(store, feed, second)
    assert old != new
    assert filed(store, feed, second) == Filed(unchanged=1)
    assert filed(store, feed, first).new == ()
    assert [len(snapshots_of(store, story)) for story in (old, new)] == [1, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Nine votes to four: Velda keeps its ferry"},
        {"title": "Port strike spreads", "published": NOW},
        {
            "title": "A city holds its breath",
            "text": "Dockers of port 1 walked out, the harbour office said.",
            "published": NOW,
        },
    ],
    ids=("same date", "a word of the headline", "the words of the text"),
)
def test_a_guid_that_stays_is_one_story_when_headline_and_address_change(
    store: Database, change: dict[str, Any]
) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="post-771", title="Port strike begins"))
    assert filed(store, feed, a_filing(guid="post-771", url="https://herald.example/other", **change)).changed == (
        story,
    )
    assert count(store, "stories") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://herald.example/live#p1", "https://herald.example/live#p2"),
        ("https://herald.example/live", "https://herald.example/live"),
        ("https://herald.example/", "https://herald.example/"),
        ("https://herald.example/#/news/41", "https://herald.example/#/news/42"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False], ids=("at once", "one after the other"))
def test_two_items_of_a_feed_are_two_stories_whatever_address_they_share(
    store: Database, one: str, other: str, at_once: bool
) -> None:
    feed = a_feed(store)
    first = a_filing(guid="p1", url=one, title="Bridge vote begins in Velda", text="The debate has begun.")
    second = a_filing(guid="p2", url=other, title="Kadria raises its rate", text="The central bank met.")
    for document in [[first, second]] if at_once else [[first], [second]]:
        filed(store, feed, *document)
    assert [ask(store, stories.latest_snapshot, story).title for story in (1, 2)] == [first.title, second.title]
    assert filed(store, feed, first, second) == Filed(unchanged=2)


def test_an_item_in_another_feed_joins_the_item_of_its_title_at_a_shared_address(store: Database) -> None:
    page = "https://herald.example/live"
    titles = ("Bridge vote begins in Velda", "Kadria raises its rate")
    file(store, a_feed(store), *(a_filing(guid=title, url=page, title=title) for title in titles))
    other = a_feed(store, "https://herald.example/politics")
    assert file(store, other, *(a_filing(guid=f"x{title}", url=page, title=title) for title in titles)) == ()


def test_another_place_in_a_page_is_another_story_in_another_feed_too(store: Database) -> None:
    page = "https://herald.example/live"
    file(store, a_feed(store), a_filing(guid="p1", url=f"{page}#p1", title="Bridge vote begins in Velda"))
    other = a_feed(store, "https://herald.example/politics")
    assert len(file(store, other, a_filing(guid="p2", url=f"{page}#p2", title="Kadria raises its rate"))) == 1


def test_a_page_under_another_headline_in_another_feed_is_one_story(store: Database) -> None:
    file(store, a_feed(store), a_filing(guid="a", title="Ferry runs aground off Halden"))
    other = a_feed(store, "https://herald.example/politics")
    assert file(store, other, a_filing(guid="b", title="“We thought we would drown”")) == ()


def test_a_new_revision_of_a_guid_is_an_edit_under_another_headline(store: Database) -> None:
    feed = a_feed(store)
    page = "https://herald.example/ferry"
    (story,) = file(store, feed, a_filing(guid=f"{page}#0", url=page, title="Fares to rise"))
    filed(store, feed, a_filing(guid=f"{page}#3", url=page, title="Council meets on prices"))
    assert count(store, "stories") == 1
    assert ask(store, stories.latest_snapshot, story).title == "Council meets on prices"


def test_links_of_a_forum_to_one_article_are_one_story(store: Database) -> None:
    feed = a_feed(store)
    posts = [replace(a_filing(guid=title, title=title), is_link=True) for title in ("Look at this", "Ports are shut")]
    assert len(file(store, feed, *posts)) == 1


def test_the_same_guid_in_two_feeds_is_two_stories(store: Database) -> None:
    file(store, a_feed(store, "https://one.example/"), a_filing(1, guid="1"))
    file(store, a_feed(store, "https://two.example/"), a_filing(2, guid="1"))
    assert count(store, "stories") == 2


def test_a_summary_never_replaces_a_full_text(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing(guid="g"))
    full = tell(
        store, stories.add_snapshot, story, title="Dockers walk out", text="All of it.", kind=TextKind.FULL, at=LATER
    )
    assert full is not None
    filed(store, feed, a_filing(guid="g", text="A new summary that is much longer than the full text ever was."))
    assert ask(store, stories.latest_snapshot, story) == full
    assert ask(store, stories.story, story).version == 3


def test_a_newer_full_text_replaces_the_older(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing())
    for text in ("A long full text as it was in the morning.", "A corrected one."):
        tell(store, stories.add_snapshot, story, title="T", text=text, kind=TextKind.FULL, at=LATER)
    assert ask(store, stories.latest_snapshot, story).text == "A corrected one."


def test_a_full_text_read_again_unchanged_is_not_kept_twice(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing())
    tell(store, stories.add_snapshot, story, title="T", text="All.", kind=TextKind.FULL, at=LATER)
    assert tell(store, stories.add_snapshot, story, title="T", text="All.", kind=TextKind.FULL, at=LATER) is None


def test_a_story_without_a_plausible_date_gets_it_when_the_feed_is_read_again(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, replace(a_filing(1), published=None))
    published = NOW - timedelta(days=1)
    assert filed(store, feed, replace(a_filing(1), published=published)).changed == (story,)
    kept = ask(store, stories.story, story)
    assert (kept.published, kept.dated) == (published, True)
    assert filed(store, feed, replace(a_filing(1), published=NOW)).changed == ()
    assert ask(store, stories.story, story).published == published


def test_an_undated_story_is_dated_now(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(published=None))
    kept = ask(store, stories.story, story)
    assert (kept.published, kept.dated) == (NOW, False)


def test_a_date_that_comes_with_another_feed_is_taken(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(published=None))
    file(store, a_feed(store, "https://other.example/"), a_filing(published=NOW - timedelta(days=1)))
    kept = ask(store, stories.story, story)
    assert (kept.published, kept.dated) == (NOW - timedelta(days=1), True)


def test_entries_without_address_are_one_story_by_outlet_title_and_day(store: Database) -> None:
    told = a_filing(url="", guid="a", title="Port  Closed")
    file(store, a_feed(store), told)
    other = a_feed(store, "https://other.example/")
    file(store, other, a_filing(url="", guid="b", title="port closed"))
    assert count(store, "stories") == 1
    file(store, other, a_filing(url="", guid="c", title="port closed", outlet="Times"))
    file(store, other, a_filing(url="", guid="d", title="port closed", published=NOW - timedelta(days=3)))
    assert count(store, "stories") == 3


def test_an_address_under_many_titles_identifies_no_article(store: Database) -> None:
    front = "https://herald.example/"
    document = [replace(a_filing(number, guid=f"g{number}"), url=front, canonical=front) for number in range(9)]
    assert len(file(store, a_feed(store), *document)) == 9


def test_of_duplicates_in_one_document_the_last_counts(store: Database) -> None:
    new = file(store, a_feed(store), a_filing(guid="g", text="First."), a_filing(guid="g", text="Last."))
    assert [ask(store, stories.latest_snapshot, story).text for story in new] == ["Last."]


def test_a_feed_that_makes_up_new_ids_does_not_flood_the_store(store: Database) -> None:
    feed = a_feed(store)

    def document(visit: int) -> list[Filing]:
        return [
            a_filing(number, guid=f"{visit}-{number}", url=f"https://herald.example/{visit}/{number}")
            for number in range(25)
        ]

    file(store, feed, *document(1))
    outcome = filed(store, feed, *document(2))
    assert outcome == Filed(unchanged=25, notes=(UNSTABLE,))
    assert count(store, "stories") == count(store, "entries") == 25
    tell(store, stories.file_refresh, feed, document(3), LATER)
    assert ask(store, lambda c: c.execute("SELECT notes FROM feeds").fetchone()[0]) == f'["{UNSTABLE}"]'


def test_a_few_similar_entries_are_not_a_flood(store: Database) -> None:
    feed = a_feed(store)
    file(store, feed, *(a_filing(number) for number in range(25)))
    outcome = filed(
        store, feed, *(a_filing(number, url=f"https://herald.example/new/{number}") for number in range(20, 45))
    )
    assert len(outcome.new) == 25


def test_a_feed_is_filed_whole_with_its_state(store: Database) -> None:
    feed = replace(a_feed(store), etag='"1"')
    file(store, feed, a_filing())
    assert ask(store, lambda c: c.execute("SELECT etag FROM feeds").fetchone()[0]) == '"1"'


def test_facts_of_the_page_fill_the_story(store: Database) -> None:
    (story,) = file(store, a_feed(store), a_filing(published=None))
    tell(store, stories.update_story_facts, story, author="Ana Lopez", published=NOW - timedelta(days=2))
    kept = ask(store, stories.story, story)
    assert (kept.author, kept.published, kept.dated, kept.outlet) == (
        "Ana Lopez",
        NOW - timedelta(days=2),
        True,
        "Herald",
    )
