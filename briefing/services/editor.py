"""Opens a template in the user's editor and reads back what was written."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from briefing.model.errors import UsageError
from briefing.model.judgement import Part
from briefing.services.judgements import Subject, read_parts

_BEFORE = 10**18
"""The date of the template before the editor saves it, in nanoseconds since 1970."""


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command of $VISUAL or $EDITOR; raise UsageError if neither is set or it cannot be read."""
    command = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"The editor {command!r} has a quotation mark that is not closed.") from error
    if not words:
        raise UsageError("No editor is set. Set $EDITOR, or give the parts in a file: briefing assess ID --file FILE.")
    return words


def run_here(command: Sequence[str]) -> int:
    """Run a command in this terminal and return its exit code; raise UsageError if it cannot be started."""
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as error:
        raise UsageError(f"The editor {command[0]} cannot be started: {error.strerror}.") from error


def edit_parts(
    template: str, subject: Subject, run: Callable[[Sequence[str]], int] = run_here
) -> dict[Part, str] | None:
    """Open a template in the user's editor, which `run` starts, and return what was written into it.

    Returns None if the user left the editor without saving: only a saved text confirms words that stay the same.
    Raises UsageError if there is no editor, if it fails, or if the text has another form. In the last two cases the
    text is kept in a file that the message names, so that nothing is lost.
    """
    command = editor_command()
    folder = Path(mkdtemp(prefix="briefing-"))
    path = folder / f"{subject.id}.md"
    path.write_text(template, encoding="utf-8")
    os.utime(path, ns=(_BEFORE, _BEFORE))  # so that every save changes it, however soon it comes
    try:
        code = run([*command, str(path)])
    except UsageError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if code:
        raise UsageError(f"The editor {command[0]} ended with code {code}; nothing was stored. The text is in {path}.")
    if path.exists() and path.stat().st_mtime_ns == _BEFORE:
        shutil.rmtree(folder, ignore_errors=True)
        return None
    try:
        written = read_parts(path, subject)
    except UsageError as error:
        raise UsageError(f"{error} Nothing was stored; the text is in {path}.") from error
    shutil.rmtree(folder, ignore_errors=True)
    return written
