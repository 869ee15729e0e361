"""Passwords and tokens: they work, and stand in one file that only the user can read, and nowhere else."""

import asyncio
import json
import sqlite3
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from briefing.cli.main import main
from briefing.model.errors import NothingFound
from briefing.services.briefs import Briefs
from briefing.services.feed_health import feed_rows
from briefing.services.keyring_vault import SecretsError
from briefing.services.maintenance import examine
from briefing.services.refresh import refresh
from briefing.services.secrets import Secrets
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from tests.services.conftest import Clock
from tests.services.feeds import PORT, Item, rss

TOKEN = "SEKRIT-of-many-letters"
PASSWORD = "pass/SEKRIT@word"
LOGIN = "Basic " + b64encode(f"ada:{PASSWORD}".encode()).decode()


class LockedSite:
    """Serves a feed that needs a login, and one that needs a token and repeats it in its links."""

    def __init__(self) -> None:
        self.base = ""
        self.moved = False
        self.asked: list[str] = []

    @property
    def by_login(self) -> str:
        return self.base.replace("://", "://ada:pass%2FSEKRIT%40word@") + "/login.xml"

    @property
    def by_token(self) -> str:
        return f"{self.base}/paid.xml?token={TOKEN}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        if request.path == "/login.xml" and request.headers.get("Authorization") != LOGIN:
            return web.Response(status=401)
        if request.path in ("/paid.xml", "/new.xml") and request.query.get("token") not in (TOKEN, "other-SEKRIT"):
            return web.Response(status=403)
        if request.path == "/paid.xml" and self.moved:
            return web.Response(status=301, headers={"Location": f"/new.xml?token={TOKEN}"})
        link = f"{self.base}/story?token={request.query.get('token', '')}"
        return web.Response(text=rss("", Item("Port", link, Clock().at, PORT)), content_type="application/rss+xml")


@pytest.fixture
async def site() -> AsyncIterator[LockedSite]:
    served = LockedSite()
    application = web.Application()
    application.router.add_get("/{path:.*}", served.answer)
    server = TestServer(application)
    await server.start_server()
    served.base = str(server.make_url("")).rstrip("/")
    yield served
    await server.close()


def files_with(folder: Path, *secrets: str) -> list[str]:
    """Return the files of a home in which a secret stands."""
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in secrets)
    )


async def test_secrets_work_and_stand_in_one_file(workspace: Workspace, site: LockedSite, tmp_path: Path) -> None:
    feeds = [await Feeds(workspace).add(address) for address in (site.by_login, site.by_token)]
    said: list[str] = []
    totals = await refresh(workspace, None, lambda event: said.append(str(event)))
    assert (totals.feeds, totals.failed) == (2, 0)
    assert [feed.url for feed in feeds] == [f"{site.base}/login.xml", f"{site.base}/paid.xml?token=hidden"]
    shown = [*said, *map(str, await feed_rows(workspace)), *map(str, await examine(workspace))]
    shown.append((await Briefs(workspace).preview()).text)
    assert not any("SEKRIT" in words for words in shown)
    workspace.database.close()
    assert files_with(tmp_path, "SEKRIT", "pass%2F") == ["secrets.json"]
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


async def test_a_failing_feed_does_not_give_its_secret_away(workspace: Workspace, site: LockedSite) -> None:
    await Feeds(workspace).add(site.by_token)
    content = json.loads(workspace.places.secrets.read_text())
    content["addresses"] = {name: real.replace(TOKEN, "wrong-SEKRIT") for name, real in content["addresses"].items()}
    workspace.places.secrets.write_text(json.dumps(content))
    said: list[str] = []
    await refresh(workspace, None, lambda event: said.append(str(event)))
    shown = [*said, *map(str, await examine(workspace)), (await Briefs(workspace).preview()).text]
    assert any("403" in words for words in shown)
    assert not any("SEKRIT" in words for words in shown)


async def test_two_tokens_are_two_feeds_and_a_new_password_is_none(workspace: Workspace, site: LockedSite) -> None:
    first = await Feeds(workspace).add(site.by_token)
    second = await Feeds(workspace).add(site.by_token.replace(TOKEN, "other-SEKRIT"))
    again = await Feeds(workspace).add(site.by_token)
    assert (first.id, first.url) == (again.id, again.url)
    assert second.url == f"{first.url}#2"
    secrets = workspace.secrets
    assert secrets.keep("https://ada:one@h.example/f") == secrets.keep("https://ada:two@h.example/f")
    assert secrets.address("https://h.example/f") == "https://ada:two@h.example/f"
    assert secrets.keep("https://bob:one@h.example/f") == "https://h.example/f#2"


async def test_a_feed_is_found_by_its_whole_address(workspace: Workspace, site: LockedSite) -> None:
    feed = await Feeds(workspace).add(site.by_token)
    assert (await Feeds(workspace).find(site.by_token)).id == feed.id
    with pytest.raises(NothingFound) as failure:
        await Feeds(workspace).find("https://nowhere.example/?token=SEKRIT")
    assert "SEKRIT" not in str(failure.value)


async def test_a_list_is_exported_without_secrets_and_says_so(
    workspace: Workspace, site: LockedSite, tmp_path: Path
) -> None:
    listed = tmp_path / "urls"
    listed.write_text(f"{site.by_login}\n{site.by_token}\nhttps://wire.example/feed\n")
    imported = await Feeds(workspace).import_list(listed)
    assert (imported.new, imported.notes) == (3, ())
    assert (await Feeds(workspace).import_list(listed)).new == 0
    without = await Feeds(workspace).export()
    assert without.sentence == "2 feeds with passwords or tokens were left out; --with-secrets keeps them"
    assert without.opml.count(b"xmlUrl") == 1
    whole = await Feeds(workspace).export(with_secrets=True)
    assert whole.sentence == ""
    opml = tmp_path / "with.opml"
    opml.write_bytes(whole.opml)
    assert site.by_token in opml.read_text()
    assert (await Feeds(workspace).import_list(opml)).new == 0


async def test_a_lost_secret_is_a_failure_of_its_feed(workspace: Workspace, site: LockedSite) -> None:
    await Feeds(workspace).add(site.by_token)
    workspace.places.secrets.unlink()
    await refresh(workspace, None, lambda _event: None)
    (row,) = await feed_rows(workspace)
    assert "its token or password is not in secrets.json" in row.health
    workspace.places.secrets.write_text("[" * 10_000)
    await refresh(workspace, None, lambda _event: None)
    with pytest.raises(SecretsError, match="cannot be read"):
        await Feeds(workspace).add(site.by_login)


async def test_a_move_takes_the_secret_along(workspace: Workspace, site: LockedSite, clock: Clock) -> None:
    await Feeds(workspace).add(site.by_token)
    site.moved = True
    for _ in range(4):
        clock.advance(hours=25)
        await refresh(workspace, None, lambda _event: None)
    (row,) = await feed_rows(workspace)
    assert row.state == "well"
    assert "SEKRIT" not in row.feed.url
    workspace.database.close()
    assert files_with(workspace.places.store.parent, "SEKRIT") == ["secrets.json"]


def test_secrets_of_an_older_store_move_to_their_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = places_under(tmp_path)
    workspace = open_workspace(places, Settings())
    old = ("https://h.example/f?token=SEKRIT", "https://a:SEKRIT@h.example/g", "https://h.example/g")
    for url in old:
        workspace.database.call(feed_table.add_feed, url, at=workspace.now())
    workspace.database.call(
        lambda connection: connection.execute("INSERT INTO former_addresses VALUES (1, 'https://h/?key=SEKRIT')")
    )
    workspace.close()
    (tmp_path / "briefing.db.backup-v15").write_bytes(places.store.read_bytes())
    assert main(["--home", str(tmp_path), "rebuild", "--quiet"]) == 0
    assert files_with(tmp_path, "SEKRIT") == ["secrets.json"]
    assert main(["--home", str(tmp_path), "feeds"]) == 0
    assert capsys.readouterr().out.count("https://h.example/") == 3
    assert Secrets(places.secrets).address("https://h.example/f?token=hidden").endswith("token=SEKRIT")
    with closing(sqlite3.connect(tmp_path / "briefing.db.backup-v15")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_lose_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"

    async def keep(number: int) -> None:
        await asyncio.to_thread(Secrets(path).keep_password, f"service {number}", "SEKRIT")

    async def all_at_once() -> None:
        await asyncio.gather(*map(keep, range(20)))

    asyncio.run(all_at_once())
    assert all(Secrets(path).password(f"service {number}") for number in range(20))
    Secrets(path).keep_password("service 1", "")
    assert Secrets(path).password("service 1") == ""


@pytest.mark.parametrize("address", ["https://a:SEKRIT@[::1/f", "a:SEKRIT@h/ f", "ftp://h/?token=SEKRIT"])
@pytest.mark.parametrize("command", ["add", "remove", "feeds", "analyse"])
def test_no_message_repeats_a_secret(
    command: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_workspace(places_under(tmp_path), Settings()).close()
    if command != "analyse" or "://" in address:
        assert main(["--home", str(tmp_path), command, address]) in (1, 2)
        assert "SEKRIT" not in "".join(capsys.readouterr())
