"""New feeds: by an address, from another program's list, or from a starter pack."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.tui.format.lines import MUTED, STRONG_BOLD

if TYPE_CHECKING:
    from briefing.tui.host import Owner
    from briefing.tui.reader import Reader


class Subscribing:
    """Subscribes to feeds and refreshes them."""

    def __init__(self, owner: Owner, reader: Reader) -> None:
        self._owner = owner
        self._reader = reader

    def add_feed(self, address: str, *, typed: bool = True) -> None:
        """Subscribe in the background. An address that was not `typed` by the user must be a public one."""
        self._owner.start(partial(self._subscribe, address, typed=typed), group="subscribe", exclusive=True)

    async def _subscribe(self, address: str, *, typed: bool) -> None:
        self._owner.say(f"looking for the feed at {address}")
        try:
            feed = await self._reader.add_feed(address, typed=typed)
        except BriefingError as error:
            self._owner.say(str(error))
            return
        self._owner.say("subscribed", feed.title or feed.url, done=True)
        await self._refresh((feed.id,))

    async def _refresh(self, feed_ids: tuple[int, ...] | None) -> None:
        """Show the new feeds and refresh them; None refreshes all."""
        host = self._owner.host
        host.counts = await self._reader.counts()
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
        self._owner.sheet.ask(question, self._import, value=self._reader.found_list())

    def _import(self, path: str) -> None:
        self._owner.start(partial(self._import_from, path), group="subscribe", exclusive=True)

    async def _import_from(self, path: str) -> None:
        sentence = await self._owner.host.report_failure(self._reader.import_file(path))
        if sentence:
            self._owner.say(sentence, done=True)
            await self._refresh(None)

    def action_feeds_pack(self) -> None:
        """Ask for a starter pack."""
        names = ", ".join(self._reader.pack_names())
        self._owner.sheet.ask((("A starter pack", STRONG_BOLD), (f"   one of {names}", MUTED)), self._take_pack)

    def _take_pack(self, name: str) -> None:
        self._owner.start(partial(self._subscribe_pack, name), group="subscribe", exclusive=True)

    async def _subscribe_pack(self, name: str) -> None:
        sentence = await self._owner.host.report_failure(self._reader.subscribe_pack(name))
        if sentence:
            self._owner.say(sentence, done=True)
            await self._refresh(None)
