"""Host names to addresses, in threads that nobody waits for when the program is left."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import TypeAlias

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
"""Takes a host name and a port, returns its addresses as literals; raises OSError."""


async def resolve_by_system(host: str, port: int) -> list[str]:
    """Return the addresses that the system's resolver gives, in its order.

    The threads are daemons: a name server that hangs holds up neither the event loop's end nor the interpreter's,
    as the loop's own executor would.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(place[4][0]) for place in found))
            _hand_over(loop, answer, addresses, None)
        except (OSError, UnicodeError) as failure:
            _hand_over(loop, answer, [], failure if isinstance(failure, OSError) else OSError())

    threading.Thread(target=ask, name=f"resolve {host[:40]}", daemon=True).start()
    return await answer


def _hand_over(
    loop: asyncio.AbstractEventLoop,
    answer: asyncio.Future[list[str]],
    addresses: list[str],
    failure: OSError | None,
) -> None:
    def settle() -> None:
        if answer.done():
            return
        if failure is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(failure)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:  # the loop ended while the name server was thinking
        return
