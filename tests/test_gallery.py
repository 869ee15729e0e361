"""The pictures of the themes: one for each theme file, complete in themselves, and not a part of the program."""

import re
import tomllib
from xml.etree import ElementTree

import pytest

from tests.gallery import GALLERY, PICTURES, ROOT, without_outer_blanks, without_references

THEMES = sorted(path.name for path in (ROOT / "themes").glob("*.toml"))


def test_every_theme_has_a_picture() -> None:
    assert [f"{theme}.toml" for theme in sorted(PICTURES)] == THEMES
    assert sorted(path.name for path in GALLERY.iterdir()) == sorted(PICTURES.values())


@pytest.mark.parametrize("name", PICTURES.values())
def test_a_picture_loads_nothing(name: str) -> None:
    svg = (GALLERY / name).read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"<) ]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)\)", svg))


@pytest.mark.parametrize("theme", PICTURES)
def test_a_picture_has_the_colours_of_its_theme(theme: str) -> None:
    svg = (GALLERY / PICTURES[theme]).read_text(encoding="utf-8")
    colours = tomllib.loads((ROOT / "themes" / f"{theme}.toml").read_text(encoding="utf-8"))
    assert colours["background"] in svg
    assert colours["variables"]["strong"] in svg
    assert "".join(ElementTree.fromstring(svg).itertext()).count("Velmar") > 5


def test_the_references_of_an_exported_screen_are_left_out() -> None:
    svg = '<!-- made -->@font-face { src: url("https://x.example/a.woff") } a { font-family: Fira Code, monospace }'
    assert "x.example" not in without_references(svg)
    assert "made" not in without_references(svg)
    assert "DejaVu Sans Mono" in without_references(svg)


def test_a_text_begins_at_its_first_letter() -> None:
    svg = '<text class="r1" x="20" y="5" textLength="60" clip-path="url(#a)">&#160;&#160;a&amp;b&#160;</text>'
    expected = '<text class="r1" x="40.0" y="5" textLength="30.0" clip-path="url(#a)">a&amp;b</text>'
    assert without_outer_blanks(svg) == expected
    assert without_outer_blanks(svg.replace("a&amp;b", "&#160;")) == ""


def test_the_wheel_has_the_theme_files_alone() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert wheel["force-include"] == {f"themes/{name}": f"briefing/themes/{name}" for name in THEMES}
