import signal
import time

import pytest

from briefing.workers.cpu_limit import cpu_limit


def work(seconds: float) -> int:
    """Use the processor for some seconds."""
    end, rounds = time.process_time() + seconds, 0
    while time.process_time() < end:
        rounds += 1
    return rounds


def test_a_block_that_takes_too_much_processor_time_is_stopped() -> None:
    started = time.process_time()
    with pytest.raises(TimeoutError), cpu_limit(0.1):
        work(10)
    assert time.process_time() - started < 2


def test_waiting_does_not_count() -> None:
    with cpu_limit(0.1):
        time.sleep(0.3)


def test_the_limit_ends_with_its_block() -> None:
    former = signal.getsignal(signal.SIGPROF)
    with cpu_limit(0.1):
        pass
    assert work(0.3)
    assert signal.getsignal(signal.SIGPROF) is former
