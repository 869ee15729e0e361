"""Names whose tags are corrected, because the tagger joined them to other words."""

import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.language.names import name_runs


def names_in(text: str) -> list[tuple[str, str]]:
    return [
        (" ".join(sentence.words[start:end]), kind)
        for sentence in read_document(text).sentences
        for start, end, kind in name_runs(sentence.names)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Velkor said that the port was closed.", "Velkor"),
        ("Because Dempsel left, the port was closed.", "Dempsel"),
        ("New York State Attorney General Laura said that the port was closed.", "Laura"),
        ("Acting Secretary of Homeland Security Chad Quill defended it.", "Chad Quill"),
        ("Ihtisham Hibatul of Tollen said that the board was to blame.", "Ihtisham Hibatul"),
    ],
)
def test_a_person_is_parted_from_the_words_before_and_after(text: str, name: str) -> None:
    assert (name, "PER") in names_in(text)


@pytest.mark.parametrize(
    "name", ["Dan Clark Productions", "Oslo Post-Dispatch", "Queen Elizabeth Hospital", "Ada Lovelace Institute"]
)
def test_an_organisation_with_a_persons_name_is_one_name(name: str) -> None:
    assert names_in(f"She worked for the {name} in the spring.") == [(name, "ORG")]


def test_a_full_name_that_stands_elsewhere_keeps_a_word_of_the_dictionary() -> None:
    text = "Bright Quillan sang on Monday. “We love her,” they said of Bright Quillan, 31."
    assert names_in(text).count(("Bright Quillan", "PER")) == 2


def test_a_place_is_parted_from_what_it_has() -> None:
    assert ("Süddeutsche Zeitung", "ORG") in names_in("Germany's Süddeutsche Zeitung wrote that it was late.")
