"""Topics: opening the page of a thread's topic, and deciding on a topic."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefing.export.decision_words import decision_words
from briefing.model.verdict import Verdict

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.verdict import VerdictChange
    from briefing.tui.host import Owner
    from briefing.tui.services import Services


class TopicOpener:
    """Opens the topic of the thread under the cursor, which `current` names."""

    def __init__(self, owner: Owner, services: Services, current: Callable[[], ThreadRow | None]) -> None:
        self._owner = owner
        self._services = services
        self._current = current

    def action_go_topic(self) -> None:
        """Open the topic of the thread under the cursor."""
        row = self._current()
        if row is None:
            self._owner.say("No thread is under the cursor.")
        else:
            self._owner.open_page("reading the topic", partial(self._open, row), group="topic")

    async def _open(self, row: ThreadRow) -> None:
        host = self._owner.host
        page = await host.report_failure(self._services.topics.page(row.id))
        if page is None:
            self._owner.say("No topic yet: this is the only thread of its matter.")
        else:
            host.show_page(page)


class TopicDecisions:
    """Answers the verdict keys on the page of a topic; `given` shows what was decided."""

    def __init__(
        self, owner: Owner, services: Services, topic: Callable[[], str], given: Callable[[VerdictChange], None]
    ) -> None:
        self._owner = owner
        self._services = services
        self._topic = topic
        self._given = given

    def action_verdict_follow(self) -> None:
        """Follow the topic: its new threads rank higher."""
        self._start(Verdict.FOLLOW)

    def action_verdict_drop(self) -> None:
        """Drop the topic with its threads, and those that come."""
        self._start(Verdict.DROP)

    def action_verdict_new(self) -> None:
        """Take back what was decided on the topic."""
        self._start(Verdict.NEW)

    def _start(self, verdict: Verdict) -> None:
        self._owner.start(partial(self._give, verdict), group="verdict")

    async def _give(self, verdict: Verdict) -> None:
        host = self._owner.host
        change = await host.report_failure(self._services.topics.give_verdict(self._topic(), verdict))
        if change is None:
            return
        self._given(change)
        what, about = decision_words(change)
        self._owner.say(what, about, done=True, undo=True)
