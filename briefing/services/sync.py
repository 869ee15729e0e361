"""Synchronisation with a server that keeps the feeds: entries come from there, marks and verdicts go both ways."""

import asyncio
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from briefing.frozen import dataclass
from briefing.model.errors import NetworkError, UsageError
from briefing.model.feed import Feed
from briefing.model.sync import MarkChange, RemoteEntry, RemoteFeed, SyncStatus, SyncTotals
from briefing.model.verdict import Verdict
from briefing.services.entries_elsewhere import file_entries_from
from briefing.services.network import USER_AGENT
from briefing.services.polling import INTERVAL
from briefing.services.rules import follow_rules
from briefing.services.sync_marks import settle_thread
from briefing.services.workspace import Workspace
from briefing.store import sync as sync_table
from briefing.sync.server import NewsServer

FIRST_DAYS = 7
"""How far back the first synchronisation takes entries that are read already."""


PASSWORD_VARIABLE = "BRIEFING_SYNC_PASSWORD"  # noqa: S105 - the name of the variable
"""The variable of the environment that may hold the password."""
NO_SERVER = "The settings name no sync server: set kind and url under [sync]."
_COMMAND_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class PulledFeed:
    """What came from the server for one feed."""

    feed: Feed
    entries: int = 0
    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


class Exchange:
    """One synchronisation: `pull` before the threads are grouped, `settle` after it, and `close`.

    Without a server in the settings, or if none of its feeds is `asked` for, nothing happens. What goes wrong becomes a
    sentence among the `problems`.
    """

    def __init__(self, workspace: Workspace, *, asked: bool = True) -> None:
        self._workspace = workspace
        self._asked = asked and is_synced(workspace)
        self._server: NewsServer | None = None
        self._pulled: tuple[PulledFeed, ...] = ()
        self.problems: list[str] = []

    async def pull(self) -> tuple[PulledFeed, ...]:
        """Return what came from the server, by feed."""
        if not self._asked:
            return ()
        try:
            self._server = await _connect(self._workspace)
            self._pulled = await pull(self._workspace, self._server)
        except (NetworkError, UsageError) as error:
            self.problems.append(str(error))
        return self._pulled

    async def settle(self) -> SyncTotals | None:
        """Make both sides agree on marks and verdicts; return None if there is no server, or it was not asked."""
        if not self._asked:
            return None
        totals = SyncTotals(problems=tuple(self.problems))
        if self._server is not None and not self.problems:
            totals = await settle(self._workspace, self._server, self._pulled)
            self.problems.extend(totals.problems)
        return totals

    async def close(self) -> None:
        """End the connections to the server."""
        if self._server is not None:
            await self._server.close()


def is_synced(workspace: Workspace) -> bool:
    """Return whether the settings name a server that keeps the feeds."""
    return bool(workspace.settings.sync.get("kind"))


async def pull(workspace: Workspace, server: NewsServer) -> tuple[PulledFeed, ...]:
    """Take over the feeds of the server, file their new entries and note their marks. Raises NetworkError.

    Everything is stored batch by batch, and asking again changes nothing, so a sync that is cut off loses nothing.
    """
    now = workspace.now()
    remote = await server.feeds()
    kept: int = await workspace.database.read(sync_table.count_feeds)
    if kept and not remote:
        raise NetworkError("The sync server lists no feed any more; nothing was changed here.")
    cursor = await workspace.database.run(sync_table.cursor_of, account_of(workspace))
    public = await asyncio.to_thread(_without_secrets, workspace, remote)
    feeds = await workspace.database.run(sync_table.take_feeds, public, now)
    known = await workspace.database.read(sync_table.known_entries)
    pulled = {id_: PulledFeed(feed) for id_, feed in feeds.items()}
    async for batch in server.entries(cursor, known, now - timedelta(days=FIRST_DAYS)):
        await _file(workspace, batch, pulled)
    marks = await server.marks()
    if marks is not None:
        await workspace.database.run(sync_table.note_marks, marks)
    await workspace.database.run(sync_table.save_cursor, server.cursor, now)
    failures = {each.id: each.failure for each in remote}
    await workspace.database.run(sync_table.note_checks, failures, now, now + INTERVAL)
    return tuple(pulled.values())


async def settle(workspace: Workspace, server: NewsServer, pulled: Sequence[PulledFeed]) -> SyncTotals:
    """Give threads the verdicts that the server's marks mean, and tell the server what was decided here.

    The threads must have been grouped since `pull`. If the server fails, what it did not take waits for the next time.
    """
    threads = await workspace.database.read(sync_table.unsettled_threads)
    settled = {thread.id: settle_thread(thread) for thread in threads}
    decided = {
        thread.id: settled[thread.id].verdict for thread in threads if settled[thread.id].verdict is not thread.verdict
    }
    pushing: dict[str, tuple[MarkChange, Verdict]] = {}
    agreed: dict[str, Verdict] = {}
    for thread in threads:
        verdict, changes = settled[thread.id].verdict, settled[thread.id].changes
        pushing.update({id_: (change, verdict) for id_, change in changes.items()})
        agreed.update({entry.id: verdict for entry in thread.entries if entry.id not in changes})
    await workspace.database.run(sync_table.settle_here, decided, agreed, workspace.now(), durable=True)
    if decided:
        await follow_rules(workspace)
    marked, problems = await _push(workspace, server, pushing)
    return SyncTotals(
        feeds=len(pulled),
        entries=sum(each.entries for each in pulled),
        new_stories=sum(len(each.new) for each in pulled),
        decided=len(decided),
        marked=marked,
        waiting=len(pushing) - marked,
        problems=problems,
    )


async def status(workspace: Workspace) -> SyncStatus:
    """Return how things stand with the server; it is not asked. Raises UsageError if the settings name none."""
    if not is_synced(workspace):
        raise UsageError(NO_SERVER)
    threads = await workspace.database.read(sync_table.unsettled_threads)
    feeds: int = await workspace.database.read(sync_table.count_feeds)
    return SyncStatus(
        feeds=feeds,
        synced=await workspace.database.read(sync_table.last_synced, account_of(workspace)),
        waiting=sum(len(settle_thread(thread).changes) for thread in threads),
    )


def account_of(workspace: Workspace) -> str:
    """Return what identifies an account: the kind, the address and the user."""
    sync = workspace.settings.sync
    return " ".join((sync.get("kind", ""), sync.get("url", "").rstrip("/"), sync.get("user", "")))


async def _push(
    workspace: Workspace, server: NewsServer, pushing: Mapping[str, tuple[MarkChange, Verdict]]
) -> tuple[int, tuple[str, ...]]:
    marked = 0
    try:
        async for taken in server.push([change for change, _ in pushing.values()]):
            await workspace.database.run(sync_table.settle_pushed, {id_: pushing[id_] for id_ in taken}, durable=True)
            marked += len(taken)
    except NetworkError as error:
        return marked, (f"{len(pushing) - marked} marks wait for the next sync. {error}",)
    return marked, ()


def _without_secrets(workspace: Workspace, remote: Sequence[RemoteFeed]) -> tuple[RemoteFeed, ...]:
    """Return the feeds with addresses as they may be stored; their tokens are kept among the user's secrets."""
    return tuple(replace(feed, url=workspace.secrets.keep(feed.url)) for feed in remote)


async def _file(workspace: Workspace, batch: Sequence[RemoteEntry], pulled: dict[str, PulledFeed]) -> None:
    """File a batch of entries and add them to what was `pulled`; those of feeds that were removed here are left out."""
    by_feed: dict[str, list[RemoteEntry]] = {}
    for entry in batch:
        if entry.feed in pulled:
            by_feed.setdefault(entry.feed, []).append(entry)
    for remote, entries in by_feed.items():
        before = pulled[remote]
        filed = await file_entries_from(workspace, before.feed, entries, prefix=sync_table.KEY_PREFIX)
        await workspace.database.run(sync_table.note_entries, before.feed.id, entries)
        pulled[remote] = PulledFeed(
            before.feed, before.entries + len(entries), before.new + filed.new, before.changed + filed.changed
        )


async def _connect(workspace: Workspace) -> NewsServer:
    """Connect to the account that the settings name. Raises UsageError without a password, NetworkError."""
    sync = workspace.settings.sync
    user, password = sync.get("user", ""), await _password(workspace)
    if sync["kind"] == "greader":
        from briefing.sync.google_reader import GoogleReaderServer

        return await GoogleReaderServer.log_in(sync["url"], user, password, agent=USER_AGENT)
    try:
        from briefing.sync.miniflux_server import MinifluxServer
    except ModuleNotFoundError:
        raise UsageError("Miniflux needs its client: install briefing with the extra `miniflux`.") from None
    return MinifluxServer(sync["url"], user, password, agent=USER_AGENT)


async def keep_password(workspace: Workspace, password: str) -> None:
    """Keep the password of the account among the user's secrets. Raises UsageError without a server or a password."""
    if not is_synced(workspace):
        raise UsageError(NO_SERVER)
    if not password.strip():
        raise UsageError("The password is empty.")
    await asyncio.to_thread(workspace.secrets.keep_password, account_of(workspace), password.strip())


async def _password(workspace: Workspace) -> str:
    """Return the password: from the environment, from the command of the user, or as `briefing sync login` kept it."""
    if password := os.environ.get(PASSWORD_VARIABLE, ""):
        return password
    if command := workspace.settings.sync.get("password_command", ""):
        return await asyncio.to_thread(_printed, command)
    if password := await asyncio.to_thread(workspace.secrets.password, account_of(workspace)):
        return password
    raise UsageError("There is no password for the sync server; `briefing sync login` keeps it.")


def _printed(command: str) -> str:
    try:
        done = subprocess.run(shlex.split(command), capture_output=True, check=True, timeout=_COMMAND_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"The password_command under [sync] failed ({type(error).__name__}).") from None
    first = done.stdout.decode(errors="replace").partition("\n")[0].strip()
    if not first:
        raise UsageError("The password_command under [sync] printed nothing.")
    return first
