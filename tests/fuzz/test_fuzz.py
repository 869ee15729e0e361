"""A short run of the fuzzer, and every input that broke a reader once."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import EXAMPLES, mutations
from tests.fuzz.runs import CRASHES, try_one
from tests.fuzz.targets import TARGETS

ROUNDS = {"quotes": 40, "page": 60, "feed": 250}
"""Inputs for each kind; a round of these takes longer than of the others."""
SEED = 20_261_129


@pytest.mark.parametrize("kind", TARGETS)
def test_examples_are_read(kind: str) -> None:
    for example in EXAMPLES[kind]:
        TARGETS[kind](example.encode())


@pytest.mark.parametrize("kind", TARGETS)
def test_broken_inputs_break_no_reader(kind: str) -> None:
    for data in islice(mutations(kind, SEED), ROUNDS.get(kind, 400)):
        try_one(kind, data)


@pytest.mark.parametrize("kind", ["text", "markup", "query", "settings", "markdown", "address", "feed-list"])
def test_any_text_breaks_no_reader(kind: str) -> None:
    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.text(max_size=300))
    def run(words: str) -> None:
        try_one(kind, words.encode("utf-8", "surrogatepass"))

    run()


@pytest.mark.parametrize("name", sorted(path.name for path in CRASHES.glob("*-*")) or ["none"])
def test_what_broke_a_reader_once_does_no_more(name: str) -> None:
    if name != "none":
        try_one(name.rpartition("-")[0], (CRASHES / name).read_bytes())
