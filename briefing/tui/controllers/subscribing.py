"""New feeds: by an address, from another program's list, or from a starter pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.tui.format.lines import MUTED, STRONG_BOLD

if TYPE_CHECKING:
    from briefing.tui.host import Owner
    from briefing.tui.services import Services

MOST_NOTES = 2
"""Notes on an imported list that the footer has room for."""


class Subscribing:
    """Subscribes to feeds and refreshes them."""

    def __init__(self, owner: Owner, services: Services) -> None:
        self._owner = owner
        self._services = services

    def add_feed(self, address: str, *, typed: bool = True) -> None:
        """Subscribe in the background. An address that was not `typed` by the user must be a public one."""
        self._owner.start(partial(self._subscribe, address, typed=typed), group="subscribe", exclusive=True)

    async def _subscribe(self, address: str, *, typed: bool) -> None:
        self._owner.say(f"looking for the feed at {address}")
        try:
            feed = await self._services.feeds.add(address, typed=typed)
        except BriefingError as error:
            self._owner.say(str(error))
            return
        self._owner.say("subscribed", feed.title or feed.url, done=True)
        await self._refresh((feed.id,))

    async def _refresh(self, feed_ids: tuple[int, ...] | None) -> None:
        """Show the new feeds and refresh them; None refreshes all."""
        host = self._owner.host
        host.counts = await self._services.inbox.counts()
        self._owner.reload()
        host.refresh_feeds(feed_ids)


class SubscribeKeys(Subscribing):
    """Answers the keys that ask for an address, a file or a starter pack."""

    def action_feeds_add(self) -> None:
        """Ask for an address."""
        question = (("Add a feed", STRONG_BOLD), ("   the address of a feed, or of any page that has one", MUTED))
        self._owner.sheet.ask(question, self.add_feed)

    def action_feeds_import(self) -> None:
        """Ask for a file."""
        question = (("Import feeds", STRONG_BOLD), ("   the path of an OPML file or of newsboat’s urls", MUTED))
        self._owner.sheet.ask(question, self._import, value=self._services.feeds.found_list())

    def _import(self, path: str) -> None:
        self._owner.start(partial(self._import_from, path), group="subscribe", exclusive=True)

    async def _import_from(self, path: str) -> None:
        imported = await self._owner.host.report_failure(self._services.feeds.import_list(Path(path).expanduser()))
        if imported is not None:
            self._owner.say("; ".join((imported.sentence, *imported.notes[:MOST_NOTES])), done=True)
            await self._refresh(None)

    def action_feeds_pack(self) -> None:
        """Ask for a starter pack."""
        names = ", ".join(self._services.feeds.pack_names())
        self._owner.sheet.ask((("A starter pack", STRONG_BOLD), (f"   one of {names}", MUTED)), self._take_pack)

    def _take_pack(self, name: str) -> None:
        self._owner.start(partial(self._subscribe_pack, name), group="subscribe", exclusive=True)

    async def _subscribe_pack(self, name: str) -> None:
        imported = await self._owner.host.report_failure(self._services.feeds.import_pack(name))
        if imported is not None:
            self._owner.say(f"{name}: {imported.sentence}", done=True)
            await self._refresh(None)
