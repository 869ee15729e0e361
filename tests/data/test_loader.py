"""The loader of the package data."""

import re

from briefing.data.loader import (
    alternatives,
    list_lines,
    phrase_list,
    read_bytes,
    read_text,
    sections,
    theme_folder,
    word_list,
    word_lists,
)


def test_a_list_has_no_comments_and_no_empty_lines() -> None:
    lines = list_lines("language/titles.txt")
    assert lines
    assert all(line and line == line.strip() and not line.startswith("#") for line in lines)


def test_a_word_list_has_every_word_of_every_line() -> None:
    assert word_list("language/particles.txt") >= {"van", "bin"}


def test_a_list_has_its_sections_by_name() -> None:
    name = "addresses/tracking_parameters.txt"
    assert all(":" in line for line in sections(name)["sites"])
    assert word_lists(name)["always"] == frozenset(" ".join(sections(name)["always"]).split())


def test_a_file_is_read_as_bytes_or_text() -> None:
    assert read_bytes("weights.json").decode() == read_text("weights.json")


def test_a_phrase_list_has_the_lines() -> None:
    assert "Agence France-Presse" in phrase_list("outlets.txt")


def test_the_patterns_of_a_list_become_one() -> None:
    assert re.fullmatch(alternatives("sources/outlet_kinds.txt"), "news agency")


def test_the_themes_are_found() -> None:
    assert list(theme_folder().glob("*.toml"))
