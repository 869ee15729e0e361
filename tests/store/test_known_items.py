"""A document whose known items are left out is filed as if all of it had been cleaned and filed again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.feeds.parse import parse_feed
from briefing.model.feed import Feed
from briefing.services.filing import filings_of
from briefing.store import feeds, known_items, stories
from briefing.store.database import Database
from tests.services.feeds import Item, rss
from tests.store.builders import NOW, a_feed, a_store, ask, tell

ITEM = st.builds(
    lambda number, title, text, hours: Item(
        f"Report {title}", f"https://paper.example/{number}", NOW - timedelta(hours=hours), f"Text {text}."
    ),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(1, 2),
)
ITEMS = st.lists(ITEM, max_size=5, unique_by=lambda item: item.link) | st.lists(ITEM, max_size=5)


def parsed(document: str, *known: int) -> Any:
    return parse_feed(document.encode(), "https://paper.example/feed", "", NOW, frozenset(known))


def filed(store: Database, feed: Feed, document: str, *, hour: int, knows: bool) -> Any:
    """File a document as a refresh does; if it `knows`, without the items that are known."""
    known = ask(store, known_items.known_items, feed.id) if knows else {}
    read = parsed(document, *known)
    if not {known[each.item] for each in read.unchanged}.isdisjoint(entry.guid for entry in read.entries):
        read = parsed(document)
    unchanged = [each.item for each in read.unchanged]
    filings = filings_of(read, feed)
    return tell(store, stories.file_refresh, feed, filings, NOW + timedelta(hours=hour), unchanged)


def content(store: Database) -> Sequence[Any]:
    """Return all rows that filing writes."""
    asked = [f"SELECT * FROM {table}" for table in ("entries", "stories", "snapshots", "feeds", "known_items")]
    return [[tuple(row) for row in ask(store, lambda c, q=query: c.execute(q).fetchall())] for query in asked]


def test_leaving_out_known_items_changes_nothing(tmp_path: Path) -> None:
    stores = {knows: a_store(tmp_path / str(knows)) for knows in (True, False)}

    @settings(max_examples=60, deadline=None)
    @given(st.lists(ITEMS, min_size=2, max_size=4))
    def in_each_feed(documents: list[list[Item]]) -> None:
        number = len(ask(stores[True], feeds.feeds))
        subscribed = {knows: a_feed(store, f"https://paper.example/{number}") for knows, store in stores.items()}
        for hour, items in enumerate(documents):
            one, other = (
                filed(store, subscribed[knows], rss("Paper", *items), hour=hour, knows=knows)
                for knows, store in stores.items()
            )
            assert one == other

    in_each_feed()
    assert content(stores[True]) == content(stores[False])
    for store in stores.values():
        store.close()


def test_only_the_new_items_of_a_changed_feed_are_cleaned(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    feed = a_feed(store)
    first, second = (Item(f"Report {n}", f"https://paper.example/{n}", NOW, f"Text {n}.") for n in range(2))
    filed(store, feed, rss("Paper", first), hour=0, knows=True)
    read = parsed(rss("Paper", first, second), *ask(store, known_items.known_items, feed.id))
    assert ([entry.title for entry in read.entries], len(read.unchanged)) == (["Report 1"], 1)
    edited = replace(first, text="Another text.")
    read = parsed(rss("Paper", edited, second), *ask(store, known_items.known_items, feed.id))
    assert len(read.entries) == 2
    store.close()


def test_an_item_without_a_date_or_with_one_ahead_is_read_again(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    feed = a_feed(store)
    ahead = Item("Report", "https://paper.example/1", NOW + timedelta(days=9), "Text.")
    filed(store, feed, rss("Paper", ahead), hour=0, knows=True)
    assert ask(store, known_items.known_items, feed.id) == {}
    store.close()
