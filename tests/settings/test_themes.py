"""Theme files: what is accepted, and the sentence for what is not."""

from pathlib import Path

import pytest

from briefing.data.loader import theme_folder
from briefing.model.errors import UsageError
from briefing.settings.themes import (
    DEFAULT_DARK,
    DEFAULT_LIGHT,
    VARIABLES,
    load_theme_files,
    parse_theme,
    read_theme_files,
    unknown_theme,
)

BUNDLED = sorted(path.stem for path in theme_folder().glob("*.toml"))
INK = (theme_folder() / "ink.toml").read_text(encoding="utf-8")


def test_the_bundled_themes_have_every_variable() -> None:
    loaded = load_theme_files(None)
    assert {theme.name for theme in loaded.themes} == set(BUNDLED)
    assert {DEFAULT_DARK, DEFAULT_LIGHT} <= set(BUNDLED)
    assert loaded.problems == ()
    assert all(set(VARIABLES) <= set(theme.variables) for theme in loaded.themes)


def test_a_theme_of_the_user_stands_beside_the_bundled_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(INK.replace('"ink"', '"mine"'), encoding="utf-8")
    assert [theme.name for theme in load_theme_files(tmp_path).themes] == [*BUNDLED, "mine"]


def test_a_theme_of_the_user_replaces_a_bundled_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(INK.replace("#12161c", "#123456"), encoding="utf-8")
    (ink,) = [theme for theme in load_theme_files(tmp_path).themes if theme.name == "ink"]
    assert ink.colours["background"] == "#123456"


def test_missing_variables_come_from_ink(tmp_path: Path) -> None:
    own = INK.split("[variables]")[0].replace('"ink"', '"mine"') + '[variables]\nquote = "#abc"\n'
    (tmp_path / "mine.toml").write_text(own, encoding="utf-8")
    mine = load_theme_files(tmp_path).themes[-1]
    assert (mine.variables["quote"], mine.variables["muted"]) == ("#aabbcc", "#98a1ad")


def test_a_folder_that_is_not_there_has_no_themes(tmp_path: Path) -> None:
    assert len(load_theme_files(tmp_path / "none").themes) == len(BUNDLED)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = 5", "dark is missing"),
        ("name = ", "it is not TOML"),
        (INK.replace('"ink"', "5", 1), 'name must be a text such as "ink"'),
        (INK.replace("true", '"yes"', 1), "dark must be true or false"),
        (INK.replace('panel = "#191f27"', 'panel = "blau"'), "panel = 'blau' is not a colour such as #RRGGBB"),
        (INK.replace('strong = "#f1efe9"', "strong = 3"), "strong = 3 is not a colour such as #RRGGBB"),
        (INK.replace("boost", "bost"), "bost is not a key of a theme"),
        ("text_alpha = 2\n" + INK, "text_alpha must be a number from 0 to 1"),
    ],
)
def test_what_is_wrong_with_a_theme_names_the_key(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match="^" + reason.replace("(", r"\(")):
        parse_theme(text)


def test_a_broken_file_is_one_sentence_and_the_rest_load(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = 5", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "c.toml").write_text(INK.replace('"ink"', '"mine"'), encoding="utf-8")
    (tmp_path / "d.toml").write_text(INK.replace('"ink"', '"mine"'), encoding="utf-8")
    (tmp_path / "e.toml").mkdir()
    (tmp_path / "f.toml").write_text("#" * 70_000, encoding="utf-8")
    loaded = read_theme_files(sorted(tmp_path.iterdir()))
    assert [theme.name for theme in loaded.themes] == ["mine"]
    assert loaded.problems == (
        "The theme file a.toml cannot be used: dark is missing.",
        "The theme file b.toml cannot be used: it is not UTF-8 text.",
        'The theme file d.toml cannot be used: another file already has the name "mine".',
        "The theme file e.toml cannot be used: Is a directory.",
        "The theme file f.toml cannot be used: it is longer than 64,000 bytes.",
    )


def test_an_unknown_theme_is_answered_with_the_nearest() -> None:
    assert unknown_theme("ink", ("ink", "paper")) == ""
    assert unknown_theme("Papper", ("ink", "paper")) == 'There is no theme "Papper". Did you mean "paper"?'
    assert unknown_theme("zz", ("ink", "paper")) == 'There is no theme "zz".'
