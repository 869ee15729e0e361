"""A store of its own for each test."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.store.database import Database
from tests.store.builders import a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Yield a store; whatever a test does to it, the filter must find the threads that its stories are in."""
    database = a_store(tmp_path)
    yield database
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        numbered = _rows(connection, "SELECT story_id, number FROM memberships JOIN threads ON id = thread_id")
        assert _rows(connection, "SELECT story_id, thread_number FROM story_threads") == numbered
        numbers = _rows(connection, "SELECT number FROM threads")
        assert len(set(numbers)) == len(numbers)


def _rows(connection: sqlite3.Connection, query: str) -> list[tuple[int, ...]]:
    return sorted(connection.execute(query))
