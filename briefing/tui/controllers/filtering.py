"""The filter of the inbox: a query that is typed below the list and acts while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.text.wording import capitalised
from briefing.tui.format.lines import MUTED, STRONG, TEXT, Line
from briefing.tui.prompts import Prompt

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.model.query import Query
    from briefing.tui.controllers.thread_listing import ThreadListController
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.sheet import Asked

NOT_READ = "{} stories with that name have not been read yet; `briefing refresh --read-all` reads them."
PAUSE_SECONDS = 0.08
"""How long the keys must rest before the list follows."""
_QUESTION: Line = (
    ("only threads that match", STRONG),
    ("   words -not OR outlet: actor: by: verdict: after: …", MUTED),
)


class Filtering:
    """Asks for a query and has the list show what it finds."""

    def __init__(self, owner: Owner, services: Services, listing: ThreadListController) -> None:
        self._owner = owner
        self._services = services
        self._listing = listing
        self._timer: Timer | None = None
        self._asked: Asked | None = None
        """The prompt for the query."""
        self._wanted: Query | None = None
        """The query that the list was asked for last; it may not show it yet."""

    def action_filter(self) -> None:
        """Ask for a query; Escape goes back to the filter that there was."""
        before = self._wanted = self._listing.query
        self._ask(before.text if before else "", left=partial(self._go_back, before))

    def _ask(self, value: str, *, left: Callable[[], None]) -> None:
        answered = partial(self._keep, left=left)
        prompt = Prompt("query", self._services.completion.query)
        ask = self._owner.sheet.ask_live
        self._asked = ask(_QUESTION, answered, changed=self._follow, left=left, value=value, prompt=prompt)

    def _follow(self, words: str) -> None:
        self._stop_waiting()
        self._timer = self._owner.after(PAUSE_SECONDS, partial(self._try, words))

    def _go_back(self, before: Query | None) -> None:
        self._stop_waiting()
        self._apply(before)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _try(self, words: str) -> None:
        """Apply a query that is being typed; the last right one stays while it is wrong."""
        try:
            query = self._services.inbox.read_query(words, unfinished=True)
        except BriefingError as error:
            self._refuse(error)
        else:
            self._note(_QUESTION)
            self._apply(query)

    def _keep(self, words: str, *, left: Callable[[], None]) -> None:
        """Apply the whole query; ask again if it is wrong."""
        self._stop_waiting()
        try:
            query = self._services.inbox.read_query(words)
        except BriefingError as error:
            self._ask(words, left=left)
            self._refuse(error)
        else:
            self._apply(query)

    def _refuse(self, error: BriefingError) -> None:
        self._note(((capitalised(error), TEXT),))

    def _note(self, line: Line) -> None:
        if self._asked is not None:
            self._asked.note((line,))

    @property
    def _is_typing(self) -> bool:
        return self._asked is not None and self._asked.is_open

    async def _read_for(self, query: Query) -> None:
        """Read texts that may match but have not been read; show what the query finds then."""
        left = await self._services.threads.read_for(query)
        if left is None:
            return
        await self._listing.show_matching(query)
        if left:
            self._owner.say(NOT_READ.format(left))

    def _apply(self, query: Query | None) -> None:
        if query != self._listing.query or query != self._wanted:
            self._wanted = query
            self._owner.start(partial(self._show, query), group="reload", exclusive=True)

    async def _show(self, query: Query | None) -> None:
        """Show what a query finds. The store may refuse it too: only the store knows the desks."""
        try:
            await self._listing.show_matching(query)
            if query is not None and not self._is_typing:
                await self._read_for(query)
        except BriefingError as error:
            if self._is_typing:
                self._refuse(error)
            else:
                self._owner.say(str(error))
