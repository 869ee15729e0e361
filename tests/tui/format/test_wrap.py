import time

import pytest
from rich.cells import cell_len

from briefing.tui.format.cells import drawable
from briefing.tui.format.lines import HARD_SPACE, plain, width_of
from briefing.tui.format.wrap import cut, wrap


def text_of(words: str, width: int, limit: int = 0) -> list[str]:
    return [plain(line) for line in wrap(((words, "text"),), width, limit=limit)]


def cut_text(words: str, width: int) -> str:
    return plain(cut(((words, "text"),), width))


def test_lines_break_at_blanks_only() -> None:
    assert text_of("the harbour office closed the gates", 12) == ["the harbour", "office", "closed the", "gates"]


def test_a_hard_space_never_breaks() -> None:
    assert text_of(f"gates closed.{HARD_SPACE}[4]", 14) == ["gates", f"closed.{HARD_SPACE}[4]"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert text_of("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_hanging_indents_count_as_cells() -> None:
    lines = wrap((("one two three", "text"),), 8, first=((" “", "quote-mark b"),), rest=(("   ", "text"),))
    assert [plain(line) for line in lines] == [" “one", "   two", "   three"]


def test_a_reserve_keeps_the_right_end_free() -> None:
    lines = wrap((("one two three four", "text"),), 9, reserve={0: 4})
    assert [plain(line) for line in lines] == ["one", "two three", "four"]


def test_the_last_line_is_cut_at_a_word_without_loose_ends() -> None:
    assert text_of("cause of crane failure, disputed by all", 27, limit=1) == ["cause of crane failure…"]


def test_a_word_is_cut_if_leaving_it_out_costs_too_much() -> None:
    assert cut_text("warned of terminal’s control software in 2024", 37) == "warned of terminal’s control softwar…"


def test_what_fits_is_not_cut() -> None:
    assert cut_text("gates", 5) == "gates"


def test_wide_characters_are_never_split() -> None:
    lines = wrap((("港口码头关闭三天", "text"),), 7)
    assert all(width_of(line) <= 7 for line in lines)
    assert "".join(plain(line) for line in lines) == "港口码头关闭三天"
    assert cell_len(cut_text("港口码头关闭三天", 8)) <= 8


def test_nothing_is_one_empty_line() -> None:
    assert wrap((("", "text"),), 10) == [()]


@pytest.mark.parametrize("word", ["W", "港", "กำ", "e\u0301", "\U0001f469"])
def test_a_word_of_any_length_is_broken_in_linear_time(word: str) -> None:
    long = word * 100_000
    lines = wrap(((long, "text"),), 70)
    assert "".join(plain(line) for line in lines) == drawable(long)
    assert all(width_of(line) <= 70 for line in lines)
    started = time.process_time()
    wrap((("W" * 900_000, "text"),), 70)  # took more than a minute
    assert time.process_time() - started < 10
