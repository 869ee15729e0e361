"""The shutdown that the system asks for, in processes of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, os, signal, sys, time
from briefing.services import shutdown

shutdown.GRACE_SECONDS = {grace}

async def work():
    left = asyncio.get_running_loop().create_future()
    with shutdown.shutdown_on_signals(left.set_result):
        print("begun", flush=True)
        {waiting}
        sys.exit(int(input()))

asyncio.run(work())
"""
IN_ORDER = "sys.exit(await left - 143)"
BLOCKED = "os.read(os.pipe()[0], 1)"


def ended(number: signal.Signals, *, grace: float, waiting: str, before: str = "") -> int:
    """Run the program until it has begun, send it a signal, and return its exit code; 7 is the answer to `input`."""
    command = ["/bin/sh", "-c", f'{before} exec "$0" -c "$1"', sys.executable]
    command.append(PROGRAM.format(grace=grace, waiting=waiting))
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        os.kill(program.pid, number)
        program.communicate("7\n")
    return program.returncode


def test_a_signal_is_answered_by_the_program_itself_if_it_can() -> None:
    assert ended(signal.SIGTERM, grace=3600, waiting=IN_ORDER) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_program_that_waits_for_ever_is_ended(number: signal.Signals, code: int) -> None:
    assert ended(number, grace=0.2, waiting=BLOCKED) == code


def test_an_ignored_signal_stays_ignored() -> None:
    assert ended(signal.SIGHUP, grace=0, waiting="pass", before="trap '' HUP;") == 7
