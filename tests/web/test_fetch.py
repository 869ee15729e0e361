import asyncio
import gzip
import os
import socket
import ssl
import subprocess
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from briefing.model.fetched import Failure, Fetched, Outcome, Unchanged
from briefing.web.fetch import Fetcher
from tests.web.servers import Request, Server, answer, serving

AT_ONCE = 5.0
"""Seconds: far below the half minute that the servers would hang, far above what a machine under load takes."""


async def fetch(server: Server, path: str = "/feed", **asked: Any) -> Outcome:
    """Fetch from `server` as an address that the user typed."""
    async with Fetcher() as fetcher:
        return await fetcher.fetch(server.origin + path, private_origin=server.origin, **asked)


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Failure), outcome
    return outcome.reason


def sentence(outcome: Outcome) -> str:
    assert isinstance(outcome, Failure), outcome
    return outcome.sentence


async def test_a_document_is_read_with_its_validators() -> None:
    response = answer(b"<rss/>", Content_Type="text/xml", ETag='"a1"', Last_Modified="Mon, 05 Jan 2026 10:00:00 GMT")
    async with serving(lambda _: response) as server:
        found = await fetch(server)
    assert found == Fetched(
        b"<rss/>", f"{server.origin}/feed", None, '"a1"', "Mon, 05 Jan 2026 10:00:00 GMT", "text/xml", 200
    )


async def test_a_request_names_the_program_and_sends_no_cookies() -> None:
    async with serving(lambda _: answer(Set_Cookie="a=1; Path=/")) as server, Fetcher() as fetcher:
        for _ in range(2):
            await fetcher.fetch(f"{server.origin}/", private_origin=server.origin)
    sent = server.requests[1].headers
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}
    assert sent["user-agent"].startswith("briefing/")
    assert sent["accept-encoding"] == "gzip"


async def test_validators_are_sent_and_a_304_means_unchanged() -> None:
    async with serving(lambda _: b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n") as server:
        found = await fetch(server, etag='W/"a"', modified="Mon, 05 Jan 2026 10:00:00 GMT")
    assert isinstance(found, Unchanged)
    assert server.requests[0].headers["if-none-match"] == 'W/"a"'
    assert server.requests[0].headers["if-modified-since"] == "Mon, 05 Jan 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("etag", "modified"), [("x" * 1_025, "yesterday"), ('"a\x1b[31m"', "\r\nX: y"), ('"ä"', ""), ("", None)]
)
async def test_invalid_validators_are_dropped(etag: str, modified: str | None) -> None:
    async with serving(lambda _: answer(Last_Modified="never", ETag="a b")) as server:
        found = await fetch(server, etag=etag, modified=modified)
    assert isinstance(found, Fetched)
    assert (found.etag, found.modified) == (None, None)
    assert not {"if-none-match", "if-modified-since"} & set(server.requests[0].headers)


async def test_a_304_to_an_unconditional_request_is_a_failure() -> None:
    async with serving(lambda _: b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n") as server:
        assert reason(await fetch(server)) == "HTTP 304"


async def test_gzip_is_decompressed() -> None:
    body = b"<rss>" + b"words " * 1_000 + b"</rss>"
    async with serving(lambda _: answer(gzip.compress(body), Content_Encoding="gzip")) as server:
        found = await fetch(server)
    assert isinstance(found, Fetched)
    assert found.body == body


async def test_a_gzip_bomb_is_abandoned_at_the_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(64)) + packer.flush()
    async with serving(lambda _: answer(bomb, Content_Encoding="gzip")) as server:
        outcome = await fetch(server, limit=2 << 20)
    assert reason(outcome) == "too large"
    assert sentence(outcome) == "is larger than 2 MiB"


async def test_a_length_over_the_limit_is_refused_before_reading() -> None:
    async def endless(request: Request) -> bytes:
        request.writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000000000\r\n\r\nfirst")
        await asyncio.sleep(30)
        return b""

    async with serving(endless) as server:
        started = time.monotonic()
        assert reason(await fetch(server)) == "too large"
        assert time.monotonic() - started < AT_ONCE


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
async def test_an_encoding_that_we_did_not_ask_for_is_refused(encoding: str) -> None:
    async with serving(lambda _: answer(b"x", Content_Encoding=encoding)) as server:
        assert reason(await fetch(server)) == "unknown compression"


async def test_an_answer_that_breaks_off_is_incomplete() -> None:
    async with serving(lambda _: answer(b"short", Content_Length="5000")) as server:
        assert reason(await fetch(server)) == "incomplete"
    async with serving(lambda _: answer(gzip.compress(b"words" * 500)[:-20], Content_Encoding="gzip")) as server:
        assert reason(await fetch(server)) == "incomplete"


async def test_redirects_are_followed_and_permanent_ones_reported() -> None:
    def respond(request: Request) -> bytes:
        return answer() if request.path == "/new" else answer(b"", f"{request.path[1:4]} Moved", Location="/new")

    async with serving(respond) as server:
        permanent = await fetch(server, "/301")
        temporary = await fetch(server, "/302")
    assert isinstance(permanent, Fetched)
    assert isinstance(temporary, Fetched)
    assert permanent.permanent_url == f"{server.origin}/new"
    assert (temporary.url, temporary.permanent_url) == (f"{server.origin}/new", None)


async def test_at_most_five_redirects_are_followed() -> None:
    async with serving(lambda request: answer(b"", "302 Found", Location=f"{request.path}x")) as server:
        assert reason(await fetch(server)) == "too many redirects"
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "place", ["file:///etc/hostname", "javascript:alert(1)", "http://user:secret@lab.test/", "http://[::1"]
)
async def test_a_redirect_to_an_unsafe_address_is_refused(place: str) -> None:
    async with serving(lambda _: answer(b"", "302 Found", Location=place)) as server:
        assert reason(await fetch(server)) == "bad redirect"


async def test_a_typed_private_address_allows_no_other_private_address() -> None:
    async with (
        serving(lambda _: answer(b"secret")) as neighbour,
        serving(lambda _: answer(b"", "302 Found", Location=f"{neighbour.origin}/")) as server,
    ):
        outcome = await fetch(server)
    assert sentence(outcome) == "refused: 127.0.0.1 is a private address"
    assert neighbour.requests == []


async def test_a_connection_to_a_private_address_is_not_reused_for_other_requests() -> None:
    kept = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    async with serving(lambda _: kept) as server, Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(f"{server.origin}/a", private_origin=server.origin), Fetched)
        assert reason(await fetcher.fetch(f"{server.origin}/b")) == "private address"
    assert len(server.requests) == 1


async def test_a_setting_can_allow_a_private_address() -> None:
    async with (
        serving(lambda _: answer()) as server,
        Fetcher(allow_private=frozenset({f"127.0.0.1:{server.port}"})) as fetcher,
    ):
        assert isinstance(await fetcher.fetch(f"{server.origin}/"), Fetched)


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "169.254.169.254"]
)
async def test_a_private_address_is_refused_in_any_spelling(host: str) -> None:
    async with serving(lambda _: answer()) as server, Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(f"http://{host}:{server.port}/", deadline=5), Failure)
    assert server.requests == []


async def test_a_name_with_a_private_address_is_refused() -> None:
    async def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async with serving(lambda _: answer()) as server, Fetcher(look_up=look_up) as fetcher:
        outcome = await fetcher.fetch(f"http://rebind.test:{server.port}/")
    assert sentence(outcome) == "refused: rebind.test is a private address"
    assert server.requests == []


async def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    answers = [["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]]

    async def look_up(host: str, port: int) -> list[str]:
        return answers.pop(0)

    async with serving(lambda _: answer()) as server, Fetcher(look_up=look_up) as fetcher:
        outcome = await fetcher.fetch(f"http://mixed.test:{server.port}/", deadline=2)
    assert isinstance(outcome, Failure)
    assert server.requests == []
    assert len(answers) == 1


async def test_user_name_and_password_are_sent_only_to_their_own_origin() -> None:
    async with (
        serving(lambda _: answer()) as other,
        serving(lambda _: answer(b"", "302 Found", Location=f"{other.origin}/")) as server,
        Fetcher(allow_private=frozenset({f"127.0.0.1:{other.port}", f"127.0.0.1:{server.port}"})) as fetcher,
    ):
        found = await fetcher.fetch(f"http://ada:se%40cret@127.0.0.1:{server.port}/")
    assert isinstance(found, Fetched)
    assert "@" not in found.url
    assert server.requests[0].headers["authorization"] == "Basic YWRhOnNlQGNyZXQ="
    assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 \x1b]0;x\x07", "the server answered 404: there is nothing at this address"),
        ("410 Gone", "the server answered 410: this address is gone for good"),
        ("500 Oops", "the server answered 500: it has a fault of its own"),
        ("499 Odd", "the server answered 499: it refuses the request"),
    ],
)
async def test_a_status_is_described_in_our_words(status: str, expected: str) -> None:
    async with serving(lambda _: answer(b"", status)) as server:
        assert sentence(await fetch(server)) == expected


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3600", 3600), ("0", 60), ("999999", 86_400), ("-5", 900), ("soon", 900), ("9" * 400, 900), ("1e9", 900)],
)
async def test_the_wait_that_a_server_asks_for_is_limited(header: str, seconds: float) -> None:
    async with serving(lambda _: answer(b"", "429 Too Many", Retry_After=header)) as server:
        outcome = await fetch(server)
    assert isinstance(outcome, Failure)
    assert outcome.retry_after == seconds


async def test_a_server_that_does_not_answer_is_abandoned() -> None:
    async def hang(request: Request) -> bytes:
        await asyncio.sleep(30)
        return b""

    async with serving(hang) as server:
        assert sentence(await fetch(server, deadline=0.3)) == "took longer than 0.3 seconds"


async def test_a_server_that_answers_byte_by_byte_is_abandoned() -> None:
    async def drip(request: Request) -> bytes:
        request.writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            request.writer.write(b"x")
            await request.writer.drain()
            await asyncio.sleep(0.05)
        return b""

    async with serving(drip) as server:
        assert reason(await fetch(server, deadline=0.5)) == "timed out"


async def test_waiting_for_a_turn_does_not_count_against_the_deadline() -> None:
    async def slowly(request: Request) -> bytes:
        await asyncio.sleep(0.2)
        return answer()

    async with serving(slowly) as server, Fetcher(per_host=2) as fetcher:
        asked = (fetcher.fetch(server.origin, private_origin=server.origin, deadline=1.0) for _ in range(12))
        outcomes = await asyncio.gather(*asked)
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)


async def test_requests_to_one_host_are_limited() -> None:
    now, most = 0, 0

    async def count(request: Request) -> bytes:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return answer()

    async with serving(count) as server, Fetcher(per_host=3) as fetcher:
        await asyncio.gather(*(fetcher.fetch(server.origin, private_origin=server.origin) for _ in range(20)))
    assert most == 3


async def test_closing_does_not_wait_for_servers_that_never_answer() -> None:
    async def hang(request: Request) -> bytes:
        await asyncio.sleep(60)
        return b""

    async with serving(hang) as server:
        async with Fetcher(per_host=10) as fetcher:
            tasks = [asyncio.create_task(fetcher.fetch(server.origin, private_origin=server.origin)) for _ in range(20)]
            await asyncio.sleep(0.3)
            started = time.monotonic()
        outcomes = await asyncio.gather(*tasks)
        assert time.monotonic() - started < AT_ONCE
    assert {reason(outcome) for outcome in outcomes} == {"stopped"}


async def test_a_cancelled_fetch_ends_at_once() -> None:
    async def hang(request: Request) -> bytes:
        await asyncio.sleep(60)
        return b""

    async with serving(hang) as server, Fetcher() as fetcher:
        task = asyncio.create_task(fetcher.fetch(server.origin, private_origin=server.origin))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (b"\x1b]0;PWN\x07 garbage\r\n\r\n", "not HTTP"),
        (b"", "broken off"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", "not HTTP"),
    ],
)
async def test_an_answer_that_is_not_http_is_a_failure(answered: bytes, expected: str) -> None:
    async def once(request: Request) -> bytes:
        return answered

    async with serving(once) as server:
        assert reason(await fetch(server)) == expected


async def test_too_many_headers_are_refused() -> None:
    many = {f"X-{n}": "y" for n in range(101)}
    async with serving(lambda _: answer(b"", "200 OK", **many)) as server:
        assert reason(await fetch(server)) in ("too many headers", "not HTTP")


@pytest.mark.parametrize("length", [9_000, 40_000])
async def test_one_long_header_is_read(length: int) -> None:
    async with serving(lambda _: answer(Content_Security_Policy="x" * length)) as server:
        assert isinstance(await fetch(server), Fetched)


async def test_a_closed_port_gives_a_plain_sentence() -> None:
    async with serving(lambda _: answer()) as server:
        pass
    assert sentence(await fetch(server)) == "the server does not accept connections"


async def test_an_unknown_host_gives_a_plain_sentence() -> None:
    async def look_up(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "library words")

    async with Fetcher(look_up=look_up) as fetcher:
        assert sentence(await fetcher.fetch("http://nowhere.test/")) == "the host name does not exist"


@pytest.mark.parametrize(
    "address", ["", "ftp://lab.test/", "http://", "lab.test/feed", "file:///etc/passwd", "http://a b/"]
)
async def test_only_web_addresses_are_fetched(address: str) -> None:
    async with Fetcher() as fetcher:
        assert reason(await fetcher.fetch(address)) == "not a web address"


async def test_a_self_signed_certificate_gives_a_plain_sentence(tmp_path: Path) -> None:
    made = subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "key",
            "-out",
            "cert",
            "-subj",
            "/CN=x",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "RANDFILE": str(tmp_path / "rnd")},
    )
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    listener = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    origin = f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    async with Fetcher() as fetcher:
        outcome = await fetcher.fetch(origin, private_origin=origin)
    listener.close()
    assert sentence(outcome) == "the server's certificate is signed by the server itself"
