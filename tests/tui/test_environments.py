"""The program in terminals of odd sizes and kinds, in other locales, and interrupted while it refreshes."""

import fcntl
import http.server
import os
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.store.connections import open_read_view
from briefing.store.feeds import feeds
from tests.services.feeds import Item, rss
from tests.tui.terminal import Terminal, terminal

BRIEFING = (sys.executable, "-m", "briefing")
SLOW = threading.Event()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (20, 5), (39, 9), (400, 100)])
def test_a_terminal_of_any_size_is_drawn_and_left(width: int, height: int) -> None:
    with terminal("demo", width=width, height=height) as shown:
        shown.wait_for("100 new stories" if width > 100 else "b" if width > 1 else "")
        shown.press("jQ")
        assert shown.left() == 0
    assert b"Traceback" not in shown.bytes


def test_a_storm_of_sizes_does_no_harm() -> None:
    with terminal("demo", width=120, height=40) as shown:
        shown.wait_for("100 new stories")
        for number in range(50):
            resize(shown, 1 + number * 13 % 150, 1 + number * 7 % 50)
        resize(shown, 120, 40)
        shown.press("?")
        shown.wait_for("type to search")
        shown.press("\x1b")
        shown.wait_for("Velmar")
        shown.press("Q")
        assert shown.left() == 0
    assert b"Traceback" not in shown.bytes


def resize(shown: Terminal, width: int, height: int) -> None:
    """Give the terminal another size, as a window manager does."""
    fcntl.ioctl(shown._file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    shown.send(signal.SIGWINCH)


@pytest.mark.parametrize("kind", ["TERM=dumb", "TERM="])
def test_a_terminal_without_screens_is_told_what_to_do(kind: str) -> None:
    with terminal("demo", command=("/usr/bin/env", kind, *BRIEFING)) as shown:
        assert shown.left() == 2
    assert b"This terminal cannot show screens" in shown.bytes
    assert shown.bytes.count(b"\n") == 1


@pytest.mark.parametrize("locale", ["LC_ALL=C", "LC_ALL=", "LANG=zz_ZZ LC_ALL=zz", "PYTHONIOENCODING=ascii LC_ALL=C"])
def test_any_locale_prints_the_brief(locale: str) -> None:
    words = ["/usr/bin/env", *locale.split(), *BRIEFING, "demo", "--brief"]
    ran = subprocess.run(words, capture_output=True, check=False, timeout=200)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Velmar" in ran.stdout


class _Slow(http.server.BaseHTTPRequestHandler):
    """Answers one feed at once and the other never."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss>")
            self.wfile.flush()
            self.server.reached.set()  # type: ignore[attr-defined]
            SLOW.wait(60)
            return
        body = rss("Quick", Item("Quick story", "http://quick.test/1", datetime.now(UTC), "Words of it.")).encode()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
        pass


@pytest.fixture
def slow_site() -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    server.reached = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    SLOW.set()
    server.shutdown()
    server.server_close()


def test_an_interrupted_refresh_keeps_what_was_filed(
    slow_site: http.server.ThreadingHTTPServer, tmp_path: Path
) -> None:
    base = f"http://127.0.0.1:{slow_site.server_address[1]}"
    (tmp_path / "urls").write_text(f"{base}/quick\n{base}/slow\n")
    subprocess.run([*BRIEFING, "--home", str(tmp_path), "import", str(tmp_path / "urls")], check=True, timeout=60)
    with subprocess.Popen(
        [*BRIEFING, "--home", str(tmp_path), "refresh"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as refresh:
        assert slow_site.reached.wait(60)  # type: ignore[attr-defined]
        while not _checked(tmp_path):
            assert refresh.poll() is None
        os.kill(refresh.pid, signal.SIGINT)
        assert refresh.wait(20) == 130
        assert refresh.stdout is not None
        assert b"Traceback" not in refresh.stdout.read()
    assert _checked(tmp_path)


def _checked(home: Path) -> bool:
    """Return whether the quick feed was filed."""
    with open_read_view(home / "briefing.db") as view:
        return any(feed.succeeded for feed in view.ask(feeds))
