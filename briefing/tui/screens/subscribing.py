"""A screen on which feeds are added: by an address, or from a file of another reader."""

from functools import partial

from briefing.tui.format.lines import MUTED, STRONG_BOLD
from briefing.tui.screens.adding import AddingScreen


class SubscribingScreen(AddingScreen):
    """Asks for an address or a file on the sheet."""

    def action_feeds_add(self) -> None:
        """Ask for an address."""
        question = (("Add a feed", STRONG_BOLD), ("   the address of a feed, or of any page that has one", MUTED))
        self.sheet.ask(question, self.add_feed)

    def action_feeds_import(self) -> None:
        """Ask for a file."""
        question = (("Import feeds", STRONG_BOLD), ("   the path of an OPML file or of newsboat’s urls", MUTED))
        self.sheet.ask(question, self._import, value=self.briefing.reader.found_list())

    def _import(self, path: str) -> None:
        self.run_in_background(partial(self._import_from, path), group="subscribe", exclusive=True)

    async def _import_from(self, path: str) -> None:
        sentence = await self.briefing.tell_failure(self.briefing.reader.import_file(path))
        if sentence:
            self.say(sentence, done=True)
            await self.subscribed(None)

    def action_feeds_pack(self) -> None:
        """Ask for a starter pack."""
        names = ", ".join(self.briefing.reader.pack_names())
        self.sheet.ask((("A starter pack", STRONG_BOLD), (f"   one of {names}", MUTED)), self._take_pack)

    def _take_pack(self, name: str) -> None:
        self.run_in_background(partial(self._subscribe_pack, name), group="subscribe", exclusive=True)

    async def _subscribe_pack(self, name: str) -> None:
        sentence = await self.briefing.tell_failure(self.briefing.reader.subscribe_pack(name))
        if sentence:
            self.say(sentence, done=True)
            await self.subscribed(None)
