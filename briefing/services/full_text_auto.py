"""Full texts fetched automatically: for feeds set to it, and for threads that come first or are opened."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from briefing.analysis.sources.outlets import publisher_family
from briefing.frozen import dataclass
from briefing.model.errors import BriefingError, StoreError
from briefing.model.full_text import FullText
from briefing.model.inbox import InboxFilter
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.story import TextKind
from briefing.model.verdict import Verdict
from briefing.services.findings import read_texts_of
from briefing.services.full_text import fetch_and_store
from briefing.services.full_text_policy import most_generous
from briefing.services.merge_duplicates import merge_and_regroup
from briefing.services.polite_network import polite_network
from briefing.services.polling import OBEYED, is_due
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from briefing.store import material as material_table
from briefing.store import missing_texts as missing_table
from briefing.store import views as view_table
from briefing.store.failures import StoreFault
from briefing.text.addresses import host_of

TOP_THREADS = 10
MOST_PAGES = 12
"""The most pages that one refresh fetches for the first threads of the inbox."""
MOST_OF_FEEDS = 400
"""The most pages that one refresh fetches for feeds that are set to it."""
A_THREAD = 3
A_HOST = 3
AT_ONCE = 4
SECONDS, SECONDS_OF_FEEDS = 15.0, 120.0
"""After this time the rest is left as it is, because the user is waiting."""

_OPEN = InboxFilter(verdicts=(Verdict.NEW, Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER))
_NO_HOSTS = (".example", ".test", ".invalid", ".localhost")
"""Host names that lead nowhere by definition."""


async def fetch_new_texts(workspace: Workspace, since: datetime) -> tuple[int, ...]:
    """Fetch full texts of stories first seen `since` then, within the limits; return the stories that got one.

    Those of feeds set to "on" come first, then those of the first threads in the inbox. Each story is tried once, at
    the refresh that brings it.
    """
    now = workspace.now()
    read = workspace.database.read
    fresh = await read(missing_table.stories_without_text, since)
    modes = await _modes(workspace, fresh)
    asked = await _polite(workspace, [story for story in fresh if modes[story] is FullText.ON], of_a_host=MOST_OF_FEEDS)
    got = await _fill(workspace, asked[:MOST_OF_FEEDS], seconds=SECONDS_OF_FEEDS)
    rows = await read(view_table.thread_rows, _OPEN, now=now, offset=0, limit=TOP_THREADS)
    materials = [await read(material_table.thread_material, row.id, now) for row in rows]
    wanted = {story for story in fresh if modes[story] is FullText.AUTO}
    own = [story for each in materials if each for story in worth_fetching(each, wanted)]
    polite = await _polite(workspace, list(dict.fromkeys(own)))
    return (*got, *await _fill(workspace, polite[:MOST_PAGES], seconds=SECONDS))


@dataclass(frozen=True, slots=True)
class FetchedTexts:
    """The stories whose pages were fetched, and those of them that got a text."""

    tried: tuple[int, ...] = ()
    got: tuple[int, ...] = ()


async def fetch_opened_texts(workspace: Workspace, thread_id: str, tried: Collection[int]) -> FetchedTexts:
    """Fetch and read full texts of an opened thread, except those of the stories in `tried`."""
    material = await workspace.database.read(material_table.thread_material, thread_id, workspace.now())
    if material is None:
        return FetchedTexts()
    modes = await _modes(workspace, [member.story.id for member in material.members])
    chosen = tuple(
        worth_fetching(material, {each for each, mode in modes.items() if mode is not FullText.OFF} - set(tried))
    )
    got = await _fill(workspace, await _polite(workspace, chosen), seconds=SECONDS)
    await merge_and_regroup(workspace)
    if got:
        await read_texts_of(workspace, got)
    return FetchedTexts(chosen, got)


def worth_fetching(material: ThreadMaterial, wanted: Collection[int]) -> Iterator[int]:
    """Yield up to three stories of a thread whose pages hold most: the newest of each publisher first.

    Reprints hold nothing of their own.
    """
    seen: set[str] = set()
    rest: list[ThreadMember] = []
    members = [
        member
        for member in sorted(material.members, key=lambda each: each.story.published, reverse=True)
        if member.story.id in wanted and member.story.url and not member.reprint_of
        if member.snapshot.kind is not TextKind.FULL and not host_of(member.story.url).endswith(_NO_HOSTS)
    ]
    first: list[ThreadMember] = []
    for member in members:
        family = publisher_family(member.story.outlet, member.story.domain)
        (rest if family in seen else first).append(member)
        seen.add(family)
    yield from (member.story.id for member in [*first, *rest][:A_THREAD])


async def _modes(workspace: Workspace, stories: Sequence[int]) -> dict[int, FullText]:
    """Return the full-text mode of each story."""
    carried = await workspace.database.read(missing_table.feeds_carrying, stories)
    return {story: most_generous(carried.get(story, ()), workspace.settings) for story in stories}


async def _fill(workspace: Workspace, stories: Sequence[int], *, seconds: float) -> tuple[int, ...]:
    """Fetch the pages of stories until `seconds` have passed; return the stories that got a text.

    Raises StoreError if the store cannot be written.
    """
    if not stories:
        return ()
    got: list[int] = []
    turns = asyncio.Semaphore(AT_ONCE)
    async with polite_network(workspace) as fetch_now:

        async def one(story: int) -> None:
            async with turns:
                try:
                    added = await fetch_and_store(workspace, story, fetch_now)
                except BriefingError as error:
                    if isinstance(error, StoreError) and not isinstance(error, StoreFault):
                        raise
                    return  # the story keeps its summary
                got.extend([story] * added)

        tasks = [asyncio.ensure_future(one(story)) for story in stories]
        try:
            await asyncio.wait(tasks, timeout=seconds)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome
    return tuple(got)


async def _polite(workspace: Workspace, stories: Sequence[int], *, of_a_host: int = A_HOST) -> list[int]:
    """Return the stories, up to `of_a_host` of each host, without hosts that asked to be left alone.

    There is no limit for the user's own machines.
    """
    addresses = await workspace.database.read(missing_table.addresses_of, stories)
    feeds = await workspace.database.read(feed_table.feeds)
    busy = {
        host_of(feed.url) for feed in feeds if feed.reason in OBEYED and not is_due(feed, workspace.now(), asked=True)
    }
    hosts: Counter[str] = Counter()
    kept = []
    for story in stories:
        host = host_of(addresses.get(story, ""))
        hosts[host] += 1
        own = urlsplit(addresses.get(story, "")).netloc in workspace.settings.allow_private
        if own or (host and host not in busy and hosts[host] <= of_a_host):
            kept.append(story)
    return kept
