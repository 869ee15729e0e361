"""Nothing is invented: whatever the text, every part of a quote is a span of it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.model.quote import Quote
from briefing.model.spans import Span

_PIECES = [
    "“", "”", '"', "‘", "’", "'", "„", "«", "»", "``", "''",
    "\n", "\n\n", " ", ", ", ". ", "? ", " — ", ": ", "(", ")",
    "We will not go there", "It is over", "said", " said Nora Velden", "she said", " he told reporters",
    "according to ", "Tom Harker", "Mr. Kim", "the minister", "a senior official", ", a spokesman for the club,",
    "who leads", "HOST: ", "Dr. ", "U.S. ", "May", "’s", "and", "that", "على", "日本", "\u00a0", "…", "I",
    "the ministry",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


def spans_of(quote: Quote) -> list[Span]:
    parts = [quote.mention, quote.name, quote.role, quote.cue]
    return [*quote.spans, *(part for part in parts if part is not None)]


@settings(max_examples=150, deadline=None)
@given(_texts)
def test_every_part_of_a_quote_is_a_span_of_the_text(text: str) -> None:
    for quote in find_quotes(read_document(text)):
        for span in spans_of(quote):
            assert 0 <= span.start < span.end <= len(text)
            assert span.cut(text).strip()


@settings(max_examples=60, deadline=None)
@given(_texts)
def test_quotes_come_in_order_and_do_not_overlap(text: str) -> None:
    spans = [span for quote in find_quotes(read_document(text)) for span in quote.spans]
    assert all(before.end <= after.start for before, after in pairwise(spans))
