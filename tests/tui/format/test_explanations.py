from briefing.tui.format.explanations import problem_lines, titled_sentences, why_sentences
from briefing.tui.format.lines import Line, plain


def words(lines: tuple[Line, ...]) -> list[str]:
    return [plain(line).strip() for line in lines]


def test_a_long_list_says_how_many_are_left_out() -> None:
    sentences = [f"fault {number}" for number in range(1, 12)]
    assert words(titled_sentences("Faults", sentences, 80)) == ["Faults", *sentences[:7], "and 4 more"]
    assert words(titled_sentences("Faults", sentences[:8], 80)) == ["Faults", *sentences[:8]]


def test_more_problems_than_are_shown_name_the_command_that_lists_them() -> None:
    assert words(problem_lines([str(number) for number in range(9)], 80))[-1] == (
        "and 2 more; briefing doctor lists them all."
    )


def test_an_explanation_without_sentences_says_why() -> None:
    assert "briefing rebuild" in words(why_sentences("Why this speaker", (), 120))[1]
