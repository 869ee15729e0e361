"""The keys of the queue for the thread that is shown, besides deciding: copy it, pipe it, open its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.tui.controllers.opening import Clipboard, Opener

if TYPE_CHECKING:
    from briefing.model.pipe import PipeForm
    from briefing.model.views import ThreadPage
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target


class QueuedPage:
    """Answers the keys for the page; `page` is what is shown, `target` what is under the cursor."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        page: Callable[[], ThreadPage | None],
        target: Callable[[], Target | None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._shown = page
        self._target = target
        self._opener = Opener(owner, services)
        self._clipboard = Clipboard(owner)

    def open(self) -> None:
        """Open the story of the sentence or quote under the cursor."""
        target = self._target()
        if target is not None:
            self._opener.open(target)

    def action_copy_markdown(self) -> None:
        """Copy the thread that is shown, as the brief shows it."""
        page = self._shown()
        if page is not None:
            self._clipboard.copy_thread(page)
        else:
            self._owner.say("No thread to copy here.")

    async def rendered(self, form: PipeForm) -> str | None:
        """Return the thread that is shown in a form that can be piped."""
        page = self._shown()
        return self._services.pipes.thread(page, form) if page is not None else None

    def action_browser(self) -> None:
        """Open the source under the cursor in the browser, or the one of the typed number."""
        page, target = self._shown(), self._target()
        sources = page.sources if page is not None else ()
        wanted = self._owner.typed_count or (target.n if target is not None else 0)
        self._opener.browse(next((source.url for source in sources if source.n == wanted and source.held), ""))
