"""The keys for the story that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.format.citation_line import citation_line

if TYPE_CHECKING:
    from briefing.model.pipe import PipeForm
    from briefing.model.story_page import StoryPage
    from briefing.model.story_version import StoryVersion
    from briefing.tui.controllers.opening import Clipboard, Opener
    from briefing.tui.host import Owner
    from briefing.tui.services import Services

Current = Callable[[], "StoryPage"]
"""Returns the story that is shown."""


class StoryActions:
    """Opens the story in the browser, fetches its text, copies parts of it, and renders it for a command."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        opener: Opener,
        clipboard: Clipboard,
        current: Current,
        fetched: Callable[[StoryPage], None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._opener = opener
        self._clipboard = clipboard
        self._current = current
        self._fetched = fetched

    def action_browser(self) -> None:
        """Open the story in the browser."""
        self._opener.browse(self._current().story.url)

    def action_full_text(self) -> None:
        """Fetch the whole text."""
        self._owner.start(self._fetch, group="full-text", exclusive=True)

    async def _fetch(self) -> None:
        self._owner.say("fetching the full text")
        story, report = self._current().story.id, self._owner.host.report_failure
        sentence = await report(self._services.stories.fetch_full_text(story))
        if not sentence:
            return
        self._owner.say(sentence, done=True)
        page = await report(self._services.stories.page(story))
        if page is not None and self._current().story.id == story:
            self._fetched(page)

    def action_copy_citation(self) -> None:
        """Copy the story's citation."""
        story = self._current().story
        self._clipboard.copy(citation_line(story.title, story.outlet, story.published, story.url), "citation")

    def action_copy_address(self) -> None:
        """Copy the story's address."""
        self._clipboard.copy(self._current().story.url, "address")

    async def rendered(self, form: PipeForm) -> str | None:
        """Return the story in a form."""
        return self._services.pipes.story(self._current(), form)


class StoryVersions:
    """Goes through the versions of the story's text, from the newest to the oldest and round again."""

    def __init__(
        self, owner: Owner, services: Services, current: Current, show: Callable[[StoryPage, StoryVersion], None]
    ) -> None:
        self._owner = owner
        self._services = services
        self._current = current
        self._show = show
        self._newest: StoryPage | None = None
        self._shown = 0
        """The number of the version that is shown with its changes, 0 for none."""

    def forget(self) -> None:
        """Forget the versions: the story was read again."""
        self._newest = None

    def action_versions(self) -> None:
        """Show what changed in the newest version, then the version before."""
        if len(self._current().versions) < 2:
            self._owner.say("There is only one version of this text.")
        else:
            self._owner.start(self._go_back, group="versions", exclusive=True)

    async def _go_back(self) -> None:
        if self._newest is None or self._newest.story.id != self._current().story.id:
            self._newest, self._shown = self._current(), 0
        newest = self._newest
        versions = await self._owner.host.report_failure(self._services.stories.versions(newest))
        if not versions:
            return
        self._shown = self._shown - 1 if self._shown > 1 else len(versions)
        version = versions[self._shown - 1]
        older = version.snapshot.id != newest.snapshot.id
        bare = partial(replace, quotes=(), citations=(), held_as=(), elsewhere=())
        self._show(bare(newest, snapshot=version.snapshot) if older else newest, version)
