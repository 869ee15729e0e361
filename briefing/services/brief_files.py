"""Writing a brief to a file: never over a file of the user, never over an edited brief, never over the store."""

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from briefing.model.brief import SavedBrief
from briefing.model.errors import StoreError, UsageError
from briefing.settings.places import Places
from briefing.settings.user_files import written_beside

_FIRST_LINES = (
    b"---\ntype: daily-brief\n",
    b'<!DOCTYPE html>\n<html lang="en" data-type="daily-brief">\n',
    b'{\n  "version": 1,\n  "type": "daily-brief",\n',
)
"""How every brief begins in each format, so that one from another machine is recognised."""
_MOST_REMEMBERED = 2_000


def save_brief(path: Path, markdown: str, places: Places) -> SavedBrief:
    """Write a brief to `path`, whole or not at all, and return what was done.

    A brief that is there already is replaced if nobody edited it, and moved aside if somebody did. Devices and pipes
    are written to. No folder is created. Raises UsageError if `path` names a folder, a file that the program did not
    write, or one of the program's own files, and StoreError if the system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        standing = _status(target)
        _refuse_own_files(target, standing, places)
        if standing is not None and not stat.S_ISREG(standing.st_mode):
            _write_to_stream(path, standing.st_mode, markdown)
            return SavedBrief(path)
        if not target.parent.is_dir():
            raise UsageError(f"There is no folder {target.parent}; it has to exist before a brief is written into it.")
        return _replace(path, target, standing, markdown, places)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise StoreError(f"The brief could not be written to {path}: {reason}.") from error


def save_companion(path: Path, content: str, places: Places) -> None:
    """Write a file that belongs to a brief, completely or not at all; a file with the same content is left alone.

    A file that somebody edited is moved aside. Raises UsageError for a file that the program did not write, and
    StoreError if the system refuses.
    """
    try:
        standing = _status(path)
        if standing is None or not stat.S_ISREG(standing.st_mode) or path.read_bytes() != _encoded(content):
            save_brief(path, content, places)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror}.") from error


def _encoded(content: str) -> bytes:
    return content.encode(errors="surrogateescape")


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _refuse_own_files(target: Path, standing: os.stat_result | None, places: Places) -> None:
    """Raise UsageError if `target` is the store, a file that belongs to it, or the settings, under any name."""
    name = target.name.casefold()
    beside_store = target.parent == Path(os.path.realpath(places.store.parent))
    own = [each for each in _own_files(places) if each.exists()]
    linked = standing is not None and any(os.path.samestat(standing, each.stat()) for each in own)
    named = {Path(os.path.realpath(each)) for each in (places.settings, places.written)}
    if linked or target in named or (beside_store and name.startswith(places.store.name.casefold())):
        raise UsageError(f"{target} belongs to briefing itself; name another file for the brief.")


def _own_files(places: Places) -> Iterator[Path]:
    yield from (places.settings, places.written)
    yield from places.store.parent.glob(f"{places.store.name}*")


def _write_to_stream(path: Path, mode: int, markdown: str) -> None:
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path} is a folder; name a file for the brief.")
    if not stat.S_ISCHR(mode) and not stat.S_ISFIFO(mode):
        raise UsageError(f"A brief cannot be written to {path}.")
    try:  # without O_NONBLOCK, opening a pipe waits until somebody reads it
        descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise StoreError(f"The brief could not be written to {path}: nobody reads from it.") from error
        raise
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(markdown)


def _replace(path: Path, target: Path, standing: os.stat_result | None, markdown: str, places: Places) -> SavedBrief:
    digests = _read_digests(places.written)
    body = _encoded(markdown)
    changed = standing is not None and _digest(target.read_bytes()) != digests.get(str(target))
    if changed and str(target) not in digests and not _is_brief(target):
        raise UsageError(f"{path} was not written by briefing and stays as it is; name another file for the brief.")
    mode = stat.S_IMODE(standing.st_mode) if standing else 0o644
    with written_beside(target, body, mode) as part:
        kept = _move_aside(target) if changed else None
        if standing is None or changed:
            _rename_without_replacing(part, target)
        else:
            part.replace(target)
    _write_digests(places.written, digests | {str(target): _digest(body)})
    return SavedBrief(path, kept)


def _is_brief(target: Path) -> bool:
    with target.open("rb") as file:
        return file.read(max(map(len, _FIRST_LINES))).startswith(_FIRST_LINES)


def _move_aside(target: Path) -> Path:
    """Move `target` to a free name beside it, such as "brief-2026-11-22.1.md", and return that name."""
    for number in count(1):
        kept = target.with_name(f"{target.stem}.{number}{target.suffix}")
        with suppress(FileExistsError):
            _rename_without_replacing(target, kept)
            return kept
    raise AssertionError


def _rename_without_replacing(source: Path, target: Path) -> None:
    """Rename `source`; raise FileExistsError if there is a `target`, also one that appears at the same moment."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.rename(target)
    else:
        source.unlink()


def _read_digests(written: Path) -> dict[str, str]:
    """Return the digest of each file that the program wrote, by path; {} if the list cannot be read."""
    with suppress(OSError, ValueError):
        listed = json.loads(written.read_text(encoding="utf-8"))
        if isinstance(listed, dict):
            return {str(path): str(digest) for path, digest in listed.items()}
    return {}


def _write_digests(written: Path, digests: dict[str, str]) -> None:
    """Store the list. If that fails, the next brief at the same path is taken for an edited one and kept."""
    newest = dict(list(digests.items())[-_MOST_REMEMBERED:])
    with suppress(OSError), written_beside(written, json.dumps(newest, indent=0).encode(), 0o600) as part:
        part.replace(written)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
