"""The threads between which the user jumped, as a browser keeps pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.host import Owner
    from briefing.tui.widgets.thread_list import ThreadList


class JumpHistory:
    """Goes back to threads that were left by a jump, and forward again; `go_to` puts the cursor on a thread."""

    def __init__(self, owner: Owner, threads: ThreadList, go_to: Callable[[str], None]) -> None:
        self._owner = owner
        self._threads = threads
        self._go_to = go_to
        self._behind: list[str] = []
        self._ahead: list[str] = []

    def jump_to(self, thread_id: str) -> None:
        """Jump to a thread; what was ahead is forgotten."""
        here = self._threads.current_id
        self._behind.extend([here] if here else ())
        self._ahead.clear()
        self._go_to(thread_id)

    def action_history_back(self) -> None:
        """Go back to the thread from which another was jumped to."""
        if not self._move(self._behind, self._ahead):
            self._owner.say("Nothing to go back to.")

    def action_history_forward(self) -> None:
        """Undo the last step back; if there was none, open the story that was left last."""
        if self._move(self._ahead, self._behind):
            return
        if self._owner.host.left_story is not None:
            self._owner.host.action_history_forward()
        else:
            self._owner.say("Nothing to go forward to.")

    def _move(self, origin: list[str], destination: list[str]) -> bool:
        if not origin:
            return False
        destination.append(self._threads.current_id)
        self._go_to(origin.pop())
        return True
