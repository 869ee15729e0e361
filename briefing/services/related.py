"""Related threads: those that share rarely named actors with one, and say so in their headline."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from briefing.analysis.language.statements import Statement
from briefing.model.actor import ActorKind
from briefing.model.inbox import ThreadRow
from briefing.model.views import ActorLine, ThreadPage
from briefing.services.workspace import Workspace
from briefing.store.actor_stories import threads_naming
from briefing.store.views import thread_rows_of

RECENT = timedelta(days=7)
"""Threads without a story in this time are not related to anything."""
MOST_KEYS = 15
"""The number of a thread's actors, the most important first, that are looked up in other threads."""
MOST_RELATED = 4
MOST_CANDIDATES = 16
LEAST_SHARED = 0.25
"""How much two threads must share: an actor counts one over the number of threads that name it."""
FEWEST_SHARED = 2
"""How many actors two threads must share: one alone, however rare, is mostly named in passing."""
LEAST_IN_HEADLINE = 0.15
"""How much the shared actors in the other headline must count, unless the headlines share words."""
FEWEST_WORDS = 2
"""So many words both headlines must have, beside a shared actor in the other one or several in the texts."""
SEVERAL = 3
"""So many shared actors relate two threads with alike headlines that name none of them."""


async def related_threads(workspace: Workspace, pages: Sequence[ThreadPage]) -> list[tuple[ThreadRow, ...]]:
    """Return for each page the threads that are related to its thread, the closest first."""
    read, now = workspace.database.read, workspace.now()
    main = [_main_actors(page) for page in pages]
    wanted = [(tuple(actor.key for actor in each), page.row.id) for each, page in zip(main, pages, strict=True)]
    named = await read(threads_naming, wanted, since=now - RECENT)
    near = [closest(each) for each in named]
    ids = tuple(dict.fromkeys(thread for each in near for thread in each))
    rows = {row.id: row for row in await read(thread_rows_of, ids, now)} if ids else {}
    return [
        related_rows(page.row, [rows[thread] for thread in threads if thread in rows], naming, actors)
        for page, threads, naming, actors in zip(pages, near, named, main, strict=True)
    ]


def _main_actors(page: ThreadPage) -> list[ActorLine]:
    return [actor for actor in page.actors if not actor.minor][:MOST_KEYS]


def closest(named: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the threads that share most, given the threads that name each actor; at most `MOST_CANDIDATES`."""
    shared: defaultdict[str, float] = defaultdict(float)
    actors: Counter[str] = Counter()
    for threads in named.values():
        actors.update(threads)
        for thread in threads:
            shared[thread] += 1 / len(threads)
    near = [thread for thread, weight in shared.items() if weight >= LEAST_SHARED and actors[thread] >= FEWEST_SHARED]
    return tuple(sorted(near, key=lambda thread: (-shared[thread], thread))[:MOST_CANDIDATES])


def related_rows(
    row: ThreadRow, candidates: Sequence[ThreadRow], named: Mapping[str, frozenset[str]], actors: Sequence[ActorLine]
) -> tuple[ThreadRow, ...]:
    """Return the `candidates` of the topic of the thread in `row`, and those whose headlines are about the same.

    `named` has the threads that name each of the thread's `actors`, by the actor's key. A place relates
    two headlines that share no other words only if it is in both: countries are named in passing.
    """
    own = _stems(row.title)
    stems = {actor.key: name for actor in actors if (name := _stems(actor.name))}
    passing = {actor.key for actor in actors if actor.kind is ActorKind.PLACE and not _stems(actor.name) <= own}
    related = []
    for other in candidates:
        title = _stems(other.title)
        shared = [key for key, threads in named.items() if other.id in threads]
        in_headline = [key for key in shared if key in stems and stems[key] <= title]
        alike = (bool(in_headline) or len(shared) >= SEVERAL) and len(own & title) >= FEWEST_WORDS
        weight = sum(1 / len(named[key]) for key in in_headline if key not in passing)
        if (row.topic and row.topic == other.topic) or alike or weight >= LEAST_IN_HEADLINE:
            related.append(other)
    return tuple(related[:MOST_RELATED])


@lru_cache(maxsize=5_000)
def _stems(words: str) -> frozenset[str]:
    """Return the stems of a headline or name; the same few hundred are compared again and again."""
    return Statement(words).stems
