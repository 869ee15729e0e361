"""Speakers and actors over everything that is stored."""

from collections import defaultdict
from collections.abc import Sequence

from briefing.model.actor_page import ActorFound, RoleFound
from briefing.model.material import ActorHit, QuoteHit
from briefing.services.workspace import Workspace
from briefing.store import actor_wishes as wish_table
from briefing.store import findings as finding_table

MOST_QUOTES = 200
MOST_HITS = 2_000
MOST_ACTORS = 100


async def quotes_by(workspace: Workspace, speaker: str) -> tuple[QuoteHit, ...]:
    """Return the quotes of the speakers whose name holds `speaker` (all for ""), newest first."""
    return await workspace.database.read(finding_table.quotes_by, speaker, MOST_QUOTES)


async def actors_named(workspace: Workspace, words: str) -> tuple[ActorFound, ...]:
    """Return the actors whose name holds `words` (all for ""), most often named first."""
    wishes = await workspace.database.read(wish_table.wishes)
    hits = await workspace.database.read(finding_table.actor_hits, words, MOST_HITS)
    by_key: dict[str, list[ActorHit]] = defaultdict(list)
    for hit in hits:
        by_key[wishes.known_as(hit.key)].append(hit)
    found = [_together(key, each) for key, each in by_key.items()]
    return tuple(sorted(found, key=lambda actor: (-actor.mentions, actor.key))[:MOST_ACTORS])


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
