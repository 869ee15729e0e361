"""Synchronisation with a server that keeps feeds: the marks that it has, and those that it is sent."""

from datetime import datetime

from briefing.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A feed as the server lists it."""

    id: str
    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    groups: tuple[str, ...] = ()
    """Further groups that it is in."""
    failure: str = ""
    """Why the server could not fetch it last, or ""."""


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """An entry as the server gives it, with its marks."""

    id: str
    feed: str
    """The id of its feed on the server."""
    url: str
    title: str
    """Plain text."""
    html: str
    author: str
    published: datetime | None
    read: bool
    starred: bool
    changed: datetime | None = None
    """When its marks changed last, by the clock of this machine; None if the server does not say."""


@dataclass(frozen=True, slots=True)
class RemoteMarks:
    """The ids of all entries that are unread, and of all that are starred, on a server that lists only these."""

    unread: frozenset[str]
    starred: frozenset[str]


@dataclass(frozen=True, slots=True)
class MarkChange:
    """The marks to send to the server for one entry; None leaves a mark as it is."""

    id: str
    read: bool | None = None
    starred: bool | None = None


@dataclass(frozen=True, slots=True)
class SyncTotals:
    """The outcome of one synchronisation."""

    feeds: int = 0
    """Feeds that the server keeps."""
    entries: int = 0
    """Entries that the server sent."""
    new_stories: int = 0
    decided: int = 0
    """Threads that took a verdict from the server."""
    marked: int = 0
    """Entries whose marks the server took."""
    waiting: int = 0
    """Entries whose marks must still be sent to the server."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How things stand with the server, from the store alone."""

    feeds: int
    synced: datetime | None
    """When the last exchange ended; None if there was none with this account."""
    waiting: int
    """Entries whose marks must still be sent to the server."""
