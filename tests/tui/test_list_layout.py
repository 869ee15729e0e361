"""Where the items of the list stand: headings, and rows of one or two lines."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.model.inbox import InboxPart
from briefing.tui.list_layout import ListLayout, Place, Section

SECTIONS = st.lists(
    st.builds(Section, st.sampled_from(InboxPart), st.integers(0, 7), st.booleans(), st.booleans()),
    max_size=4,
    unique_by=lambda section: section.part,
)


@given(sections=SECTIONS, tall=st.integers(1, 2))
def test_every_item_has_a_place_and_lines_of_its_own(sections: list[Section], tall: int) -> None:
    layout = ListLayout(sections, tall)
    line = 0
    for index in range(layout.item_count):
        place = layout.place(index)
        assert place is not None
        assert layout.index_of(place) == index
        first, last = layout.span(index)
        blank = range(line, first)
        assert len(blank) == (1 if place.row is None and line else 0)
        assert [layout.index_at(each) for each in blank] == [None] * len(blank)
        assert {layout.index_at(each) for each in range(first, last)} == {index}
        line = last
    assert line == layout.line_count
    assert layout.place(layout.item_count) is None
    assert layout.index_at(line) is None


@given(sections=SECTIONS, tall=st.integers(1, 2), line=st.integers(0, 60))
def test_an_edge_is_where_an_item_begins(sections: list[Section], tall: int, line: int) -> None:
    layout = ListLayout(sections, tall)
    below, above = layout.edge(line), layout.edge(line, upwards=True)
    assert above <= line <= below <= line + 1
    starts = {layout.span(index)[0] for index in range(layout.item_count)}
    for edge in (below, above):
        assert edge in starts or layout.index_at(edge) is None


@given(sections=SECTIONS, place=st.builds(Place, st.sampled_from(InboxPart), st.none() | st.integers(0, 9)))
def test_the_nearest_item_is_one_of_the_list(sections: list[Section], place: Place) -> None:
    layout = ListLayout(sections)
    assert 0 <= layout.nearest(place) <= max(0, layout.item_count - 1)
    if (index := layout.index_of(place)) is not None:
        assert layout.nearest(place) == index


def test_single_reports_take_one_line_in_a_list_of_two_line_rows() -> None:
    threads = Section(InboxPart.THREADS, 2)
    layout = ListLayout((threads, Section(InboxPart.SINGLE, 3, has_heading=True)), tall=2)
    assert [layout.span(index) for index in range(6)] == [(0, 2), (2, 4), (5, 6), (6, 7), (7, 8), (8, 9)]
    folded = ListLayout((threads, Section(InboxPart.SINGLE, 3, has_heading=True, is_folded=True)), tall=2)
    assert (folded.item_count, folded.line_count, folded.first_row()) == (3, 6, 0)
