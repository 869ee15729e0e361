"""The open briefing: its places, settings, store, worker processes and clock."""

from __future__ import annotations

from asyncio import Lock as Turn
from asyncio import Task
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from briefing.frozen import dataclass
from briefing.model.errors import NoStore, StoreError
from briefing.store import secret_addresses as address_table
from briefing.store.database import Database, ignore, open_database, open_now, open_to_read
from briefing.text.secret_parts import has_secrets
from briefing.workers.pool import WorkerPool, pool_size, usable_processors

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.services.network import Fetch
    from briefing.services.secrets import Secrets
    from briefing.settings.places import Places
    from briefing.settings.settings import Settings

Clock = Callable[[], datetime]
OnWait = Callable[[str], None]
"""Called with the process number of the holder that we wait for."""

OPEN_SECONDS = 30.0
"""How long opening waits for a process that holds the whole store."""


class Job(StrEnum):
    """The jobs that only one process does at a time on a store, and only one task of it."""

    REFRESH = "refresh"
    GROUPING = "grouping"


class Access(StrEnum):
    """How a store is opened: to read without a lock, to write, or at once (to write if it is free, else to read)."""

    READ = "read"
    WRITE = "write"
    NOW = "now"


def real_clock() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that a use case needs to know about this run."""

    places: Places
    settings: Settings
    database: Database
    workers: WorkerPool
    clock: Clock
    fetch: Fetch | None = None
    """Stands in for the network, such as the demo's own feeds; None is the network itself."""
    on_wait: OnWait = ignore
    """Called if a job waits for another process."""
    turns: dict[Job, Turn] = field(default_factory=lambda: {job: Turn() for job in Job})
    """Held while this process does a job; see `services.leases`."""
    reading: dict[int, Task[Any]] = field(default_factory=dict)
    """The stories whose texts are being read, each with the task that does it."""

    @property
    def secrets(self) -> Secrets:
        """The passwords and tokens of feeds."""
        from briefing.services.secrets import Secrets  # the first screen does not need it

        return Secrets(self.places.secrets, in_keyring=self.settings.secrets == "keyring")

    @property
    def notice(self) -> str:
        """A sentence if opening was not as usual, such as that the store is read-only for now; "" if there is none."""
        return self.database.notice

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored, for now or for good."""
        return self.database.read_only

    async def wait_until_writable(self) -> bool:
        """Wait until another process frees the store; return False if it can never be written in this session."""
        return await self.database.wait_until_writable()

    async def changed_elsewhere(self) -> bool:
        """Return whether another process has written to the store since the last call, or since it was opened."""
        return await self.database.changed_elsewhere()

    def now(self) -> datetime:
        """Return the current time of this run."""
        return self.clock()

    def close(self) -> None:
        """End the worker processes and close the store."""
        self.workers.close()
        self.database.close()


def open_workspace(
    places: Places,
    settings: Settings,
    *,
    clock: Clock = real_clock,
    fetch: Fetch | None = None,
    access: Access = Access.WRITE,
    on_wait: OnWait = ignore,
) -> Workspace:
    """Open the store; to write, and at once, also create it if there is none.

    Raises StoreError if it cannot be opened or its folder cannot be created, and NoStore if there is none to read.
    """
    folder = places.store.parent
    if access is Access.READ and not places.store.exists():
        raise NoStore(f"There is no store in {folder}; `briefing add URL` or `briefing import FILE` creates one.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} for the store cannot be created ({error.strerror}); name another one with --home."
        ) from error
    match access:
        case Access.READ:
            database = open_to_read(places.store, seconds=OPEN_SECONDS, on_wait=on_wait)
        case Access.WRITE:
            database = open_database(places.store, seconds=OPEN_SECONDS, on_wait=on_wait)
        case Access.NOW:
            database = open_now(places.store)
    if not database.read_only:
        try:
            _move_secrets(database, places.secrets, in_keyring=settings.secrets == "keyring")
        except BaseException:
            database.close()
            raise
    workers = WorkerPool(pool_size(usable_processors()))
    return Workspace(places, settings, database, workers, clock, fetch, on_wait)


def _move_secrets(database: Database, file: Path, *, in_keyring: bool) -> None:
    """Move the secrets that an older version stored into their own file; the file is written first."""
    stored = database.look(address_table.addresses_with_fields)
    if not any(has_secrets(address) for address in stored):
        return
    from briefing.services.secrets import Secrets

    secrets = Secrets(file, in_keyring=in_keyring)
    taken = database.look(address_table.all_addresses)
    replaced = {address: secrets.keep(address, taken) for address in stored if has_secrets(address)}
    database.call(address_table.replace_addresses, replaced, durable=True)
    address_table.replace_in_backups(database.path, replaced)
