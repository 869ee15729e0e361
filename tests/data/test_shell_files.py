"""The completion scripts and the manual page have every command and every option of the parser."""

import re
import subprocess
from pathlib import Path

import pytest

from briefing.cli.arguments import build_parser
from briefing.cli.command_parsers import SHELLS
from briefing.cli.parsing import commands_of
from briefing.data.loader import read_text

COMMANDS = commands_of(build_parser())
OPTIONS = {option for parser in COMMANDS.values() for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_knows_every_command_and_option(shell: str) -> None:
    script = read_text(f"completions/briefing.{shell}")
    assert [name for name in COMMANDS if not re.search(rf"(?<![\w-]){name}(?![\w-])", script)] == []
    assert [option for option in OPTIONS if option.lstrip("-") not in script] == []


def test_the_manual_has_every_command_option_and_example() -> None:
    manual = read_text("man/briefing.1").replace("\\-", "-")
    assert [name for name in COMMANDS if f"briefing {name}" not in manual] == []
    assert [option for option in OPTIONS - {"-h", "--help"} if option not in manual] == []


def test_bash_reads_its_script_and_completes_a_command_and_an_option(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(read_text("completions/briefing.bash"), encoding="utf-8")
    ask = (
        'source "$1"; complete() { :; }; COMP_WORDS=(briefing $2); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); '
        '_shtab_briefing briefing "${COMP_WORDS[-1]}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )

    def complete(words: str) -> list[str]:
        run = ["bash", "-c", ask, "bash", str(tmp_path / "script"), words]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()

    assert sorted(complete("thr")) == ["thread", "threads"]
    assert "--where" in complete("threads --w")
