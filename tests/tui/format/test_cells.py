import pyte
import pytest
from rich.cells import cell_len

from briefing.tui.format.cells import cells, drawable, first_cells, settled
from briefing.tui.format.lines import plain, width_of
from briefing.tui.format.wrap import cut, wrap
from tests.tui.difficult import DIFFICULT


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("\u2764\ufe0f love", "\u2764 love"),
        ("1\ufe0f\u20e3 one", "1 one"),
        ("\U0001f1fa\U0001f1f8 flag", "US flag"),
        ("\U0001f44d\U0001f3fd up", "\U0001f44d up"),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467 home", "\U0001f469 home"),
        ("\U0001f3f3\ufe0f\u200d\U0001f308 pride", "\U0001f3f3 pride"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("a\tb\x1b[2Jc", "a bc"),
    ],
)
def test_what_terminals_disagree_about_is_drawn_in_a_form_that_all_know(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@pytest.mark.parametrize("text", DIFFICULT)
def test_a_drawn_form_stays_as_it_is_and_its_width_is_the_one_that_is_counted(text: str) -> None:
    drawn = drawable(text)
    assert drawable(drawn) == drawn
    assert cells(text) == cell_len(drawn)


def test_a_vowel_sign_has_room_where_a_terminal_gives_it_a_cell() -> None:
    assert drawable("\u0bae\u0bbe\u0bb2\u0bc8, x") == "\u0bae\u0bbe\u0bb2\u0bc8\u00a0\u00a0, x"


@pytest.mark.parametrize("text", DIFFICULT)
@pytest.mark.parametrize("width", [7, 12, 30])
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in wrap(((text, "text"),), width))
    assert width_of(cut(((text, "text"),), width)) <= width


def test_a_character_keeps_its_marks_where_a_line_is_cut() -> None:
    assert first_cells("x\u0323y", 1) == "x\u0323"
    assert plain(cut((("x\u0323y\u0323z\u0323", "text"),), 2)) == "x\u0323…"


@pytest.mark.parametrize("text", DIFFICULT)
def test_what_stands_right_of_a_difficult_text_is_in_its_column(text: str) -> None:
    screen = pyte.Screen(120, 1)
    stream = pyte.Stream(screen)
    stream.feed("#" * 120 + "\r")
    line = drawable(text)
    stream.feed(settled(f"\x1b[1m{line}\x1b[0m|right"))
    column = cells(text)
    assert "".join(screen.buffer[0][column + at].data for at in range(6)) == "|right"
    assert "#" not in "".join(screen.buffer[0][at].data for at in range(column))


def test_plain_text_and_control_sequences_are_sent_as_they_are() -> None:
    output = "\x1b[38;2;1;2;3mVelmar \u201cport\u201d \u2502 \u6e2f\u53e3\x1b[0m\x1b]52;c;YWJj\x07"
    assert settled(output) == output
