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
            self._owner.start(partial(tell_why, self._owner, self._services, row), group="why", exclusive=True)


async def tell_why(owner: Owner, services: Services, row: ThreadRow) -> None:
    """Show why a thread has its rank and topic, which rules it matches, and what the user merged and split of it."""
    from briefing.tui.format.explanations import why_thread

    sentences = await owner.host.report_failure(services.threads.explain_thread(row.id))
    if sentences is not None:
        owner.sheet.tell(why_thread(row, sentences, services.session.now(), owner.host.size.width))
