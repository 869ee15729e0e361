"""Miniflux on a PostgreSQL of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import miniflux

from tests.servers.real_server import PASSWORD, USER, NotInstalled, free_port, running

_POSTGRES_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/opt/postgresql*/bin", "/opt/homebrew/opt/postgresql*/bin")


class Miniflux:
    """A running Miniflux."""

    kind = "miniflux"
    user, password = USER, PASSWORD

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = miniflux.Client(url, USER, PASSWORD)

    def subscribe(self, url: str, folder: str) -> None:
        """Subscribe the account to a feed and fetch it."""
        known = {each["title"]: each["id"] for each in self._client.get_categories()}
        category = known.get(folder) or self._client.create_category(folder)["id"]
        self._client.create_feed(url, category_id=category)

    def marks(self) -> dict[str, tuple[bool, bool]]:
        """Return by its title whether each entry is read and starred."""
        return {each["title"]: (each["status"] == "read", each["starred"]) for each in self._entries()}

    def mark(self, title: str, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Change the marks of an entry, as another client does."""
        entry = next(each for each in self._entries() if each["title"] == title)
        if read is not None:
            self._client.update_entries([entry["id"]], "read" if read else "unread")
        if starred is not None and entry["starred"] is not starred:
            self._client.toggle_bookmark(entry["id"])

    def unsubscribe(self, url: str) -> None:
        """Unsubscribe the account from a feed."""
        self._client.delete_feed(next(each["id"] for each in self._client.get_feeds() if each["feed_url"] == url))

    def _entries(self) -> list[dict]:  # type: ignore[type-arg]
        return list(self._client.get_entries(limit=1000)["entries"])


@contextmanager
def miniflux_server() -> Iterator[Miniflux]:
    """Run Miniflux. Raises NotInstalled."""
    program = os.environ.get("BRIEFING_MINIFLUX") or shutil.which("miniflux.app") or shutil.which("miniflux")
    if not program:
        raise NotInstalled("Miniflux is not installed: go install miniflux.app/v2@latest")
    with tempfile.TemporaryDirectory(prefix="briefing-miniflux-") as folder, _postgres(Path(folder)) as database:
        port = free_port()
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "RUN_MIGRATIONS": "1",
            "CREATE_ADMIN": "1",
            "ADMIN_USERNAME": USER,
            "ADMIN_PASSWORD": PASSWORD,
            "LISTEN_ADDR": f"127.0.0.1:{port}",
            "FETCHER_ALLOW_PRIVATE_NETWORKS": "1",
            "POLLING_FREQUENCY": "1440",
            "DISABLE_SCHEDULER_SERVICE": "1",
        }
        with running([program], Path(folder) / "miniflux.log", environment, port):
            yield Miniflux(f"http://127.0.0.1:{port}")


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """Run PostgreSQL in a folder, not as root, which it refuses; yield the address of a database."""
    places = [place for pattern in _POSTGRES_PLACES for place in sorted(Path("/").glob(pattern.lstrip("/")))]
    if not places:
        raise NotInstalled("PostgreSQL is not installed: apt install postgresql")
    programs = places[-1]
    data, port = folder / "data", free_port()
    data.mkdir()
    become: list[str] = []
    if os.geteuid() == 0:
        try:
            account = pwd.getpwnam("postgres")
        except KeyError:
            raise NotInstalled("PostgreSQL has no account on this machine") from None
        folder.chmod(0o711)
        os.chown(data, account.pw_uid, account.pw_gid)
        become = ["runuser", "-u", "postgres", "--"]
    made = [*become, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "miniflux", "-E", "UTF8"]
    subprocess.run(made, check=True, capture_output=True, cwd="/")
    settings = ["-p", str(port), "-k", str(data), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    command = [*become, str(programs / "postgres"), "-D", str(data), *settings]
    with running(command, folder / "postgres.log", dict(os.environ), port):
        address = f"postgres://miniflux@127.0.0.1:{port}/postgres?sslmode=disable"
        yield address
