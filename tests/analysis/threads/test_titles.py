import pytest

from briefing.analysis.threads.titles import TitleParts, clean_title, repeated_tails, split_title


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


def test_a_title_has_a_label_before_it_and_a_tail_behind_it() -> None:
    assert split_title("Kenya: Pilots warn of fatigue | World - BBC News", "BBC News") == TitleParts(
        "Kenya", "Pilots warn of fatigue", "World"
    )


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Choir wins prize in Lund | Quay Times | World", TitleParts("", "Choir wins prize in Lund", "World")),
        ("Choir wins prize in Lund | World (video)", TitleParts("", "Choir wins prize in Lund", "World")),
        ("Live updates: (video) | Zorbia Report", TitleParts("", "Live updates: (video)", "Zorbia Report")),
    ],
)
def test_no_word_of_a_title_stands_in_two_of_its_parts(title: str, parts: TitleParts) -> None:
    assert split_title(title, "Quay Times") == parts


def test_a_tail_that_an_outlet_repeats_is_its_own() -> None:
    tails = [("ledger", "The Velmar Ledger")] * 4 + [("ledger", "")] * 3 + [("ledger", "once")]
    assert repeated_tails(tails) == {("ledger", "The Velmar Ledger")}
