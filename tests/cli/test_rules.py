"""The commands for rules, questions and desks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.command_parsers import RULE_ACTIONS
from briefing.cli.main import main
from briefing.model.rule import RuleAction
from briefing.settings.places import places_under
from tests.tui.builders import NOW
from tests.tui.program import stored_morning

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands over the morning of the screen tests; each returns its exit code, its data and its messages."""
    places = places_under(tmp_path)
    places.store.parent.mkdir(parents=True, exist_ok=True)
    places.store.write_bytes(stored_morning())

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["--home", str(tmp_path), "--now", NOW.isoformat(), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def listed(run: Run, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(name, "--json")[1])[name]
    return found


def test_the_actions_of_the_command_are_those_of_rules() -> None:
    assert set(RULE_ACTIONS) == {*RuleAction} - {RuleAction.QUESTION}


def test_no_rules_have_exit_code_1(run: Run) -> None:
    for name in ("rules", "questions", "desks"):
        code, out, err = run(name)
        assert (code, out) == (1, "")
        assert err.startswith(f"no {name}; `briefing {name} ")


def test_a_rule_is_tried_added_changed_and_removed(run: Run) -> None:
    assert run("rules", "try", "strike") == (0, "matches 5 of 88 stories of the last 30 days, 1 thread\n", "")
    code, out, _ = run("rules", "add", "strike", "--action", "mute", "--name", "Labour")
    assert (code, out.partition(":")[0]) == (0, "r1 mute rule added")
    assert run("rules", "try", "labour")[1] == run("rules", "try", "r1")[1] == run("rules", "try", "strike")[1]
    (rule,) = listed(run, "rules")
    assert (rule["id"], rule["name"], rule["action"], rule["on"]) == ("r1", "Labour", "mute", True)
    assert len(rule["threads"]) == 1
    assert run("rules", "off", "1")[1] == "r1 mute rule turned off: Labour\n"
    assert listed(run, "rules")[0]["threads"] == []
    assert run("rules", "on", "Labour")[1] == "r1 mute rule turned on: Labour\n"
    assert run("rules", "edit", "r1", "--query", "ferry", "--action", "watch")[0] == 0
    assert [(rule["query"], rule["action"]) for rule in listed(run, "rules")] == [("ferry", "watch")]
    assert run("rules", "remove", "r1")[0] == 0
    assert run("rules")[0] == 1


def test_a_rule_named_by_its_query_is_named_by_the_new_one(run: Run) -> None:
    run("rules", "add", "strike", "--action", "watch")
    run("rules", "edit", "r1", "--query", "ferry")
    assert [rule["name"] for rule in listed(run, "rules")] == ["ferry"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rules", "add", "strike"], "--action"),
        (["rules", "add", "--action", "watch"], "query"),
        (["rules", "add", "outlet:", "--action", "watch"], "character 1"),
        (["rules", "add", "strike", "--action", "tag"], "desk"),
        (["rules", "edit", "r1"], "--query"),
        (["rules", "list", "strike"], "no words"),
        (["desks", "tag", "Sea"], "desks tag World"),
        (["questions", "attach", "q1"], "questions attach q1"),
        (["threads", "--desk", "Sea"], "no desk 'Sea'"),
        (["brief", "--desk", "Sea", "--out", "-"], "no desk 'Sea'"),
    ],
)
def test_what_is_missing_is_named(run: Run, arguments: list[str], sentence: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err


@pytest.mark.parametrize("arguments", [["rules", "off", "r9"], ["questions", "remove", "q9"]])
def test_a_rule_that_there_is_not_is_named(run: Run, arguments: list[str]) -> None:
    code, _, err = run(*arguments)
    assert code == 1
    assert arguments[-1] in err


def test_a_question_says_what_it_got_and_can_be_tied_by_hand(run: Run) -> None:
    run("questions", "add", "Who", "owns", "the", "ferry?")
    assert run("questions")[1] == "q1   Who owns the ferry?\n     nothing yet\n"
    assert run("questions", "attach", "q1", "t-0001")[1] == "tied to “Who owns the ferry?”: t-0001\n"
    (question,) = listed(run, "questions")
    assert [(thread["id"], thread["by_hand"]) for thread in question["threads"]] == [("t-0001", True)]
    assert run("questions", "attach", "q1", "t-0001")[1].startswith("nothing changed")
    run("questions", "detach", "q1", "t-0001")
    assert listed(run, "questions")[0]["threads"] == []
    run("questions", "edit", "q1", "--query", "ferry")
    assert listed(run, "questions")[0]["threads"]
    run("questions", "remove", "Who owns the ferry?")
    assert run("questions")[0] == 1


def test_threads_are_put_on_a_desk_and_listed_by_it(run: Run) -> None:
    assert run("desks", "tag", "Sea", "t-0001", "t-0002")[1] == "on the desk Sea: t-0001, t-0002\n"
    assert listed(run, "desks") == [{"name": "Sea", "threads": 2, "undecided": 2, "folder": False}]
    ids = [thread["id"] for thread in json.loads(run("threads", "--desk", "sea", "--json")[1])["threads"]]
    assert sorted(ids) == ["t-0001", "t-0002"]
    run("desks", "untag", "sea", "t-0001")
    assert [line.split()[0] for line in run("threads", "--desk", "sea")[1].splitlines()] == ["t-0002"]


def test_a_desk_and_a_query_both_hold(run: Run) -> None:
    run("desks", "tag", "Sea", "t-0000", "t-0001")
    ids = [line.split()[0] for line in run("threads", "--desk", "Sea", "--where", "ferry")[1].splitlines()]
    assert ids == ["t-0000"]


def test_each_desk_has_a_brief_of_its_own(run: Run) -> None:
    run("desks", "tag", "Sea & Ports", "t-0000")
    paths = [json.loads(run("brief", "--auto", "--json", *more)[1])["path"] for more in ([], ["--desk", "sea & ports"])]
    assert [Path(path).name for path in paths] == ["brief-2026-11-22.md", "brief-2026-11-22-sea-ports.md"]
