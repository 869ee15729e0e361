"""Reads the files that the user writes in TOML, whatever is in their place."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from briefing.model.errors import UsageError

MOST_BYTES = 1_000_000


def read_text(path: Path, most_bytes: int = MOST_BYTES) -> str:
    """Return the text of a file. Raises UsageError if it is no text or too long, and OSError if it cannot be read."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe that nobody writes to must not wait
    with os.fdopen(descriptor, "rb") as stream:
        if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            raise UsageError("it is a pipe and not a file")
        read = stream.read(most_bytes + 1)
    if len(read) > most_bytes:
        raise UsageError(f"it is longer than {most_bytes:,} bytes")
    try:
        return read.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("it is not UTF-8 text") from error


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text sets; raise UsageError if it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise UsageError("it is not TOML (its values are nested too deeply)") from error
    except ValueError as error:  # a wrong form, or a number with more digits than Python converts
        raise UsageError(f"it is not TOML ({str(error).partition(';')[0]})") from error
