"""`briefing add` of a page that names several feeds."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from briefing.cli.main import main
from briefing.export.json.schemas import schema_of
from tests.cli.demo_server import NOW, WORLD, serving

PAGE = '<html><head><link rel=feed href="/harbour-post.xml"><link rel=feed href="/gulf-ledger.xml"></head></html>'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    for name in ("harbour-post.xml", "gulf-ledger.xml"):
        shutil.copy(WORLD / "feeds" / name, folder)
    return folder


def test_the_others_are_listed_and_can_be_taken(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path / "home"), "--now", NOW]
    with serving(files) as server:
        page = f"{server}/page.html"
        assert main([*home, "add", page]) == 0
        out, err = capsys.readouterr()
        assert out.endswith("/harbour-post.xml\n")
        assert "has 2 feeds; the first was taken, --feed N takes another" in err
        assert "\n  2  " in err
        assert main([*home, "add", page, "--feed", "2", "--json"]) == 0
        added = json.loads(capsys.readouterr().out)
        jsonschema.Draft202012Validator(schema_of("add")).validate(added)
        assert added["feeds"][0]["url"].endswith("/gulf-ledger.xml")
        assert [choice["number"] for choice in added["choices"]] == [1, 2]
        assert main([*home, "add", page, "--feed", "3"]) == 2
        assert "has 2 feeds" in capsys.readouterr().err
