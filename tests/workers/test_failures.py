"""Whatever goes wrong in a child reaches the parent as one of our exceptions, with a plain sentence."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from briefing.model.errors import BriefingError
from briefing.workers.message_framing import LENGTH
from briefing.workers.pool import WorkerFailed, WorkerPool, WorkerTimeout
from tests.workers import faults

LONG = 30.0


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1)
    yield pool
    pool.close()


async def failure_of(pool: WorkerPool, name: str, timeout: float = LONG) -> BriefingError:
    """Return the exception that `pool` raises for a call of the fault `name`, and check that the pool still works."""
    with pytest.raises(BriefingError) as caught:
        await pool.run(faults.fail, name, timeout=timeout)
    assert await pool.run(faults.add, 1, 1, timeout=LONG) == 2
    return caught.value


async def test_every_exception_type_becomes_ours(pool: WorkerPool) -> None:
    for name in faults.EXCEPTIONS:
        failure = await failure_of(pool, name)
        assert type(failure) is WorkerFailed, name
        assert str(failure).startswith(("the program failed on it (", "needed more memory")), name
        assert len(str(failure)) < 200, name


async def test_the_sentence_names_the_exception_and_the_line_but_repeats_no_text_from_outside(pool: WorkerPool) -> None:
    failure = await failure_of(pool, "ValueError")
    assert str(failure).startswith("the program failed on it (ValueError in workers/faults.py, line ")
    assert faults.SECRET not in str(failure)


async def test_our_own_exceptions_keep_their_type_and_sentence(pool: WorkerPool) -> None:
    with pytest.raises(faults.Refused, match="not today"):
        await pool.run(faults.refuse, timeout=LONG)


@pytest.mark.parametrize("name", sorted(faults.FAULTS))
async def test_a_child_that_misbehaves_costs_only_its_call(pool: WorkerPool, name: str) -> None:
    failure = await failure_of(pool, name)
    assert type(failure) is WorkerFailed
    assert "\n" not in str(failure)


async def test_an_endless_job_is_ended_in_time(pool: WorkerPool) -> None:
    await pool.run(faults.add, 1, 1, timeout=LONG)
    started = time.monotonic()
    assert isinstance(await failure_of(pool, "an endless loop", timeout=0.3), WorkerTimeout)
    assert time.monotonic() - started < 5


@pytest.fixture
async def answering(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[socket.socket]:
    """Give the far end of a socket that the pool takes for its child's."""
    ours, theirs = socket.socketpair()
    await pool.run(faults.add, 1, 1, timeout=LONG)
    (child,) = pool._idle
    child._socket.close()
    ours.setblocking(False)
    monkeypatch.setattr(child, "_socket", ours)
    yield theirs
    theirs.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        LENGTH.pack(1 << 40),
        LENGTH.pack(4) + b"junk",
        LENGTH.pack(0),
        LENGTH.pack(1) + b".",
        LENGTH.pack(4) + b"I42\n",
        LENGTH.pack(5) + b"I42\n.",
        LENGTH.pack(14) + b"cos\ngetpid\n)R.",
    ],
)
async def test_an_answer_that_makes_no_sense_is_a_failure(
    pool: WorkerPool, answering: socket.socket, answer: bytes
) -> None:
    answering.sendall(answer)
    with pytest.raises(WorkerFailed, match="no answer"):
        await pool.run(faults.add, 1, 1, timeout=LONG)
    assert await pool.run(os.getpid, timeout=LONG) != os.getpid()


async def test_many_failures_at_once_each_reach_their_caller() -> None:
    pool = WorkerPool(2)
    calls = [pool.run(faults.fail, name, timeout=LONG) for name in ("ValueError", "SystemExit", "RecursionError")] * 4
    answers = await asyncio.gather(*calls, return_exceptions=True)
    pool.close()
    assert {type(answer) for answer in answers} == {WorkerFailed}
