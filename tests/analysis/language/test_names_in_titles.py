"""Full names that stand only in the title of a story."""

import pytest

from briefing.analysis.language.names_in_titles import full_name_in_title, name_in_full, shown_names
from briefing.analysis.language.people import full_names_in
from briefing.analysis.reading import read_text
from briefing.model.spans import Span


@pytest.mark.parametrize(
    ("title", "full"),
    [
        ("Maria Velden: the harbour stays closed", "Maria Velden"),
        ("Harbour Minister Maria Velden’s deputy resigns", "Maria Velden"),
        ("Union Against Thomas J. Velden", "Thomas J. Velden"),
        ("Maria Velden and Thomas Velden disagree", None),
        ("Harbour Velden stays closed", None),
        ("Anna Velden-Marsh: the harbour stays closed", None),
        ("Denounces Velden", None),
        ("VELDEN RESIGNS", None),
        ("The harbour stays closed", None),
    ],
)
def test_the_title_has_one_full_name_with_the_surname(title: str, full: str | None) -> None:
    found = full_name_in_title("Velden", title)
    assert (found.cut(title) if found else None) == full


@pytest.mark.parametrize(
    ("words", "person", "shown"),
    [
        ("Velden", True, "Maria Velden"),
        ("Velden’s", True, "Maria Velden"),
        ("Thomas Velden", True, "Thomas Velden"),
        ("Velden", False, "Velden"),
    ],
)
def test_only_the_surname_of_a_person_is_given_in_full(words: str, person: bool, shown: str) -> None:
    text = f"{words} said nothing."
    name = Span(0, len(words))
    assert name_in_full(name, text, "Maria Velden stays", (name,) if person else ()) == shown


def test_surnames_of_the_title_have_their_given_names() -> None:
    assert full_names_in("Maria Velden and Thomas Harker meet the Harbour Board") == {
        "velden": "maria",
        "harker": "thomas",
    }
    assert full_names_in("Maria Velden and Thomas Velden meet, Maria Secretary does not") == {}


def test_a_surname_is_a_person_of_the_gender_that_the_given_name_in_the_title_has() -> None:
    text = (
        "“The pier is shut,” Thomas Harker said on Monday.\n\nQuimbell disagreed with Harker. "
        "“Nobody has asked the crews,” she said."
    )
    found = read_text(text, title="Maria Quimbell wants the pier open")
    assert found.quotes[1].name is not None
    assert shown_names(found, text, "Maria Quimbell wants the pier open").speakers == (
        "Thomas Harker",
        "Maria Quimbell",
    )
