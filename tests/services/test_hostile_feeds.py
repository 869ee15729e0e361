"""Small hostile feeds beside good ones, through a real refresh: each ends as it must, and nothing unsafe comes out."""

import json
import re
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from briefing.export.linear import inbox_lines
from briefing.model.feed import Subscription
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.services import refresh as refresh_module
from briefing.services.briefs import Briefs
from briefing.services.feed_health import feed_rows
from briefing.services.inbox import Inbox
from briefing.services.maintenance import examine
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.text.addresses import safe_url
from tests.services.conftest import Clock
from tests.services.feeds import PORT, Item, rss

CASES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "hostile" / "cases.json").read_text()
)
"""What each file in that folder must end as: "parse" (with at least so many entries), "reject", or "either"."""
GOOD = 20
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
ACTIVE_MARKDOWN = re.compile(r"(?<!\\)!\[|(?<!\\)<(?!https?://)[a-z/!]|(?<!\\)\]\((?!<?https?://|#)", re.IGNORECASE)


@pytest.fixture
async def base() -> AsyncIterator[str]:
    """A server of the hostile feeds and of good ones."""

    async def answer(request: web.Request) -> web.Response:
        name = request.path.strip("/")
        if name in CASES:
            body = (Path(__file__).parents[1] / "data" / "hostile" / name).read_bytes()
            return web.Response(body=body, headers={"Content-Type": CASES[name]["type"]})
        good = rss(f"Good {name}", Item(f"Good story {name}", f"http://good.test/{name}", Clock().at, PORT))
        return web.Response(text=good, content_type="application/rss+xml")

    application = web.Application()
    application.router.add_get("/{name}", answer)
    server = TestServer(application)
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


async def test_hostile_feeds_end_as_they_must_and_good_ones_are_read(
    workspace: Workspace, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_module, "PARSE_SECONDS", 120.0)  # a busy machine is not what is tested here
    names = [*CASES, *(f"good-{number}" for number in range(GOOD))]
    await Feeds(workspace).subscribe([Subscription(f"{base}/{name}") for name in names])
    said: list[str] = []
    totals = await refresh(workspace, None, lambda event: said.append(str(event)))
    assert totals.problems == ()
    rows = {row.feed.url.rpartition("/")[2]: row for row in await feed_rows(workspace)}
    assert all(rows[name].feed.failure == "" for name in names if name not in CASES)
    for name, case in CASES.items():
        row = rows[name]
        if case["outcome"] == "reject":
            assert row.feed.failure, name
        elif case["outcome"] == "parse":
            assert row.feed.failure == "", (name, row.feed.failure)
            assert row.stories >= case["least"] or row.feed.notes, name
    await _nothing_unsafe(workspace, [*said, *(f"{row.feed.title} {row.health}" for row in rows.values())])


async def _nothing_unsafe(workspace: Workspace, said: list[str]) -> None:
    listed = [(part, await Inbox(workspace).rows(InboxFilter(part=part))) for part in InboxPart]
    stored = [row for _, found in listed for row in found]
    assert len(stored) > GOOD
    brief = (await Briefs(workspace).preview()).text
    printed = [*said, *inbox_lines(listed, workspace.now()), *map(str, await examine(workspace)), brief]
    for line in printed:
        assert not UNSAFE.search(line), ascii(line)
        assert not any(unicodedata.category(each) in ("Cs", "Co") for each in line), ascii(line)
    active = ACTIVE_MARKDOWN.search(brief)
    assert active is None, brief[active.start() - 80 : active.end() + 80]
    urls = await workspace.database.read(
        lambda connection: [row["url"] for row in connection.execute("SELECT url FROM stories WHERE url <> ''")]
    )
    assert all(safe_url(url) for url in urls)
