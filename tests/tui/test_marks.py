"""Marks: single threads, ranges that end at the cursor, and all at once."""

from briefing.tui.marks import Marks
from tests.tui.format.read_models import rows

ROWS = tuple(enumerate(rows(5)))


def ids(*indices: int) -> set[str]:
    return {ROWS[index][1].id for index in indices}


def test_a_thread_is_marked_and_unmarked() -> None:
    marks = Marks()
    marks.toggle("a")
    assert marks.ids == {"a"}
    marks.toggle("a")
    assert marks.ids == set()


def test_a_range_follows_the_cursor_in_both_directions() -> None:
    marks = Marks()
    marks.begin_range(2)
    assert [marks.covers(index, row, 4) for index, row in ROWS] == [False, False, True, True, True]
    assert [marks.covers(index, row, 1) for index, row in ROWS] == [False, True, True, False, False]


def test_a_range_that_ends_marks_its_rows() -> None:
    marks = Marks()
    marks.begin_range(1)
    marks.end_range(ROWS, 3)
    assert marks.ids == ids(1, 2, 3)
    assert not marks.has_range


def test_all_are_marked_and_then_none() -> None:
    marks = Marks()
    marks.toggle("t-0001")
    marks.toggle_all(row.id for _, row in ROWS)
    assert marks.ids >= ids(0, 1, 2, 3, 4)
    marks.toggle_all(row.id for _, row in ROWS)
    assert marks.ids == set()


def test_clearing_says_whether_there_was_anything() -> None:
    marks = Marks()
    assert not marks.clear()
    marks.begin_range(0)
    assert marks.clear()
    assert not marks.has_range
