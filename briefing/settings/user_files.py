"""Files that the user names: read within a limit, and written completely or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from briefing.model.errors import UsageError

PART = ".briefing-part"
"""How the name of a file ends that is not completely written."""
_STALE_SECONDS = 60.0


def read_text_file(path: Path, most_bytes: int) -> str:
    """Return the text of a file; raise UsageError if it cannot be read, is no text, or has more than `most_bytes`."""
    try:
        with path.open("rb") as file:
            body = file.read(most_bytes + 1)
        if len(body) > most_bytes:
            raise UsageError(f"The file {path} is longer than {most_bytes:,} bytes, the most that can be read.")
        return body.decode("utf-8").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        raise UsageError(f"The file {path} cannot be read as text.") from error


@contextmanager
def written_beside(target: Path, body: bytes, mode: int) -> Iterator[Path]:
    """Yield a file beside `target` that holds `body` and is on the disk; it is removed if it is there at the end.

    The file gets its name when it is complete, so a program that is killed while it writes leaves nothing behind. Where
    the file system does not allow that, what it left is removed the next time.
    """
    _remove_leftovers(target.parent)
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}{PART}")
    try:
        if not _write_unnamed(part, body, mode):
            _write_named(part, body, mode)
        yield part
    finally:
        part.unlink(missing_ok=True)


def _write_unnamed(part: Path, body: bytes, mode: int) -> bool:
    """Write a file and then name it; return False if this system cannot."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    try:
        folder = os.open(part.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        try:
            descriptor = os.open(".", os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, mode, dir_fd=folder)
        except OSError:
            return False
        with os.fdopen(descriptor, "wb") as file:
            _write(descriptor, body)
            with suppress(FileNotFoundError, NotADirectoryError):  # no /proc
                os.link(f"/proc/self/fd/{file.fileno()}", part.name, dst_dir_fd=folder)
                return True
            return False
    finally:
        os.close(folder)


def _write_named(part: Path, body: bytes, mode: int) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        _write(descriptor, body)
    finally:
        os.close(descriptor)


def _write(descriptor: int, body: bytes) -> None:
    rest = memoryview(body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _remove_leftovers(folder: Path) -> None:
    """Remove what killed processes did not finish to write in a folder."""
    with suppress(OSError):
        for part in folder.glob(f".*{PART}"):
            number = part.name.removesuffix(PART).rpartition(".")[2]
            with suppress(OSError, ValueError):
                if not _is_running(int(number)) and time() - part.stat().st_mtime > _STALE_SECONDS:
                    part.unlink()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
