"""What a request takes from one redirect to the next."""

import pytest

from briefing.model.fetched import Fetched, Outcome
from briefing.web.fetch import Fetcher
from tests.web.servers import Request, Server, answer, serving


async def fetch(server: Server, path: str = "/feed") -> Outcome:
    """Fetch from `server` as an address that the user typed."""
    async with Fetcher() as fetcher:
        return await fetcher.fetch(server.origin + path, private_origin=server.origin)


def path_of(outcome: Outcome) -> str:
    """Return the path of the address that answered with a document."""
    assert isinstance(outcome, Fetched), outcome
    return "/" + outcome.url.partition("//")[2].partition("/")[2]


def cookie_wall(request: Request) -> bytes:
    """Answer as a server does that sets a cookie, redirects to the same address and expects the cookie there."""
    if "seen=1" in request.headers.get("cookie", ""):
        return answer(b"<rss/>")
    return answer(b"", "302 Found", Location=request.path, Set_Cookie="seen=1; Path=/; HttpOnly")


async def test_a_cookie_is_sent_back_within_one_chain_of_redirects() -> None:
    async with serving(cookie_wall) as server:
        assert isinstance(await fetch(server), Fetched)
    assert len(server.requests) == 2


async def test_a_cookie_ends_with_the_request_that_was_redirected() -> None:
    async with serving(cookie_wall) as server, Fetcher() as fetcher:
        for _ in range(2):
            await fetcher.fetch(f"{server.origin}/feed", private_origin=server.origin)
    assert ["cookie" in request.headers for request in server.requests] == [False, True, False, True]


async def test_a_cookie_is_sent_only_where_its_path_says() -> None:
    def respond(request: Request) -> bytes:
        if request.path == "/feed":
            return answer(b"", "302 Found", Location="/other", Set_Cookie="a=1; Path=/feed")
        return answer()

    async with serving(respond) as server:
        await fetch(server)
    assert "cookie" not in server.requests[1].headers


@pytest.mark.parametrize("header", ["=", "a", "\x01=\x02", "a=b; Expires=never; Max-Age=x", "a=" + "b" * 9_000])
async def test_an_odd_cookie_does_not_keep_a_redirect_from_being_followed(header: str) -> None:
    def respond(request: Request) -> bytes:
        return answer() if request.path == "/new" else answer(b"", "302 Found", Location="/new", Set_Cookie=header)

    async with serving(respond) as server:
        assert path_of(await fetch(server)) == "/new"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/a b", "/a%20b"),
        ("/a|b?c={d}", "/a%7Cb?c=%7Bd%7D"),
        ("/caf\xc3\xa9", "/caf%C3%A9"),
        ("/caf\xe9", "/caf%E9"),
        ("/a\\b", "/a/b"),
    ],
)
async def test_a_location_is_read_as_browsers_read_it(location: str, path: str) -> None:
    def respond(request: Request) -> bytes:
        return answer(b"", "302 Found", Location=location) if request.path == "/feed" else answer()

    async with serving(respond) as server:
        assert path_of(await fetch(server)) == path


@pytest.mark.parametrize(
    ("statuses", "learnt"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), None), ((308, 301, 307), "/2")],
)
async def test_the_permanent_redirects_before_any_other_can_be_learnt(
    statuses: tuple[int, ...], learnt: str | None
) -> None:
    def respond(request: Request) -> bytes:
        step = int(request.path[1:])
        return answer(b"", f"{statuses[step]} Moved", Location=f"/{step + 1}") if step < len(statuses) else answer()

    async with serving(respond) as server:
        found = await fetch(server, "/0")
    assert isinstance(found, Fetched)
    assert found.permanent_url == (server.origin + learnt if learnt else None)
