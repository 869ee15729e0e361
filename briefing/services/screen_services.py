"""What the screens are given: the use cases over one workspace, each imported when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefing.services.inbox import Inbox

if TYPE_CHECKING:
    from briefing.services.actors import Actors
    from briefing.services.stories import Stories
    from briefing.services.threads import Threads
    from briefing.services.workspace import Workspace


class ScreenServices:
    """The use cases of one session. The first screen needs the session and the inbox alone."""

    def __init__(self, workspace: Workspace) -> None:
        self.session = workspace
        self.inbox = Inbox(workspace)

    @cached_property
    def threads(self) -> Threads:
        """The pages of threads, and the search."""
        from briefing.services.threads import Threads

        return Threads(self.session)

    @cached_property
    def stories(self) -> Stories:
        """The stories, to be read, compared and opened."""
        from briefing.services.stories import Stories

        return Stories(self.session)

    @cached_property
    def actors(self) -> Actors:
        """The actors."""
        from briefing.services.actors import Actors

        return Actors(self.session)
