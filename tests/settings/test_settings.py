"""The settings file: defaults without one, a plain sentence for everything that is wrong in one."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.settings.places import expand_user, places_under
from briefing.settings.settings import LoadedSettings, Settings, load_settings, read_settings


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


WRONG = [
    ('key_preset = "newsbaot"', 'key_preset must be "vim" or "newsboat"; did you mean newsboat?'),
    ('secrets = "keyrng"', 'secrets must be "file" or "keyring"; did you mean keyring?'),
    ("theme = ", "cannot be read"),
    ("them = 'ink'", "there is no setting called them; did you mean theme?"),
    ("colour = 1", "there is no setting called colour"),
    ("ascii = 1", "ascii must be true or false"),
    ("theme = 3", 'theme must be a text in "quotes"'),
    ("at_once = 0", "at_once must be a whole number from 1 to 500"),
    ("at_once = true", "at_once must be a whole number"),
    ("window_days = 99999999999", "window_days must be a whole number from 1 to 365"),
    ("window_days = 3.5", "window_days must be a whole number"),
    ("per_host = 101", "per_host must be a whole number from 1 to 100"),
    ('allow_private = "x"', "allow_private must be a list"),
    ('allow_private = ["10.0.0.1"]', 'allow_private: "10.0.0.1" must be host:port'),
    ('allow_private = ["nas:99999"]', 'allow_private: "nas:99999" must be host:port'),
    ('full_text = "sometimes"', 'full_text must be "on", "auto" or "off"'),
    ("full_text = true", 'full_text must be "on", "auto" or "off"'),
    ('[full_text_of]\n"a.example" = "yes"', 'full_text_of: a.example must be "on", "auto" or "off"'),
    ("[families]\nx = 1", "families: the value of x must be a text"),
    ('families = "x"', "families must be a table"),
    ('browser = "\'"', "browser has a quotation mark that is not closed"),
    ('brief_folder = "~nosuchuser/x"', "brief_folder: '~nosuchuser/x' names a user who is not known here"),
    ('brief_folder = "/dev/null"', "brief_folder: /dev/null is not a folder"),
    ('brief_folder = "/tmp/a\\u0000b"', "brief_folder holds a null character"),
    ("[keys]\nx = 1", "keys: the value of x must be a text"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as raised:
        read_settings(path)
    assert str(path) in str(raised.value)
    assert words in str(raised.value)


def test_everything_that_is_wrong_is_listed_and_the_rest_holds(tmp_path: Path) -> None:
    loaded = load_settings(written(tmp_path, 'at_once = 0\nthem = "ink"\nwindow_days = 5\n'))
    assert loaded.settings == Settings(window_days=5)
    assert [problem.split()[0] for problem in loaded.problems] == ["at_once", "there"]
    with pytest.raises(UsageError) as raised:
        read_settings(tmp_path / "settings.toml")
    assert str(raised.value).split("\n")[1:] == [f"  {problem}" for problem in loaded.problems]
    assert "did you mean theme?" in loaded.problems[1]


def test_every_default_passes_its_own_check(tmp_path: Path) -> None:
    table = {each.name: getattr(Settings(), each.name) for each in fields(Settings)}
    lines = [
        f"{name} = {json.dumps(list(value) if isinstance(value, tuple) else value)}" for name, value in table.items()
    ]
    assert load_settings(written(tmp_path, "\n".join(lines))) == LoadedSettings(Settings())


def test_a_user_who_is_not_known_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="not known here"):
        expand_user("~nosuchuser/x")


def test_a_home_keeps_everything_in_one_folder(tmp_path: Path) -> None:
    places = places_under(tmp_path)
    assert {places.settings.parent, places.store.parent, places.briefs.parent, places.themes.parent} == {tmp_path}
