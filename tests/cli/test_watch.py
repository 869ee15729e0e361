"""`briefing watch`: one valid JSON line for each event, hooks for rules, and a clean end by a signal."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import main
from tests.cli.demo_server import NOW, WORLD, serving, write_urls
from tests.cli.test_documents import check
from tests.services.test_two_processes import HOLD, another, end

LATER = "2026-11-22T19:48:00Z"
ITEM = """<item><title>Velmar port says cranes to restart "in stages", ministry agrees</title>
<link>https://late.example/{n}</link><guid>late-{n}</guid><pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>
<description>{text}</description></item></channel>"""
TEXT = (
    "The operator of Orsina's largest grain terminal said its cranes at Port Velmar would start again one berth at a "
    "time from Tuesday, and gave no date for full loading. Twenty-one ships were waiting off Port Velmar."
)


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """A copy of the demo's feeds that a test may change."""
    return Path(shutil.copytree(WORLD / "feeds", tmp_path / "feeds"))


@pytest.fixture
def home(feeds: Path, tmp_path: Path) -> Iterator[Path]:
    """A home folder that subscribes to the feeds, which are served, and has read none."""
    home = tmp_path / "home"
    home.mkdir()
    with serving(feeds) as server:
        assert main(["--home", str(home), "--now", NOW, "--quiet", "import", str(write_urls(home, server))]) == 0
        yield home


def watched(home: Path, capsys: pytest.CaptureFixture[str], now: str = NOW) -> list[dict[str, Any]]:
    """Run one turn of a watch, and return its events, which are valid."""
    capsys.readouterr()
    assert main(["watch", "--once", "--home", str(home), "--now", now]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for event in events:
        check("watch", event)
    assert (events[0]["event"], events[-1]["event"]) == ("started", "stopped")
    return events[1:-1]


def kinds(events: list[dict[str, Any]]) -> set[str]:
    return {event["event"] for event in events}


def add_story(feed: Path, text: str = TEXT) -> None:
    page = feed.read_text(encoding="utf-8")
    feed.write_text(page.replace("</channel>", ITEM.format(n=len(page), text=text)), encoding="utf-8")
    os.utime(feed, (0, feed.stat().st_mtime + 60))  # a server names the time of a change to the second


def test_new_developed_failed_and_nothing(home: Path, feeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = watched(home, capsys)
    assert {"new-thread", "failed", "refreshed"} <= kinds(first)
    totals = first[-1]["totals"]
    assert totals["new_threads"] == sum(event["event"] == "new-thread" for event in first) > 10
    assert all(event["feed"]["title"] and event["sentence"] for event in first if event["event"] == "failed")
    add_story(feeds / "harbour-post.xml")
    second = watched(home, capsys, LATER)

    assert "Velmar" in next(event["thread"]["title"] for event in second if event["event"] == "developed")
    assert second[-1]["totals"]["new_stories"] == 1
    assert kinds(watched(home, capsys, LATER)) <= {"refreshed"}


def test_a_rule_that_matches_runs_its_hook_without_secrets_and_without_a_shell(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_API_TOKEN", "hidden")
    script = home / "hook.py"
    script.write_text(
        "import json, os, sys\nevent = json.load(sys.stdin)\n"
        "print(event['rule']['name'], event['thread']['id'], sys.argv[1], os.environ.get('SOME_API_TOKEN'))\n",
        encoding="utf-8",
    )
    hook = f"{sys.executable} {script} $HOME;x"
    assert main(["settings", "set", "hooks.Cranes", hook, "--home", str(home)]) == 0
    words = ["rules", "add", "velmar cranes", "--action", "watch", "--name", "Cranes"]
    assert main([*words, "--home", str(home), "--now", NOW]) == 0
    matched = [event for event in watched(home, capsys) if event["event"] == "rule-matched"]
    assert matched
    for event in matched:
        assert event["hook"]["code"] == 0
        assert event["hook"]["output"] == f"Cranes {event['thread']['id']} $HOME;x None"


def test_a_hook_that_cannot_run_or_takes_too_long_stops_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.services.hooks.HOOK_SECONDS", 0.2)
    for name, hook in (("Cranes", "sleep 3600"), ("Port", "/nowhere/at-all")):
        assert main(["settings", "set", f"hooks.{name}", hook, "--home", str(home)]) == 0
        words = ["rules", "add", f"velmar {name}", "--action", "watch", "--name", name]
        assert main([*words, "--home", str(home), "--now", NOW]) == 0
    events = watched(home, capsys)
    problems = {event["hook"]["problem"] for event in events if event["event"] == "rule-matched"}
    assert problems == {
        "the command was stopped after 0 seconds",
        "the command cannot be started: No such file or directory",
    }
    assert events[-1]["event"] == "refreshed"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: int, home: Path) -> None:
    command = [sys.executable, "-m", "briefing", "watch", "--every", "2h", "--home", str(home), "--now", NOW]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        for line in run.stdout:
            if json.loads(line)["event"] == "refreshed":
                run.send_signal(number)
                break
        assert [json.loads(line)["event"] for line in run.stdout] == ["stopped"]
        assert "Traceback" not in run.stderr.read()
    assert run.returncode == 0


def test_beside_a_process_that_refreshes_it_reports_what_that_one_did(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = another(HOLD, home, "refresh", 60)
    (refreshed,) = watched(home, capsys)
    assert (refreshed["sentence"], refreshed["totals"]["feeds"]) == ("Another briefing refreshes the feeds.", 0)
    end(other)
    assert "new-thread" in kinds(watched(home, capsys))


@pytest.mark.parametrize("words", ["0s", "10", "soon", "999999h", "-1m"])
def test_a_wrong_interval_is_refused(words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", f"--every={words}", "--home", str(tmp_path)]) == 2
    assert "is not a span of time such as 30s, 10m or 2h" in capsys.readouterr().err
