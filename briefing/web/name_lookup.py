"""Looks host names up in threads that do not delay the end of the program."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import TypeAlias

Lookup: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
"""Takes a host name and a port and returns the host's IP addresses; raises OSError."""


async def look_up_name(host: str, port: int) -> list[str]:
    """Return the IP addresses that the system's resolver gives for `host`, in its order; raises OSError.

    The threads are daemons: a name server that hangs delays neither the end of the event loop nor that of the
    interpreter, as the loop's own executor would.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
            _hand_over(loop, answer, addresses, None)
        except (OSError, UnicodeError) as failure:
            _hand_over(loop, answer, [], failure if isinstance(failure, OSError) else OSError())

    threading.Thread(target=ask, name=f"look up {host[:40]}", daemon=True).start()
    return await answer


def _hand_over(
    loop: asyncio.AbstractEventLoop,
    answer: asyncio.Future[list[str]],
    addresses: list[str],
    failure: OSError | None,
) -> None:
    """Set the result or the exception of `answer` from another thread."""

    def complete() -> None:
        if answer.done():
            return
        if failure is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(failure)

    try:
        loop.call_soon_threadsafe(complete)
    except RuntimeError:  # the loop ended before the name server answered
        return
