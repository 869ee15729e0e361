"""The time to find citations grows linearly with a text's length, whatever the text is."""

from time import process_time

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.sources.citations import find_citations
from briefing.model.spans import Span
from briefing.model.story import Link

LENGTH = 100_000
SECONDS = 12.0
"""Far more than the second or so it takes, and far less than the minutes of a quadratic search."""


@pytest.mark.parametrize(
    "text",
    [
        "A" * LENGTH + " said",
        "Aa" * (LENGTH // 2) + " told",
        "according to Aa Bb Cc " + "A" * LENGTH,
        "Aaa" + "-Aaa" * (LENGTH // 4) + " said",
        "Sources:\nReuters, AP\n" * (LENGTH // 22),
    ],
    ids=["one word", "two letters", "according to", "hyphens", "source blocks"],
)
def test_a_long_repetition_of_anything_is_read_in_seconds(text: str) -> None:
    begun = process_time()
    find_citations(read_document(text))
    assert process_time() - begun < SECONDS


def test_many_links_in_many_lines_are_read_in_seconds() -> None:
    line = "Dockers said so.\n"
    links = [
        Link(f"https://wire.example/{number}", Span(number * len(line), number * len(line) + 7))
        for number in range(LENGTH // len(line))
    ]
    begun = process_time()
    assert len(find_citations(read_document(line * len(links)), links, "ledger.example")) == len(links)
    assert process_time() - begun < SECONDS
