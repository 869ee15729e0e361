"""The feeds of the demo behind a real server, and a home folder that has read them."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.cli.main import main
from briefing.data.loader import folder

WORLD = Path(str(folder("demo")))
NOW = "2026-11-22T07:48:00Z"


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        pass


@contextmanager
def serving(files: Path = WORLD / "feeds") -> Iterator[str]:
    """Serve a folder, and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(files)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_urls(home: Path, server: str) -> Path:
    """Write the list of the demo's feeds into a home folder, as newsboat does, and return it."""
    feeds = json.loads((WORLD / "manifest.json").read_text(encoding="utf-8"))["feeds"]
    lines = "".join(f'{server}/{feed["file"]} "{feed["folder"]}"\n' for feed in feeds)
    (home / "urls").write_text(lines, encoding="utf-8")
    return home / "urls"


def read_feeds(home: Path, server: str) -> None:
    """Import the demo's feeds into a home folder, and refresh them."""
    urls = write_urls(home, server)
    assert main(["--home", str(home), "--now", NOW, "--quiet", "import", str(urls)]) == 0
    assert main(["--home", str(home), "--now", NOW, "--quiet", "refresh"]) == 0
