"""A whole morning by script: a shell and jq do what a reader would do, against a real server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.demo_server import NOW, serving, write_urls
from tests.cli.test_documents import check

SCRIPT = Path(__file__).parent / "morning.sh"
DOCUMENTS = {
    "2-refresh": "refresh",
    "3-rule": "rules",
    "4-threads": "threads",
    "5-decide": "decide",
    "5-later": "decide",
    "6-verify": "verify",
}


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_a_whole_morning_is_a_script(tmp_path: Path) -> None:
    command = tmp_path / "briefing"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n', encoding="utf-8")
    command.chmod(0o700)
    with serving() as server:
        feeds = write_urls(tmp_path, server)
        ran = subprocess.run(
            ["sh", str(SCRIPT), str(tmp_path), str(feeds)],
            env={**os.environ, "BRIEFING": str(command), "NOW": NOW},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith(" 0 faults\n")
    found: dict[str, Any] = {}
    for file, name in DOCUMENTS.items():
        found[file] = json.loads((tmp_path / f"{file}.json").read_text(encoding="utf-8"))
        check(name, found[file])
    briefed = (tmp_path / "brief.txt").read_text(encoding="utf-8").split()
    assert found["5-decide"]["decision"]["threads"] == briefed
    assert len(briefed) > 2
    assert len((tmp_path / "actors.txt").read_text(encoding="utf-8").split("\n")) == 6
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    titles = {each["id"]: each["title"] for each in found["4-threads"]["threads"]}
    assert all(titles[name] in text for name in briefed)
