"""The turns of requests to each host: how many at once, and which hosts asked to be left alone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from briefing.model.fetched import RESTING, Failure

FIRST_SECONDS = 2.0
"""So long the other requests to a host wait for the answer to the first one, which may ask to be left alone."""


class RestingHosts:
    """The hosts, as "host" or "host:port", that asked to be left alone: those `known` and those that ask now."""

    def __init__(
        self, known: Mapping[str, datetime] | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._until = dict(known or {})
        self._clock = clock or (lambda: datetime.now(UTC))
        self.learned: dict[str, datetime] = {}

    def leave_alone(self, url: str, seconds: float) -> None:
        """Note that the host of `url` asks to be left alone for `seconds`."""
        host = _host(url)
        self._until[host] = self.learned[host] = self._clock() + timedelta(seconds=seconds)

    def refusal(self, url: str) -> Failure | None:
        """Return the failure of a request to the host of `url` if it may not be asked yet."""
        until = self._until.get(_host(url))
        left = (until - self._clock()).total_seconds() if until else 0.0
        if left <= 0:
            return None
        minutes = max(1, round(left / 60))
        sentence = f"its host asked to be left alone for {minutes} more minute{'' if minutes == 1 else 's'}"
        return Failure(RESTING, sentence, retry_after=left)


class HostTurns:
    """Lets at most `per_host` requests go to one host at the same time, the first one ahead of the others."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for a turn at the host of `url`, and hold it."""
        host = self._hosts.setdefault(_host(url), _Host(self._per_host))
        async with host.turns:
            if host.is_asked:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(FIRST_SECONDS):
                        await host.has_answered.wait()
            host.is_asked = True
            try:
                yield
            finally:
                host.has_answered.set()


class _Host:
    def __init__(self, per_host: int) -> None:
        self.turns = asyncio.Semaphore(per_host)
        self.is_asked = False
        self.has_answered = asyncio.Event()


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()
