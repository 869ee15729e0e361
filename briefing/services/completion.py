"""Completes what is typed into a prompt: paths, feeds, the fields of queries, starter packs."""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

from briefing.model.completed import Completed
from briefing.model.query import NameField
from briefing.model.verdict import Verdict
from briefing.query.fields import FIELDS
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from briefing.store import names as name_table
from briefing.store import ties as tie_table

_MOST = 200
_VALUES = {
    "verdict": ("undecided", *(verdict.value for verdict in Verdict)),
    "kind": ("single", "thread"),
    "after": ("today", "yesterday"),
    "before": ("today", "yesterday"),
}


class Completion:
    """Completes words from what is on this machine and in the store."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def path(self, words: str) -> Completed:
        """Return the files and folders that may complete a path; hidden ones only if its name begins with a dot."""
        return await asyncio.to_thread(paths_from, words)

    async def pack(self, words: str) -> Completed:
        """Return the starter packs that a name may mean."""
        from briefing.services.subscriptions import Feeds

        return beginning_with(words, Feeds(self._workspace).pack_names(), start=0)

    async def command(self, words: str) -> Completed:
        """Return the files and folders that the last word of a command of the shell may mean."""
        start = words.rfind(" ") + 1
        found = await asyncio.to_thread(paths_from, words[start:])
        return Completed(start + found.start, found.choices)

    async def query(self, words: str) -> Completed:
        """Return the fields, names, desks and values that may come at the end of a query."""
        read, name = self._workspace.database.read, _name_begun(words)
        if name is not None:
            field, begun = name
            found = await read(name_table.names_with, begun, quoted=field == NameField.SPEAKER)
            return Completed(len(words) - len(begun), tuple(map(_quoted, found)))
        outlets = [feed.title for feed in await read(feed_table.feeds) if feed.title]
        return query_from(words, outlets, [desk.name for desk in await read(tie_table.desks)])


def paths_from(words: str) -> Completed:
    """Return the files and folders whose path begins like `words`; a folder ends with a slash."""
    name = words.rpartition("/")[2]
    folder = words[: len(words) - len(name)]
    try:
        with os.scandir(Path(folder).expanduser()) as entries:
            found = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(name) and entry.name.startswith(".") == name.startswith(".")
            )
    except (OSError, RuntimeError, ValueError):  # no such folder, user or character
        return Completed(len(folder))
    return Completed(len(folder), tuple(found[:_MOST]))


def _name_begun(words: str) -> tuple[str, str] | None:
    """Return the field and what is typed of its value, if the query ends with the name of an actor or speaker."""
    term = words[_start_of_term(words) :].lstrip("-(")
    field, colon, value = term.partition(":")
    return (field.lower(), value) if colon and field.lower() in (NameField.ACTOR, NameField.SPEAKER) else None


def query_from(words: str, outlets: Iterable[str], desks: Iterable[str]) -> Completed:
    """Return what may complete the last term of a query, given the names of outlets and desks."""
    start = _start_of_term(words)
    term = words[start:].lstrip("-(")
    start = len(words) - len(term)
    field, colon, value = term.partition(":")
    if not colon:
        return beginning_with(words, (f"{name}:" for name in FIELDS), start=start)
    names: Iterable[str] = _VALUES.get(field.lower(), ())
    if field.lower() == "outlet":
        names = outlets
    elif field.lower() == "desk":
        names = desks
    start += len(field) + 1
    wanted = value.lstrip('"').casefold()
    found = sorted({_quoted(name) for name in names if wanted in name.casefold()}, key=str.casefold)
    return Completed(start, tuple(found[:_MOST]))


def beginning_with(words: str, names: Iterable[str], *, start: int) -> Completed:
    """Return the names that begin like the words from `start` on."""
    wanted = words[start:].casefold()
    return Completed(start, tuple(name for name in names if name.casefold().startswith(wanted)))


def _start_of_term(words: str) -> int:
    """Return where the last term begins: after a blank that is not between quotation marks."""
    start, quoted = 0, False
    for index, character in enumerate(words):
        if character == '"':
            quoted = not quoted
        elif character == " " and not quoted:
            start = index + 1
    return start


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
