"""Rounds of `briefing refresh`, as cron runs it, beside a reader that decides and refreshes on the same store.

    python -m tests.benchmarks.cron_beside_reader 200

Prints what went wrong, and how long the refreshes and the decisions took. The exit code is 1 if anything was lost.
"""

import asyncio
import functools
import http.server
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.wakes import wake_threads
from briefing.services.workspace import Access, Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store.verdict_log import state_of
from tests.services.feeds import Item, rss

FEEDS = 3
SYLLABLES = ("vel", "mar", "ost", "kel", "bin", "dun", "tar", "ilv", "gra", "sor", "quen", "lub")


@dataclass(frozen=True)
class Outcome:
    """What the rounds showed."""

    rounds: int
    faults: tuple[str, ...]
    decisions: int
    seconds_a_refresh: float
    slowest_decision: float


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        pass


def run(rounds: int, home: Path) -> Outcome:
    """Run the rounds in the folder `home`."""
    pages = home / "pages"
    pages.mkdir(parents=True)
    _publish(pages, 0)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(pages)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        workspace = open_workspace(places_under(home), Settings())
        for number in range(FEEDS):
            asyncio.run(Feeds(workspace).add(f"http://127.0.0.1:{server.server_port}/{number}.xml"))
        workspace.close()
        return _rounds(rounds, home, pages)
    finally:
        server.shutdown()
        server.server_close()


def _rounds(rounds: int, home: Path, pages: Path) -> Outcome:
    faults: list[str] = []
    seconds: list[float] = []
    command = [sys.executable, "-m", "briefing", "--home", str(home), "--quiet", "refresh"]
    subprocess.run(command, check=True, capture_output=True)
    reader = subprocess.Popen(
        [sys.executable, "-m", __spec__.name if __spec__ else __name__, "reader", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for number in range(1, rounds + 1):
        _publish(pages, number)
        begun = time.monotonic()
        cron = subprocess.run(command, capture_output=True, text=True)
        seconds.append(time.monotonic() - begun)
        if cron.returncode or cron.stderr:
            faults.append(f"round {number}: exit code {cron.returncode}: {cron.stderr.strip()}")
    out, err = reader.communicate("stop\n", timeout=600)
    if reader.returncode or err:
        faults.append(f"the reader: exit code {reader.returncode}: {err.strip()}")
        return Outcome(rounds, tuple(faults), 0, statistics.median(seconds), 0.0)
    said = json.loads(out)
    faults += said["faults"]
    return Outcome(rounds, tuple(faults), said["decisions"], statistics.median(seconds), said["slowest"])


def _publish(pages: Path, number: int) -> None:
    """Have each feed bring a new story, and the latest ones of others."""
    now = datetime.now(UTC)
    for feed in range(FEEDS):
        items = []
        for each in range(max(0, number - 5), number + 1):
            words = [
                SYLLABLES[(each * 7 + step * (feed + 1)) % 12] + SYLLABLES[(each + step) % 12] for step in range(6)
            ]
            title = f"{' '.join(words).capitalize()} {each}"
            items.append(
                Item(title, f"https://paper{feed}.example/{each}", now - timedelta(minutes=number - each), f"{title}.")
            )
        part = pages / f"{feed}.part"
        part.write_text(rss(f"Paper {feed}", *items), encoding="utf-8")
        part.replace(pages / f"{feed}.xml")


async def _read(home: Path) -> dict[str, object]:
    """Decide, undo, defer and refresh as a reader does, until a line comes from standard input."""
    workspace = open_workspace(places_under(home), Settings(), access=Access.NOW)
    stop = asyncio.ensure_future(asyncio.to_thread(sys.stdin.readline))
    reader = _Reader(workspace)
    refreshing: asyncio.Task[object] | None = None
    while not stop.done():
        await reader.decide()
        if refreshing is None or refreshing.done():
            if refreshing is not None:
                refreshing.result()
            refreshing = asyncio.ensure_future(refresh(workspace, None, lambda _: None, asked=random.random() < 0.3))
        await wake_threads(workspace)
        await asyncio.sleep(0.05)
    if refreshing is not None:
        await refreshing
    faults = await reader.faults()
    workspace.close()
    return {"decisions": reader.decisions, "faults": faults, "slowest": round(reader.slowest, 2)}


class _Reader:
    """Decides at random and remembers what must be in the store."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._decisions = Decisions(workspace)
        self._given = 0
        self._last: dict[str, Verdict] = {}
        self.decisions = 0
        self.slowest = 0.0

    async def decide(self) -> None:
        """Make one decision, and now and then take it back and make it again."""
        rows = await Inbox(self._workspace).rows(InboxFilter(), limit=50)
        if not rows:
            return
        row, verdict = random.choice(rows), random.choice(list(Verdict))
        until = self._decisions.read_until(random.choice(("", "+9", "in 3 days"))) if verdict is Verdict.LATER else ()
        begun = time.monotonic()
        change = await self._decisions.give_verdict([row.id], verdict, until)
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.decisions += 1
        self._given += len(change.threads)
        self._last.update(dict.fromkeys(change.threads, verdict))
        if change.threads and random.random() < 0.3:
            await self._decisions.undo()
            await self._decisions.redo()

    async def faults(self) -> list[str]:
        """Return what of the decisions is not in the store."""
        look = self._workspace.database.look
        stored = look(lambda c: c.execute("SELECT count(*) FROM verdict_events WHERE kind = 'give'").fetchone()[0])
        found = [] if stored == self._given else [f"{self._given} decisions were made and {stored} are stored"]
        closed = look(lambda c: {row[0] for row in c.execute("SELECT id FROM threads WHERE closed IS NOT NULL")})
        for thread, verdict in self._last.items():
            state = look(state_of, thread)
            if thread not in closed and state.verdict is not verdict and state.verdict is not Verdict.NEW:
                found.append(f"{thread} was decided {verdict} and is {state.verdict}")
        return found


def main() -> int:
    """Run the rounds, or the reader beside them."""
    if sys.argv[1:2] == ["reader"]:
        print(json.dumps(asyncio.run(_read(Path(sys.argv[2])))))
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(rounds, Path(folder))
    print(
        f"{outcome.rounds} rounds, {outcome.decisions} decisions, {len(outcome.faults)} faults; "
        f"a refresh takes {outcome.seconds_a_refresh:.2f} s (median), the slowest decision {outcome.slowest_decision} s"
    )
    print(*outcome.faults, sep="\n", end="\n" if outcome.faults else "")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
