"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.store.database import Database
from tests.store.builders import a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = a_store(tmp_path)
    yield database
    database.close()
