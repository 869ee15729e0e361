"""Threads and stories as the input of a command of the user."""

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO

from briefing.model.pipe import PipeForm, PipeResult
from briefing.model.story_page import StoryPage
from briefing.model.views import ThreadPage
from briefing.services.workspace import Workspace

PATIENCE_SECONDS = 60.0
"""Seconds that a command may run."""
_MOST_BYTES = 1_000_000
"""The most of its output, and of its errors, that is read."""

_CUT_OFF = (-signal.SIGPIPE, 128 + signal.SIGPIPE)
"""How a command ends that prints more, run by the shell or in its place."""


class Pipes:
    """Renders what is piped, and runs the command."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def thread(self, page: ThreadPage, form: PipeForm) -> str:
        """Return a thread in one of the forms."""
        if form is PipeForm.MARKDOWN:
            from briefing.export.markdown.item import render_thread

            return render_thread(page)
        if form is PipeForm.JSON:
            from briefing.export.json.document import document, moment
            from briefing.export.json.threads import thread_document

            return _printed(document(now=moment(self._workspace.now()), **thread_document(page)))
        from briefing.export.plain_text import thread_page

        return "".join(f"{line}\n" for line in thread_page(page, self._workspace.now()))

    def story(self, page: StoryPage, form: PipeForm) -> str:
        """Return a story in one of the forms."""
        from briefing.export.story import story_document, story_markdown, story_text

        if form is PipeForm.JSON:
            return _printed(story_document(page))
        return story_markdown(page) if form is PipeForm.MARKDOWN else story_text(page)

    async def run(self, command: str, words: str) -> PipeResult:
        """Run a command of the shell with `words` as its input; return what it prints.

        It is stopped, with all that it started, after a minute, or when nobody waits for it any more.
        """
        return await run_command(("/bin/sh", "-c", command), words)


async def run_command(
    command: Sequence[str],
    words: str,
    *,
    environment: Mapping[str, str] | None = None,
    seconds: float | None = None,
    most_bytes: int = _MOST_BYTES,
) -> PipeResult:
    """Run a command without a shell, with `words` as its input; return what it prints, up to `most_bytes`.

    It is stopped, with all that it started, after so many seconds, or when nobody waits for it any more. Raises OSError
    if it cannot be started.
    """
    pipe = subprocess.PIPE
    process = subprocess.Popen(  # at once: a start in a thread could outlive a cancellation
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True
    )
    end = time.monotonic() + (PATIENCE_SECONDS if seconds is None else seconds)
    try:
        return await asyncio.to_thread(_finished, process, words, end, most_bytes)
    except asyncio.CancelledError:
        _kill(process)
        raise


def _finished(process: subprocess.Popen[bytes], words: str, end: float, most_bytes: int) -> PipeResult:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    with ThreadPoolExecutor(max_workers=3) as threads:
        threads.submit(_write, process.stdin, words)
        printed = [threads.submit(_read, pipe, most_bytes) for pipe in (process.stdout, process.stderr)]
        try:
            output, error = (each.result(end - time.monotonic()) for each in printed)
            code = process.wait(end - time.monotonic())
        except (TimeoutError, subprocess.TimeoutExpired):
            _kill(process)
            process.wait()
            return PipeResult(-1, stopped=True)
    return PipeResult(0 if code in _CUT_OFF else code, output, error)


def _write(pipe: IO[bytes], words: str) -> None:
    with suppress(BrokenPipeError), pipe:
        pipe.write(words.encode())


def _read(pipe: IO[bytes], most_bytes: int) -> str:
    """Return what a command prints, up to a limit; one that goes on is told so as by `head`: its pipe is closed."""
    with pipe:
        return pipe.read(most_bytes).decode(errors="replace")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a command with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _printed(whole: object) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
