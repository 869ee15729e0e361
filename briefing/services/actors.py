"""Actors and speakers over everything that is stored."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.actor_override import ActorOverrides
from briefing.model.actor_page import ActorFound, ActorPage, ActorStory, RoleFound
from briefing.model.errors import NothingFound, UsageError
from briefing.model.inbox import ThreadRow
from briefing.model.material import ActorHit, QuoteHit
from briefing.services.findings import read_latest
from briefing.services.wanted_names import unread_about, unread_naming
from briefing.services.workspace import Workspace
from briefing.store import actor_overrides as override_table
from briefing.store import actor_stories as story_table
from briefing.store import findings as finding_table
from briefing.store import texts_to_read as waiting_table
from briefing.store import views as view_table
from briefing.store.finding_rows import speaker_key

MOST_QUOTES = 200
MOST_HITS = 2_000
MOST_ACTORS = 100
MOST_STORIES, MOST_THREADS = 500, 40
_MOST_NAMED = 5


class Actors:
    """The people, organisations and places that the stories of one workspace name."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def page(self, key: str) -> ActorPage | None:
        """Return the page of the actor with a key; None if no text names it.

        A short name leads to the actor that its threads mean by it.
        """
        read, now = self._workspace.database.read, self._workspace.now()
        not_read = await read_latest(self._workspace, await unread_about(self._workspace, key))
        overrides = await read(override_table.overrides)
        naming = await read(story_table.stories_of_actor, overrides.keys_of(key), MOST_STORIES)
        if not naming:
            return None
        ids = list(dict.fromkeys(thread for _, thread in naming if thread))[:MOST_THREADS]
        stories = await read(story_table.read_stories, [story for story, thread in naming if thread not in ids])
        stories += await read(story_table.stories_in, ids, MOST_STORIES)
        rows = await read(view_table.thread_rows_of, ids, now)
        page, bearer = await asyncio.to_thread(_compose, key, stories, rows, overrides)
        if bearer:
            return await self.page(bearer)
        return replace(page, not_read=not_read) if page and not_read else page

    async def named(self, words: str) -> tuple[ActorFound, ...]:
        """Return the actors in whose name words begin with `words` (all for ""), most often named first.

        Texts with such a name that have not been read are read first, the latest `MOST_ASKED` of them.
        """
        await self._read(words)
        overrides = await self._workspace.database.read(override_table.overrides)
        hits = await self._workspace.database.read(finding_table.actor_hits, words, MOST_HITS)
        by_key: dict[str, list[ActorHit]] = defaultdict(list)
        for hit in hits:
            by_key[overrides.known_as(hit.key)].append(hit)
        found = [_together(key, each) for key, each in by_key.items()]
        return tuple(sorted(found, key=lambda actor: (-actor.mentions, actor.key))[:MOST_ACTORS])

    async def key_of(self, name: str) -> str:
        """Return the key of the one actor that `name` means: its whole name, else the only name with such words.

        Raises NothingFound if there is none, UsageError if there are several.
        """
        own = speaker_key(name)
        await self._read(name)
        if await self._workspace.database.read(story_table.stories_of_actor, (own,), 1):
            return own
        found = await self.named(name)
        if not found:
            raise NothingFound(f"No stored text names an actor {name!r}.")
        if len(found) > 1:
            names = ", ".join(actor.name for actor in found[:_MOST_NAMED])
            raise UsageError(f"{name!r} may be {len(found)} actors ({names} …); write the whole name.")
        return found[0].key

    async def quotes_by(self, speaker: str) -> tuple[QuoteHit, ...]:
        """Return the quotes of speakers in whose name words begin with `speaker` (all for ""), newest first.

        Unread texts are read as for `named`.
        """
        await self._read(speaker)
        return await self._workspace.database.read(finding_table.quotes_by, speaker, MOST_QUOTES)

    async def not_read(self, words: str) -> int:
        """Return how many stories have not been read and may name someone with `words` in the name; all for ""."""
        if not words:
            return await self._workspace.database.read(waiting_table.count_not_read)
        return len(await unread_naming(self._workspace, words))

    async def _read(self, words: str) -> None:
        await read_latest(self._workspace, await unread_naming(self._workspace, words))


def only_actor(found: Sequence[ActorFound], name: str) -> ActorFound | None:
    """Return the actor that `name` means: the one called exactly so, or the only one found; None if it is not clear."""
    meant = [actor for actor in found if actor.key == speaker_key(name)] or found
    return meant[0] if name and len(meant) == 1 else None


def _compose(
    key: str, stories: Sequence[ActorStory], threads: Sequence[ThreadRow], overrides: ActorOverrides
) -> tuple[ActorPage | None, str]:
    """Return the page, or else the key of the actor that the threads mean by a short name, "" if there is none."""
    from briefing.services.actor_pages import compose_actor_page, meant_actor  # slow to import

    page = compose_actor_page(key, stories, threads, overrides)
    return page, "" if page else meant_actor(stories, overrides.known_as(key), overrides)


def _together(key: str, hits: Sequence[ActorHit]) -> ActorFound:
    newest = sorted(hits, key=lambda hit: (hit.published, hit.story), reverse=True)
    names: dict[str, int] = defaultdict(int)
    for hit in hits:
        names[hit.name] += hit.mentions
    roles = {
        text: RoleFound(text, hit.story, hit.outlet, hit.published) for hit in reversed(newest) for text in hit.roles
    }
    return ActorFound(
        key=key,
        name=max(sorted(names), key=lambda name: names[name]),
        kind=newest[0].kind,
        mentions=sum(hit.mentions for hit in hits),
        stories=len({hit.story for hit in hits}),
        threads=tuple(dict.fromkeys(hit.thread for hit in newest if hit.thread)),
        roles=tuple(sorted(roles.values(), key=lambda role: role.published, reverse=True)),
    )
