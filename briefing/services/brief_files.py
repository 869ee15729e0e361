"""Brief files at their usual place: written whole, and never over what the reader has changed in one."""

import hashlib
import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from briefing.model.errors import StoreError


def save_brief(path: Path, text: str) -> Path | None:
    """Write a brief to `path`; one that stands there and was changed since it was written is kept beside it.

    Returns where the changed one is kept, None where there was none. Raises StoreError where that cannot be done. What
    was written is known again by its digest, in a hidden file beside it.
    """
    mark = path.with_name(f".{path.name}.sha256")
    kept = _free(path) if _was_changed(path, mark) else None
    if kept is not None:
        try:
            path.rename(kept)
        except OSError as error:
            raise StoreError(f"The changed brief {path} could not be kept: {error.strerror or error}.") from error
    write_file(path, text)
    write_file(mark, _digest(text.encode()) + "\n")
    return kept


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path` whole or not at all: beside it first, then renamed.

    Raises StoreError, naming the path, where that cannot be done.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise StoreError(f"The brief could not be written to {path}: {error.strerror or 'no reason given'}.") from error


def _was_changed(path: Path, mark: Path) -> bool:
    written = ""
    with suppress(OSError, UnicodeDecodeError):
        written = mark.read_text(encoding="utf-8").strip()
    try:
        return _digest(path.read_bytes()) != written
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"The earlier brief {path} cannot be read: {error.strerror or error}.") from error


def _free(path: Path) -> Path:
    """Return a name beside `path` that nothing has: "brief-2026-11-22.1.md"."""
    numbered = (path.with_name(f"{path.stem}.{number}{path.suffix}") for number in count(1))
    return next(name for name in numbered if not name.exists())


def _digest(words: bytes) -> str:
    return hashlib.sha256(words).hexdigest()
