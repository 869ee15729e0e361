"""A search hit: what was cut off its passage is told by a sign."""

from briefing.export.plain_text import search_hit
from briefing.model.spans import Span
from briefing.model.views import SearchHit
from briefing.tui.format.lines import plain
from briefing.tui.format.search_hits import hit_lines
from tests.tui.format.read_models import NOW

HIT = SearchHit("t-1", 7, 2, "Gates", "Eastwire", NOW, "the gate was shut on Friday", (Span(4, 8),))
CUT = SearchHit(
    "t-1", 7, 2, "Gates", "Eastwire", NOW, "the gate was shut", (Span(4, 8),), cut_before=True, cut_after=True
)


def test_a_passage_that_was_cut_says_so_at_both_ends() -> None:
    assert plain(hit_lines(CUT, 80, NOW)[0]) == "      …the gate was shut…"
    assert plain(hit_lines(HIT, 80, NOW)[0]) == "      the gate was shut on Friday"


def test_so_does_the_linear_output() -> None:
    assert list(search_hit(CUT))[1].strip() == "…the gate was shut…"
