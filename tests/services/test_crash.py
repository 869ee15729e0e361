"""A refresh that is killed loses nothing that was filed, and the next one completes."""

import asyncio
import signal
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, Item, rss
from tests.services.test_refresh import quiet

FEEDS = 24


@pytest.mark.parametrize("asked_before_the_kill", [4, 12, FEEDS])
async def test_a_killed_refresh_leaves_a_whole_store(
    tmp_path: Path, site: Site, clock: Clock, asked_before_the_kill: int
) -> None:
    await subscribe_to_many(tmp_path, site, clock)
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "briefing", "--home", str(tmp_path), "--now", clock.at.isoformat(), "--quiet", "refresh"
    )
    while len(site.asked) < asked_before_the_kill and running.returncode is None:
        await asyncio.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    await running.wait()
    with sqlite3.connect(tmp_path / "briefing.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        half = connection.execute("SELECT feed_id FROM entries GROUP BY feed_id HAVING count(*) <> 2").fetchall()
        assert half == []
    connection.close()
    await completes(tmp_path, clock)


async def subscribe_to_many(home: Path, site: Site, clock: Clock) -> None:
    """Subscribe to feeds of two stories each."""
    urls = []
    for number in range(FEEDS):
        link = f"https://paper{number}.example"
        port = Item(
            f"Cranes stop at Port Velmar, says paper {number}", f"{link}/port", clock.at - timedelta(hours=1), PORT
        )
        vote = Item(
            f"Fuel tax goes to a vote, says paper {number}", f"{link}/vote", clock.at - timedelta(hours=2), VOTE
        )
        urls.append(site.serve(f"/{number}", rss(f"Paper {number}", port, vote)))
    (home / "urls").write_text("\n".join(urls), encoding="utf-8")
    workspace = open_workspace(places_under(home), Settings(), clock=clock)
    await Feeds(workspace).import_list(home / "urls")
    workspace.close()


async def completes(home: Path, clock: Clock) -> None:
    """Open the store as its user would, and refresh."""
    workspace = open_workspace(places_under(home), Settings(), clock=clock)
    totals = await refresh(workspace, None, quiet)
    workspace.close()
    assert (totals.feeds, totals.failed) == (FEEDS, 0)
    with sqlite3.connect(home / "briefing.db") as connection:
        assert connection.execute("SELECT count(*) FROM stories").fetchone() == (2 * FEEDS,)
        assert connection.execute("SELECT count(*) FROM memberships").fetchone() == (2 * FEEDS,)
    connection.close()
