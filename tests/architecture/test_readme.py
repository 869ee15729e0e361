"""README tells the truth: its commands, settings and keys are those of the program."""

import argparse
import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.cli.arguments import build_parser
from briefing.settings.settings import Settings
from briefing.tui.bindings import BINDINGS, GROUPS, sequences, spelled

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command's parser by name."""
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def table_under(heading: str) -> list[str]:
    """Return the first cells of the table under a heading."""
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)


def test_every_command_is_in_readme_and_no_other() -> None:
    told = {words.split()[1] for words in table_under("Commands") if " " in words}
    assert told == set(commands())


def test_every_option_of_a_command_is_in_its_line() -> None:
    common = {"--help", "-h", "--home", "--now", "--json", "--quiet", "--limit", "--fields"}
    for name, parser in commands().items():
        line = next(row for row in README.split("\n") if row.startswith(f"| `briefing {name}"))
        options = {option for action in parser._actions for option in action.option_strings} - common
        assert not [option for option in options if option not in line], name


def test_every_setting_is_in_readme_and_no_other() -> None:
    assert set(table_under("Settings")) == {f"{field.name}" for field in fields(Settings)} - {"keys"} | {"[keys]"}


def key_row(group: str) -> str:
    """Return the line of the table of keys that tells a group: the keys of each action, then what it does."""
    told = []
    for binding in BINDINGS:
        if binding.group == group:
            keys = " ".join(f"`{spelled(sequence)}`" for sequence in sequences(binding.keys))
            told.append(f"{keys} {binding.label}")
    return f"| {group} | {' · '.join(told)} |"


@pytest.mark.parametrize("group", GROUPS)
def test_every_key_is_in_readme_as_it_is_in_the_program(group: str) -> None:
    assert key_row(group) in README.split("\n")


def test_every_file_that_readme_shows_or_links_to_is_there() -> None:
    named = re.findall(r"\]\(([^):#]+)\)", README)
    assert "themes/gallery/inbox.svg" in named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_run_and_test_are_single_lines() -> None:
    for mark in ("run", "test"):
        block = re.search(rf"<!-- {mark} -->\n```\n(.*?)\n```", README, re.DOTALL)
        assert block is not None
        assert "\n" not in block[1]


def test_the_screen_is_one_of_the_bundled_morning() -> None:
    block = re.search(r"<!-- screen -->\n```\n(.*?)\n```", README, re.DOTALL)
    assert block is not None
    lines = block[1].split("\n")
    assert lines[0].startswith("  briefing   Sun 22 Nov 2026, 07:48")
    assert lines[1] == "─" * len(lines[1])
    feeds = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefing/data/demo/feeds").iterdir())
    assert all(words in feeds for words in ("Velmar port says cranes to", "Tomas Reyd", "photographed a ransom note"))
    assert all(
        words in block[1] for words in ("Velmar port says cranes to", "Tomas Reyd", "photographed a ransom note")
    )


def test_the_continuous_check_runs_the_test_command_of_readme() -> None:
    block = re.search(r"<!-- test -->\n```\n(.*?)\n```", README, re.DOTALL)
    assert block is not None
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").replace('bash -c "$each"', "true")
    ran = subprocess.run(
        ["bash", "-c", script.replace('cd "$(dirname "$0")/.."', f"cd '{ROOT}'")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"+ {block[1]}\n+ .venv/bin/python -m pytest -q -n 0 -m installs\n"
