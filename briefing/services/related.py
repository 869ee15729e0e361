"""More like this: threads that share rarely named actors with one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from briefing.model.inbox import ThreadRow
from briefing.model.views import ActorLine
from briefing.services.workspace import Workspace
from briefing.store import related as related_table
from briefing.store import views as view_table

REACH = timedelta(days=7)
MOST = 4
MOST_KEYS = 15
LEAST_SHARED = 0.25
"""How much two threads must share: an actor counts one over the number of threads that name it."""
FEWEST_SHARED = 2
"""How many actors two threads must share: one alone, however rare, is mostly named in passing."""


async def related_rows(workspace: Workspace, thread: str, actors: Sequence[ActorLine]) -> tuple[ThreadRow, ...]:
    """Return up to four threads of the last week that share actors with `thread`, the closest first."""
    keys = [actor.key for actor in actors if not actor.minor][:MOST_KEYS]
    if not keys:
        return ()
    now = workspace.now()
    named = await workspace.database.read(related_table.threads_naming, keys, since=now - REACH, without=thread)
    rows = [await workspace.database.read(view_table.thread_row, other, now=now) for other in closest(named)]
    return tuple(row for row in rows if row)


def closest(named: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the threads that share most, given the threads that name each actor."""
    shared: defaultdict[str, float] = defaultdict(float)
    actors: Counter[str] = Counter()
    for threads in named.values():
        actors.update(threads)
        for thread in threads:
            shared[thread] += 1 / len(threads)
    near = [thread for thread, weight in shared.items() if weight >= LEAST_SHARED and actors[thread] >= FEWEST_SHARED]
    return tuple(sorted(near, key=lambda thread: (-shared[thread], thread))[:MOST])
