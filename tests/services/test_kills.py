"""A program that is killed at any moment loses nothing that it had stored; `tests.benchmarks.kills` tries it longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.kills import KINDS, Rounds, serving


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    folder: Path = tmp_path_factory.mktemp("kills")
    with serving() as base:
        yield Rounds(folder, base, seed=7)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_if_the_program_is_killed(kind: str, rounds: Rounds) -> None:
    for _ in range(2):
        assert KINDS[kind](rounds) == []
