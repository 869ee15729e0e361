"""The bundled morning: the same pipeline on feeds in the package, with a temporary store."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from briefing.data.loader import read_bytes, read_text
from briefing.model.feed import Subscription
from briefing.model.fetched import Failure, Fetched, Unchanged
from briefing.model.refresh import RefreshFinished
from briefing.services.network import FEED_BYTES
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings


@contextmanager
def demo_workspace(settings: Settings) -> Iterator[Workspace]:
    """Yield a workspace with an empty store that is removed at the end; its clock shows the demo's time."""
    now = demo_now()
    with tempfile.TemporaryDirectory(prefix="briefing-demo-", ignore_cleanup_errors=True) as home:
        workspace = open_workspace(places_under(Path(home)), settings, clock=lambda: now, fetch=BundledFeeds())
        with closing(workspace):
            yield workspace


async def subscribe_bundled(workspace: Workspace) -> None:
    """Subscribe to the demo's feeds."""
    lists = [Subscription(each["url"], folder=each.get("folder", "")) for each in _manifest()["feeds"]]
    await Feeds(workspace).subscribe(lists)


async def fill(workspace: Workspace) -> RefreshFinished:
    """Subscribe to the demo's feeds and refresh them once."""
    await subscribe_bundled(workspace)
    return await refresh(workspace, None, lambda _event: None)


def demo_now() -> datetime:
    """Return the time that the demo's clock shows."""
    return datetime.fromisoformat(_manifest()["now"])


class BundledFeeds:
    """A stand-in for the network that knows the demo's own feeds only."""

    async def __call__(
        self,
        url: str,
        *,
        limit: int = FEED_BYTES,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Fetched | Unchanged | Failure:
        """Return the bundled feed at `url`; everything else fails with a sentence."""
        del limit, modified, private_origin
        file = _files().get(url)
        if file is None:
            return Failure("no network", "the demo has no network: only its own feeds can be read")
        body = read_bytes(f"demo/feeds/{file}")
        tag = f'"{len(body)}"'
        return Unchanged() if etag == tag else Fetched(body, url, None, tag, None, "", 200)


@cache
def _manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(read_text("demo/manifest.json"))
    return loaded


@cache
def _files() -> dict[str, str]:
    return {each["url"]: each["file"] for each in _manifest()["feeds"]}
