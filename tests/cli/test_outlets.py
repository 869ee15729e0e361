"""`briefing outlets`, and the outlets that are silent in `briefing sources`, over the stored morning."""

import json
from pathlib import Path

import pytest

from briefing.cli.main import main
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from tests.tui.builders import NOW
from tests.tui.program import stored_morning


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("home")
    places_under(folder).store.write_bytes(stored_morning())
    return str(folder)


def printed(capsys: pytest.CaptureFixture[str], home: str, *words: str) -> str:
    assert main(["--home", home, "--now", NOW.isoformat(), *words]) == 0
    return capsys.readouterr().out


def test_the_lines_name_the_outlets_of_the_document(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, home, "outlets", "--json"))["outlets"]
    lines = printed(capsys, home, "outlets").rstrip("\n").split("\n")
    assert len(told) == len(lines) > 3
    assert all(f"{outlet['name']} ({outlet['domain']})" in line for outlet, line in zip(told, lines, strict=True))
    assert [outlet["stories"] for outlet in told] == sorted((outlet["stories"] for outlet in told), reverse=True)


def test_one_outlet_has_its_feeds_and_latest_stories(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, home, "outlets", "eastwire.example", "--json"))
    page = printed(capsys, home, "outlets", "eastwire.example")
    assert told["domain"] == "eastwire.example"
    assert told["latest"]
    assert all(story["title"] in page for story in told["latest"])
    assert f"{told['stories']} stories in 30 days" in page


def test_an_unknown_outlet_is_not_found(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", home, "--now", NOW.isoformat(), "outlets", "nobody.example"]) == 1
    assert "nobody.example" in capsys.readouterr().err


def test_an_empty_store_has_no_outlets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_workspace(places_under(tmp_path), Settings()).close()
    assert main(["--home", str(tmp_path), "outlets"]) == 1
    assert "no outlet" in capsys.readouterr().err


def test_sources_have_a_list_of_who_is_silent(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    (first, *_) = json.loads(printed(capsys, home, "threads", "--json"))["threads"]
    told = json.loads(printed(capsys, home, "sources", first["id"], "--json"))
    lines = printed(capsys, home, "sources", first["id"])
    assert ("Silent: " in lines) is bool(told["silent"])
    assert all(silent["reason"] in lines for silent in told["silent"])
