"""The command `briefing`: reads the arguments, runs one command, turns failures into a sentence and an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from briefing.cli.arguments import read_arguments
from briefing.model.errors import BriefingError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (sys.argv for None) name, and return the exit code."""
    _make_streams_safe()
    try:
        return _run(read_arguments(arguments))
    except BriefingError as error:
        from briefing.cli.output import say

        say(f"briefing: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(chosen: argparse.Namespace) -> int:
    from importlib import import_module

    room, _, function = chosen.command.partition(":")
    code: int = getattr(import_module(f"briefing.cli.commands.{room}"), function)(chosen)
    sys.stdout.flush()
    return code


def _make_streams_safe() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
