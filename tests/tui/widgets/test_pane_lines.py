"""The lines of a pane: items with and without a target, the head, and building for one width at a time."""

from collections.abc import Sequence

from briefing.tui.format.lines import TEXT, Line
from briefing.tui.targets import Target
from briefing.tui.widgets.line_source import Look
from briefing.tui.widgets.pane_lines import Item, PaneLines
from briefing.tui.widgets.role_styles import RoleStyles


def line(text: str) -> Line:
    return ((text, TEXT),)


class TwoItems:
    """A heading, a note that the cursor passes over, and two items of two lines."""

    def __init__(self) -> None:
        self.widths: list[int] = []

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        return (line(f"head {width} {'keys' if has_keys else ''}{' more' if more else ''}"),)

    def items(self, width: int) -> Sequence[Item]:
        self.widths.append(width)
        return (
            Item((line("note"),)),
            Item((line("one"), line("one, on")), Target(story=1)),
            Item((line("two"), line("two, on")), Target(story=2), before=1),
        )


def fitted() -> PaneLines:
    lines = PaneLines()
    lines.content = TwoItems()
    assert lines.fit(20)
    return lines


def test_the_cursor_stops_only_at_items_with_a_target() -> None:
    lines = fitted()
    assert lines.item_count() == 2
    assert [lines.span(index) for index in range(2)] == [(1, 3), (4, 6)]
    assert [lines.index_at(number) for number in range(6)] == [None, 0, 0, None, 1, 1]
    assert [target.story for target in lines.targets] == [1, 2]


def test_lines_are_built_once_for_a_width() -> None:
    lines = PaneLines()
    lines.content = content = TwoItems()
    assert [lines.fit(width) for width in (0, 20, 20, 30, 0)] == [False, True, False, True, False]
    assert content.widths == [20, 30]


def test_the_head_says_whether_lines_follow() -> None:
    lines = fitted()
    look = Look(RoleStyles({}), 20, cursor=0, has_keys=True, first_line=0, page_lines=3)
    assert lines.pinned_count() == 1
    assert lines.draw_pinned(0, look).text.rstrip() == "head 20 keys more"
    assert lines.draw_pinned(0, look._replace(page_lines=6)).text.rstrip() == "head 20 keys"


def test_behind_the_last_line_everything_is_blank() -> None:
    look = Look(RoleStyles({}), 20, cursor=0, has_keys=True, first_line=0, page_lines=9)
    assert fitted().draw(6, look).text == " " * 20


def test_a_pane_without_content_has_no_lines() -> None:
    lines = PaneLines()
    assert not lines.fit(20)
    assert (lines.item_count(), lines.line_count(), lines.pinned_count()) == (0, 0, 0)
