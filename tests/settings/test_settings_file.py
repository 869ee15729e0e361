"""The commented settings file names every setting, and a change of one leaves every other line alone."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.model.errors import StoreError, UsageError
from briefing.settings.settings import LIMITS, Settings, load_settings
from briefing.settings.settings_file import (
    changed_settings,
    commented_settings,
    meanings,
    replace_file,
    write_first,
)

NAMES = [field.name for field in fields(Settings)]
ON = re.sub(r"^# (?=\w+ = |\[|\")", "", commented_settings(), flags=re.MULTILINE)
"""The commented file with every setting turned on."""


def test_the_commented_file_sets_nothing(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(commented_settings(), encoding="utf-8")
    assert load_settings(tmp_path / "settings.toml").settings == Settings()


def test_the_commented_file_has_every_setting_with_its_default_and_a_meaning(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(ON, encoding="utf-8")
    loaded = load_settings(tmp_path / "settings.toml")
    assert loaded.problems == ()
    assert set(tomllib.loads(ON)) == set(NAMES) == set(meanings())
    plain = [name for name in NAMES if not isinstance(getattr(Settings(), name), dict)]
    assert {name: getattr(loaded.settings, name) for name in plain} == {
        name: getattr(Settings(), name) for name in plain
    }
    assert all(len(meanings()[name]) > 20 for name in NAMES)


def test_it_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    assert write_first(path)
    path.write_text("ascii = true\n", encoding="utf-8")
    assert not write_first(path)
    assert load_settings(path).settings.ascii


def test_a_folder_that_cannot_be_written_to_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not write_first(tmp_path / "file" / "settings.toml")
    with pytest.raises(StoreError):
        replace_file(tmp_path / "file" / "settings.toml", "")


CHANGES = [
    ("", "theme", "paper", 'theme = "paper"\n'),
    ('# theme = "ink"\nascii = true\n', "theme", "paper", 'theme = "paper"\nascii = true\n'),
    (
        "# note\ntheme = 'ink'  # mine\n[keys]\na = 'b'\n",
        "theme",
        "mist",
        "# note\ntheme = \"mist\"\n[keys]\na = 'b'\n",
    ),
    ("window_days = 3\n", "window_days", "5", "window_days = 5\n"),
    ("ascii = false\n", "ascii", "true", "ascii = true\n"),
    ("", "allow_private", "10.0.0.1:80, nas:8080", 'allow_private = ["10.0.0.1:80", "nas:8080"]\n'),
    ("[grades]\nx = 'A'\n", "grades.herald.example", "B", '[grades]\n"herald.example" = "B"\nx = \'A\'\n'),
    ("[grades]\n'a.example' = 'A'\n", "grades.a.example", "C", '[grades]\n"a.example" = "C"\n'),
    ("theme = 'ink'\n", "keys.verdict-brief", "B, F5", "theme = 'ink'\n\n[keys]\nverdict-brief = \"B, F5\"\n"),
    ("[keys]\na = 'b'\n[grades]\na = 'B'\n", "keys.a", "", "[keys]\na = \"\"\n[grades]\na = 'B'\n"),
    ("theme = 'mist'\nascii = true\n", "theme", None, "# theme = 'mist'\nascii = true\n"),
    ("[grades]\na = 'B'\nb = 'C'\n", "grades.a", None, "[grades]\nb = 'C'\n"),
]


@pytest.mark.parametrize(("text", "name", "value", "changed"), CHANGES)
def test_one_line_changes(text: str, name: str, value: str | None, changed: str) -> None:
    assert changed_settings(text, name, value) == changed


@pytest.mark.parametrize("name", [name for name in NAMES if not isinstance(getattr(Settings(), name), dict)])
def test_every_plain_setting_can_be_set_in_the_commented_file_and_unset(name: str) -> None:
    value = "9" if name in LIMITS else {"full_text": "on", "key_preset": "newsboat", "secrets": "keyring"}.get(name)
    default = getattr(Settings(), name)
    value = value or ("true" if isinstance(default, bool) else "nas:80" if isinstance(default, tuple) else "words")
    changed = changed_settings(commented_settings(), name, value)
    assert list(tomllib.loads(changed)) == [name]
    assert len(changed.split("\n")) == len(commented_settings().split("\n"))
    assert tomllib.loads(changed_settings(changed, name, None)) == {}


@pytest.mark.parametrize(
    ("text", "name", "value", "sentence"),
    [
        ("", "them", "ink", "There is no setting called them; did you mean theme?"),
        ("", "window_days", "500", "window_days must be a whole number from 1 to 365"),
        ("", "window_days", "many", "window_days must be a whole number from 1 to 365, not 'many'"),
        ("", "ascii", "yes", "ascii must be true or false"),
        ("", "grades", "A", "grades is a table: name one of its keys"),
        ("", "grades.herald.example", "Z", "the grade of herald.example must be one of"),
        ("", "theme.dark", "ink", "theme is no table"),
        ("allow_private = [\n 'nas:80',\n]\n", "allow_private", "nas:81", "use `briefing settings edit`"),
        ("", "full_text", "sometimes", 'full_text must be "on", "auto" or "off"'),
    ],
)
def test_what_cannot_be_changed_is_refused(text: str, name: str, value: str, sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        changed_settings(text, name, value)
    assert sentence in str(raised.value)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "settings.toml" / "in the way").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be written"):
        replace_file(tmp_path / "settings.toml", "ascii = true\n")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.touch()
    path.chmod(0o640)
    replace_file(path, "ascii = true\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("", encoding="utf-8")
    (tmp_path / "settings.toml").symlink_to(tmp_path / "real.toml")
    replace_file(tmp_path / "settings.toml", "ascii = true\n")
    assert (tmp_path / "settings.toml").is_symlink()
    assert (tmp_path / "real.toml").read_text(encoding="utf-8") == "ascii = true\n"
