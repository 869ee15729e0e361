"""The commands: data on standard output, messages on standard error, exit codes as documented."""

import gc
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli.arguments import build_parser, read_arguments
from briefing.cli.commands.reader import _uncollected
from briefing.cli.examples import EXAMPLES
from briefing.cli.main import main
from briefing.cli.parsing import commands_of
from briefing.data.loader import theme_folder
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings

DIGEST = """Dockers say port kept them in the dark

Tomas Reyd, secretary of the Velmar Dockers' Union, spoke at the gates on Thursday.
"Our members photographed a ransom note on three control screens," Reyd said.
The ministry of transport told Coastline Radio that it had seen no evidence of intrusion.
"""


@pytest.fixture
def home(tmp_path: Path) -> str:
    open_workspace(places_under(tmp_path / "home"), Settings()).close()
    return str(tmp_path / "home")


def parsed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(capsys.readouterr().out)
    return loaded


def test_an_empty_store_has_exit_code_1(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", home, "threads", "--json"]) == 1
    assert parsed(capsys)["threads"] == []
    assert main(["feeds", "--home", home]) == 1
    assert main(["search", "anything", "--home", home]) == 1


def test_options_stand_before_or_after_the_command(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", home, "--json", "feeds"]) == main(["feeds", "--json", "--home", home]) == 1
    assert capsys.readouterr().out.count('"version": 1') == 2


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["threads", "--since", "soon"], ["--now", "today", "threads"], ["add"]]
)
def test_arguments_that_make_no_sense_are_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("briefing: ")


def test_an_error_names_the_command_that_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", "--now", "today"]) == 2
    assert "see `briefing threads --help`" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_the_help_lists_every_command(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([asked])
    printed = capsys.readouterr().out
    assert all(f"\n    {name} " in printed for name in ("add", "threads", "brief", "demo"))


@pytest.mark.parametrize("name", commands_of(build_parser()))
def test_the_help_of_a_command_has_examples_that_are_right(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    printed = capsys.readouterr().out
    for example in EXAMPLES[name]:
        assert example in printed
        words = shlex.split(example.partition(" > ")[0])
        assert words[:2] == ["briefing", name]
        assert read_arguments(words[1:]).command


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["theads"], "there is no command 'theads'; did you mean threads?"),
        (["threads", "--whre", "x"], "unrecognized arguments: --whre x; did you mean --where?"),
        (["decide", "t-1", "breif"], "'breif' is not one of new, brief, follow, later, drop; did you mean brief?"),
        (["rules", "tri"], "did you mean try?"),
        (["threads", "--part", "quite"], "did you mean quiet?"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("words", [["theads", "--json"], ["--json", "threads", "--limit", "0"], ["thread", "--js"]])
def test_a_usage_error_is_json_if_json_is_asked_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    printed = json.loads(capsys.readouterr().out)
    assert printed["version"] == 1
    assert printed["error"]["code"] == 2
    assert printed["error"]["kind"] == "usage"
    assert printed["error"]["sentence"]


def test_any_failure_is_json_if_json_is_asked_for(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["thread", "t-none", "--json", "--home", home]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"]["kind"] == "nothing-found"
    assert "There is no thread" in printed.err


def test_what_follows_two_dashes_asks_for_nothing(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--home", home, "--", "--json", "((("]) == 2
    assert capsys.readouterr().out == ""


def test_a_store_of_another_kind_is_a_store_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "briefing.db").write_bytes(b"this is no database at all" * 100)
    assert main(["--home", str(tmp_path), "threads"]) == 3
    printed = capsys.readouterr().err
    assert "briefing.db" in printed
    assert "Traceback" not in printed


def test_a_feeds_full_texts_are_turned_on_and_back(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "urls").write_text("https://herald.example/feed\nhttps://wire.example/feed\n")
    assert main(["import", str(tmp_path / "urls"), "--home", home, "--quiet"]) == 0
    assert main(["feeds", "herald", "--full-text", "on", "--json", "--home", home]) == 0
    assert '"full_text": "on"' in capsys.readouterr().out
    assert main(["feeds", "herald", "--full-text", "usual", "--home", home]) == 0
    assert "full text auto" in capsys.readouterr().out
    assert main(["feeds", "--full-text", "on", "--home", home]) == 2


def test_a_missing_thread_is_named(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", home, "thread", "t-0000"]) == 1
    assert "There is no thread" in capsys.readouterr().err


def test_a_text_is_analysed_without_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(tmp_path / "none")
    file = tmp_path / "digest.txt"
    file.write_text(DIGEST, encoding="utf-8")
    assert main(["analyse", str(file), "--json", "--home", home]) == 0
    found = parsed(capsys)
    text, quotes = str(found["text"]), found["quotes"]
    assert isinstance(quotes, list)
    assert found["title"] == "Dockers say port kept them in the dark"
    assert [(each["text"], each["speaker"]) for each in quotes] == [
        ("Our members photographed a ransom note on three control screens", "Tomas Reyd")
    ]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in quotes)
    assert not Path(home).exists()


def test_the_demo_prints_its_brief(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--brief", "--quiet"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("---\ntype: daily-brief\n")
    assert "**Key quotes**" in out


def test_garbage_is_not_collected_during_the_imports_and_is_afterwards() -> None:
    with _uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


def test_the_reader_without_a_terminal_says_what_to_do_instead() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "briefing"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 2
    assert "needs a terminal" in ran.stderr


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m briefing demo --brief --quiet --home {tmp_path} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("---\n", "")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("briefing ")


def test_a_long_name_of_a_feed_ends_in_an_ellipsis(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outline = f'<outline type="rss" text="The Harbour {"and Pier " * 9}" xmlUrl="https://herald.example/feed"/>'
    (tmp_path / "list.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>')
    main(["import", str(tmp_path / "list.opml"), "--home", home, "--quiet"])
    main(["feeds", "--home", home])
    assert "The Harbour and Pier and Pier and Pier…" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("briefing refresh --home /proc/nope", 3, "The folder /proc/nope for the store cannot be created"),
        ("briefing threads --home '~nosuchuser/x'", 2, "not known here"),
        ("briefing threads --home ''", 2, "the name of the folder is empty"),
        ("briefing threads --home $HOME_OF_TEST --since 99999999999d", 2, "is not a span of time"),
        ("briefing threads --home $HOME_OF_TEST --limit -3", 2, "is not a number from 1"),
        ("briefing threads --home $HOME_OF_TEST --limit 99999999999999999999", 2, "is not a number from 1"),
        ("briefing threads --home $HOME_OF_TEST --now 0001-01-01", 2, "is not from 1990"),
        ("briefing brief --home $HOME_OF_TEST --date 0001-01-01", 2, "cannot be from before 1990"),
        ("briefing search --home $HOME_OF_TEST $'outlet:\\xff\\xfe'", 2, "not valid UTF-8"),
        ("briefing <&-", 2, "needs a terminal"),
        ("briefing analyse - <&- >/dev/null", 0, ""),
        ("briefing refresh --home $HOME_OF_TEST >&-", 0, "0 feeds fetched"),
        ("briefing refresh --home $HOME_OF_TEST 2>&-", 0, ""),
        ("briefing feeds --home $HOME_OF_TEST --json >&-", 3, "could not be written: Bad file descriptor"),
        ("briefing feeds --home $HOME_OF_TEST --json >/dev/full", 3, "could not be written: No space left on device"),
        ("briefing feeds --home $HOME_OF_TEST nosuch 2>/dev/full", 1, ""),
    ],
)
def test_a_failure_is_one_sentence_and_an_exit_code(command: str, code: int, words: str, home: str) -> None:
    words_of_command = command.replace("briefing", f"{sys.executable} -m briefing", 1)
    ran = subprocess.run(
        ["bash", "-c", words_of_command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HOME_OF_TEST": home},
    )
    assert (ran.returncode, ran.stderr.count("\n")) == (code, 1 if words else 0), ran.stderr
    assert words in ran.stderr


def test_wrong_settings_are_refused_by_a_command_and_listed_by_the_doctor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text('window_days = 99999999999\nthem = "ink"\n', encoding="utf-8")
    assert main(["rebuild", "--home", str(tmp_path)]) == 2
    assert "window_days must be a whole number from 1 to 365" in capsys.readouterr().err
    assert main(["doctor", "--home", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "✗ settings" in printed
    assert "window_days must be a whole number" in printed
    assert "did you mean theme?" in printed


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('theme = "imk"', 'There is no theme "imk". Did you mean "ink"?'),
        ('theme = "nord"', ""),
        ('theme = "mine"', ""),
        ('[keys]\nverdict-breif = "B"', "there is no action of this name; did you mean verdict-brief?"),
        ('[keys]\nverdict-brief = "Ctrl-foo"', "there is no key called Ctrl-foo"),
        ('[keys]\nverdict-brief = "j"', "j is already j of move-down"),
    ],
)
def test_the_doctor_checks_the_theme_and_the_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, words: str
) -> None:
    open_workspace(places_under(tmp_path), Settings()).close()
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "themes").mkdir()
    ink = (theme_folder() / "ink.toml").read_text(encoding="utf-8")
    (tmp_path / "themes" / "mine.toml").write_text(ink.replace('"ink"', '"mine"'), encoding="utf-8")
    assert main(["doctor", "--home", str(tmp_path)]) == (1 if words else 0)
    assert words in capsys.readouterr().out


def test_the_doctor_names_a_theme_file_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "bad.toml").write_text("name = 5", encoding="utf-8")
    assert main(["doctor", "--home", str(tmp_path)]) == 1
    assert "✗ themes     The theme file bad.toml cannot be used: dark is missing." in capsys.readouterr().out
