"""Which screen shows a page: that of an actor, a topic or an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.actor_page import ActorPage
from briefing.model.outlet import OutletPage

if TYPE_CHECKING:
    from briefing.model.topic import TopicPage
    from briefing.tui.host import Host
    from briefing.tui.screens.base_screen import BaseScreen


def screen_of(host: Host, page: ActorPage | TopicPage | OutletPage) -> BaseScreen:
    """Return a new screen for a page. Each kind is imported when it is first opened."""
    match page:
        case ActorPage():
            from briefing.tui.screens.actor import ActorScreen

            return ActorScreen(host, page)
        case OutletPage():
            from briefing.tui.screens.outlet import OutletScreen

            return OutletScreen(host, page)
    from briefing.tui.screens.topic import TopicScreen

    return TopicScreen(host, page)
