"""What goes wrong on the way to a sync server is one sentence, loses nothing, and is caught up with later."""

import asyncio
import base64
import io
import json
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import jsonschema
import pytest

from briefing.cli.main import main
from briefing.export.json.schemas import schema_of
from briefing.model.verdict import Verdict
from briefing.services import sync as sync_service
from briefing.services.decisions import Decisions
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from briefing.store import sync as sync_table
from briefing.sync import google_reader, miniflux_server
from tests.services.conftest import Clock
from tests.sync.test_real_servers import decide, threads
from tests.web.servers import Request, Server, answer, serving

Override = Callable[[Request], bytes | None]
TITLE = "Cranes stop at Velmar"


def as_json(value: object) -> bytes:
    return answer(json.dumps(value).encode(), Content_Type="application/json", Date="Sun, 22 Nov 2026 07:48:00 GMT")


def miniflux_entry(**changes: object) -> dict[str, object]:
    return {
        "id": 7, "feed_id": 1, "status": "unread", "starred": False, "title": TITLE, "url": "https://wire.example/port",
        "content": "<p>The cranes stopped on Friday.</p>", "author": "", "published_at": "2026-11-22T05:00:00Z",
        "changed_at": "2026-11-22T05:00:00Z", **changes,
    }  # fmt: skip


def as_miniflux(override: Override, entry: dict[str, object]) -> Callable[[Request], bytes]:
    """Answer as Miniflux with one feed and one entry does, unless `override` answers."""

    def respond(request: Request) -> bytes:
        if (given := override(request)) is not None:
            return given
        if request.path.startswith("/v1/feeds"):
            category = {"title": "World"}
            return as_json([{"id": 1, "feed_url": "https://wire.example/feed", "title": "Wire", "category": category}])
        if request.path.startswith("/v1/entries/7"):
            return as_json(entry)
        if request.path.startswith("/v1/entries"):
            return as_json({"total": 1, "entries": [entry]})
        return answer(status="404 Not Found")

    return respond


def as_google_reader(override: Override, entry: dict[str, object]) -> Callable[[Request], bytes]:
    """Answer as a server with the Google Reader API does, unless `override` answers."""
    del entry
    item = {
        "id": "tag:google.com,2005:reader/item/0000000000000007", "title": TITLE, "published": 1795323600,
        "canonical": [{"href": "https://wire.example/port"}], "summary": {"content": "<p>The cranes stopped.</p>"},
        "origin": {"streamId": "feed/1"}, "categories": [],
    }  # fmt: skip
    paths: dict[str, bytes] = {
        "/accounts/ClientLogin": answer(b"SID=x\nAuth=secret\n"),
        "/reader/api/0/token": answer(b"token"),
        "/reader/api/0/subscription/list": as_json(
            {"subscriptions": [{"id": "feed/1", "title": "Wire", "url": "https://wire.example/feed"}]}
        ),
        "/reader/api/0/stream/items/ids": as_json({"itemRefs": [{"id": "7"}]}),
        "/reader/api/0/stream/items/contents": as_json({"items": [item]}),
        "/reader/api/0/edit-tag": answer(b"OK"),
    }

    def respond(request: Request) -> bytes:
        given = override(request)
        return given if given is not None else paths.get(request.path.partition("?")[0], answer(status="404 Not Found"))

    return respond


KINDS = {"miniflux": as_miniflux, "greader": as_google_reader}


@asynccontextmanager
async def synced(
    kind: str, workspace: Workspace, override: Override = lambda _request: None, **entry: object
) -> AsyncIterator[tuple[Server, Workspace]]:
    """A server of a kind, and a workspace whose settings name it."""
    async with serving(KINDS[kind](override, miniflux_entry(**entry))) as server:
        sync = {"kind": kind, "url": server.origin, "user": "ada"}
        yield server, replace(workspace, settings=Settings(full_text="off", sync=sync))


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password in the environment."""
    monkeypatch.setenv(sync_service.PASSWORD_VARIABLE, "secret")


async def problems(workspace: Workspace) -> str:
    """Synchronise and return what went wrong."""
    finished = await refresh(workspace, (), lambda _event: None, with_server=True)
    assert finished.sync is not None
    return " ".join(finished.sync.problems)


def on(path: str, response: bytes) -> Override:
    """Answer requests whose address holds `path` with `response`."""
    return lambda request: response if path in request.path else None


FAULTS = [
    ("feeds", "subscription/list", answer(status="401 Unauthorized"), "refuses the user or the password"),
    ("feeds", "subscription/list", answer(status="429 Too Many Requests"), "asks for fewer requests"),
    ("feeds", "subscription/list", answer(status="500 Oops"), "answered 500"),
    ("feeds", "subscription/list", answer(status="302 Found", Location="http://127.0.0.1:1/"), "another address"),
    ("feeds", "subscription/list", answer(b"<html>", Content_Type="application/json"), "check `kind` and `url`"),
    ("feeds", "subscription/list", as_json({"subscriptions": 7}), "check `kind` and `url`"),
    (
        "entries",
        "items/contents",
        answer(b'{"entries": [{"id": 7, "ti', Content_Type="application/json"),
        "check `kind`",
    ),
    ("entries", "items/contents", answer(b"", status="200 OK", Content_Length="90"), "cannot be reached|check `kind`"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("miniflux", "greader", "response", "sentence"), FAULTS)
async def test_a_fault_is_one_sentence_and_the_next_sync_catches_up(
    kind: str, miniflux: str, greader: str, response: bytes, sentence: str, workspace: Workspace
) -> None:
    faulty = on(f"/v1/{miniflux}" if kind == "miniflux" else greader, response)
    async with synced(kind, workspace, faulty) as (_, there):
        said = await problems(there)
        assert any(each in said for each in sentence.split("|")), said
        assert "secret" not in said
        assert await threads(workspace) == {}
    async with synced(kind, workspace) as (_, there):
        assert await problems(there) == ""
        assert set(await threads(workspace)) == {TITLE}


async def test_a_server_that_sends_the_same_page_again_is_given_up(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(miniflux_server, "PAGE", 1)
    async with synced("miniflux", workspace) as (_, there):
        assert "check `kind` and `url`" in await problems(there)


async def test_a_date_that_utc_does_not_have_is_none(workspace: Workspace) -> None:
    async with synced("miniflux", workspace, published_at="0001-01-01T00:00:00+05:00") as (_, there):
        assert await problems(there) == ""
        assert set(await threads(workspace)) == {TITLE}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_that_is_away_is_named(kind: str, workspace: Workspace) -> None:
    sync = {"kind": kind, "url": "http://127.0.0.1:9", "user": "ada"}
    said = await problems(replace(workspace, settings=Settings(full_text="off", sync=sync)))
    assert "cannot be reached" in said


@pytest.mark.parametrize(("kind", "module"), [("miniflux", miniflux_server), ("greader", google_reader)])
async def test_a_server_that_hangs_is_given_up(
    kind: str, module: object, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_request: Request) -> bytes:
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr(module, "SECONDS", 0.2)
    async with serving(hang) as server:
        sync = {"kind": kind, "url": server.origin, "user": "ada"}
        said = await problems(replace(workspace, settings=Settings(full_text="off", sync=sync)))
    assert "did not answer within" in said


async def test_no_password_and_a_failing_command_are_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(sync_service.PASSWORD_VARIABLE)
    async with synced("miniflux", workspace) as (_, there):
        assert "password" in await problems(there)
        sync = {**there.settings.sync, "password_command": "false"}
        failing = replace(there, settings=replace(there.settings, sync=sync))
        assert "password_command" in await problems(failing)
        right = replace(there, settings=replace(there.settings, sync={**sync, "password_command": "echo secret"}))
        assert await problems(right) == ""


@pytest.mark.parametrize(("kind", "path"), [("miniflux", "/v1/entries"), ("greader", "edit-tag")])
async def test_marks_that_the_server_did_not_take_wait_for_the_next_sync(
    kind: str, path: str, workspace: Workspace, clock: Clock
) -> None:
    async with synced(kind, workspace) as (_, there):
        await problems(there)
    await decide(workspace, TITLE, Verdict.DROP)

    def writes(request: Request) -> bool:
        return request.path.endswith(path)

    def refuse(request: Request) -> bytes | None:
        return answer(status="429 Too Many Requests") if writes(request) else None

    async with synced(kind, workspace, refuse) as (_, there):
        assert "1 marks wait" in await problems(there)
    sent: list[str] = []

    def take(request: Request) -> bytes | None:
        if writes(request):
            sent.append(request.path)
            return answer(b"OK", status="204 No Content" if kind == "miniflux" else "200 OK")
        return None

    async with synced(kind, workspace, take) as (_, there):
        assert await problems(there) == ""
    assert sent
    waiting = await workspace.database.read(sync_table.unsettled_threads)
    assert waiting == ()


@pytest.mark.parametrize(("minutes", "wanted"), [(-10, Verdict.DROP), (-1, Verdict.FOLLOW)])
async def test_the_clock_of_the_server_may_be_wrong(
    minutes: int, wanted: Verdict, workspace: Workspace, clock: Clock
) -> None:
    async with synced("miniflux", workspace) as (_, there):
        await problems(there)
    now = datetime.now(UTC)
    clock.at = now - timedelta(minutes=5)
    thread, _ = (await threads(workspace))[TITLE]
    await Decisions(workspace).give_verdict([thread], Verdict.DROP)
    ahead = now + timedelta(hours=1)
    changed = (ahead + timedelta(minutes=minutes)).isoformat()
    body = json.dumps({"entries": [miniflux_entry(starred=True, changed_at=changed)]}).encode()
    entries = answer(body, Content_Type="application/json", Date=format_datetime(ahead, usegmt=True))
    listed = json.dumps([{"id": 1, "feed_url": "https://wire.example/feed", "title": "Wire"}]).encode()
    feeds = answer(listed, Content_Type="application/json", Date=format_datetime(ahead, usegmt=True))

    def respond(request: Request) -> bytes | None:
        return feeds if "/v1/feeds" in request.path else entries if request.path.startswith("/v1/entries?") else None

    async with synced("miniflux", workspace, respond) as (_, there):
        await problems(there)
    assert (await threads(workspace))[TITLE][1] is wanted


async def test_an_empty_list_of_feeds_unsubscribes_from_nothing(workspace: Workspace) -> None:
    async with synced("miniflux", workspace) as (_, there):
        await problems(there)
    async with synced("miniflux", workspace, on("/v1/feeds", as_json([]))) as (_, there):
        assert "lists no feed any more" in await problems(there)
    assert [feed.synced for feed in await workspace.database.read(feed_table.feeds)] == [True]


async def test_another_account_begins_afresh(workspace: Workspace) -> None:
    async with synced("miniflux", workspace) as (_, there):
        await problems(there)
    async with synced("greader", workspace) as (_, there):
        assert await problems(there) == ""
    known = await workspace.database.read(sync_table.known_entries)
    assert known == {"7"}


async def test_the_command_prints_a_valid_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(as_miniflux(lambda _request: None, miniflux_entry())) as server:
        lines = f'full_text = "off"\n[sync]\nkind = "miniflux"\nurl = "{server.origin}"\nuser = "ada"\n'
        (tmp_path / "settings.toml").write_text(lines)
        for words in (["sync"], ["sync", "status"]):
            code = await asyncio.to_thread(main, [*words, "--json", "--quiet", "--home", str(tmp_path)])
            document = json.loads(capsys.readouterr().out)
            jsonschema.validate(document, schema_of("sync"))
            assert (code, document["feeds"]) == (0, 1)


def test_without_a_server_in_the_settings_it_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--home", str(tmp_path)]) == 2
    assert "no sync server" in capsys.readouterr().err


async def test_login_keeps_the_password_where_only_the_user_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(sync_service.PASSWORD_VARIABLE)
    async with serving(as_miniflux(lambda _request: None, miniflux_entry())) as server:
        lines = f'full_text = "off"\n[sync]\nkind = "miniflux"\nurl = "{server.origin}"\nuser = "ada"\n'
        (tmp_path / "settings.toml").write_text(lines)
        home = ["--quiet", "--home", str(tmp_path)]
        assert await asyncio.to_thread(main, ["sync", *home]) != 0
        assert "briefing sync login" in capsys.readouterr().err
        monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
        assert await asyncio.to_thread(main, ["sync", "login", *home]) == 0
        assert await asyncio.to_thread(main, ["sync", *home]) == 0
        sent = base64.b64decode(server.requests[-1].headers["authorization"].removeprefix("Basic "))
        assert sent == b"ada:correct horse"
    (kept,) = (path for path in tmp_path.iterdir() if b"correct horse" in path.read_bytes())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_the_token_of_a_feed_does_not_reach_the_store(workspace: Workspace) -> None:
    feeds = as_json([{"id": 1, "feed_url": "https://wire.example/feed?token=hunter2", "title": "Wire"}])
    async with synced("miniflux", workspace, on("/v1/feeds", feeds)) as (_, there):
        assert await problems(there) == ""
    assert set(await threads(workspace)) == {TITLE}
    assert "hunter2" not in str(await workspace.database.read(feed_table.feeds))
