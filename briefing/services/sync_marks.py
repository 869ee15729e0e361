"""What a verdict here means for the marks of entries on a server, and the reverse, from values alone.

A dropped thread is read on the server, a followed one is starred, and one for the brief is both. If both sides have
changed since they agreed last and contradict each other, the later change holds; if the server does not say when it
changed, the user's decision here holds.
"""

from collections.abc import Mapping

from briefing.frozen import dataclass
from briefing.model.sync import MarkChange
from briefing.model.verdict import Verdict
from briefing.store.sync import SyncedEntry, SyncedThread

_STARRED = frozenset({Verdict.FOLLOW, Verdict.BRIEF})
_READ = frozenset({Verdict.DROP, Verdict.BRIEF})


@dataclass(frozen=True, slots=True)
class Settlement:
    """What makes both sides agree on a thread."""

    verdict: Verdict
    """The verdict that the thread has from now on."""
    changes: Mapping[str, MarkChange]
    """The marks that the server does not have yet, by entry."""


def settle_thread(thread: SyncedThread) -> Settlement:
    """Return what makes both sides agree on a thread."""
    decided = _decided_there(thread)
    decided_here = not thread.by_sync and any(entry.agreed is not thread.verdict for entry in thread.entries)
    if decided is not None and (not decided_here or _server_is_later(thread)):
        return Settlement(decided, {})
    changes = {entry.id: _change(entry, thread.verdict) for entry in thread.entries}
    return Settlement(thread.verdict, {id_: change for id_, change in changes.items() if change is not None})


def _decided_there(thread: SyncedThread) -> Verdict | None:
    """Return the verdict that the marks on the server ask for; None if they ask for no other one."""
    entries = thread.entries
    kept = thread.verdict in _STARRED
    if any(entry.server_starred and not entry.starred for entry in entries):
        return None if kept else Verdict.FOLLOW
    if kept and any(entry.starred for entry in entries) and not any(entry.server_starred for entry in entries):
        return Verdict.NEW
    if thread.verdict is Verdict.DROP:
        unread = (entry for entry in entries if not entry.server_read)
        return Verdict.NEW if any(thread.by_sync or entry.read for entry in unread) else None
    newly_read = any(entry.server_read and not entry.read for entry in entries)
    all_read = thread.whole and all(entry.server_read for entry in entries)
    return Verdict.DROP if thread.verdict is Verdict.NEW and newly_read and all_read else None


def _server_is_later(thread: SyncedThread) -> bool:
    changed = [entry.server_changed for entry in thread.entries if _has_changed(entry)]
    times = [time for time in changed if time is not None]
    return bool(times) and (thread.decided is None or max(times) > thread.decided)


def _has_changed(entry: SyncedEntry) -> bool:
    return (entry.read, entry.starred) != (entry.server_read, entry.server_starred)


def _change(entry: SyncedEntry, verdict: Verdict) -> MarkChange | None:
    read = _turned(entry.agreed in _READ, verdict in _READ, entry.server_read)
    starred = _turned(entry.agreed in _STARRED, verdict in _STARRED, entry.server_starred)
    return None if read is None and starred is None else MarkChange(entry.id, read, starred)


def _turned(before: bool, after: bool, server: bool) -> bool | None:
    return None if before is after or after is server else after
