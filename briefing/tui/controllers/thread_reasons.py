"""Explains on the sheet why a thread has its rank, its topic and its stories."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.host import Owner
    from briefing.tui.services import Services


class ThreadReasons:
    """Explains the thread under the cursor, which `current` names."""

    def __init__(self, owner: Owner, services: Services, current: Callable[[], ThreadRow | None]) -> None:
        self._owner = owner
        self._services = services
        self._current = current

    def action_why(self) -> None:
        """Explain the rank and the topic of the thread under the cursor."""
        row = self._current()
        if row is None:
            self._owner.say("No thread is under the cursor.")
        else:
            tell = partial(tell_why, self._owner, self._services, row, self._current)
            self._owner.start(tell, group="why", exclusive=True)


async def tell_why(owner: Owner, services: Services, row: ThreadRow, current: Callable[[], ThreadRow | None]) -> None:
    """Show why a thread has its rank and topic, which rules it matches, and what the user merged and split of it.

    Nothing is shown if another thread is the `current` one by then.
    """
    from briefing.tui.format.explanations import why_thread

    sentences = await owner.host.report_failure(services.threads.explain_thread(row.id))
    now = current()
    if sentences is not None and now is not None and now.id == row.id:
        owner.sheet.tell(why_thread(row, sentences, services.session.now(), owner.host.size.width))
