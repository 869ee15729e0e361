"""The loader of the package data."""

from briefing.data.loader import folder, list_lines, read_bytes, read_text, theme_folder, word_list, word_lists


def test_a_list_has_no_comments_and_no_empty_lines() -> None:
    lines = list_lines("quotes/titles.txt")
    assert lines
    assert all(line and line == line.strip() and not line.startswith("#") for line in lines)


def test_a_word_list_has_every_word_of_every_line() -> None:
    assert word_list("quotes/particles.txt") >= {"van", "bin"}


def test_a_file_is_read_as_bytes_or_text() -> None:
    assert read_bytes("weights.json").decode() == read_text("weights.json")


def test_every_list_says_in_its_first_line_what_it_holds() -> None:
    lists = [*folder("lexicons").iterdir(), *folder("lexicons/quotes").iterdir()]
    assert all(file.read_text("utf-8").startswith("# ") for file in lists if file.name.endswith(".txt"))


def test_the_themes_are_found() -> None:
    assert list(theme_folder().glob("*.toml"))


def test_a_file_with_sections_gives_a_list_for_each() -> None:
    places = word_lists("actors/places.txt")
    assert {"village", "town"} <= places["nouns before of"]
    assert "" not in places
