"""FreshRSS on SQLite, run by the server that comes with PHP."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.servers.real_server import PASSWORD, USER, NotInstalled, free_port, running

_READ, _STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"
_API = "/api/greader.php"


class FreshRss:
    """A running FreshRSS."""

    kind = "greader"
    user, password = USER, PASSWORD

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()
        form = {"Email": USER, "Passwd": PASSWORD}
        answer = self._session.post(f"{url}{_API}/accounts/ClientLogin", form, timeout=30)
        answer.raise_for_status()
        token = answer.text.split("Auth=")[1].strip()
        self._session.headers["Authorization"] = f"GoogleLogin auth={token}"

    def subscribe(self, url: str, folder: str) -> None:
        """Subscribe the account to a feed and fetch it."""
        self._post("subscription/edit", {"ac": "subscribe", "s": f"feed/{url}", "a": f"user/-/label/{folder}"})

    def marks(self) -> dict[str, tuple[bool, bool]]:
        """Return by its title whether each entry is read and starred."""
        return {_title(each): _marks(each) for each in self._entries()}

    def mark(self, title: str, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Change the marks of an entry, as another client does."""
        entry = next(each["id"] for each in self._entries() if _title(each) == title)
        for mark, value in ((_READ, read), (_STARRED, starred)):
            if value is not None:
                self._post("edit-tag", {"i": entry, "a" if value else "r": mark})

    def unsubscribe(self, url: str) -> None:
        """Unsubscribe the account from a feed."""
        self._post("subscription/edit", {"ac": "unsubscribe", "s": f"feed/{url}"})

    def _entries(self) -> list[dict[str, Any]]:
        address = f"{self.url}{_API}/reader/api/0/stream/contents/reading-list"
        answer = self._session.get(address, params={"n": "1000", "output": "json"}, timeout=30)
        answer.raise_for_status()
        return list(answer.json()["items"])

    def _post(self, path: str, form: dict[str, str]) -> None:
        token = self._session.get(f"{self.url}{_API}/reader/api/0/token", timeout=30).text.strip()
        self._session.post(f"{self.url}{_API}/reader/api/0/{path}", {"T": token, **form}, timeout=60).raise_for_status()


@contextmanager
def freshrss() -> Iterator[FreshRss]:
    """Run FreshRSS. Raises NotInstalled."""
    source = os.environ.get("BRIEFING_FRESHRSS", "")
    if not (Path(source) / "cli" / "do-install.php").is_file():
        raise NotInstalled("FreshRSS is not installed: set BRIEFING_FRESHRSS to a checkout of it")
    if not shutil.which("php"):
        raise NotInstalled("PHP is not installed: apt install php-cli php-sqlite3 php-xml php-mbstring php-curl")
    with tempfile.TemporaryDirectory(prefix="briefing-freshrss-") as folder:
        checkout = Path(folder) / "FreshRSS"
        shutil.copytree(source, checkout, ignore=shutil.ignore_patterns(".git", "docs", "tests", "users"))
        (checkout / "data" / "users" / "_").mkdir(parents=True, exist_ok=True)
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        (checkout / "data" / "config.php").unlink(missing_ok=True)
        (checkout / "data" / "applied_migrations.txt").unlink(missing_ok=True)
        _command(checkout, "prepare")
        installed = ("--default-user", USER, "--auth-type", "form", "--base-url", url, "--api-enabled")
        _command(checkout, "do-install", *installed, "--environment", "production", "--db-type", "sqlite")
        _command(checkout, "create-user", "--user", USER, "--password", PASSWORD, "--api-password", PASSWORD)
        environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}
        serve = ["php", "-S", f"127.0.0.1:{port}", "-t", str(checkout / "p")]
        with running(serve, Path(folder) / "php.log", environment, port):
            yield FreshRss(url)


def _command(checkout: Path, name: str, *arguments: str) -> None:
    command = ["php", str(checkout / "cli" / f"{name}.php"), *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, cwd=checkout)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stdout.decode(errors='replace')[-500:]}")


def _title(entry: dict[str, Any]) -> str:
    return str(entry["title"]).replace("＆", "&")


def _marks(entry: dict[str, Any]) -> tuple[bool, bool]:
    categories = entry["categories"]
    return any(each.endswith("/read") for each in categories), any(each.endswith("/starred") for each in categories)
