import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.workers.message_framing import Call, frame_message
from briefing.workers.pool import MOST_PATIENT, WorkerFailed, WorkerPool, WorkerTimeout, _Worker, pool_size
from tests.workers import faults, jobs

LONG = 30.0
AT_ONCE = 5.0
"""Seconds: far below the minute that the children would go on, far above what a machine under load takes."""


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(2)
    yield pool
    pool.close()


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_for_death(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


async def test_a_function_runs_in_another_process(pool: WorkerPool) -> None:
    assert await pool.run(jobs.add, 2, 3, timeout=LONG) == 5
    assert await pool.run(jobs.own_pid, timeout=LONG) != os.getpid()


async def test_a_child_is_used_again(pool: WorkerPool) -> None:
    first = await pool.run(jobs.own_pid, timeout=LONG)
    assert await pool.run(jobs.own_pid, timeout=LONG) == first


async def test_many_calls_share_two_children(pool: WorkerPool) -> None:
    pids = await asyncio.gather(*(pool.run(jobs.sleep, 0.02, timeout=LONG) for _ in range(30)))
    assert len(set(pids)) == 2


async def test_patient_calls_let_others_go_first_and_a_cancelled_one_takes_no_turn() -> None:
    pool, ended = WorkerPool(1), []

    async def call(name: str, *, patient: bool) -> None:
        await pool.run(jobs.own_pid, timeout=LONG, patient=patient)
        ended.append(name)

    try:
        running = [asyncio.create_task(call(f"patient {number}", patient=True)) for number in range(4)]
        running += [asyncio.create_task(call(name, patient=False)) for name in ("cancelled", "other")]
        await asyncio.sleep(0)
        running[3].cancel()
        running[4].cancel()
        await asyncio.gather(*running, return_exceptions=True)
        assert ended == ["patient 0", "other", "patient 1", "patient 2"]
        await call("last", patient=True)  # no turn was lost
    finally:
        pool.close()


async def test_waiting_for_a_free_child_does_not_count_against_the_time(pool: WorkerPool) -> None:
    await asyncio.gather(*(pool.run(jobs.own_pid, timeout=LONG) for _ in range(2)))
    await asyncio.gather(*(pool.run(jobs.sleep, 0.4, timeout=1.0) for _ in range(8)))


async def test_a_child_that_takes_too_long_is_killed_and_replaced(pool: WorkerPool) -> None:
    pid = await pool.run(jobs.own_pid, timeout=LONG)
    with pytest.raises(WorkerTimeout, match=r"longer than 0\.2 seconds"):
        await pool.run(jobs.sleep, 60, timeout=0.2)
    assert wait_for_death(pid)
    assert await pool.run(jobs.add, 1, 1, timeout=LONG) == 2


async def test_output_of_a_library_does_not_disturb_the_replies(pool: WorkerPool) -> None:
    assert await pool.run(jobs.chatter, timeout=LONG) == ""
    assert await pool.run(jobs.add, 1, 1, timeout=LONG) == 2


async def test_large_values_pass_both_ways(pool: WorkerPool) -> None:
    assert len(await pool.run(jobs.big, 20_000_000, timeout=LONG)) == 20_000_000
    assert await pool.run(len, b"x" * 20_000_000, timeout=LONG) == 20_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
async def test_a_large_reply_is_read_in_a_thread(pool: WorkerPool) -> None:
    large = await pool.run(jobs.told_by_thread, 1_000_000, timeout=LONG)
    small = await pool.run(jobs.told_by_thread, 10, timeout=LONG)
    assert large[0] != threading.get_ident() == small[0]


async def test_memory_is_limited() -> None:
    pool = WorkerPool(1, memory=512 << 20)
    try:
        with pytest.raises(WorkerFailed, match="memory"):
            await pool.run(jobs.grow, 1 << 30, timeout=LONG)
        assert await pool.run(jobs.grow, 1 << 20, timeout=LONG) == 1 << 20
    finally:
        pool.close()


async def test_numeric_libraries_get_one_thread(pool: WorkerPool) -> None:
    assert await pool.run(jobs.environment, "OMP_NUM_THREADS", timeout=LONG) == "1"


async def test_a_cancelled_call_ends_its_child(pool: WorkerPool) -> None:
    tasks = [asyncio.create_task(pool.run(jobs.sleep, 60, timeout=LONG)) for _ in range(2)]
    await asyncio.sleep(0.5)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await pool.run(jobs.add, 1, 1, timeout=LONG) == 2


async def test_closing_kills_busy_children_at_once(pool: WorkerPool) -> None:
    pid = await pool.run(jobs.own_pid, timeout=LONG)
    task = asyncio.create_task(pool.run(jobs.sleep, 60, timeout=LONG))
    await asyncio.sleep(0.1)
    started = time.monotonic()
    pool.close()
    assert time.monotonic() - started < AT_ONCE
    with pytest.raises(WorkerFailed):
        await task
    assert wait_for_death(pid)


def test_an_idle_child_is_kept_for_the_next_event_loop(pool: WorkerPool) -> None:
    first = asyncio.run(pool.run(jobs.own_pid, timeout=LONG))
    assert asyncio.run(pool.run(jobs.own_pid, timeout=LONG)) == first


def test_a_busy_child_is_killed_when_its_event_loop_ends(pool: WorkerPool) -> None:
    left = asyncio.new_event_loop()
    pid = left.run_until_complete(pool.run(jobs.own_pid, timeout=LONG))
    running = left.create_task(pool.run(jobs.sleep, 60, timeout=LONG))
    left.run_until_complete(asyncio.sleep(0.1))
    assert asyncio.run(pool.run(jobs.own_pid, timeout=LONG)) != pid
    assert wait_for_death(pid)
    running.cancel()
    left.run_until_complete(asyncio.wait([running]))
    left.close()


def test_a_pool_can_be_closed_after_its_event_loop() -> None:
    pool = WorkerPool(1)
    pid = asyncio.run(pool.run(jobs.own_pid, timeout=LONG))
    pool.close()
    assert wait_for_death(pid)


@pytest.mark.parametrize(("processors", "children"), [(1, 2), (2, 2), (3, 3), (64, 4)])
def test_a_pool_follows_the_processors_of_the_machine(processors: int, children: int) -> None:
    assert pool_size(processors) == children


async def test_a_child_that_has_nothing_to_do_is_ended_and_another_one_goes_on() -> None:
    pool = WorkerPool(1, rest=0.0)
    pid = await pool.run(jobs.own_pid, timeout=LONG)
    while is_alive(pid):
        await asyncio.sleep(0)
    assert await pool.run(jobs.own_pid, timeout=LONG) != pid
    pool.close()


PARENT = """
import asyncio
from briefing.workers.pool import WorkerPool
from tests.workers import faults, jobs

async def main():
    pool = WorkerPool(2)
    pids = await asyncio.gather(*(pool.run(jobs.sleep, 0.2, timeout=30) for _ in range(2)))
    print(*pids, flush=True)
    await asyncio.gather(pool.run(faults.search_for_ever, timeout=60), pool.run(jobs.sleep, 60, timeout=60))

asyncio.run(main())
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_its_parent(ending: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=root, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        time.sleep(0.5)
        assert all(is_alive(pid) for pid in pids)
        parent.send_signal(ending)
    assert len(pids) == 2
    assert all(wait_for_death(pid) for pid in pids)


CHILD = """
import sys
from briefing.workers.child import end_with_parent

end_with_parent(0)
print("begun", flush=True)
while True:
    sum(range(1000))
"""


def test_a_busy_child_ends_when_the_pipe_of_its_parent_is_closed_on_any_system() -> None:
    root = Path(__file__).parents[2]
    arguments = [sys.executable, "-c", CHILD]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        child.stdin.close()
        assert wait_for_death(child.pid)


async def test_a_child_ends_itself_some_seconds_after_its_limit() -> None:
    worker = _Worker(0)
    try:
        with pytest.raises(WorkerFailed, match="ended before it was done"):
            await asyncio.wait_for(worker.ask(frame_message(Call(faults.search_for_ever, (), 0.1))), LONG)
    finally:
        worker.close()


async def test_a_child_that_gets_no_processor_time_has_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    used = iter([(5.0, False), (5.1, True), (5.2, True)])
    monkeypatch.setattr(_Worker, "processor_use", lambda _self: next(used, (9.0, False)))
    pool = WorkerPool(1)
    try:
        assert await pool.run(jobs.sleep, 1.5, timeout=1.0) is not None
    finally:
        pool.close()


async def test_there_is_room_again_when_some_of_the_waiting_calls_are_done() -> None:
    pool = WorkerPool(1)
    calls = [asyncio.create_task(pool.run(time.sleep, 0.0, timeout=60, patient=True)) for _ in range(MOST_PATIENT + 1)]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(pool.room())
    await asyncio.sleep(0)
    was_waiting = not waiting.done()
    await waiting
    done = sum(call.done() for call in calls)
    await asyncio.gather(*calls)
    pool.close()
    assert was_waiting
    assert done < MOST_PATIENT
