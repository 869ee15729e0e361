"""`--plain`: the inbox, a thread and the queue as plain lines."""

import re
from pathlib import Path

import pytest

from briefing.cli.main import main
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from tests.tui.builders import NOW
from tests.tui.program import stored_morning

COLUMNS = re.compile(r"\S {2,}\S")
SIGNS = re.compile("[●▌◆◇└≈≠▁▂▃▄▅│─━·→]")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("home")
    places_under(folder).store.write_bytes(stored_morning())
    return str(folder)


def printed(capsys: pytest.CaptureFixture[str], home: str, *words: str) -> list[str]:
    assert main(["--home", home, "--now", NOW.isoformat(), *words]) == 0
    return capsys.readouterr().out.rstrip("\n").split("\n")


@pytest.mark.parametrize("words", [("--plain",), ("--plain", "--queue"), ("threads", "--plain")])
def test_there_are_no_columns_and_no_signs_and_each_line_ends(
    words: tuple[str, ...], home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, home, *words)
    assert len(lines) > 10
    assert [line for line in lines if COLUMNS.search(line) or SIGNS.search(line)] == []
    assert [line for line in lines if line and line[-1] not in ".!?…”/" and "https://" not in line] == []


def test_the_inbox_has_its_parts(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, home, "--plain")
    assert [line.split(":")[0] for line in lines if re.fullmatch(r"[A-Z][a-z ]+: \d+\.", line)] == [
        "Threads",
        "Single reports",
        "Quiet",
    ]
    first = next(line for line in lines if line.startswith("Ferry terminal"))
    assert "7 stories, 5 independent" in first
    assert "undecided" in first


def test_the_queue_has_every_undecided_thread_with_its_page(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, home, "--queue", "--plain")
    starts = [line for line in lines if re.match(r"\d+ of \d+: ", line)]
    assert starts
    assert starts[-1].startswith(f"{len(starts)} of {len(starts)}: ")
    assert any(line.startswith("Mira Holt, operations director of Osmark Ferries: “We will") for line in lines)


def test_a_thread_names_its_sources(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    thread = printed(capsys, home, "--plain")
    found = next(re.search(r"t-[0-9a-f]+", line) for line in thread if line.startswith("Ferry terminal"))
    assert found is not None
    lines = printed(capsys, home, "thread", found[0], "--plain")
    assert lines[0].startswith("Ferry terminal at Osmark still closed")
    assert "Sources: 7." in lines
    assert any(line.startswith("Source 1: ") and "Eastwire" in line for line in lines)


def test_an_empty_store_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_workspace(places_under(tmp_path), Settings()).close()
    assert main(["--home", str(tmp_path), "--plain"]) == 1
    assert "there is nothing to read" in capsys.readouterr().err
