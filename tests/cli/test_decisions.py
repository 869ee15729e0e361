"""Deciding, undoing and redoing on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import main
from tests.services.test_decisions import opened, with_stories

NOW = "2026-11-22T07:48:00Z"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command over a store of three threads."""
    with_stories(opened(tmp_path)).close()

    def command(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--home", str(tmp_path), "--now", NOW])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def threads(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("threads", "--json")[1])["threads"]
    return listed


def test_a_thread_is_put_off_until_something_and_listed_with_it(run: Run) -> None:
    first = threads(run)[0]
    code, out, _ = run("decide", first["id"], "later", "--until", "2026-11-30 06:00 or +2")
    assert (code, out) == (0, f"later until Mon 30 Nov 06:00 or 2 more independent  {first['title']}\n")
    (put_off,) = [each for each in threads(run) if each["verdict"] == "later"]
    assert put_off["id"] == first["id"]
    assert put_off["until"][1] == {"kind": "independent", "more": 2}
    assert f"{first['title']}  (until Mon 30 Nov 06:00 or 2 more independent)" in run("threads")[1]
    assert "until Mon 30 Nov" in run("thread", first["id"])[1]


def test_undo_and_redo_say_what_they_did(run: Run) -> None:
    ids = [each["id"] for each in threads(run)[:2]]
    decided = json.loads(run("decide", *ids, "later", "--until", "by Ilena Marsh or topic or grain", "--json")[1])
    assert decided["decision"]["threads"] == ids
    assert decided["decision"]["until"] == [
        {"kind": "quote", "by": "Ilena Marsh"},
        {"kind": "topic"},
        {"kind": "story", "query": "grain"},
    ]
    undone = json.loads(run("undo", "--json")[1])["decision"]
    assert (undone["kind"], undone["verdict"], sorted(undone["threads"])) == ("verdict", "new", sorted(ids))
    assert run("redo")[:2] == (
        0,
        "redone: later until a quote by Ilena Marsh or its topic moves or a story with grain  2 threads\n",
    )
    assert run("undo")[:2] == (0, "undone: back to undecided  2 threads\n")
    assert run("undo") == (1, "", "nothing to undo\n")
    code, out, _ = run("undo", "--json")
    assert (code, json.loads(out)["decision"]) == (1, None)


def test_the_beginning_of_an_id_is_enough_and_an_unknown_one_is_an_error(run: Run) -> None:
    first = threads(run)[0]
    assert run("decide", first["id"][:-2], "brief")[0] == 0
    assert run("decide", first["id"], "brief") == (0, "", "nothing changed: already brief\n")
    code, _, err = run("decide", "t-none", "drop")
    assert code == 1
    assert "There is no thread 't-none'" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("brief", "--until", "tomorrow"), "--until needs the verdict later"),
        (("later", "--until", "mondey"), "did you mean monday?"),
        (("maybe",), "'maybe' is not one of"),
    ],
)
def test_what_makes_no_sense_decides_nothing(run: Run, words: tuple[str, ...], sentence: str) -> None:
    first = threads(run)[0]
    code, _, err = run("decide", first["id"], *words)
    assert (code, sentence in err) == (2, True)
    assert threads(run)[0]["verdict"] == "new"


def test_undo_takes_any_kind_of_decision_back(run: Run) -> None:
    assert run("rules", "add", "terminal", "--action", "watch", "--name", "terminals")[0] == 0
    code, out, _ = run("undo")
    assert (code, out) == (0, "undone: watch rule removed  terminals\n")


def test_undo_of_a_merge_does_not_read_like_the_merge(run: Run) -> None:
    ids = [each["id"] for each in threads(run)[:2]]
    assert run("merge", *ids)[1].startswith("merge")
    assert run("undo")[1].startswith("undone: merge  ")
    assert run("redo")[1].startswith("redone: merge")


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_merge_says_which_verdict_the_thread_has_now_and_keeps_it_in_the_brief(run: Run, is_reversed: bool) -> None:
    ids = [each["id"] for each in threads(run)[:2]]
    one, other = reversed(ids) if is_reversed else ids
    run("decide", one, "brief")
    run("decide", other, "later", "--until", "2026-11-30 06:00")
    out = run("merge", *ids)[1]
    (merged,) = [each for each in threads(run) if each["verdict"] == "brief"]
    assert out == f"merge, now brief  {merged['title']}\n"
    assert f"`thread {merged['id']}`" in run("brief", "--out", "-")[1]
    assert run("undo")[1].startswith("undone: merge  ")
    assert {each["id"]: each["verdict"] for each in threads(run)}.items() >= {(one, "brief"), (other, "later")}
    redone = json.loads(run("redo", "--json")[1])["decision"]
    assert (redone["kind"], redone["verdict"]) == ("merge", "brief")
