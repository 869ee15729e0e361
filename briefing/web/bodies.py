"""Response bodies, read and unpacked no further than a limit."""

import zlib
from collections.abc import AsyncIterator

from briefing.web.failures import Refused

_STEP = 65_536


def check_announced(encoding: str, length: str, limit: int) -> bool:
    """Return whether the body is gzipped; raises Refused where its headers already say that we will not read it."""
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > limit):
        raise too_large(limit)
    kind = encoding.strip().lower()
    if kind not in ("", "identity", "gzip", "x-gzip"):
        raise Refused("unknown packing", "the server packed its answer in a way that we did not ask for")
    return kind.endswith("gzip")


async def read_body(chunks: AsyncIterator[bytes], limit: int, *, gzipped: bool) -> bytes:
    """Return the whole body, at most `limit` bytes after unpacking; raises Refused where there is more."""
    body = bytearray()
    unpacker = zlib.decompressobj(31) if gzipped else None
    async for chunk in chunks:
        if unpacker is None:
            body += chunk
        else:
            _unpack(unpacker, chunk, body, limit)
        if len(body) > limit:
            raise too_large(limit)
    if unpacker is not None and not unpacker.eof and body:
        raise Refused("incomplete", "the answer broke off before its end")
    return bytes(body)


def too_large(limit: int) -> Refused:
    """Return the refusal of a document over `limit` bytes."""
    return Refused("too large", f"is larger than {limit / 1_048_576:g} MiB")


def _unpack(unpacker: "zlib._Decompress", chunk: bytes, body: bytearray, limit: int) -> None:
    try:
        while chunk and not unpacker.eof:
            body += unpacker.decompress(chunk, _STEP)
            if len(body) > limit:
                raise too_large(limit)
            chunk = unpacker.unconsumed_tail
    except zlib.error:
        raise Refused("cannot be unpacked", "the answer says that it is gzipped and cannot be unpacked") from None
