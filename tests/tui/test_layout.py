from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.layout import Shape, View, arrange, shape_of, upper_zone


def test_the_shapes_by_width() -> None:
    assert [shape_of(width) for width in (99, 100, 139, 140, 159, 160)] == [
        Shape.TURNS, Shape.BAND, Shape.BAND, Shape.TALL, Shape.TALL, Shape.WIDE,
    ]  # fmt: skip


def test_the_band_at_120_has_one_axis() -> None:
    boxes = arrange(120, 37, View())
    assert (boxes["list"].width, boxes["rule"].x, boxes["narrative"].width) == (47, 47, 72)
    assert [boxes[name].width for name in ("quotes", "actors", "sources")] == [47, 34, 37]
    assert upper_zone(37) == 16


def test_the_upper_zone_never_cuts_a_row() -> None:
    assert all(upper_zone(height) % 2 == 0 for height in range(12, 100))


@given(st.integers(40, 400), st.integers(7, 120), st.booleans(), st.sampled_from(["", "list", "quotes"]))
def test_panes_stay_inside_and_never_overlap(width: int, height: int, page: bool, zoom: str) -> None:
    boxes = arrange(width, height, View(page=page, zoom=zoom))
    seen: set[tuple[int, int]] = set()
    for box in boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= width
        assert box.y + box.height <= height
        cells = {(x, y) for x in (box.x, box.x + box.width - 1) for y in range(box.y, box.y + box.height)}
        assert not cells & seen
        seen |= cells
