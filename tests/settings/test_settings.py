"""The settings file: defaults without one, plain words where it is wrong."""

from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.settings.places import places_under
from briefing.settings.settings import Settings, read_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_what_is_written_counts(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path, 'theme = "paper"\nascii = true\nallow_private = ["10.0.0.1:80"]\n[keys]\n"verdict.brief" = "B"\n'
        )
    )
    assert settings == Settings(theme="paper", ascii=True, allow_private=("10.0.0.1:80",), keys={"verdict.brief": "B"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme = ", "cannot be read"),
        ("colour = 1", "unknown setting: colour"),
        ("ascii = 1", "ascii must be like true or false"),
        ("at_once = 0", "at_once must be a whole number"),
        ("at_once = true", "at_once must be a whole number"),
        ('allow_private = "x"', "allow_private must be like"),
        ("[keys]\nx = 1", "keys must be like a table of texts"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        read_settings(written(tmp_path, text))
    assert str(tmp_path) in str(raised.value)


def test_a_home_keeps_everything_in_one_folder(tmp_path: Path) -> None:
    places = places_under(tmp_path)
    assert {places.settings.parent, places.store.parent, places.briefs.parent, places.themes.parent} == {tmp_path}
