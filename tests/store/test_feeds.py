"""Subscriptions in the store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from briefing.model.feed import Feed
from briefing.store import feeds, stories
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, ask, file, tell


def added(store: Database, *, folder: str = "", groups: Sequence[str] = ()) -> Feed:
    feed: Feed = tell(store, feeds.add_feed, "https://herald.example/feed", folder=folder, groups=groups, at=NOW)
    return feed


def test_a_feed_comes_back_with_its_whole_polling_state(store: Database) -> None:
    feed = replace(
        added(store, folder="World / Ports", groups=("Sea", "Trade")),
        title="The Herald",
        site="https://herald.example/",
        typed=True,
        etag='"abc"',
        modified="Sun, 22 Nov 2026 06:00:00 GMT",
        body_hash="0f" * 32,
        full_fetched=NOW,
        checked=NOW + timedelta(microseconds=1),
        succeeded=NOW - timedelta(days=400),
        next_check=NOW + timedelta(hours=1),
        failures=3,
        reason="timed out",
        failure="herald.example did not answer within 30 seconds",
        notes=("cut to 1,000 entries", "ünïcode"),
    )
    tell(store, feeds.save_feed, feed)
    assert ask(store, feeds.feeds) == (feed,)


def test_adding_a_feed_twice_gives_the_same_feed(store: Database) -> None:
    first = a_feed(store, title="My Herald")
    assert a_feed(store, title="other name") == first


def test_a_removed_feed_leaves_its_stories_and_can_be_restored(store: Database) -> None:
    feed = a_feed(store)
    (story,) = file(store, feed, a_filing())
    tell(store, feeds.remove_feed, feed.id, NOW)
    assert ask(store, feeds.feeds) == ()
    assert ask(store, stories.story, story) is not None
    tell(store, feeds.restore_feed, feed.id)
    assert [kept.id for kept in ask(store, feeds.feeds)] == [feed.id]


def test_adding_a_removed_feed_brings_it_back(store: Database) -> None:
    feed = a_feed(store)
    tell(store, feeds.remove_feed, feed.id, NOW)
    assert a_feed(store).id == feed.id
    assert len(ask(store, feeds.feeds)) == 1


def test_feeds_are_sorted_by_folder_then_title(store: Database) -> None:
    for url, title, folder in (("u3", "Zeta", "a"), ("u1", "beta", "b"), ("u2", "Alpha", "b")):
        tell(store, feeds.add_feed, f"https://{url}.example/", title=title, folder=folder, at=NOW)
    assert [feed.title for feed in ask(store, feeds.feeds)] == ["Zeta", "Alpha", "beta"]


def test_a_feed_is_found_by_id_address_or_a_part_only_it_has(store: Database) -> None:
    herald = a_feed(store, "https://herald.example/feed", "The Herald")
    a_feed(store, "https://times.example/feed", "The Times")

    def found(text: str) -> Feed | None:
        feed: Feed | None = ask(store, feeds.feed_by, text)
        return feed

    assert found(str(herald.id)) == herald
    assert found("https://herald.example/feed") == herald
    assert found("heRALD") == herald
    assert found("the") is None
    assert found("") is None


def test_a_feed_that_moves_to_an_address_in_use_keeps_its_own(store: Database) -> None:
    feed = a_feed(store)
    other = a_feed(store, "https://times.example/feed")
    tell(store, feeds.save_feed, replace(feed, url=other.url, failures=1))
    kept = ask(store, feeds.feed_by, str(feed.id))
    assert (kept.url, kept.failures) == (feed.url, 1)


def test_a_feed_that_moves_is_remembered_under_its_old_address(store: Database) -> None:
    feed = a_feed(store)
    tell(store, feeds.save_feed, replace(feed, url="https://herald.example/new"))
    assert a_feed(store, feed.url).id == feed.id


def test_only_typed_feeds_allow_their_origin(store: Database) -> None:
    typed = tell(store, feeds.add_feed, "http://localhost:8000/feed", typed=True, at=NOW)
    listed = a_feed(store)
    (story,) = file(store, typed, a_filing())
    file(store, listed, a_filing())
    assert ask(store, feeds.typed_origins, story) == {"http://localhost:8000"}


def test_a_feed_that_is_added_again_joins_the_groups(store: Database) -> None:
    added(store)
    added(store, folder="World", groups=("Sea",))
    feed = added(store, folder="Trade")
    assert (feed.folder, feed.groups) == ("World", ("Sea", "Trade"))
    assert ask(store, feeds.feeds) == (feed,)


def test_a_refresh_leaves_the_groups_that_the_user_chose_meanwhile(store: Database) -> None:
    feed = added(store, folder="World")
    tell(store, feeds.set_groups, feed.id, ("Sea", "Trade"))
    tell(store, feeds.save_feed, feed)
    (saved,) = ask(store, feeds.feeds)
    assert (saved.folder, saved.groups) == ("Sea", ("Trade",))


def test_a_group_is_renamed_wherever_it_is(store: Database) -> None:
    one = tell(store, feeds.add_feed, "https://a.example/", folder="sea", at=NOW)
    other = tell(store, feeds.add_feed, "https://b.example/", folder="World", groups=("Sea",), at=NOW)
    tell(store, feeds.add_feed, "https://c.example/", folder="Seaside", at=NOW)
    assert tell(store, feeds.rename_group, "Sea", "Ports") == 2
    by_id = {feed.id: (feed.folder, feed.groups) for feed in ask(store, feeds.feeds)}
    assert (by_id[one.id], by_id[other.id]) == (("Ports", ()), ("World", ("Ports",)))
