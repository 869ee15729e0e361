"""The one way to the files in the package: word lists, weights, starter packs, the demo world and the themes."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str = "") -> "Traversable":
    """Return the folder `name` of the package data, or all of it."""
    from importlib.resources import files  # slow to import, and the first screen reads no data

    root = files("briefing.data")
    return root.joinpath(name) if name else root


def read_bytes(name: str) -> bytes:
    """Return the contents of the data file `name`, a path such as "weights.json"."""
    return folder(name).read_bytes()


def read_text(name: str) -> str:
    """Return the UTF-8 text of the data file `name`."""
    return read_bytes(name).decode("utf-8")


@cache
def list_lines(name: str) -> tuple[str, ...]:
    """Return the lines of the word list `name`, such as "language/titles.txt".

    Surrounding white space, empty lines and comments (lines that start with "#") are left out.
    """
    lines = (line.strip() for line in read_text(f"lexicons/{name}").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of the word list `name`, which may have several on a line."""
    return frozenset(word for line in list_lines(name) for word in line.split())


@cache
def phrase_list(name: str) -> frozenset[str]:
    """Return the phrases of the list `name`, one on each line."""
    return frozenset(list_lines(name))


@cache
def alternatives(name: str) -> str:
    """Return the regular expressions of the list `name`, one a line, as one: "(?:a|b|c)"."""
    return f"(?:{'|'.join(list_lines(name))})"


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of each section of the list `name`, by the name in brackets above it."""
    lines_of: dict[str, tuple[str, ...]] = {}
    heading = ""
    for line in list_lines(name):
        if line.startswith("["):
            heading = line.strip("[]")
        else:
            lines_of[heading] = (*lines_of.get(heading, ()), line)
    return lines_of


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """Return the words of each section of the list `name`, which may have several on a line."""
    return {heading: frozenset(" ".join(lines).split()) for heading, lines in sections(name).items()}


def theme_folder() -> Path:
    """Return the folder of the themes: in the installed package, else in the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"
