"""Outlets: the figures of each, and outlets that are silent on a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.analysis.sources.outlets import (
    country_of,
    family_set_by_user,
    fold_outlet_name,
    is_agency_family,
    is_hosting_site,
    is_link_site,
    publisher_family,
)
from briefing.model.actor import ActorKind
from briefing.model.errors import NothingFound, UsageError
from briefing.model.outlet import WINDOW, OutletKind, OutletPage, OutletRow, SilentOutlet, grade_of
from briefing.services.feed_health import feed_rows
from briefing.store import outlet_rows as outlet_table
from briefing.text.addresses import host_of

if TYPE_CHECKING:
    from briefing.model.views import ActorLine, ThreadPage
    from briefing.services.workspace import Workspace
    from briefing.store.outlet_rows import Carried

LATEST = 20
_MOST_NAMED = 5

LEAST_INDEPENDENT = 2
"""In a thread with fewer independent outlets, the silence of the others means nothing."""
LEAST_STORIES = 3
"""An outlet reports on a matter if it has at least this many stories on it."""
LEAST_SINCE = 3
"""An outlet is silent only if it has published at least this many stories since the thread began."""
MOST_ACTORS = 3
"""The most main actors of a thread; each is named in at least half of its stories."""
MOST_THREADS = 20
"""An actor in more threads is in the news anyway: outlets that name it need not be expected in this thread."""
MOST_SILENT = 6


class Outlets:
    """The outlets of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def rows(self) -> tuple[OutletRow, ...]:
        """Return the outlets of the last 30 days, the one with most stories first."""
        now = self._workspace.now()
        rows = await self._workspace.database.read(outlet_table.outlet_rows, now - WINDOW, now)
        return tuple(self._complete(row) for row in rows)

    async def page(self, words: str) -> OutletPage:
        """Return the page of the outlet that `words` mean: its name or domain, else a part of only one outlet's.

        Raises NothingFound if there is none, UsageError if there are several.
        """
        return await self._page(_meant(await self.rows(), words))

    async def page_of(self, name: str, domain: str) -> OutletPage | None:
        """Return the page of the outlet with exactly this name and domain; None if it has published nothing."""
        now, read = self._workspace.now(), self._workspace.database.read
        rows = await read(outlet_table.outlet_rows, now - WINDOW, now, (name, domain))
        if rows:
            return await self._page(self._complete(rows[0]))
        latest = await read(outlet_table.latest_stories, name, domain, LATEST)
        if not latest:
            return None
        silent = OutletRow(name, domain, 0, 0, 0, (0,) * outlet_table.HOURS, latest[0].published)
        return await self._page(self._complete(silent))

    async def find(self, name: str, domain: str) -> OutletPage | None:
        """Return the page of an outlet that a text cites, or that is silent on a thread; None if nothing is stored.

        Raises UsageError if the name may be that of several outlets.
        """
        with suppress(NothingFound):
            return await self.page_of(name, domain) or await self.page(name)
        return None

    async def page_of_story(self, story: int) -> OutletPage | None:
        """Return the page of the outlet that published a story; None if the story is gone."""
        found = await self._workspace.database.read(outlet_table.outlet_of_story, story)
        return None if found is None else await self.page_of(*found)

    async def page_of_feed(self, feed: int) -> OutletPage | None:
        """Return the page of the outlet that most stories of a feed come from; None if it has brought none."""
        found = await self._workspace.database.read(outlet_table.outlet_of_feed, feed)
        return None if found is None else await self.page_of(*found)

    async def _page(self, row: OutletRow) -> OutletPage:
        read = self._workspace.database.read
        latest = await read(outlet_table.latest_stories, row.name, row.domain, LATEST)
        urls = [feed.url for feed in row.feeds]
        health = {each.feed.url: each for each in await feed_rows(self._workspace, urls)}
        feeds = tuple(
            replace(feed, state=health[feed.url].state, health=health[feed.url].health) if feed.url in health else feed
            for feed in row.feeds
        )
        return OutletPage(replace(row, feeds=feeds), latest, _kind(row), country_of(row.domain))

    def _complete(self, row: OutletRow) -> OutletRow:
        grade = grade_of(row.name, row.domain, self._workspace.settings.grades)
        return replace(row, family=self._family(row.name, row.domain), grade=grade)

    async def silent_on(self, page: ThreadPage) -> tuple[SilentOutlet, ...]:
        """Return the outlets that report on a thread's topic or main actors and not in it, the busiest first.

        Only outlets of the user's feeds count, and none whose publisher has a story in the thread. What came by a
        search or an alert proves nothing, as those choose what they carry.
        """
        held = [source for source in page.sources if source.held]
        if page.row.independent < LEAST_INDEPENDENT or not held:
            return ()
        read, now = self._workspace.database.read, self._workspace.now()
        known = {self._family(source.outlet, source.domain) for source in held}
        found: dict[tuple[str, str], SilentOutlet] = {}
        for matter, carried in await self._matters(page, len(held)):
            for (name, domain), stories in _counts(carried).items():
                if stories < LEAST_STORIES or self._family(name, domain) in known:
                    continue
                found.setdefault((name, domain), SilentOutlet(name, domain, stories, matter))
        since = await read(outlet_table.published_since, tuple(found), page.row.first_seen, now)
        silent = [each for outlet, each in found.items() if since[outlet] >= LEAST_SINCE]
        return tuple(sorted(silent, key=lambda each: (-each.stories, each.name, each.domain))[:MOST_SILENT])

    async def _matters(self, page: ThreadPage, stories: int) -> Sequence[tuple[str, Sequence[Carried]]]:
        """Return what a thread is about, in words, with the stories on it: its topic first, then its main actors."""
        read, now = self._workspace.database.read, self._workspace.now()
        since, row = now - WINDOW, page.row
        found = []
        if row.topic:
            on_topic = await read(outlet_table.carried_on_topic, row.topic, row.id, since, now)
            found.append((f"in the topic “{row.topic_name}”", on_topic))
        for actor in _main_actors(page.actors, stories):
            naming = await read(outlet_table.carried_about, actor.keys or (actor.key,), since, now)
            if len({each.thread for each in naming}) <= MOST_THREADS:
                found.append((f"that name {actor.name}", naming))
        return found

    def _family(self, name: str, domain: str) -> str:
        return family_set_by_user(name, domain, self._workspace.settings.families) or publisher_family(name, domain)


def _kind(row: OutletRow) -> OutletKind:
    if is_agency_family(row.family):
        return OutletKind.AGENCY
    if is_link_site(row.domain):
        return OutletKind.LINKS
    return OutletKind.HOST if is_hosting_site(row.domain) else OutletKind.OUTLET


def _main_actors(actors: Sequence[ActorLine], stories: int) -> Sequence[ActorLine]:
    """Return the persons and organisations that at least half of a thread's stories name; places are left out."""
    main = [
        actor
        for actor in actors
        if actor.acts and not actor.minor and actor.kind is not ActorKind.PLACE and 2 * len(actor.stories) >= stories
    ]
    return main[:MOST_ACTORS]


def _counts(carried: Sequence[Carried]) -> Mapping[tuple[str, str], int]:
    """Return how many stories each outlet has, without those that only searches and alerts carry."""
    stories: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for each in carried:
        if not is_link_site(host_of(each.feed)):
            stories[each.name, each.domain].add(each.story)
    return {outlet: len(ids) for outlet, ids in stories.items()}


def _meant(rows: Sequence[OutletRow], words: str) -> OutletRow:
    found = next((each for each in _readings(rows, words) if each), [])
    if not found:
        raise NothingFound(
            f"No outlet {words!r} has published in the last {WINDOW.days} days; `briefing outlets` lists them."
        )
    if len(found) > 1:
        names = ", ".join(f"{row.name} ({row.domain})" for row in found[:_MOST_NAMED])
        more = " …" if len(found) > _MOST_NAMED else ""
        raise UsageError(f"{words!r} may be {len(found)} outlets: {names}{more}; write the domain of one.")
    return found[0]


def _readings(rows: Sequence[OutletRow], words: str) -> Iterator[list[OutletRow]]:
    """Yield what the words may mean, the surest first: a domain, a name, a part of either."""
    wanted = fold_outlet_name(words)
    yield [row for row in rows if row.domain.casefold() == wanted]
    yield [row for row in rows if fold_outlet_name(row.name) == wanted]
    yield [row for row in rows if wanted in fold_outlet_name(row.name) or wanted in row.domain.casefold()]
