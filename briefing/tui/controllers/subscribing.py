"""New feeds: by an address, from another program's list, or from a starter pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.export.feed_choices import choice_lines
from briefing.model.errors import BriefingError
from briefing.text.secret_parts import shown_address
from briefing.text.wording import counted
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, clean, spaces
from briefing.tui.format.wrap import wrap
from briefing.tui.prompts import Prompt

if TYPE_CHECKING:
    from briefing.model.feed import Feed, FeedChoice
    from briefing.tui.host import Owner
    from briefing.tui.services import Services

_NUMBER = re.compile(r"\d{1,3}")
MOST_NOTES = 2
"""Notes on an imported list that the footer has room for."""


class Subscribing:
    """Subscribes to feeds and refreshes them."""

    def __init__(self, owner: Owner, services: Services) -> None:
        self._owner = owner
        self._services = services

    def add_feeds(self, addresses: str, *, typed: bool = True) -> None:
        """Subscribe in the background to one or more addresses with blanks between them.

        An address that was not `typed` by the user must be a public one.
        """
        work = partial(self._subscribe, tuple(dict.fromkeys(addresses.split())), typed=typed)
        self._owner.start(work, group="subscribe", exclusive=True)

    async def _subscribe(self, addresses: Sequence[str], *, typed: bool) -> None:
        added: list[Feed] = []
        failed: list[str] = []
        for address in addresses:
            self._owner.say(f"looking for the feed at {shown_address(address)}")
            try:
                choices = await self._services.feeds.choices(address, typed=typed)
                if len(choices) > 1 and len(addresses) == 1:
                    self._ask_which(choices)
                    return
                added.append(await self._services.feeds.take(choices[0]))
            except BriefingError as error:
                failed.append(str(error) if len(addresses) == 1 else f"{shown_address(address)}: {error}")
        await self._finish(added, failed)

    def _ask_which(self, choices: Sequence[FeedChoice]) -> None:
        """Ask which feeds of a page to take; the best one stands in the field."""
        question = ((f"The page has {len(choices)} feeds", STRONG_BOLD), ("   the numbers of those to take", MUTED))
        answered = partial(self._take, choices)
        asked = self._owner.sheet.ask(question, answered, value="1")
        lines: list[Line] = [((f"  {line}", TEXT),) for line in map(clean, choice_lines(choices))]
        asked.note(((*spaces(2), *question), *lines))

    def _take(self, choices: Sequence[FeedChoice], numbers: str) -> None:
        listed = dict.fromkeys(map(int, _NUMBER.findall(numbers)))
        chosen = [choices[number - 1] for number in listed if 0 < number <= len(choices)]
        if not chosen:
            self._owner.say(f"no feed taken: there are numbers from 1 to {len(choices)}")
            return
        self._owner.start(partial(self._take_all, chosen), group="subscribe", exclusive=True)

    async def _take_all(self, chosen: Sequence[FeedChoice]) -> None:
        added: list[Feed] = []
        failed: list[str] = []
        for choice in chosen:
            try:
                added.append(await self._services.feeds.take(choice))
            except BriefingError as error:
                failed.append(str(error))
        await self._finish(added, failed)

    async def _finish(self, added: Sequence[Feed], failed: Sequence[str]) -> None:
        self._say_result(added, failed)
        if added:
            await self._refresh(tuple(feed.id for feed in added))

    def _say_result(self, added: Sequence[Feed], failed: Sequence[str]) -> None:
        """Say what was added in the footer; explain several failures, or one beside successes, in the sheet."""
        if len(added) == 1 and not failed:
            self._owner.say("subscribed", added[0].title or added[0].url, done=True)
        elif not failed:
            self._owner.say(f"subscribed to {counted(len(added), 'feed')}", done=True)
        elif not added and len(failed) == 1:
            self._owner.say(failed[0])
        else:
            from briefing.tui.format.explanations import titled_sentences

            title = f"{len(added)} subscribed, {len(failed)} not"
            self._owner.sheet.tell(titled_sentences(title, failed, self._owner.host.size.width))

    async def _refresh(self, feed_ids: tuple[int, ...] | None) -> None:
        """Show the new feeds and refresh them; None refreshes all."""
        host = self._owner.host
        host.counts = host.counts.with_feeds_of(await self._services.inbox.counts())
        self._owner.reload()
        host.refresh_feeds(feed_ids)


class SubscribeKeys(Subscribing):
    """Answers the keys that ask for an address, a file or a starter pack."""

    def action_feeds_add(self) -> None:
        """Ask for an address."""
        hint = "   the address of a feed, or of any page that has one; several with blanks between them"
        self._owner.sheet.ask((("Add a feed", STRONG_BOLD), (hint, MUTED)), self.add_feeds, prompt=Prompt("address"))

    def action_feeds_import(self) -> None:
        """Ask for a file."""
        question = (("Import feeds", STRONG_BOLD), ("   the path of an OPML file or of newsboat’s urls", MUTED))
        prompt = Prompt("path", self._services.completion.path)
        self._owner.sheet.ask(question, self._import, value=self._services.feeds.found_list(), prompt=prompt)

    def _import(self, path: str) -> None:
        self._owner.start(partial(self._import_from, path), group="subscribe", exclusive=True)

    async def _import_from(self, path: str) -> None:
        imported = await self._owner.host.report_failure(self._services.feeds.import_list(Path(path)))
        if imported is not None:
            self._owner.say("; ".join((imported.sentence, *imported.notes[:MOST_NOTES])), done=True)
            await self._refresh(None)

    def action_feeds_pack(self) -> None:
        """Ask for a starter pack; their names stand above the field."""
        question: Line = (("A starter pack", STRONG_BOLD), ("   Tab completes its name", MUTED))
        asked = self._owner.sheet.ask(question, self._take_pack, prompt=Prompt("pack", self._services.completion.pack))
        names: Line = ((", ".join(self._services.feeds.pack_names()), TEXT),)
        width = self._owner.host.size.width - 2
        asked.note(((*spaces(2), *question), *wrap(names, width, first=spaces(2), rest=spaces(2))))

    def _take_pack(self, name: str) -> None:
        self._owner.start(partial(self._subscribe_pack, name), group="subscribe", exclusive=True)

    async def _subscribe_pack(self, name: str) -> None:
        imported = await self._owner.host.report_failure(self._services.feeds.import_pack(name))
        if imported is not None:
            self._owner.say(f"{name}: {imported.sentence}", done=True)
            await self._refresh(None)
