"""What a deferred thread waits for, and why one woke, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow


def waiting_words(row: ThreadRow, now: datetime) -> str:
    """Return "until Mon 30 Nov 06:00" for a deferred thread, "woke: 3 new independent" for one that woke, else ""."""
    if row.is_woken:
        return row.lifted
    if not row.until:
        return ""
    from briefing.model.wake import waits_for

    return f"until {waits_for(row.until, now)}"
