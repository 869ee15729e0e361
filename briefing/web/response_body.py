"""The body of a response, read and decompressed no further than a limit."""

import zlib
from collections.abc import AsyncIterator

from briefing.web.failures import Refused

_STEP = 65_536
"""Bytes that are decompressed at a time."""


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
    """Return the whole body; raises Refused if it has more than `limit` bytes after decompression or breaks off."""
    body = bytearray()
    decompressor = zlib.decompressobj(31) if gzipped else None
    async for chunk in chunks:
        if decompressor is None:
            body += chunk
        else:
            _decompress(decompressor, chunk, body, limit)
        if len(body) > limit:
            raise too_large(limit)
    if decompressor is not None and not decompressor.eof and body:
        raise Refused("incomplete", "the answer broke off before its end")
    return bytes(body)


def too_large(limit: int) -> Refused:
    """Return the refusal of a document of more than `limit` bytes."""
    return Refused("too large", f"is larger than {limit / 1_048_576:g} MiB")


def _decompress(decompressor: "zlib._Decompress", chunk: bytes, body: bytearray, limit: int) -> None:
    try:
        while chunk and not decompressor.eof:
            body += decompressor.decompress(chunk, _STEP)
            if len(body) > limit:
                raise too_large(limit)
            chunk = decompressor.unconsumed_tail
    except zlib.error:
        raise Refused("cannot be decompressed", "the answer claims to be gzipped but cannot be decompressed") from None
