"""Related threads: those that share rarely named actors with one, and say so in their headline."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.analysis.language.statements import Statement
from briefing.model.inbox import ThreadRow

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
    row: ThreadRow, candidates: Sequence[ThreadRow], named: Mapping[str, frozenset[str]], names: Mapping[str, str]
) -> tuple[ThreadRow, ...]:
    """Return the `candidates` of the topic of the thread in `row`, and those whose headlines are about the same.

    `named` has the threads that name each actor, by the actor's key, and `names` the actors' names by key.
    """
    own = Statement.of(row.title).stems
    related = []
    for other in candidates:
        stems = Statement.of(other.title).stems
        in_headline = [
            1 / len(threads)
            for key, threads in named.items()
            if other.id in threads and Statement.of(names[key]).stems and Statement.of(names[key]).stems <= stems
        ]
        shared = sum(other.id in threads for threads in named.values())
        alike = (bool(in_headline) or shared >= SEVERAL) and len(own & stems) >= FEWEST_WORDS
        if (row.topic and row.topic == other.topic) or alike or sum(in_headline) >= LEAST_IN_HEADLINE:
            related.append(other)
    return tuple(related[:MOST_RELATED])
