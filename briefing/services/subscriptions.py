"""Subscriptions: adding, removing, importing and exporting feeds, and the starter packs."""

import asyncio
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from briefing.data.loader import folder, read_bytes
from briefing.feeds.newsboat import NewsboatList, read_urls
from briefing.feeds.opml import read_opml, write_opml
from briefing.frozen import dataclass
from briefing.model.errors import NothingFound, UsageError
from briefing.model.feed import Feed, FeedChoice, Subscription
from briefing.model.full_text import FullText
from briefing.model.views import FeedRow
from briefing.services.feed_choice import find_choices
from briefing.services.feed_health import feed_rows
from briefing.services.workspace import Workspace
from briefing.settings.places import expand_user
from briefing.store import feeds as feed_table
from briefing.store.newsboat_cache import is_database, read_cache
from briefing.text.addresses import host_of, origin_of
from briefing.text.display import clean_line
from briefing.text.secret_parts import login_url, shown_address
from briefing.text.wording import counted
from briefing.web.hosts import is_ip_address, is_public

STDIN = Path("-")
"""The path that means standard input."""
LIST_BYTES = 5 * 2**20
LONGEST_TITLE = 200
_PACKS = "packs"
_PACK_SUFFIX = ".opml"
_PRIVATE_NAMES = ("localhost", "local", "internal", "lan", "home", "intranet", "arpa")
"""Last labels of host names that belong to no public host (RFC 6761, RFC 6762, RFC 8375, and usage)."""
_LONGEST_NAME = 80
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NEWSBOAT_LISTS = (".newsboat/urls", ".config/newsboat/urls")


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a list of feeds did."""

    feeds: tuple[Feed, ...]
    new: int
    """How many of them are new subscriptions."""
    notes: tuple[str, ...] = ()
    """What was left out, in plain words."""

    @property
    def sentence(self) -> str:
        """How many feeds were imported and known, as a sentence."""
        known = len(self.feeds) - self.new
        imported = f"{counted(self.new, 'feed')} imported"
        if not known:
            return imported
        return f"{imported}, {known} {'was' if known == 1 else 'were'} already there"


@dataclass(frozen=True, slots=True)
class ExportedFeeds:
    """The subscriptions as OPML."""

    opml: bytes
    left_out: int
    """How many have a password or token."""

    @property
    def sentence(self) -> str:
        """A sentence about what was left out, or ""."""
        if not self.left_out:
            return ""
        feeds = (
            "1 feed with a password or token was"
            if self.left_out == 1
            else (f"{self.left_out} feeds with passwords or tokens were")
        )
        return f"{feeds} left out; --with-secrets keeps them"


class Feeds:
    """The feeds that one workspace is subscribed to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def rows(self) -> tuple[FeedRow, ...]:
        """Return every subscription with its health, those that need attention first."""
        return await feed_rows(self._workspace)

    async def add(self, address: str, *, typed: bool = True) -> Feed:
        """Subscribe to the feed at `address`, or to the best that the page there names; raises as `choices` does."""
        return await self.take((await self.choices(address, typed=typed))[0])

    async def choices(self, address: str, *, typed: bool = True) -> tuple[FeedChoice, ...]:
        """Return the feed at `address`, or those that the page there names, the best first; at least one.

        If the page names none, the usual places of a feed on its host are tried. An address that the user typed may be
        on a private network; one that a page names may not, unless it is on the same origin. Raises UsageError for an
        unsafe address, NetworkError if nothing answers, NothingFound if there is no feed or the page cannot be read.
        """
        return await find_choices(self._workspace, _typed_address(address), typed=typed)

    async def take(self, choice: FeedChoice) -> Feed:
        """Subscribe to one of the `choices`."""
        return await _subscribe(self._workspace, Subscription(choice.url, choice.name), typed=choice.typed)

    async def remove(self, feed_id: int) -> None:
        """Unsubscribe from a feed. Its stories stay; `restore` undoes it."""
        await self._workspace.database.run(feed_table.remove_feed, feed_id, self._workspace.now(), durable=True)

    async def restore(self, feed_id: int) -> None:
        """Undo `remove`."""
        await self._workspace.database.run(feed_table.restore_feed, feed_id, durable=True)

    async def set_full_text(self, feed_id: int, mode: FullText) -> None:
        """Store whether the full texts of a feed's stories are fetched."""
        await self._workspace.database.run(feed_table.set_full_text, feed_id, mode, durable=True)

    async def set_groups(self, feed_id: int, groups: Sequence[str]) -> None:
        """Put a feed into these groups and take it out of all others. Nested groups are written as "A / B"."""
        names = tuple(dict.fromkeys(filter(None, (clean_line(name, LONGEST_TITLE) for name in groups))))
        await self._workspace.database.run(feed_table.set_groups, feed_id, names, durable=True)

    async def rename_group(self, old: str, new: str) -> int:
        """Rename a group and return how many feeds are in it. Raises NothingFound if there is none."""
        name = clean_line(new, LONGEST_TITLE)
        if not name:
            raise UsageError("The new name of the group is empty.")
        moved = await self._workspace.database.run(feed_table.rename_group, old, name, durable=True)
        if not moved:
            raise NothingFound(f"There is no group {old!r}; `briefing feeds` lists them.")
        return moved

    async def find(self, words: str) -> Feed:
        """Return the only feed that matches `words`: its number, its address, or part of its title or address.

        Raises NothingFound if no feed or several feeds match.
        """
        named = words
        if "://" in words:
            named = await asyncio.to_thread(self._workspace.secrets.public, login_url(words) or words)
        feed = await self._workspace.database.read(feed_table.feed_by, named)
        if feed is None:
            raise NothingFound(
                f"No feed, or more than one, matches {shown_address(words)}; `briefing feeds` lists them."
            )
        return feed

    async def import_list(self, path: Path) -> Imported:
        """Subscribe to every feed of an OPML file, or of newsboat's `urls` file or cache; notes say what was left out.

        The user writes a `urls` file by hand, so it may name feeds on a private network. OPML comes from others: it may
        not. Raises UsageError if the file cannot be read.
        """
        place = path if path == STDIN else expand_user(path)
        if await asyncio.to_thread(is_database, place):
            return await self._import_cache(place)
        body = await asyncio.to_thread(_read_list, place)
        if not body.startswith(_UTF_16) and not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return await self._import_urls(read_urls(body.decode("utf-8", errors="replace")))
        listed, notes = read_opml(body)
        allowed = self._workspace.settings.allow_private
        public = [each for each in listed if not _is_on_private_network(each.url, allowed)]
        refused = [_private_note(each) for each in listed if each not in public]
        return replace(await self.subscribe(public, typed=False), notes=(*notes, *refused))

    async def _import_urls(self, listed: NewsboatList) -> Imported:
        from briefing.services.newsboat_rules import add_rules

        imported = await self.subscribe(listed.feeds)
        return replace(imported, notes=(*listed.notes, *await add_rules(self._workspace, listed.queries)))

    async def _import_cache(self, path: Path) -> Imported:
        from briefing.services.newsboat_cache import import_cache

        cache = await asyncio.to_thread(read_cache, path)
        imported = await self.subscribe(cache.feeds)
        return replace(imported, notes=(*cache.notes, await import_cache(self._workspace, imported.feeds, cache)))

    async def subscribe(self, subscriptions: Sequence[Subscription], *, typed: bool = True) -> Imported:
        """Subscribe to feeds by their addresses, without fetching them; `typed` as in `add`."""
        before = {feed.id for feed in await self._workspace.database.read(feed_table.feeds)}
        feeds = tuple([await _subscribe(self._workspace, each, typed=typed) for each in subscriptions])
        return Imported(feeds, len({feed.id for feed in feeds} - before))

    async def export(self, *, with_secrets: bool = False) -> ExportedFeeds:
        """Return the subscriptions as OPML; those with a password or token are left out unless `with_secrets`."""
        feeds = await self._workspace.database.read(feed_table.feeds)
        secrets = self._workspace.secrets
        kept = [each for each in feeds if with_secrets or not secrets.holds(each.url)]
        shown = [Subscription(secrets.address(each.url), each.title, each.folder, each.groups) for each in kept]
        return ExportedFeeds(write_opml(shown, "briefing subscriptions"), len(feeds) - len(kept))

    def pack_names(self) -> tuple[str, ...]:
        """Return the names of the starter packs."""
        return pack_names()

    async def import_pack(self, name: str) -> Imported:
        """Subscribe to every feed of a starter pack; raises UsageError for an unknown name."""
        return await self.subscribe(read_pack(name))

    def found_list(self) -> str:
        """Return the path of newsboat's list of feeds in the user's home folder, or ""."""
        return str(newsboat_list(Path.home()) or "")


def pack_names() -> tuple[str, ...]:
    """Return the names of the starter packs, in alphabetical order."""
    return tuple(
        sorted(
            file.name.removesuffix(_PACK_SUFFIX)
            for file in folder(_PACKS).iterdir()
            if file.name.endswith(_PACK_SUFFIX)
        )
    )


def read_pack(name: str) -> Sequence[Subscription]:
    """Return the feeds of a starter pack; raises UsageError, with the names of all packs, for an unknown name."""
    wanted = name.strip().casefold()
    if wanted not in pack_names():
        raise UsageError(f"There is no starter pack {name[:40]!r}; there are {', '.join(pack_names())}.")
    subscriptions, _ = read_opml(read_bytes(f"{_PACKS}/{wanted}{_PACK_SUFFIX}"))
    return subscriptions


def newsboat_list(home: Path) -> Path | None:
    """Return the path of newsboat's list of feeds in a home folder, or None if there is none."""
    return next((home / place for place in _NEWSBOAT_LISTS if (home / place).is_file()), None)


def _read_list(path: Path) -> bytes:
    try:
        with open(sys.stdin.fileno(), "rb", closefd=False) if path == STDIN else path.open("rb") as file:
            body = file.read(LIST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read: {error.strerror or 'no reason given'}.") from error
    if len(body) > LIST_BYTES:
        raise UsageError(f"The file {path} is larger than 5 MiB, which no list of feeds needs.")
    return body


def _is_on_private_network(url: str, allowed: Collection[str]) -> bool:
    """Return whether an address is seen to be on a private network without looking its name up."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if origin_of(url).partition("://")[2] in allowed:
        return False
    if is_ip_address(host):
        return not is_public(host)
    return "." not in host or host.rpartition(".")[2] in _PRIVATE_NAMES


def _private_note(subscription: Subscription) -> str:
    title = subscription.title[:_LONGEST_NAME] or host_of(subscription.url)
    return f"{title}: its address is on a private network, left out; `briefing add` takes it if you type it"


async def _subscribe(workspace: Workspace, subscription: Subscription, *, typed: bool = True) -> Feed:
    url = await asyncio.to_thread(workspace.secrets.keep, login_url(subscription.url) or subscription.url)
    return await workspace.database.run(
        feed_table.add_feed,
        url,
        title=clean_line(subscription.title, LONGEST_TITLE),
        folder=clean_line(subscription.folder, LONGEST_TITLE),
        groups=tuple(clean_line(name, LONGEST_TITLE) for name in subscription.groups),
        typed=typed,
        at=workspace.now(),
        durable=True,
    )


def _typed_address(address: str) -> str:
    words = address.strip()
    written = words if "://" in words else f"https://{words}"
    url = login_url(written)
    if url is None:
        said = shown_address(words)
        raise UsageError(f"{said[0].upper()}{said[1:]} is not a web address: it must look like https://host/path.")
    return url
