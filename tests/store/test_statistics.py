"""Word statistics add up."""

from briefing.model.grouping import UNREAD_TEXTS, Background
from briefing.store import statistics
from briefing.store.database import Database
from tests.store.builders import ask, tell


def test_a_new_store_knows_no_words(store: Database) -> None:
    assert ask(store, statistics.background) == Background()


def test_counts_of_further_texts_are_added(store: Database) -> None:
    first = Background(3, {"port": 2, "strike": 1}, {"velmar": 4}, {"port": 3, "velmar": 1})
    tell(store, statistics.add_statistics, first)
    tell(store, statistics.add_statistics, Background(2, {"port": 1}, {"velmar": 1, "port": 1}))
    assert ask(store, statistics.background) == Background(
        texts=5,
        document_frequency={"port": 3, "strike": 1},
        capitalised={"velmar": 5, "port": 1},
        lowercase={"port": 3, "velmar": 1},
    )


def test_texts_of_each_language_are_counted_separately(store: Database) -> None:
    counted = Background(0, {"fr:port": 2}, {}, {"fr:port": 2}, {"fr": 2})
    tell(store, statistics.add_statistics, counted)
    tell(store, statistics.add_statistics, counted)
    found = ask(store, statistics.background)
    assert (found.texts_in(""), found.texts_in("fr"), found.texts_in("de")) == (0, UNREAD_TEXTS + 4, UNREAD_TEXTS)
    assert found.document_frequency == {"fr:port": 4}
