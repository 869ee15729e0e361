"""Fills an empty store with feeds of a folder, always in the same order: `python filled.py HOME NOW FOLDER FILE…`.

It is run as a file, with the import path of one checkout after another, so it imports nothing of the tests. Each feed
is answered when the one before it is filed, and all texts are read, also those that wait until they are needed.
"""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from briefing.model.feed import Subscription
from briefing.model.fetched import Fetched
from briefing.model.refresh import FeedChecked, RefreshEvent
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings


class OneByOne:
    """A stand-in for the network that answers a question when the feed of the one before is filed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked = 0
        self._filed = asyncio.Semaphore(1)

    async def __call__(self, url: str, **_options: object) -> Fetched:
        """Return the file that an address ends with."""
        await self._filed.acquire()
        return Fetched((self._folder / url.rpartition("/")[2]).read_bytes(), url, None, None, None, "", 200)

    def report(self, event: RefreshEvent) -> None:
        """Take a step of the refresh."""
        if isinstance(event, FeedChecked):
            self._filed.release()


async def _fill(workspace: Workspace, network: OneByOne, files: Sequence[str]) -> None:
    await Feeds(workspace).subscribe([Subscription(f"https://feeds.example/{file}") for file in files])
    await refresh(workspace, None, network.report)
    with suppress(ImportError):  # older checkouts read all texts in a refresh
        from briefing.services.new_texts import read_all_texts

        await read_all_texts(workspace, network.report)


def main(home: Path, now: datetime, folder: Path, files: Sequence[str]) -> None:
    """Fill the store in `home`."""
    network = OneByOne(folder)
    workspace = open_workspace(places_under(home), Settings(full_text="off"), clock=lambda: now, fetch=network)
    try:
        asyncio.run(_fill(workspace, network, files))
    finally:
        workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
