"""Broken texts: no crash, nothing invented, and time that grows with the text and no faster."""

import time

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from tests.benchmarks.broken_texts import BROKEN

SMALL, FACTOR = 2_000, 8
SLACK = 3.5
"""Tolerance for a busy machine, as a factor of linear time; quadratic time would be 8."""


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_text_is_read_in_linear_time(name: str) -> None:
    small, large = BROKEN[name](SMALL), BROKEN[name](SMALL * FACTOR)
    seconds(small)  # loads what is loaded once
    least = min(seconds(large), seconds(large))
    assert least < SLACK * FACTOR * max(seconds(small), 0.02)


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_found_in_a_broken_text_is_a_span_of_it(name: str) -> None:
    text = BROKEN[name](SMALL)
    for quote in find_quotes(read_document(text)):
        for span in (*quote.spans, quote.mention, quote.name, quote.role, quote.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)


def seconds(text: str) -> float:
    began = time.process_time()
    find_quotes(read_document(text))
    return time.process_time() - began
