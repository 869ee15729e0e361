"""Every wrong use of a command ends with one sentence and the right exit code, and never with a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli.main import main
from tests.tui.morning import COMPLETE, FEEDS, thread_specs
from tests.tui.program import _stored

USAGE, NOTHING, REFUSED = 2, 1, 3
LONG = "z" * 60_000
NOW = "2026-11-22T07:48Z"
THREAD = "THREAD"
"""Stands for the id of a thread that there is."""


@pytest.fixture(scope="module")
def stored() -> bytes:
    return _stored(tuple(thread_specs(COMPLETE)), len(FEEDS))[1]


@pytest.fixture
def home(tmp_path: Path, stored: bytes) -> Path:
    (tmp_path / "briefing.db").write_bytes(stored)
    (tmp_path / "settings.toml").write_text('full_text = "off"\nrefresh_on_start = false\n')
    return tmp_path


def thread_of(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--home", str(home), "threads", "--limit", "1"]) == 0
    return capsys.readouterr().out.split()[0]


QUERIES = [
    ("(" * 5_000, USAGE),
    ("-" * 30_000 + "x", USAGE),
    ("a OR", USAGE),
    ('"', USAGE),
    ("a OR " * 5_000 + "b", USAGE),
    ("a* " * 3_000, USAGE),
    ("independent:>=99999999999999999999999", USAGE),
    ("after:99999d", USAGE),
    ("after:2026-02-30", USAGE),
    ("before:31dec9999", USAGE),
    ("before:9999-12-31", USAGE),
    ("before:0001-01-01", NOTHING),
    ("verdict:nope", USAGE),
    ("outlet:", USAGE),
    ("desk:%", USAGE),
    ("kind:zzz", USAGE),
    ("x:y", USAGE),
]

WRONG = [
    *((["threads", "--where", query], code) for query, code in QUERIES),
    *((["search", query], code) for query, code in QUERIES),
    *((["rules", "add", query, "--action", "watch"], USAGE) for query, code in QUERIES if code == USAGE),
    (["thread", LONG], NOTHING),
    (["thread", ""], NOTHING),
    (["topic", LONG], NOTHING),
    (["quotes", "--by", LONG], NOTHING),
    (["actors", LONG], NOTHING),
    (["actors", "--watch"], USAGE),
    (["outlets", LONG], NOTHING),
    (["outlets", "%"], NOTHING),
    (["threads", "--limit", "-1"], USAGE),
    (["threads", "--limit", "9" * 5_000], USAGE),
    (["topics", "--since", "3w"], USAGE),
    (["decide", THREAD, "later", "--until", "a or " * 3_000 + "b"], USAGE),
    (["decide", THREAD, "later", "--until", "in 99999999999 days"], USAGE),
    (["decide", THREAD, "later", "--until", "31 Feb"], USAGE),
    (["decide", THREAD, "later", "--until", "25:99"], USAGE),
    (["decide", THREAD, "later", "--until", "+" + "9" * 5_000], USAGE),
    (["decide", THREAD, "brief", "--until", "Monday"], USAGE),
    (["decide", "nope", "brief"], NOTHING),
    (["rules", "add", "x"], USAGE),
    (["rules", "add", "x", "--action", "tag"], USAGE),
    (["rules", "edit", "9" * 5_000, "--query", "x"], NOTHING),
    (["rules", "try"], USAGE),
    (["questions", "add", ""], USAGE),
    (["questions", "attach", "1", "zz"], NOTHING),
    (["questions", "remove", "9" * 5_000], NOTHING),
    (["desks", "tag", "X", "nope"], NOTHING),
    (["brief", "--date", "x"], USAGE),
    (["brief", "--date", "0001-01-01"], USAGE),
    (["brief", "--auto", "--out", "HOME"], USAGE),
    (["brief", "--auto", "--out", ""], USAGE),
    (["brief", "--auto", "--out", f"HOME/{'n' * 300}"], REFUSED),
    (["brief", "--auto", "--out", "HOME/none/x.md"], USAGE),
    (["brief", "--auto", "--out", "HOME/briefing.db"], USAGE),
    (["brief", "--auto", "--out", "HOME/settings.toml"], USAGE),
    (["brief", "--auto", "--out", "/dev/full"], REFUSED),
    (["brief", "--auto", "--desk", "nope"], USAGE),
    (["assess", "zzz"], NOTHING),
    (["assess", "2026-99-99"], NOTHING),
    *(([*command, "HOME/none"], USAGE) for command in (["verify"], ["lint"], ["import"], ["analyse"])),
    *(([*command, "HOME"], USAGE) for command in (["verify"], ["lint"], ["import"], ["analyse"])),
    *(([*command, "/dev/zero"], USAGE) for command in (["verify"], ["lint"], ["import"], ["analyse"])),
    *(([*command, "HOME/briefing.db"], USAGE) for command in (["verify"], ["lint"], ["analyse"])),
    (["assess", THREAD, "--file", "/dev/zero"], USAGE),
    (["assess", THREAD, "--file", "HOME/briefing.db"], USAGE),
    (["assess", THREAD, "--draft"], USAGE),
    (["analyse", "http://[::1"], USAGE),
    (["analyse", "file:///etc/passwd"], USAGE),
    *((["add", address], USAGE) for address in ("", "http://", "ftp://x.example/", "http://[::1", "http://a b/")),
    *((["add", address], USAGE) for address in (f"http://{LONG}.example/", "http://127.0.0.1:99999/", "https://xn--")),
    (["add", "javascript:alert(1)"], USAGE),
    (["remove", "9" * 5_000], NOTHING),
    (["import", "--pack", "../x"], USAGE),
    (["feeds", "9" * 5_000], NOTHING),
    (["export-feeds", "x"], USAGE),
    (["refresh", "--feed", ""], NOTHING),
    *((["prune", "--older-than", words], USAGE) for words in ("6d", "3w", "d", "-9d", "9" * 5_000 + "d", "99999999d")),
    (["prune", "t-1"], USAGE),
    (["nope"], USAGE),
    (["--nope"], USAGE),
    (["--now", "0001-01-01", "threads"], USAGE),
]


def _named(value: object) -> str:
    return " ".join(word[:40] for word in value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("words", "code"), WRONG, ids=_named)
def test_a_wrong_use_is_one_sentence(
    words: list[str], code: int, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = thread_of(home, capsys) if THREAD in words else ""
    given = [word.replace("HOME", str(home)).replace(THREAD, thread) for word in words]
    before = (home / "briefing.db").read_bytes()[:100]
    assert main(["--home", str(home), "--now", NOW, *given]) == code
    said = capsys.readouterr().err
    assert said.count("\n") <= 1
    assert len(said) < 70_000
    assert "Traceback" not in said
    assert (home / "briefing.db").read_bytes()[:16] == before[:16]


SETTINGS = [
    "a = " + "[" * 100_000,
    "theme = " + "{a=" * 3_000,
    "a." * 3_000 + "b = 1",
    "window_days = " + "9" * 5_000,
    "window_days = nan",
    "window_days = 1979-05-27",
    "theme = [1, 2]",
    'theme = "\\u0000"',
    "keys = 3",
    "[keys.a]\nb = 'c'",
    'browser = "\'"',
    'brief_folder = "~nosuchuser/x"',
    'brief_folder = "/tmp/a\\u0000b"',
    '[grades]\n"a" = [1]',
    "\x00",
    "x" * 2_000_000,
]


@pytest.mark.parametrize("text", SETTINGS, ids=lambda text: text[:30])
def test_wrong_settings_are_one_sentence(text: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text(text)
    assert main(["--home", str(home), "threads"]) == USAGE
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "The settings file" in said
    assert len(said) < 7_000
    assert main(["--home", str(home), "doctor"]) == 1
    assert "✗ settings" in capsys.readouterr().out


THEMES = ["[" * 100_000, "name = 5", "1 = 2", "variables = 3", "name = " + "9" * 5_000, "\x00", "x" * 100_000]


@pytest.mark.parametrize("text", THEMES, ids=lambda text: text[:30])
def test_a_wrong_theme_is_one_line_of_the_doctor(text: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "themes").mkdir()
    (home / "themes" / "bad.toml").write_text(text)
    assert main(["--home", str(home), "doctor"]) == 1
    assert "The theme file bad.toml cannot be used: " in capsys.readouterr().out


@pytest.mark.parametrize("place", ["settings.toml", "themes/bad.toml"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "zeros", "loop"])
def test_what_is_no_file_is_named_and_not_waited_for(
    place: str, kind: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "zeros":
            path.symlink_to("/dev/zero")
        case _:
            path.symlink_to(path.name)
    assert main(["--home", str(home), "doctor"]) == 1
    assert path.name in capsys.readouterr().out


def test_a_reading_command_creates_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mistyped = tmp_path / "hoem"
    for words in (
        ["threads"],
        ["feeds", "--json"],
        ["--plain"],
        ["export-feeds"],
        ["search", "x"],
        ["prune"],
        ["doctor"],
    ):
        assert main(["--home", str(mistyped), *words]) == (1 if words == ["doctor"] else REFUSED)
        heard = capsys.readouterr()
        assert f"There is no store in {mistyped}" in heard.err + heard.out
    assert not mistyped.exists()


STREAMS = [
    ("briefing --version >&-", REFUSED),
    ("briefing --help >/dev/full", REFUSED),
    ("briefing threads --help >&-", REFUSED),
    ("briefing --home HOME threads >&-", REFUSED),
    ("briefing --home HOME threads --json >/dev/full", REFUSED),
    ("briefing --home HOME brief --auto --out - >/dev/full", REFUSED),
    ("briefing --home HOME export-feeds >/dev/full", REFUSED),
    ("briefing --home HOME doctor >/dev/full", REFUSED),
    ("briefing --home HOME nope >&- 2>&-", USAGE),
    ("briefing --home HOME threads 2>&- | head -1 >/dev/null", 0),
    ("briefing --help | head -1 >/dev/null", 0),
    ("ulimit -f 0; briefing --home HOME/new refresh 2>&1 | cat >&2; exit ${PIPESTATUS[0]}", REFUSED),
    ("EDITOR=HOME/none briefing --home HOME assess 2026-11-22", USAGE),
    ("briefing --home /dev/null threads", USAGE),
    ("briefing --home /proc/nope refresh", REFUSED),
    ("briefing <&-", USAGE),
]


@pytest.mark.parametrize(("command", "code"), STREAMS)
def test_a_stream_that_fails_is_one_sentence(command: str, code: int, home: Path) -> None:
    shell = command.replace("briefing", f"{sys.executable} -m briefing", 1).replace("HOME", str(home))
    ran = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == code, ran.stderr
    assert ran.stderr.count("\n") <= 1


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to run as")
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv")
def test_a_home_of_another_user_is_one_sentence(home: Path) -> None:
    home.chmod(0o700)
    shell = f"exec setpriv --reuid=65534 --clear-groups {sys.executable} -m briefing --home {home} threads"
    ran = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=120, check=False, cwd="/")
    assert "Traceback" not in ran.stderr
    assert ran.returncode in (NOTHING, USAGE, REFUSED, 126)
