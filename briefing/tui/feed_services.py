"""The protocols of the services for feeds and outlets, in addition to those in `services`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.model.feed import Feed, FeedChoice
    from briefing.model.full_text import FullText
    from briefing.model.outlet import OutletPage
    from briefing.model.views import FeedRow


class ImportedFeeds(Protocol):
    """The result of importing a list of feeds."""

    @property
    def sentence(self) -> str:
        """How many feeds are new, in words."""

    @property
    def notes(self) -> Sequence[str]:
        """What was left out, in words."""


class Feeds(Protocol):
    """The feeds that are subscribed to."""

    async def rows(self) -> tuple[FeedRow, ...]:
        """Return all feeds, those that need attention first."""

    async def choices(self, address: str, /, *, typed: bool = True) -> Sequence[FeedChoice]:
        """Return the feed at an address, or those that the page there names; at least one.

        An address that the user did not type must be a public one.
        """

    async def take(self, choice: FeedChoice, /) -> Feed:
        """Subscribe to one of them."""

    async def remove(self, feed_id: int, /) -> None:
        """Unsubscribe."""

    async def restore(self, feed_id: int, /) -> None:
        """Take an unsubscription back."""

    async def set_full_text(self, feed_id: int, mode: FullText, /) -> None:
        """Set whether the full texts of a feed's stories are fetched."""

    async def import_list(self, path: Path, /) -> ImportedFeeds:
        """Subscribe to the feeds of an OPML file or of newsboat's list."""

    async def import_pack(self, name: str, /) -> ImportedFeeds:
        """Subscribe to a starter pack."""

    def pack_names(self) -> tuple[str, ...]:
        """Return the names of the starter packs."""

    def found_list(self) -> str:
        """Return the path of another program's list of feeds on this machine, "" if there is none."""


class Outlets(Protocol):
    """The outlets."""

    async def find(self, name: str, domain: str, /) -> OutletPage | None:
        """Return the page of an outlet; None if nothing of it is stored. Raises UsageError if there are several."""

    async def page_of(self, name: str, domain: str, /) -> OutletPage | None:
        """Return the page of the outlet with exactly this name and domain; None if it has published nothing."""

    async def page_of_story(self, story: int, /) -> OutletPage | None:
        """Return the page of the outlet that published a story; None if the story is gone."""

    async def page_of_feed(self, feed: int, /) -> OutletPage | None:
        """Return the page of the outlet that most stories of a feed come from; None if it has brought none."""
