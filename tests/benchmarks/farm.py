"""The farm of feeds that the lab serves on this machine, and stores that are subscribed to it."""

import asyncio
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model.feed import Subscription
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings

SETTINGS = Settings(full_text="off")
"""Other programs fetch no pages of articles either."""


@dataclass(frozen=True, slots=True)
class Farm:
    """A server of so many feeds, with items of the last week."""

    address: str
    feeds: int

    @property
    def urls(self) -> list[str]:
        """The addresses of the feeds."""
        return [f"{self.address}/feed/{number}.xml" for number in range(self.feeds)]

    def change(self) -> None:
        """Publish one to five new items in a tenth of the feeds."""
        with urllib.request.urlopen(f"{self.address}/tick?changed=0.1") as answer:
            answer.read()


@contextmanager
def farm(lab: Path, feeds: int, items: int = 30) -> Iterator[Farm]:
    """Serve so many feeds, each with so many items."""
    epoch = (datetime.now(UTC) - timedelta(days=6)).date().isoformat()
    command = (sys.executable, str(lab / "feed_farm.py"), "--feeds", str(feeds), "--items", str(items))
    with subprocess.Popen((*command, "--port", "0", "--epoch", epoch), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Farm(next(word for word in server.stdout.readline().split() if word.startswith("http")), feeds)
        finally:
            server.kill()


def subscribe(home: Path, urls: Sequence[str]) -> None:
    """Make a store in `home` that is subscribed to feeds, and settings that fetch nothing else."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'full_text = "{SETTINGS.full_text}"\n', encoding="utf-8")
    workspace = open_workspace(places_under(home), SETTINGS)
    try:
        asyncio.run(Feeds(workspace).subscribe([Subscription(url) for url in urls]))
    finally:
        workspace.close()
