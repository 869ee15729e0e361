"""The command `settings`, and the backup of the store."""

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from briefing.cli.main import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_settings_writes_the_commented_file_and_lists_every_value(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "--home", str(home)]) == 0
    printed = capsys.readouterr()
    assert f"{home}/settings.toml" in printed.out
    assert "  window_days            3" in printed.out.split("\n")
    assert (home / "settings.toml").read_text(encoding="utf-8").startswith("# The settings of briefing.")


def test_a_value_is_set_read_and_unset(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "set", "window_days", "5", "--home", str(home)]) == 0
    assert main(["settings", "set", "grades.herald.example", "B", "--home", str(home), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["settings", "--json", "--home", str(home)]) == 0
    listed = {each["name"]: each for each in json.loads(capsys.readouterr().out)["settings"]}
    assert (listed["window_days"]["value"], listed["window_days"]["default"]) == (5, 3)
    assert listed["grades"]["value"] == {"herald.example": "B"}
    assert [name for name, each in listed.items() if each["changed"]] == ["window_days", "grades"]
    assert main(["settings", "unset", "window_days", "--home", str(home)]) == 0
    assert capsys.readouterr().out == "3\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["get"], "Name the setting"),
        (["get", "themes"], "There is no setting called themes; did you mean theme?"),
        (["set", "theme"], "Give the value"),
        (["set", "ascii", "maybe"], "ascii must be true or false"),
        (["sett", "theme", "ink"], "did you mean set?"),
    ],
)
def test_wrong_words_are_refused(
    words: list[str], sentence: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", *words, "--home", str(home)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_broken_file_is_not_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("theme = \n", encoding="utf-8")
    assert main(["settings", "set", "ascii", "true", "--home", str(home)]) == 2
    assert "briefing settings edit" in capsys.readouterr().err
    assert (home / "settings.toml").read_text(encoding="utf-8") == "theme = \n"
    assert main(["settings", "--home", str(home)]) == 2


def test_the_editor_opens_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = home.parent / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('\\nthem = 1\\n')", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    assert main(["settings", "edit", "--home", str(home)]) == 2
    assert "did you mean theme?" in capsys.readouterr().err


def test_a_backup_is_a_whole_store_and_overwrites_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "urls").write_text("https://herald.example/feed\n", encoding="utf-8")
    main(["import", str(home / "urls"), "--home", str(home)])
    copy = home / "copy.db"
    assert main(["backup", str(copy), "--home", str(home)]) == 0
    assert copy.stat().st_mode & 0o777 == 0o600
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM feeds").fetchone() == (1,)
    connection.close()
    before = copy.read_bytes()
    assert main(["backup", str(copy), "--home", str(home)]) == 3
    assert main(["backup", str(home / "none" / "copy.db"), "--home", str(home)]) == 3
    assert copy.read_bytes() == before
