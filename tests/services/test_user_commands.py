import asyncio
import os
import shlex
import signal
import sys
from pathlib import Path

import pytest

from briefing.model.pipe import PipeResult
from briefing.services.user_commands import MOST_BYTES, run_command

PYTHON = shlex.quote(sys.executable)


async def ran(command: str, words: str = "", seconds: float | None = None) -> PipeResult:
    return await run_command(("/bin/sh", "-c", command), words, seconds=seconds)


async def test_a_command_reads_the_words_and_its_output_and_errors_are_kept() -> None:
    assert await ran("tr a-z A-Z; echo lost >&2; exit 3", "port é") == PipeResult(3, "PORT é", "lost\n")


async def test_a_command_that_reads_nothing_is_no_error() -> None:
    assert await ran("true", "x" * 1_000_000) == PipeResult(0)


async def test_long_words_come_back_whole() -> None:
    words = "port é\n" * 100_000
    assert (await ran("cat", words)).output == words


async def test_a_command_that_does_not_exist_says_so() -> None:
    result = await ran("no-such-command-here")
    assert result.code == 127
    assert "no-such-command-here" in result.error


async def test_a_command_that_goes_on_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    script = f"import time; time.sleep(3600); open({str(alive)!r}, 'w')"
    assert (await ran(f"{PYTHON} -c {shlex.quote(script)} & wait", seconds=0.2)).stopped
    assert not alive.exists()


async def test_what_a_command_leaves_in_the_background_is_not_waited_for_and_lives_on() -> None:
    result = await ran("sleep 3600 & echo $!")
    os.kill(int(result.output), signal.SIGKILL)
    assert (result.code, result.stopped) == (0, False)


async def test_a_command_ends_if_nobody_waits_for_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    task = asyncio.ensure_future(ran(f"echo $$ > {started}; sleep 3600"))
    while not (started.exists() and started.read_text(encoding="utf-8").strip()):
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    while Path(f"/proc/{started.read_text(encoding='utf-8').strip()}").exists():
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("command", ["yes", "yes >&2", "yes; true"])
async def test_a_command_that_prints_without_end_is_cut_off(command: str) -> None:
    result = await ran(command)
    assert (result.code, result.stopped) == (0, False)
    assert len(result.output or result.error) == MOST_BYTES
