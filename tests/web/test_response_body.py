"""Bodies are decompressed whole, and no further than the limit."""

import gzip
from collections.abc import AsyncIterator

import pytest

from briefing.web.failures import Refused
from briefing.web.response_body import read_body

LIMIT = 100_000
ONE, TWO = gzip.compress(b"one ", mtime=0), gzip.compress(b"two", mtime=0)


async def body_of(compressed: bytes, *, step: int = 7, limit: int = LIMIT) -> bytes:
    """Return what is read of a gzipped answer that arrives in pieces of `step` bytes."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(compressed), step):
            yield compressed[start : start + step]

    return await read_body(pieces(), limit, gzipped=True)


async def refusal(compressed: bytes, **options: int) -> str:
    with pytest.raises(Refused) as refused:
        await body_of(compressed, **options)
    return refused.value.failure.reason


@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
async def test_every_member_is_read(step: int) -> None:
    assert await body_of(ONE + gzip.compress(b"") + TWO, step=step) == b"one two"


@pytest.mark.parametrize("step", [1, 10_000])
@pytest.mark.parametrize("after", [b"\0" * 20, b"\r\n", b"<!-- cached -->", b"x"])
async def test_what_follows_the_last_member_is_ignored(after: bytes, step: int) -> None:
    assert await body_of(ONE + after, step=step) == b"one "


async def test_padding_between_members_is_passed_over() -> None:
    assert await body_of(ONE + b"\0" * 20 + TWO) == b"one two"


@pytest.mark.parametrize("whole", [ONE, ONE + TWO])
async def test_a_member_that_breaks_off_is_incomplete(whole: bytes) -> None:
    assert await refusal(whole[:-9]) == "incomplete"


@pytest.mark.parametrize("damaged", [b"plain text", ONE + b"\x1f\x8b\xff" + TWO[3:]])
async def test_a_member_that_is_none_cannot_be_decompressed(damaged: bytes) -> None:
    assert await refusal(damaged) == "cannot be decompressed"


async def test_an_empty_answer_is_an_empty_document() -> None:
    assert await body_of(b"") == b""


async def test_the_members_of_a_bomb_count_together() -> None:
    assert await refusal(gzip.compress(b"\0" * 60_000) * 2) == "too large"


async def test_members_without_content_count_as_they_are_sent() -> None:
    assert await refusal(gzip.compress(b"") * 10_000, step=4_096) == "too large"
