"""`briefing doctor` finds every wrong value in a settings file, and names the nearest right one."""

import json
from pathlib import Path

import pytest

from briefing.cli.main import main
from tests.cli.demo_server import NOW, read_feeds, serving

WRONG = [
    ('theme = "inkk"', 'There is no theme "inkk". Did you mean "ink"?'),
    ('theme = "Nord"', 'Did you mean "nord"?'),
    ("theme = 3", "theme must be a text"),
    ('them = "ink"', "there is no setting called them; did you mean theme?"),
    ("windows_day = 3", "there is no setting called windows_day; did you mean window_days?"),
    ("[grade]\na = 'B'", "there is no setting called grade; did you mean grades?"),
    ('ascii = "true"', "ascii must be true or false, without quotes"),
    ("refresh_on_start = 1", "refresh_on_start must be true or false"),
    ('refresh_while_reading = "no"', "refresh_while_reading must be true or false"),
    ("window_days = 0", "window_days must be a whole number from 1 to 365"),
    ('window_days = "5"', "window_days must be a whole number"),
    ("at_once = 100000", "at_once must be a whole number from 1 to 500"),
    ("per_host = 0.5", "per_host must be a whole number from 1 to 100"),
    ('allow_private = ["192.168.1.7"]', '"192.168.1.7" must be host:port'),
    ('allow_private = ["http://nas:80"]', "without http://"),
    ('allow_private = ["192.168.1.300:80"]', "'192.168.1.300' is no IP address"),
    ('allow_private = ["8.8.8.8:80"]', "8.8.8.8 is a public address"),
    ('full_text = "atuo"', 'full_text must be "on", "auto" or "off"; did you mean auto?'),
    ('[full_text_of]\n"127.0.0.1" = "onn"', "did you mean on?"),
    ('[full_text_of]\n"127.0.0.2" = "on"', "full_text_of: there is no feed '127.0.0.2'; did you mean 127.0.0.1?"),
    ("[families]\nx = 1", "families: the value of x must be a text"),
    ('[families]\n"heral.example" = "H"', "families: there is no outlet 'heral.example'; did you mean herald.example?"),
    ('[grades]\n"herald.example" = "G"', "the grade of herald.example must be one of A, B, C, D, E, F"),
    ('[grades]\n"herald.example" = "b"', "did you mean B?"),
    ('[grades]\n"Orsina Heral" = "B"', "did you mean Orsina Herald?"),
    ('browser = "pythn3 %s"', "browser: there is no command 'pythn3'; did you mean python3?"),
    ('browser = "/usr/bin/no-such-browser"', "browser: there is no command '/usr/bin/no-such-browser'"),
    ('browser = "\'"', "browser has a quotation mark that is not closed"),
    ('draft_command = "bsh draft.sh"', "draft_command: there is no command 'bsh'"),
    (
        'brief_folder = "HOME/briefings/a/x"',
        "brief_folder: there is no folder HOME/briefings; did you mean briefing?",
    ),
    ('brief_folder = "HOME/urls"', "is not a folder"),
    ('key_preset = "vi"', 'key_preset must be "vim" or "newsboat"; did you mean vim?'),
    ('[keys]\nverdict-breif = "B"', "there is no action of this name; did you mean verdict-brief?"),
    ('[keys]\nverdict-brief = "Pgup"', "[keys] verdict-brief:"),
    ('[keys]\nverdict-brief = "f"', "[keys]"),
    ("[hooks]\nFerry = 'true'", "hooks: there is no rule 'Ferry'; did you mean Ferries?"),
    ("[hooks]\nFerries = 'notify-sned x'", "hooks: the command of Ferries: there is no command 'notify-sned'"),
    ("theme = ", "cannot be read"),
    ("[[[", "cannot be read"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    with serving() as server:
        read_feeds(folder, server)
    main(["rules", "add", "ferry", "--action", "watch", "--name", "Ferries", "--home", str(folder), "--now", NOW])
    (folder / "briefing").mkdir()
    return folder


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_value_is_found(text: str, words: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text(text.replace("HOME", str(home)), encoding="utf-8")
    capsys.readouterr()
    assert main(["doctor", "--json", "--home", str(home), "--now", NOW]) == 1
    found = [check["words"] for check in json.loads(capsys.readouterr().out)["checks"] if not check["well"]]
    assert [each for each in found if words.replace("HOME", str(home)) in each], found


def test_right_values_are_not_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = (
        'browser = "sh -c true"\nallow_private = ["nas:80", "10.0.0.1:8080", "[::1]:80"]\nbrief_folder = "HOME/new"\n'
        '[full_text_of]\n"127.0.0.1" = "on"\n[grades]\n"Orsina Herald" = "B"\n"new.outlet" = "A"\n'
        '[hooks]\nferries = "true"\nr1 = "true"\n[keys]\nverdict-brief = "B, F5"\n'
    )
    (home / "settings.toml").write_text(right.replace("HOME", str(home)), encoding="utf-8")
    capsys.readouterr()
    main(["doctor", "--json", "--home", str(home), "--now", NOW])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["what"] for check in checks if not check["well"]} <= {"feeds"}
