"""The open briefing: its places, settings, store, worker processes and clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.model.errors import StoreError
from briefing.store.database import Database, open_database
from briefing.workers.pool import WorkerPool

if TYPE_CHECKING:
    from briefing.services.network import Fetch
    from briefing.settings.places import Places
    from briefing.settings.settings import Settings

Clock = Callable[[], datetime]


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
    grouping: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the window is grouped and that is saved: a second grouping builds on the first."""

    @property
    def notice(self) -> str:
        """A sentence that holds for the whole session, such as that the store is read-only; "" if there is none."""
        return self.database.notice

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored in this session."""
        return self.database.read_only

    def now(self) -> datetime:
        """Return the time that this run takes for the present."""
        return self.clock()

    def close(self) -> None:
        """End the worker processes and close the store."""
        self.workers.close()
        self.database.close()


def open_workspace(
    places: Places, settings: Settings, *, clock: Clock = real_clock, fetch: Fetch | None = None
) -> Workspace:
    """Open the store, and create it if there is none.

    Raises StoreError if it cannot be opened or its folder cannot be created.
    """
    folder = places.store.parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} for the store cannot be created ({error.strerror}); name another one with --home."
        ) from error
    return Workspace(places, settings, open_database(places.store), WorkerPool(), clock, fetch)
