"""Fetches documents over HTTP within limits that no server can exceed."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing import __version__
from briefing.model.fetched import Failure, Outcome
from briefing.text.addresses import origin_of
from briefing.web.failures import PrivateAddress, Refused, failed_connection, failed_status
from briefing.web.host_turns import HostTurns, RestingHosts
from briefing.web.hosts import is_ip_address, is_public
from briefing.web.name_lookup import Lookup, look_up_name
from briefing.web.redirects import RedirectedRequest
from briefing.web.response_body import check_body_headers, read_body

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.8"
MOST_HEADERS = 100
LONGEST_HEADERS = 65_536
"""Bytes of all headers together."""
CONNECT_SECONDS = 10.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536


class Fetcher:
    """Fetches documents, at most `at_once` at a time and `per_host` from one host; used with `async with`.

    `allow_private` lists each "host:port" that may be a private address for any request. `look_up` turns a host name
    into IP addresses; they are checked, and we connect to the address that was checked. No request goes to `resting`
    hosts, and those that ask to be left alone are added to them. Each request that has its turn waits for `room`,
    which ends when its document can be dealt with.
    """

    def __init__(
        self,
        *,
        allow_private: frozenset[str] = frozenset(),
        user_agent: str = f"briefing/{__version__}",
        at_once: int = 32,
        per_host: int = 6,
        resting: RestingHosts | None = None,
        look_up: Lookup | None = None,
        room: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._room = room
        self._allow_private = allow_private
        self._headers = {"User-Agent": user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        self._look_up = look_up or look_up_name
        self._at_once = at_once
        self._per_host = per_host
        self._turns = asyncio.Semaphore(at_once)
        self._start = asyncio.Lock()
        self._host_turns = HostTurns(per_host)
        self._resting = resting or RestingHosts()
        self._running: set[asyncio.Timeout] = set()
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._left = True

    async def __aenter__(self) -> Self:
        # Two pools: a connection made to a private address for one request is never there for another to use.
        self._sessions = {private: self._open_session(private=private) for private in (False, True)}
        self._left = False
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left = True
        for timeout in self._running:
            timeout.reschedule(asyncio.get_running_loop().time())
        for session in self._sessions.values():
            await session.close()

    async def fetch(
        self,
        url: str,
        *,
        limit: int = 15 * 2**20,
        deadline: float = 30.0,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Outcome:
        """Return the document at `url`, Unchanged, or the failure.

        `limit` is in bytes after decompression. `deadline` is in seconds, from the name lookup to the last byte;
        waiting for a turn does not count. `private_origin` ("http://host:port") may be a private address.
        """
        request = RedirectedRequest(url, private_origin, etag, modified)
        if request.address is None:
            return Failure("not a web address", "is not a web address that can be fetched")
        async with self._host_turns.turn(request.address), self._turns:
            if self._room is not None:
                await self._room()
            if self._left:
                return Failure("stopped", "was stopped before it was read")
            return await self._fetch_in_time(request, limit, deadline)

    async def _fetch_in_time(self, request: RedirectedRequest, limit: int, deadline: float) -> Outcome:
        timeout = asyncio.timeout(deadline)
        try:
            async with timeout:
                self._running.add(timeout)
                try:
                    return await self._follow_redirects(request, limit)
                finally:
                    self._running.discard(timeout)
        except TimeoutError:
            if self._left:
                return Failure("stopped", "was stopped before it was read")
            return Failure("timed out", f"took longer than {deadline:g} seconds")

    async def _follow_redirects(self, request: RedirectedRequest, limit: int) -> Outcome:
        """Send requests until one gives something other than a redirect."""
        try:
            while True:
                outcome = await self._send(request, limit)
                if outcome is not None:
                    return outcome
        except Refused as refused:
            return refused.failure
        except aiohttp.ClientPayloadError:
            return Failure("incomplete", "the answer broke off before its end")
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientConnectionResetError):
            return Failure("broken off", "the server broke off the connection")
        except (aiohttp.InvalidURL, UnicodeError):
            return Failure("not a web address", "is not a web address that can be fetched")
        except aiohttp.ClientResponseError:
            return Failure("not HTTP", "the server's answer is not proper HTTP")
        except (aiohttp.ClientError, OSError) as error:
            return failed_connection(error, request.host)
        except ValueError:
            return Failure("not HTTP", "the server's answer is not proper HTTP")

    async def _send(self, request: RedirectedRequest, limit: int) -> Outcome | None:
        """Send one request and return its outcome, or None if it was redirected."""
        if (refusal := self._resting.refusal(request.url)) is not None:
            return refusal
        session = self._sessions[self._may_be_private(request)]
        async with self._start:
            await asyncio.sleep(0)  # many requests that begin in one turn of the event loop would hold up keys
        async with session.get(request.url, headers=request.headers(), allow_redirects=False) as response:
            _check_headers(response)
            if response.status in _REDIRECTS and "Location" in response.headers:
                request.keep_cookies(response.headers.getall("Set-Cookie", ()))
                request.follow(response.headers["Location"], response.status)
                return None
            if response.status == 304:
                return request.not_modified(response.headers)
            if response.status not in (200, 203):
                return self._failed(request, response)
            encoding = ",".join(response.headers.getall("Content-Encoding", ()))
            gzipped = check_body_headers(encoding, response.headers.get("Content-Length", ""), limit)
            body = await read_body(response.content.iter_chunked(_CHUNK), limit, gzipped=gzipped)
            links = response.headers.getall("Link", ())
            return request.fetched(body, response.status, response.headers, links)

    def _may_be_private(self, request: RedirectedRequest) -> bool:
        """Return whether the next address may be private; raises Refused if it is a private IP address and may not."""
        origin = origin_of(request.url)
        allowed = origin == request.private_origin or origin.partition("://")[2] in self._allow_private
        if not allowed and is_ip_address(request.host) and not is_public(request.host):
            raise Refused("private address", f"refused: {request.host} is a private address")
        return allowed

    def _failed(self, request: RedirectedRequest, response: aiohttp.ClientResponse) -> Failure:
        headers = response.headers
        failure = failed_status(response.status, headers.get("Retry-After"), headers.get("Date"))
        if failure.retry_after is not None:
            self._resting.leave_alone(request.url, failure.retry_after)
        return failure

    def _open_session(self, *, private: bool) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=_CheckedResolver(self._look_up, private=private),
            socket_factory=_open_any if private else _open_public,
            limit=self._at_once,
            limit_per_host=self._per_host,
            use_dns_cache=False,
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            auto_decompress=False,
            max_headers=MOST_HEADERS + 1,
            max_line_size=LONGEST_HEADERS,
            max_field_size=LONGEST_HEADERS,
            trust_env=False,
        )


class _CheckedResolver(AbstractResolver):
    """Looks up host names, and leaves out private addresses unless they are allowed."""

    def __init__(self, look_up: Lookup, *, private: bool) -> None:
        self._look_up = look_up
        self._private = private

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        """Return the addresses of `host` that may be connected to."""
        addresses = await self._look_up(host, port)
        reachable = [address for address in addresses if self._private or is_public(address)]
        if addresses and not reachable:
            raise PrivateAddress
        return [_resolved(host, address, port) for address in reachable]

    async def close(self) -> None:
        """Do nothing: nothing is held open."""


def _resolved(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)


def _open_public(address: Any) -> socket.socket:
    """Open a socket for an address (as getaddrinfo gives it) that we are about to connect to: the check that counts."""
    if not is_public(str(address[4][0])):
        raise PrivateAddress
    return _open_any(address)


def _open_any(address: Any) -> socket.socket:
    opened = socket.socket(address[0], address[1], address[2])
    opened.setblocking(False)
    return opened


def _check_headers(response: aiohttp.ClientResponse) -> None:
    headers = response.raw_headers
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS:
        raise Refused("too many headers", "the server sent more headers than any document needs")
