"""Files that are written completely or not at all, even if the program is killed while it writes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.settings import user_files
from briefing.settings.user_files import PART, written_beside

WRITER = """
import sys
from pathlib import Path
from briefing.settings.user_files import written_beside
target = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    print(number, flush=True)
    with written_beside(target, (str(number % 10) * 3_000_000).encode(), 0o644) as part:
        part.replace(target)
"""


@pytest.mark.parametrize("named", [False, True])
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path, named: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.md"
    forced = "import os\ndel os.O_TMPFILE\n" if named else ""
    for files in (1, 2, 5):
        with subprocess.Popen(
            [sys.executable, "-c", forced + WRITER, str(target)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            assert [writer.stdout.readline() for _ in range(files)][-1] == f"{files}\n"
            writer.kill()
        if target.exists():
            text = target.read_text()
            assert len(text) == 3_000_000
            assert len(set(text)) == 1
    monkeypatch.setattr(user_files, "_STALE_SECONDS", -1.0)
    with written_beside(target, b"last", 0o644) as part:
        part.replace(target)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_only_leftovers_of_the_program_are_removed(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    ours, fresh = tmp_path / f".a.md.{ended.pid}{PART}", tmp_path / f".b.md.{ended.pid}{PART}"
    other = tmp_path / ".d.md.123.part"
    running = tmp_path / f".c.md.{os.getppid()}{PART}"
    for path in (ours, fresh, running, other):
        path.write_text("half")
    for path in (ours, running, other):
        os.utime(path, (0, 0))
    with written_beside(tmp_path / "x.md", b"x", 0o644):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in (fresh, running, other))


def test_a_new_file_has_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    with written_beside(tmp_path / "x", b"x", 0o600) as part:
        assert part.stat().st_mode & 0o777 == 0o600
        assert part.read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == []
