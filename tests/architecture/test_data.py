"""Every word list says what it has, is used, and is described in the README of the data."""

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "briefing"
LEXICONS = PACKAGE / "data" / "lexicons"
LISTS = sorted(LEXICONS.rglob("*.txt"))


def name_of(path: Path) -> str:
    return str(path.relative_to(LEXICONS))


@pytest.mark.parametrize("path", LISTS, ids=name_of)
def test_a_list_says_in_its_first_line_what_it_has(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")


def test_every_list_is_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    assert [name_of(path) for path in LISTS if path.stem not in sources] == []


def test_the_readme_describes_every_list() -> None:
    readme = (PACKAGE / "data" / "README.md").read_text("utf-8")
    assert [name_of(path) for path in LISTS if f"`{name_of(path)}`" not in readme] == []
