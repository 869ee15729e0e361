"""A real HTTP server that answers what a test tells it to, byte by byte."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[["Request"], bytes | Awaitable[bytes]]


@dataclass
class Request:
    """What a client asked."""

    path: str
    headers: dict[str, str]
    writer: asyncio.StreamWriter


@dataclass
class Server:
    """A running server: its address and what it was asked."""

    port: int
    requests: list[Request] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def answer(body: bytes = b"hello", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole response; a header's underscores are written as hyphens."""
    written = {"Content-Length": str(len(body)), "Connection": "close"}
    written.update({name.replace("_", "-"): value for name, value in headers.items()})
    head = "".join(f"{name}: {value}\r\n" for name, value in written.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


@asynccontextmanager
async def serving(respond: Answer) -> AsyncIterator[Server]:
    """Run a server on a free port of this machine."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            while head := await read_head(reader):
                lines = head.decode("latin-1").split("\r\n")
                headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
                request = Request(
                    lines[0].split(" ")[1], {name.lower(): value for name, value in headers.items()}, writer
                )
                server.requests.append(request)
                response = respond(request)
                writer.write(response if isinstance(response, bytes) else await response)
                await writer.drain()
                if b"Connection: close" in (response if isinstance(response, bytes) else b"Connection: close"):
                    break
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    server = Server(listener.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def read_head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
