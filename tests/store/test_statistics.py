"""Word statistics add up."""

from briefing.model.grouping import Background
from briefing.store import statistics
from briefing.store.database import Database
from tests.store.builders import ask, tell


def test_a_new_store_knows_no_words(store: Database) -> None:
    assert ask(store, statistics.background) == Background()


def test_counts_of_further_texts_are_added(store: Database) -> None:
    tell(store, statistics.add_statistics, 3, {"port": 2, "strike": 1}, {"velmar": 4}, {"port": 3, "velmar": 1})
    tell(store, statistics.add_statistics, 2, {"port": 1}, {"velmar": 1, "port": 1}, {})
    assert ask(store, statistics.background) == Background(
        texts=5,
        document_frequency={"port": 3, "strike": 1},
        capitalised={"velmar": 5, "port": 1},
        lowercase={"port": 3, "velmar": 1},
    )
