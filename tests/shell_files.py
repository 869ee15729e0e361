"""Writes the completion scripts and the manual page from the parser: `python -m tests.shell_files`."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from briefing import __version__
from briefing.cli.arguments import build_parser
from briefing.cli.command_parsers import SHELLS
from briefing.cli.parsing import commands_of

DATA = Path(__file__).parents[1] / "briefing" / "data"

_ENDING = """
.SH EXIT STATUS
0 success, 1 nothing found, 2 wrong usage or settings, 3 the store or a file could not be read or written, 4 network
error.
.SH FILES
The settings file, its folder for themes, and the store are in the usual folders of the system, or in the folder that
\\fB\\-\\-home\\fR names. \\fBbriefing settings\\fR prints the path of the settings file.
.SH ENVIRONMENT
\\fBEDITOR\\fR and \\fBVISUAL\\fR name the editor, \\fBBROWSER\\fR the browser. \\fBNO_COLOR\\fR turns colours off.
"""
"""What the manual page has after the commands."""


def main() -> None:
    """Write all files."""
    for path, text in shell_files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def shell_files() -> Mapping[Path, str]:
    """Return the text of each file by its path."""
    scripts = {DATA / "completions" / f"briefing.{shell}": _completions(shell) for shell in SHELLS}
    return {**scripts, DATA / "man" / "briefing.1": _manual()}


def _completions(shell: str) -> str:
    parser = build_parser()
    for each in (parser, *commands_of(parser).values()):
        for action in each._actions:
            if action.metavar in ("FILE", "FILE|URL|-", "FILE|-"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar == "DIR":
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _manual() -> str:
    os.environ.update(SOURCE_DATE_EPOCH="0", COLUMNS="100")
    details = argparse.Namespace(
        prog="briefing",
        project_name="briefing",
        version=__version__,
        manual_title="User commands",
        description="a news reader for the terminal that groups feeds into threads",
        format="single-commands-section",
        author=[],
        authors=[],
        url=None,
        include=None,
        manual_section="1",
    )
    page = str(Manpage(build_parser(), format="single-commands-section", _data=vars(details))) + _ENDING
    return "\n".join(line for line in page.split("\n") if not line.startswith(".TH")).join(
        [f'.TH BRIEFING 1 "" "briefing {__version__}" "User commands"\n', "\n"]
    )


if __name__ == "__main__":
    main()
