import pytest

from briefing.analysis.threads.titles import clean_title, outlet_tails


@pytest.mark.parametrize(
    ("title", "outlet", "clean"),
    [
        ("UPDATE 2-Port strike ends", "", "Port strike ends"),
        ("RPT-WRAPUP 1-Port strike ends", "", "Port strike ends"),
        ("Velmar port strike ends after a week - BBC News", "BBC News", "Velmar port strike ends after a week"),
        ("Velmar port strike ends after a week | CNN", "cnn.com", "Velmar port strike ends after a week"),
        ("Velmar port strike - what comes next", "Reuters", "Velmar port strike - what comes next"),
        ("Watch: Velmar port strike ends", "", "Velmar port strike ends"),
        ("Velmar port strike ends (1)", "", "Velmar port strike ends"),
        ("Update on the port", "", "Update on the port"),
        ("", "", ""),
    ],
)
def test_titles_lose_what_wire_and_outlet_put_around_them(title: str, outlet: str, clean: str) -> None:
    assert clean_title(title, outlet) == clean


def test_a_tail_that_an_outlet_repeats_is_its_own() -> None:
    titles = [(f"Something new happened in town {number} | The Velmar Ledger", "ledger") for number in range(4)]
    tails = outlet_tails(titles)
    assert tails == {("ledger", "The Velmar Ledger")}
    assert clean_title(titles[0][0], "ledger", tails) == "Something new happened in town 0"
