"""Runs the real program on every case of the hostile lab, one by one and all at once beside 20 good feeds.

    python -m tests.benchmarks.hostile ../shared/lab/hostile [CASE ...] [--all-at-once] [--screens]

Prints a table: the case, the peak of memory of all processes above that of a good feed, the seconds of its refresh, and
whether it ended as it must. The exit code is 1 if any case has a fault.
"""

import argparse
import asyncio
import importlib.util
import json
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from aiohttp import web

from tests.tui.terminal import terminal

GOOD_FEEDS = 20
GOOD_HOST = "127.0.0.3"
SLACK = 2.0
"""How often what a good feed takes may be added to the limit of a case: on a busy machine that is most of its time."""
CODES = range(5)
PAGE = 4_096
SETTINGS = 'full_text = "off"\nrefresh_on_start = false\nrefresh_while_reading = false\nat_once = 100\nper_host = 100\n'
PRINTING = ("doctor", "feeds --json", "--plain", "threads --json", "brief --auto --out -", "export-feeds")
"""Commands that print what is stored."""
LEAKS = ("s3cret", "INTERNAL-SECRET")
ALONE = {"http-429-retry": "localhost"}
"""Cases that make the program leave their host alone: they have a name of their own when all run at once."""


@dataclass
class Ran:
    """One command: how it ended, what it printed, its time and the most memory of all its processes."""

    code: int
    output: bytes
    seconds: float
    peak: int


@dataclass
class Result:
    """One case: what is wrong with it, and what it cost."""

    case: str
    seconds: float = 0.0
    peak: int = 0
    faults: list[str] = field(default_factory=list)


def run(home: Path, *words: str, timeout: float = 200.0) -> Ran:
    """Run one command of the program on a home."""
    started = time.monotonic()
    command = [sys.executable, "-m", "briefing", "--home", str(home), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        peaks = [0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peaks, done))
        watch.start()
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output = b"did not end"
        done.set()
        watch.join()
    return Ran(process.returncode, output, time.monotonic() - started, peaks[0])


def _watch(root: int, peaks: list[int], done: threading.Event) -> None:
    while not done.wait(0.02):
        peaks[0] = max(peaks[0], sum(_memory(process) for process in _tree(root)))


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        try:
            for task in Path(f"/proc/{process}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _memory(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, ValueError):
        return 0


class Bench:
    """The running lab, and what a good feed costs."""

    def __init__(self, folder: Path, lab: Any, safety: ModuleType) -> None:
        self.folder = folder
        self.lab = lab
        self.safety = safety
        self.baseline = Ran(0, b"", 0.0, 0)

    def home(self, name: str) -> Path:
        """Return a new home."""
        home = self.folder / name
        home.mkdir()
        (home / "settings.toml").write_text(SETTINGS)
        return home

    def one(self, case: Any, *, screens: bool) -> Result:
        """Run one case in a home of its own."""
        self.lab.ctx.log.clear()
        home, result = self.home(case.id), Result(case.id)
        outputs = self._outputs(case, home, result)
        result.faults += self.unsafe(home, outputs)
        if screens and case.kind in ("feed", "json"):
            result.faults += self.screen(home)
        result.faults += self._limits(case, result)
        if case.kind in ("feed", "json"):
            result.faults += ended_as_it_must(case, home)
        return result

    def _outputs(self, case: Any, home: Path, result: Result) -> list[Ran]:
        address = self.lab.ctx.base + case.path
        if case.id == "auth-redirect-leak":
            address = address.replace("http://", "http://user:s3cret-PWN@")
        (home / "urls").write_text(address + "\n")
        if case.kind == "article":
            ran = [run(home, "analyse", address)]
        elif case.kind == "opml":
            (home / "list.opml").write_bytes(self.lab.served[case.id].build(self.lab.ctx))
            ran = [run(home, "import", str(home / "list.opml"))]
        else:
            run(home, "import", str(home / "urls"))
            ran = [run(home, "refresh", "--json") for _ in range(case.fetches)]
        result.seconds = max(each.seconds for each in ran)
        result.peak = max(each.peak for each in ran) - self.baseline.peak
        return ran

    def unsafe(self, home: Path, ran: list[Ran], printing: Sequence[str] = ("doctor",)) -> list[str]:
        """Return what is wrong with what the program prints, also by the commands `printing`, and exports."""
        if (home / "briefing.db").exists():
            ran = [*ran, *(run(home, *each.split()) for each in printing)]
            run(home, "brief", "--auto", "--out", str(home / "brief.md"))
        faults = [f"exit code {each.code}" for each in ran if each.code not in CODES]
        faults += ["a traceback" for each in ran if b"Traceback" in each.output]
        faults += [f"{leak} is printed" for leak in LEAKS if any(leak.encode() in each.output for each in ran)]
        faults += self._findings("printed", "plain", b"".join(each.output for each in ran))
        if (home / "brief.md").exists():
            faults += self._findings("exported", "markdown", (home / "brief.md").read_bytes())
        faults += ["the canary was asked"] * any(entry["listener"] == "canary" for entry in self.lab.ctx.log)
        return faults + ["/tmp/PWN exists"] * Path("/tmp/PWN").exists()

    def _findings(self, how: str, profile: str, output: bytes) -> list[str]:
        verdict = self.safety.check(output, profile)
        return [] if verdict["safe"] else [f"{how}: {json.dumps(verdict['findings'])[:300]}"]

    def screen(self, home: Path) -> list[str]:
        """Open the reader on a home, go through its screens, and check what reached the terminal."""
        with terminal("--home", str(home), width=120, height=40) as shown:
            shown.wait_for("briefing")
            for keys, words in (("gf", "feeds"), ("\x1b", "briefing"), ("\r", "briefing"), ("gs", "briefing")):
                shown.press(keys)
                shown.wait_for(words)
            shown.press("\x1b")
            shown.wait_for("briefing")
            shown.press("Q")
            code = shown.left()
        faults = [] if code == 0 else [f"the reader ended with {code}"]
        return faults + self._findings("drawn", "textual", shown.bytes)

    def _limits(self, case: Any, result: Result) -> list[str]:
        limits = case.as_json()["limits"]
        asked = sum(entry["target"].startswith(case.path) for entry in self.lab.ctx.log)
        faults = []
        if result.seconds > limits["max_seconds"] + SLACK * self.baseline.seconds:
            faults.append(f"took {result.seconds:.0f} s, more than {limits['max_seconds']}")
        if result.peak > limits["max_rss_growth_mb"] * 2**20:
            faults.append(f"took {result.peak >> 20} MB, more than {limits['max_rss_growth_mb']}")
        if asked > limits.get("max_requests", asked):
            faults.append(f"{asked} requests")
        return faults


def ended_as_it_must(case: Any, home: Path, feed: str = "") -> list[str]:
    """Return what is wrong with what the store has of a case."""
    with closing(sqlite3.connect(home / "briefing.db")) as connection:
        rows = connection.execute(
            "SELECT id, failure, notes FROM feeds WHERE url LIKE '%' || ?", (feed or case.path,)
        ).fetchall()
        ids = ",".join(str(row[0]) for row in rows)
        titles = [
            row[0]
            for row in connection.execute(
                f"SELECT s.title FROM entries AS e JOIN stories AS s ON s.id = e.story_id WHERE e.feed_id IN ({ids})"
            )
        ]
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
    failed = any(row[1] for row in rows)
    faults = [] if whole == "ok" else [f"the store: {whole}"]
    if case.outcome == "reject" and not failed:
        faults.append("read, though it must be refused")
    if case.outcome == "parse" and failed:
        faults.append(f"refused: {rows[0][1]}")
    if case.outcome == "parse" and len(titles) < (case.min_entries or 0) and rows[0][2] == "[]":
        faults.append(f"{len(titles)} entries of {case.min_entries}")
    if case.outcome == "parse" and case.control and f"CONTROL {case.id}" not in titles and rows[0][2] == "[]":
        faults.append("the harmless entry is missing")
    return faults


async def all_at_once(bench: Bench, cases: list[Any]) -> Result:
    """Run all feeds at the same time with good ones, and read the result on the screen."""
    home, result = bench.home("all"), Result("all at once")
    good, base = await serve_good_feeds()
    addresses = [
        bench.lab.ctx.base.replace("127.0.0.1", ALONE.get(case.id, "127.0.0.1")) + case.path
        for case in cases
        if case.kind in ("feed", "json")
    ]
    (home / "urls").write_text("\n".join([*addresses, *(f"{base}/{number}.xml" for number in range(GOOD_FEEDS))]))
    await asyncio.to_thread(run, home, "import", str(home / "urls"))
    ran = await asyncio.to_thread(run, home, "refresh", "--json")
    result.seconds, result.peak = ran.seconds, ran.peak - bench.baseline.peak
    result.faults += await asyncio.to_thread(bench.unsafe, home, [ran], PRINTING)
    result.faults += await asyncio.to_thread(bench.screen, home)
    with closing(sqlite3.connect(home / "briefing.db")) as connection:
        updated = connection.execute(
            "SELECT count(*) FROM feeds WHERE url LIKE ? AND failure = '' AND checked IS NOT NULL", (f"{base}%",)
        ).fetchone()[0]
    if updated != GOOD_FEEDS:
        result.faults.append(f"only {updated} of {GOOD_FEEDS} good feeds were read")
    for case in cases:
        if case.kind in ("feed", "json") and case.fetches == 1:
            result.faults += [f"{case.id}: {fault}" for fault in ended_as_it_must(case, home)]
    await good.cleanup()
    return result


async def serve_good_feeds() -> tuple[web.AppRunner, str]:
    """Serve feeds that anybody can read, on a host of their own."""

    async def answer(request: web.Request) -> web.Response:
        name = request.path.strip("/")
        items = "".join(
            f"<item><title>Good story {name} {n}</title><link>http://good.test/{name}/{n}</link>"
            f"<guid>{name}-{n}</guid><description>Words of the story {n} of {name}.</description></item>"
            for n in range(5)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Good {name}</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    application = web.Application()
    application.router.add_get("/{name}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, GOOD_HOST, 0)
    await site.start()
    return runner, f"http://{GOOD_HOST}:{runner.addresses[0][1]}"


def load(lab: Path, name: str) -> ModuleType:
    """Load a module of the lab."""
    spec = importlib.util.spec_from_file_location(name, lab / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{lab} holds no {name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


async def measure(options: argparse.Namespace) -> list[Result]:
    """Run the cases that were asked for, and print each as it ends."""
    server, safety = load(options.lab, "hostile_server"), load(options.lab, "check_terminal_safety")
    lab, servers = await server.start(mode="dev", max_seconds=90)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        bench = Bench(Path(folder), lab, safety)
        good, base = await serve_good_feeds()
        home = bench.home("good")
        (home / "urls").write_text(f"{base}/1.xml\n")
        await asyncio.to_thread(run, home, "import", str(home / "urls"))
        bench.baseline = await asyncio.to_thread(run, home, "refresh")
        await good.cleanup()
        cases = [case for case in lab.served.values() if not options.case or case.id in options.case]
        for case in () if options.all_at_once else cases:
            results.append(await asyncio.to_thread(bench.one, case, screens=options.screens))
            show(results[-1])
        if not options.case:
            results.append(await all_at_once(bench, cases))
            show(results[-1])
        for each in servers:
            each.close()
    return results


def show(result: Result) -> None:
    """Print one row of the table."""
    state = "ok" if not result.faults else "; ".join(result.faults)
    print(f"| {result.case:<26} | {max(0, result.peak) >> 20:>5} MB | {result.seconds:>5.1f} s | {state} |", flush=True)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lab", type=Path)
    parser.add_argument("case", nargs="*")
    parser.add_argument("--all-at-once", action="store_true", help="only all cases together")
    parser.add_argument("--screens", action="store_true", help="also open the reader on each case")
    results = asyncio.run(measure(parser.parse_args()))
    faulty = [each for each in results if each.faults]
    print(f"{len(results) - len(faulty)} of {len(results)} without a fault")
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main())
