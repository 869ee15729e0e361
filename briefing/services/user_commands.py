"""Runs a command of the user: words go in, what it prints comes out, within limits of time and size."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import IO

from briefing.model.pipe import PipeResult

PATIENCE_SECONDS = 60.0
"""Seconds that a command may run if nothing else is said."""
MOST_BYTES = 1_000_000
"""The most of its output, and of its errors, that is read."""

_POLL_SECONDS = 0.02
"""How long to wait for a pipe before looking whether the command has ended."""
_CHUNK = 65_536
_CUT_OFF = (-signal.SIGPIPE, 128 + signal.SIGPIPE)
"""The exit codes of a command that prints more than is read: by itself, and as a shell reports it."""


async def run_command(
    command: Sequence[str],
    words: str,
    *,
    environment: Mapping[str, str] | None = None,
    seconds: float | None = None,
    most_bytes: int = MOST_BYTES,
) -> PipeResult:
    """Run a command without a shell, with `words` as its input; return what it prints, up to `most_bytes`.

    It is stopped, with all that it started, after `seconds` (`PATIENCE_SECONDS` if None), or when the caller is
    cancelled. What it leaves running in the background when it ends is not waited for. Raises OSError if it cannot be
    started.
    """
    pipe = subprocess.PIPE
    process = subprocess.Popen(  # at once: a start in a thread could outlive a cancellation
        command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True
    )
    end = time.monotonic() + (PATIENCE_SECONDS if seconds is None else seconds)
    try:
        return await asyncio.to_thread(_finished, process, words, end, most_bytes)
    except asyncio.CancelledError:
        _kill(process)
        raise


def _finished(process: subprocess.Popen[bytes], words: str, end: float, most_bytes: int) -> PipeResult:
    with process, DefaultSelector() as selector:
        pipes = _Pipes(process, selector, words.encode(), most_bytes)
        while process.poll() is None:
            if time.monotonic() > end:
                _kill(process)
                return PipeResult(-1, stopped=True)
            pipes.move(_POLL_SECONDS)
        while pipes.move(0):
            pass  # the rest of what it printed is in the pipes by now
        code = process.returncode
        return PipeResult(0 if code in _CUT_OFF else code, *pipes.printed())


class _Pipes:
    """The pipes of a running command. None of them is waited for while another can be read or written."""

    def __init__(
        self, process: subprocess.Popen[bytes], selector: DefaultSelector, words: bytes, most_bytes: int
    ) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._selector = selector
        self._left = memoryview(words)
        self._most_bytes = most_bytes
        self._printed = {process.stdout: bytearray(), process.stderr: bytearray()}
        for pipe in (process.stdin, *self._printed):
            os.set_blocking(pipe.fileno(), False)
            selector.register(pipe, EVENT_READ if pipe in self._printed else EVENT_WRITE)

    def move(self, seconds: float) -> bool:
        """Move bytes through the pipes that are ready within `seconds`; return whether any is."""
        ready = self._selector.select(seconds)
        for key, _ in ready:
            pipe: IO[bytes] = key.fileobj  # type: ignore[assignment]
            if not (self._read(pipe) if pipe in self._printed else self._write(pipe)):
                self._selector.unregister(pipe)
                pipe.close()
        return bool(ready)

    def printed(self) -> tuple[str, str]:
        """Return the output and the errors so far."""
        output, error = (bytes(each).decode(errors="replace") for each in self._printed.values())
        return output, error

    def _read(self, pipe: IO[bytes]) -> bool:
        """Read from a pipe; return False at its end or at the limit. Closing it then ends a command that goes on."""
        printed = self._printed[pipe]
        chunk = os.read(pipe.fileno(), min(_CHUNK, self._most_bytes - len(printed)))
        printed += chunk
        return bool(chunk) and len(printed) < self._most_bytes

    def _write(self, pipe: IO[bytes]) -> bool:
        """Write to the input; return False if all is written or the command reads no more."""
        with suppress(BrokenPipeError):
            self._left = self._left[os.write(pipe.fileno(), self._left[:_CHUNK]) :]
            return bool(self._left)
        return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a command with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
