"""A screen from which a feed can be added, whose address was typed or found."""

from functools import partial

from briefing.model.errors import BriefingError
from briefing.tui.screens.base_screen import BaseScreen


class AddingScreen(BaseScreen):
    """Looks for the feed at an address, subscribes to it and asks it."""

    def add_feed(self, address: str, *, typed: bool = True) -> None:
        """Subscribe in the background; `typed` is False for an address that nobody typed, so that it must be public."""
        self.run_in_background(partial(self._subscribe, address, typed=typed), group="subscribe", exclusive=True)

    async def _subscribe(self, address: str, *, typed: bool) -> None:
        self.say(f"looking for the feed at {address}")
        try:
            feed = await self.briefing.reader.add_feed(address, typed=typed)
        except BriefingError as error:
            self.say(str(error))
            return
        self.say("subscribed", feed.title or feed.url, done=True)
        await self.subscribed((feed.id,))

    async def subscribed(self, feed_ids: tuple[int, ...] | None) -> None:
        """Show the new feeds and ask them; None asks all."""
        self.briefing.counts = await self.briefing.reader.counts()
        self.reload()
        self.briefing.refresh_feeds(feed_ids)
