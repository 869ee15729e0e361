import asyncio
import json
import shlex
import sys
from pathlib import Path

import pytest

from briefing.model.pipe import PipeForm, PipeResult
from briefing.services import pipes
from tests.tui.program import program

PYTHON = shlex.quote(sys.executable)


async def ran(command: str, words: str = "") -> PipeResult:
    async with program(1) as morning:
        return await morning.services.pipes.run(command, words)


async def test_a_command_reads_the_words_and_its_output_and_errors_are_kept() -> None:
    assert await ran("tr a-z A-Z; echo lost >&2; exit 3", "port é") == PipeResult(3, "PORT é", "lost\n")


async def test_a_command_that_reads_nothing_is_no_error() -> None:
    assert await ran("true", "x" * 1_000_000) == PipeResult(0)


async def test_a_command_that_does_not_exist_says_so() -> None:
    result = await ran("no-such-command-here")
    assert result.code == 127
    assert "no-such-command-here" in result.error


async def test_a_command_that_goes_on_is_stopped_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 0.2)
    alive = tmp_path / "alive"
    script = f"import time; time.sleep(3600); open({str(alive)!r}, 'w')"
    assert (await ran(f"{PYTHON} -c {shlex.quote(script)} & wait")).stopped
    assert not alive.exists()


async def test_a_command_ends_if_nobody_waits_for_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    async with program(1) as morning:
        task = asyncio.ensure_future(morning.services.pipes.run(f"echo $$ > {started}; sleep 3600", ""))
        while not (started.exists() and started.read_text(encoding="utf-8").strip()):
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while Path(f"/proc/{started.read_text(encoding='utf-8').strip()}").exists():
            await asyncio.sleep(0.01)


async def test_a_thread_has_three_forms() -> None:
    async with program(1) as morning:
        page = await morning.services.threads.page(morning.filed.threads[0])
        assert page is not None
        text, markdown, whole = (morning.services.pipes.thread(page, form) for form in PipeForm)
        assert text.startswith(page.row.title)
        assert "Sources" in text
        assert markdown.startswith(("## ", "### "))
        assert json.loads(whole)["id"] == page.row.id


async def test_a_story_has_three_forms() -> None:
    async with program(1) as morning:
        page = await morning.services.stories.page(1)
        assert page is not None
        text, markdown, whole = (morning.services.pipes.story(page, form) for form in PipeForm)
        assert text.split("\n")[0] == page.story.title
        assert markdown.startswith("# ")
        assert page.snapshot.text in text
        read = json.loads(whole)
        assert read["version"] == 1
        assert [each["text"] for each in read["quotes"]] == [
            quote.spans[0].cut(page.snapshot.text) for quote in page.quotes
        ]


async def test_a_command_that_prints_without_end_is_cut_off() -> None:
    for command in ("yes", "yes >&2", "yes; true"):
        result = await ran(command)
        assert (result.code, result.stopped) == (0, False)
        assert len(result.output or result.error) == 1_000_000
