"""Kills the program with SIGKILL in refreshes, migrations, exports and decisions, and looks for what was lost.

    python -m tests.benchmarks.kills [ROUNDS]

Each round is killed at another moment. Prints one line for each kind; the exit code is 1 if anything was lost.
"""

import functools
import gzip
import http.server
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.services.feeds import Item, rss

FEEDS, ENTRIES = 6, 40
OLD = Path(__file__).parents[1] / "store" / "data" / "version_8.db.gz"
"""A store that every migration has to bring forward."""
SETTINGS = 'full_text = "off"\nrefresh_on_start = false\n'
BRIEFING = (sys.executable, "-m", "briefing")
KEPT = ("SELECT feed_id, key FROM entries", "SELECT id, title FROM stories")
DECIDER = """
import asyncio, sys
from pathlib import Path
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings

async def decide():
    workspace = open_workspace(places_under(Path(sys.argv[1])), Settings())
    rows = await Inbox(workspace).rows(InboxFilter())
    while True:
        for verdict in (Verdict.BRIEF, Verdict.DROP, Verdict.FOLLOW):
            for row in rows:
                await Decisions(workspace).give_verdict((row.id,), verdict)
                print(row.id, verdict.value, flush=True)

asyncio.run(decide())
"""


class _Pages(http.server.BaseHTTPRequestHandler):
    """Serves feeds that have other entries each time."""

    def do_GET(self) -> None:
        asked = self.server.asked = getattr(self.server, "asked", 0) + 1  # type: ignore[attr-defined]
        now = datetime.now(UTC)
        items = [
            Item(f"Matter {asked} number {n} of feed{self.path}", f"http://paper.test{self.path}/{asked}/{n}",
                 now - timedelta(minutes=n), f"The port {asked} said “{n} ships wait” on Friday. " * 20)
            for n in range(ENTRIES)
        ]  # fmt: skip
        body = rss(f"Paper {self.path}", *items).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        pass


@contextmanager
def serving() -> Iterator[str]:
    """Serve the feeds on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*BRIEFING, "--home", str(home), *words], capture_output=True, text=True, check=False, timeout=300
    )


def killed(home: Path, seconds: float, *words: str) -> None:
    """Start a command, and kill it after some seconds if it has not ended."""
    with subprocess.Popen(
        [*BRIEFING, "--home", str(home), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def rows(store: Path, query: str) -> list[Any]:
    """Return the rows of a query on a store."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(query).fetchall()


def damage(store: Path) -> list[str]:
    """Return what is wrong with the file of a store."""
    found = [row[0] for row in rows(store, "PRAGMA integrity_check") if row[0] != "ok"]
    return found + [f"foreign key {row}" for row in rows(store, "PRAGMA foreign_key_check")]


class Rounds:
    """The rounds of one run, in a folder of their own."""

    def __init__(self, folder: Path, base: str, seed: int = 1) -> None:
        self._folder = folder
        self._base = base
        self._random = random.Random(seed)
        self._number = 0

    @functools.cached_property
    def home(self) -> Path:
        """A home with stories and a verdict, to which the rounds of refreshes and decisions add."""
        home = self._folder / "home"
        home.mkdir()
        (home / "settings.toml").write_text(SETTINGS)
        (home / "urls").write_text("".join(f"{self._base}/{number}\n" for number in range(FEEDS)))
        run(home, "import", str(home / "urls"))
        run(home, "refresh")
        thread = json.loads(run(home, "threads", "--json", "--limit", "1").stdout)["threads"][0]["id"]
        run(home, "decide", thread, "brief")
        return home

    def refresh(self) -> list[str]:
        """Kill a refresh: nothing stored before is lost, and each feed is filed completely or not at all."""
        store = self.home / "briefing.db"
        before = {query: set(rows(store, query)) for query in KEPT}
        verdicts = rows(store, "SELECT * FROM verdict_events ORDER BY 1")
        killed(self.home, self._random.uniform(0.3, 6.0), "refresh", "--quiet")
        faults = damage(store)
        faults += [f"lost: {query}" for query, kept in before.items() if kept - set(rows(store, query))]
        if rows(store, "SELECT * FROM verdict_events ORDER BY 1")[: len(verdicts)] != verdicts:
            faults.append("a verdict was lost")
        counts = rows(store, "SELECT feed_id, count(*) FROM entries GROUP BY feed_id")
        return faults + [f"half of feed {feed}: {count} entries" for feed, count in counts if count % ENTRIES]

    def decision(self) -> list[str]:
        """Kill a process that decides: every decision that it said to be stored is."""
        store = self.home / "briefing.db"
        before = rows(store, "SELECT count(*) FROM verdict_events")[0][0]
        verdicts = dict(rows(store, "SELECT id, verdict FROM threads"))
        with subprocess.Popen(
            [sys.executable, "-c", DECIDER, str(self.home)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(self._random.randint(1, 40))]
            process.kill()
            said += process.stdout.readlines()
        told = [tuple(line.split()) for line in said if line.endswith("\n") and len(line.split()) == 2]
        stored = iter(rows(store, f"SELECT thread_id, after FROM verdict_events ORDER BY id LIMIT -1 OFFSET {before}"))
        lost = [each for each in told if verdicts.get(each[0]) != each[1] and not _found(each, stored, verdicts)]
        return damage(store) + [f"lost: {thread} {verdict}" for thread, verdict in lost]

    def migration(self) -> list[str]:
        """Kill a migration: the file is of one version or another, whole, with all its stories, and opens again."""
        self._number += 1
        home = self._folder / f"old-{self._number}"
        home.mkdir()
        store = home / "briefing.db"
        store.write_bytes(gzip.decompress(OLD.read_bytes()))
        stories = set(rows(store, "SELECT id, title FROM stories"))
        killed(home, self._random.uniform(0.1, 2.0), "threads", "--quiet")
        faults = damage(store)
        ended = run(home, "threads")
        faults += [] if ended.returncode in (0, 1) else [f"it does not open again: {ended.stderr}"]
        faults += [] if set(rows(store, "SELECT id, title FROM stories")) == stories else ["a story was lost"]
        return faults + damage(store)

    def export(self) -> list[str]:
        """Kill an export: the old brief or the new one is there, and no half one."""
        file = self.home / "brief.md"
        before = file.read_bytes() if file.exists() else b""
        killed(self.home, self._random.uniform(0.2, 4.0), "brief", "--auto", "--out", str(file))
        after = file.read_bytes() if file.exists() else b""
        whole = after == before or after.endswith(b"\n")
        others = [path.name for path in self.home.iterdir() if path.name.endswith(("part", ".tmp"))]
        return [*([] if whole else ["half a brief"]), *(f"{name} is left" for name in others)]


def _found(wanted: tuple[str, ...], stored: Iterator[Any], verdicts: dict[str, str]) -> bool:
    """Go through the stored verdicts up to the wanted one, and note each; return whether it is there."""
    for thread, verdict in stored:
        verdicts[thread] = verdict
        if (thread, verdict) == wanted:
            return True
    return False


KINDS: dict[str, Callable[[Rounds], list[str]]] = {
    "refresh": Rounds.refresh,
    "decision": Rounds.decision,
    "migration": Rounds.migration,
    "export": Rounds.export,
}


def main() -> int:
    """Run the rounds of each kind and print what was lost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    lost = 0
    with tempfile.TemporaryDirectory(prefix="kills-") as folder, serving() as base:
        rounds = Rounds(Path(folder), base)
        for name, kind in KINDS.items():
            started = time.monotonic()
            faults = [fault for _ in range(count) for fault in kind(rounds)]
            lost += len(faults)
            print(f"{name}: {count} rounds, {len(faults)} faults, {time.monotonic() - started:.0f} s {faults[:5]}")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
