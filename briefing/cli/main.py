"""The command `briefing`: reads the arguments, runs one command, turns a failure into a sentence and an exit code."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from briefing.cli.arguments import read_arguments
from briefing.model.errors import BriefingError, StoreError

INTERRUPTED = 130
_GARBAGE_AFTER = 10_000
"""After how many new objects garbage is looked for: a command keeps nearly all that it makes until it prints it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (sys.argv if None) name, and return the exit code."""
    _prepare_streams()
    gc.disable()  # what is imported lasts: to look for garbage in it takes a fifth of the time of a short command
    try:
        return _run(read_arguments(arguments), lasting=arguments is None)
    except BriefingError as error:
        return _failed(error, sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return _refused("there is not enough memory")
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:  # each place that opens a file has its own sentence: this is one that always works
        return _refused(f"the system refused a step ({error.strerror or error})")
    finally:
        gc.enable()


def _refused(reason: str) -> int:
    from briefing.cli.output import say

    say(f"briefing: {reason}.")
    return StoreError.exit_code


def _run(options: argparse.Namespace, *, lasting: bool) -> int:
    """Run a command; if it is all that the process does, what it imports is `lasting`."""
    from importlib import import_module

    module, _, function = options.command.partition(":")
    command = getattr(import_module(f"briefing.cli.commands.{module}"), function)
    if lasting:
        gc.freeze()
        gc.set_threshold(_GARBAGE_AFTER)
    gc.enable()
    code: int = command(options)
    if "briefing.cli.output" in sys.modules:
        from briefing.cli.output import flush

        flush()
    return code


def _failed(error: BriefingError, arguments: Sequence[str]) -> int:
    """Say what went wrong, as JSON too if the arguments ask for it, and return the exit code."""
    from briefing.cli.output import OutputError, print_error, say
    from briefing.cli.parsing import wants_json

    say(f"briefing: {error}")
    if isinstance(error, OutputError):
        _discard_output()
    elif wants_json(arguments):
        with suppress(OutputError, BrokenPipeError):
            print_error(error)
    return error.exit_code


def _prepare_streams() -> None:
    """Replace characters that a stream cannot encode, and give a closed stream a descriptor of its own.

    Without that descriptor, the next file that is opened would become the standard stream.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            writes = name == "stderr"  # nobody can be told of a failure there; on stdout, writing has to fail
            opened = os.open(os.devnull, os.O_WRONLY if writes else os.O_RDONLY)
            if opened != descriptor:
                os.dup2(opened, descriptor)
            setattr(sys, name, os.fdopen(descriptor, "r" if name == "stdin" else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _discard_output() -> None:
    """Throw away what is still to be written to standard output, so that Python does not complain at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
