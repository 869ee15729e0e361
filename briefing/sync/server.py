"""What synchronisation asks of a server, whatever its protocol."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from briefing.model.errors import NetworkError
from briefing.model.sync import MarkChange, RemoteEntry, RemoteFeed, RemoteMarks


class NewsServer(Protocol):
    """An account on a server. Every method raises NetworkError, with a sentence, if the server fails."""

    @property
    def cursor(self) -> str:
        """Where the next call of `entries` continues; valid once the present one has ended."""

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return the feeds of the account."""

    def entries(self, cursor: str, known: frozenset[str], since: datetime) -> AsyncIterator[tuple[RemoteEntry, ...]]:
        """Yield batches of the entries that are new or changed since `cursor`.

        Without a cursor these are all unread and starred entries, and those published after `since`.
        Entries whose ids are `known` may be left out.
        """

    async def marks(self) -> RemoteMarks | None:
        """Return the marks of all entries; None if `entries` has given the changed ones."""

    def push(self, changes: Sequence[MarkChange]) -> AsyncIterator[tuple[str, ...]]:
        """Change marks; yield the ids of the entries as the server takes them."""

    async def close(self) -> None:
        """End the connections."""


def refused(name: str) -> NetworkError:
    """Return the error for a server that does not accept the user."""
    return NetworkError(f"{name} refuses the user or the password; `briefing sync login` stores them.")


def answered(name: str, status: int) -> NetworkError:
    """Return the error for an answer with an unexpected status."""
    if status in (401, 403):
        return refused(name)
    if status in range(300, 400):
        return NetworkError(f"{name} sends us to another address; put that into `url` under [sync].")
    if status == 429:
        return NetworkError(f"{name} asks for fewer requests (429); the next sync goes on.")
    return NetworkError(f"{name} answered {status}; check `url` under [sync].")
