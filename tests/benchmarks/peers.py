"""The programs whose refreshes are measured: ours, and others if they are installed."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.farm import subscribe

AT_ONCE = "10"
"""How many feeds another program asks at the same time."""
_ADD = "import sys; from reader import make_reader; r = make_reader(sys.argv[1]); [r.add_feed(u) for u in sys.argv[2:]]"


def _nothing(_home: Path) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that refreshes feeds, with everything that it stores in one folder."""

    name: str
    prepare: Callable[[Path, Sequence[str]], None]
    """Subscribes to feeds."""
    command: Callable[[Path], Sequence[str]]
    """Returns the command that refreshes them."""
    after: Callable[[Path], None] = _nothing
    """Is called after each refresh."""


def installed_peers(reader_python: str) -> list[Peer]:
    """Return our program and the other ones that are installed; lemon24/reader if `reader_python` can import it."""
    peers = [Peer("briefing", subscribe, _refresh)]
    if shutil.which("newsboat"):
        peers.append(Peer("newsboat", _prepare_newsboat, _reload_newsboat))
        peers.append(Peer("newsboat after ANALYZE", _prepare_newsboat, _reload_newsboat, _analyse_newsboat))
    if (
        subprocess.run(
            (reader_python, "-c", "import reader._cli, reader._parser.feedparser"), capture_output=True, check=False
        ).returncode
        == 0
    ):
        peers.append(_reader(reader_python))
    return peers


def _refresh(home: Path) -> Sequence[str]:
    return sys.executable, "-m", "briefing", "--home", str(home), "--quiet", "refresh"


def _refresh_and_read(home: Path) -> Sequence[str]:
    return *_refresh(home), "--read-all"


READING_ALL = Peer("briefing, all texts read", subscribe, _refresh_and_read)
"""Our program, if it does not leave texts unread until they are needed."""


def _prepare_newsboat(home: Path, urls: Sequence[str]) -> None:
    (home / "urls").write_text("\n".join(urls) + "\n")
    (home / "config").write_text(f"reload-threads {AT_ONCE}\nmax-items 0\nauto-reload no\n")


def _reload_newsboat(home: Path) -> Sequence[str]:
    files = ("-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config")
    return "newsboat", "-q", *files, "-x", "reload"


def _analyse_newsboat(home: Path) -> None:
    """Give its database the statistics that it never collects itself: with them, it is several times faster."""
    with closing(sqlite3.connect(home / "cache.db")) as connection:
        connection.execute("ANALYZE")


def _reader(python: str) -> Peer:
    def prepare(home: Path, urls: Sequence[str]) -> None:
        subprocess.run((python, "-c", _ADD, f"{home}/reader.db", *urls), check=True)

    def command(home: Path) -> Sequence[str]:
        program = (python, "-m", "reader", "--db", f"{home}/reader.db")
        return *program, "update", "--no-scheduled", "--workers", AT_ONCE

    return Peer("lemon24/reader", prepare, command)
