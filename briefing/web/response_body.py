"""The body of a response, read and decompressed no further than a limit."""

import asyncio
import zlib
from collections.abc import AsyncIterator

from briefing.web.failures import Refused

_STEP = 65_536
"""Bytes that are decompressed at a time."""
_MAGIC = b"\x1f\x8b"
"""The first bytes of a gzip member (RFC 1952)."""


def check_body_headers(encoding: str, length: str, limit: int) -> bool:
    """Return whether the body is gzipped, by its Content-Encoding; `length` is its Content-Length.

    Raises Refused if the headers announce more than `limit` bytes, or an encoding that we did not ask for.
    """
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > limit):
        raise too_large(limit)
    kind = encoding.strip().lower()
    if kind not in ("", "identity", "gzip", "x-gzip"):
        raise Refused("unknown compression", "the server compressed its answer in a way that we did not ask for")
    return kind.endswith("gzip")


async def read_body(chunks: AsyncIterator[bytes], limit: int, *, gzipped: bool) -> bytes:
    """Return the whole body; raises Refused if it has more than `limit` bytes, packed or unpacked, or breaks off."""
    body = bytearray()
    unpacked = _Gunzip(body, limit) if gzipped else None
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if unpacked is None:
            body += chunk
        else:
            await unpacked.add(chunk)
        if max(received, len(body)) > limit:
            raise too_large(limit)
    if unpacked is not None and not unpacked.complete:
        raise Refused("incomplete", "the answer broke off before its end")
    return bytes(body)


def too_large(limit: int) -> Refused:
    """Return the refusal of a document of more than `limit` bytes."""
    return Refused("too large", f"is larger than {limit / 1_048_576:g} MiB")


class _Gunzip:
    """Decompresses gzip members, one after another, into `body`; what follows the last one is ignored."""

    def __init__(self, body: bytearray, limit: int) -> None:
        self._body = body
        self._limit = limit
        self._member = _new_member()
        self._waiting = b""
        """Bytes of a member that is not known to be one yet."""
        self._inside = False
        self._members = 0
        self._ended = False

    @property
    def complete(self) -> bool:
        """Whether every member that began has ended; an answer without a single byte is complete too."""
        return not self._inside and (self._members > 0 or not self._waiting)

    async def add(self, chunk: bytes) -> None:
        """Decompress the next bytes of the answer; raises Refused if they are too many or cannot be decompressed.

        A few bytes of a bomb become many megabytes, so the event loop has its turn between two steps.
        """
        while chunk and not self._ended:
            chunk = self._decompress(chunk) if self._inside else self._begin(chunk)
            if chunk:
                await asyncio.sleep(0)

    def _begin(self, chunk: bytes) -> bytes:
        """Return the bytes of the next member, once it is known to be one; padding before it is dropped."""
        started = self._waiting + chunk
        started = started.lstrip(b"\0") if self._members else started
        self._inside = len(started) >= len(_MAGIC) and (started.startswith(_MAGIC) or not self._members)
        self._ended = len(started) >= len(_MAGIC) and not self._inside
        self._waiting = b"" if self._inside else started
        return started if self._inside else b""

    def _decompress(self, chunk: bytes) -> bytes:
        """Decompress one step and return the bytes that are left."""
        try:
            self._body += self._member.decompress(chunk, _STEP)
        except zlib.error:
            raise Refused(
                "cannot be decompressed", "the answer claims to be gzipped but cannot be decompressed"
            ) from None
        if len(self._body) > self._limit:
            raise too_large(self._limit)
        if not self._member.eof:
            return self._member.unconsumed_tail
        left = self._member.unused_data
        self._member, self._inside, self._members = _new_member(), False, self._members + 1
        return left


def _new_member() -> "zlib._Decompress":
    return zlib.decompressobj(31)
