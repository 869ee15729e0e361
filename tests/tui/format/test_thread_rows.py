import pytest

from briefing.model.verdict import Verdict
from briefing.model.wake import MoreIndependent, StoryMatches
from briefing.tui.format.lines import plain, width_of
from briefing.tui.format.thread_rows import thread_row
from tests.tui.format.read_models import NOW, row


def text_of(number: int, width: int, **changes: object) -> list[str]:
    return [plain(line).rstrip() for line in thread_row(row(number, **changes), width, NOW)]


def test_a_row_of_a_narrow_list_has_two_lines_with_the_figures_in_the_margin() -> None:
    assert text_of(0, 47) == [
        "  ●   5/7 Ferry terminal at Osmark still    2h",
        "       +3 closed; cause of the gate failure…",
    ]


def test_a_row_of_a_broad_list_has_one_line() -> None:
    assert text_of(4, 80) == [
        "  f  6/11  Bank Fiorenza review finds 340 million in unbooked loans     +2   3h",
    ]


@pytest.mark.parametrize("width", [40, 44, 47, 50, 75, 76, 80, 92, 200])
def test_every_line_fills_the_list_and_leaves_the_last_column_blank(width: int) -> None:
    for number in range(18):
        for line in thread_row(row(number), width, NOW):
            assert width_of(line) == width
            assert plain(line).endswith(" ")


def test_a_headline_under_the_cursor_is_bold() -> None:
    lines = thread_row(row(1), 47, NOW, under_cursor=True)
    assert any(role == "strong b" and "Tessaly" in text for text, role in lines[0])


def test_many_copies_of_one_report_are_marked() -> None:
    assert ("1", "conflict b") in thread_row(row(3), 47, NOW)[0]


def test_a_marked_row_has_a_star() -> None:
    assert plain(thread_row(row(1), 47, NOW, marked=True)[0]).startswith(" *●")


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [(Verdict.BRIEF, "b"), (Verdict.FOLLOW, "f"), (Verdict.LATER, "w"), (Verdict.DROP, "d"), (Verdict.NEW, "●")],
)
def test_the_key_is_the_mark(verdict: Verdict, mark: str) -> None:
    assert text_of(0, 47, verdict=verdict)[0][2] == mark


def test_a_looked_at_row_has_a_dot() -> None:
    assert text_of(0, 47, looked=NOW)[0][2] == "·"


def test_huge_figures_do_not_move_the_headline() -> None:
    assert (
        text_of(0, 47, stories=1234, independent=567)[0].startswith("  ● 567/… Ferry")
        or text_of(0, 47, stories=1234, independent=567)[0][9:14] == "Ferry"
    )


def test_a_broad_list_shows_the_pulse() -> None:
    assert "▁▂▂▃▃▅▄" in text_of(0, 92)[0]


def test_a_deferred_row_says_until_what_and_one_that_woke_says_why() -> None:
    until = (MoreIndependent(2),)
    assert text_of(0, 47, verdict=Verdict.LATER, until=until) == [
        "  w   5/7 Ferry terminal at Osmark still…   2h",
        "       +3 until 2 more independent",
    ]
    assert "until 2 more independent" in text_of(4, 100, verdict=Verdict.LATER, until=until)[0]
    assert text_of(0, 47, is_woken=True, lifted="woke: 3 new independent")[1] == "       +3 woke: 3 new independent"
    for width in (40, 47, 75, 76, 92, 200):
        for line in thread_row(row(4, verdict=Verdict.LATER, until=(*until, StoryMatches("word " * 30))), width, NOW):
            assert width_of(line) == width


def test_the_figures_of_a_large_thread_keep_their_distance() -> None:
    (first, _) = text_of(4, 47, stories=25, independent=17, lifted="port")
    assert first.startswith(" ◆f 17/25 Bank")
