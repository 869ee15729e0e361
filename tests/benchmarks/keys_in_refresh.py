"""How fast the reader answers keys while it refreshes hostile feeds, and the memory of all its processes (Linux).

    python -m tests.benchmarks.keys_in_refresh ../shared/lab/hostile HOME NOW

HOME is the folder of a store with threads; it is copied. The lab is served as often as gives 40 MB of feeds.
"""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyte

from tests.benchmarks.processes import memory_of

ROWS, COLUMNS = 40, 120
TOP = 3
"""Rows up to this one show the first thread."""
MEGABYTES = 40
LEFT_OUT = "http-429-retry"
"""The case that asks us to leave its host alone, on which all the others are."""
A_KEY = 0.1
"""Seconds from one key to the next."""
PATIENCE = 20.0
"""Seconds after which a key counts as not answered."""


@dataclass
class Reader:
    """The program in a terminal of its own, and what it shows."""

    process: int
    terminal: int
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(COLUMNS, ROWS))

    def __post_init__(self) -> None:
        self._stream = pyte.ByteStream(self.screen)

    def press(self, key: str) -> None:
        """Send a key."""
        os.write(self.terminal, key.encode())

    def watch(self, seconds: float) -> bool:
        """Read what it draws for at most so long; return whether it drew anything."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        self._stream.feed(os.read(self.terminal, 1 << 16))
        return True

    def close(self) -> None:
        """Close the terminal, with which the program ends."""
        os.close(self.terminal)
        os.waitpid(self.process, 0)

    @property
    def cursor(self) -> tuple[int, ...]:
        """The rows that the cursor marks."""
        return tuple(row for row in range(ROWS) if self.screen.buffer[row][0].data == "▌")

    @property
    def target(self) -> tuple[tuple[int, ...], str]:
        """The rows that the cursor marks, and the headline of the thread that is shown."""
        return self.cursor, self.screen.display[TOP - 1][COLUMNS // 2 :]

    @property
    def text(self) -> str:
        """What is seen."""
        return "\n".join(self.screen.display)


def open_reader(home: Path, now: str) -> Reader:
    """Start the program in a new terminal and wait until it shows rows."""
    reader = start((sys.executable, "-m", "briefing", "--home", str(home), "--now", now))
    while not reader.cursor:
        reader.watch(1.0)
    return reader


def start(command: tuple[str, ...]) -> Reader:
    """Start a program in a new terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        os.execv(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return Reader(process, terminal)


def serve_lab(lab: Path, home: Path) -> tuple[list[subprocess.Popen[str]], float]:
    """Serve the lab on as many ports as needed, subscribe to its feeds, and return the servers and the megabytes."""
    servers, lines, megabytes = [], [], 0.0
    sizes = _sizes(lab)
    while megabytes < MEGABYTES:
        server = subprocess.Popen(
            ("nice", "-n", "15", sys.executable, str(lab / "hostile_server.py"), "--port", "0"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert server.stdout is not None
        port = int(server.stdout.readline())
        servers.append(server)
        lines += [f"http://127.0.0.1:{port}{path}" for path in sizes]
        megabytes += sum(sizes.values()) / 1e6
    urls = home / "urls"
    urls.write_text("\n".join(lines), encoding="utf-8")
    program = Path(sys.executable).with_name("briefing")
    subprocess.run((program, "--home", home, "--quiet", "import", urls), check=True)
    return servers, megabytes


def _sizes(lab: Path) -> dict[str, int]:
    """Return the bytes of each feed of the lab, by path; those made while they are sent count as nothing."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            (sys.executable, str(lab / "hostile_server.py"), "--write-corpus", folder), check=True, capture_output=True
        )
        sizes = {path.name.removesuffix(".gz").partition(".")[0]: path.stat().st_size for path in _files(folder)}
    listed = subprocess.run(
        (sys.executable, str(lab / "hostile_server.py"), "--list"), check=True, capture_output=True, text=True
    )
    feeds = [case for case in json.loads(listed.stdout)["cases"] if case["kind"] in ("feed", "json")]
    return {case["path"]: sizes.get(case["id"], 0) for case in feeds if case["id"] != LEFT_OUT}


def _files(folder: str) -> list[Path]:
    for packed in Path(folder).rglob("*.gz"):
        subprocess.run(("gunzip", str(packed)), check=True)
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def time_keys(reader: Reader) -> tuple[list[float], float]:
    """Press a key every 100 ms until the refresh ends; return the seconds of each answer, and the most memory."""
    answers: list[float] = []
    most = 0.0
    reader.press("R")
    begun = time.monotonic()
    while time.monotonic() - begun < 3.0 or re.search(r"\b(?:checking|reading) \d+/", reader.screen.display[0]):
        answers.append(time_key(reader))
        most = max(most, memory_of(reader.process))
    return answers, most


def time_key(reader: Reader) -> float:
    """Move the cursor by a row, and return after how many seconds that was seen."""
    before, pressed = reader.target, time.monotonic()
    reader.press("j" if min(reader.cursor, default=0) <= TOP else "k")
    while reader.target == before and time.monotonic() - pressed < PATIENCE:
        reader.watch(0.5)
    answer = time.monotonic() - pressed
    while (left := A_KEY - (time.monotonic() - pressed)) > 0:
        reader.watch(left)
    return answer


def in_words(answers: list[float]) -> str:
    """Return the median, the 95th percentile and the worst of the seconds, in milliseconds."""
    p50, p95, worst = statistics.median(answers), statistics.quantiles(answers, n=20)[-1], max(answers)
    return f"{len(answers)} keys: p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms, worst {1000 * worst:.0f} ms"


def main(lab: str, home: str, now: str) -> None:
    """Measure, and print one line."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        settings = 'full_text = "off"\nrefresh_on_start = false\nrefresh_while_reading = false\n'
        (copy / "settings.toml").write_text(settings, encoding="utf-8")
        servers, megabytes = serve_lab(Path(lab), copy)
        reader = open_reader(copy, now)
        for _ in range(10):
            reader.watch(0.2)
        print("before the refresh:", in_words([time_key(reader) for _ in range(100)]))
        begun = time.monotonic()
        answers, most = time_keys(reader)
        print(
            f"{megabytes:.0f} MB in {time.monotonic() - begun:.0f} s; {in_words(answers)};"
            f" memory of all processes at most {most:.0f} MB"
        )
        print(reader.text)
        reader.close()
        for server in servers:
            server.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
