"""Measures in one process what the screens and commands ask of a store, and prints one JSON line.

`python -m tests.benchmarks.pages HOME NOW` prints the CPU milliseconds of each question, medians without the imports of
the first one, and the peak memory.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import cycle
from pathlib import Path

from briefing.model.errors import QueryError
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.services.screen_services import ScreenServices
from briefing.services.workspace import Access, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import read_settings
from briefing.tui.queued_threads import QueuedThreads
from tests.benchmarks.processes import cost_so_far

ROWS = 100
TIMES = 30
TYPED = ("patrol ships outlet:herald", "port independent:>=2 -kind:single", "actor:marsh after:1d")

Question = Callable[[], Awaitable[object]]


def main() -> None:
    """Ask each question, and print the figures."""
    home, now = places_under(Path(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
    workspace = open_workspace(home, read_settings(home.settings), clock=lambda: now, access=Access.READ)
    found = asyncio.run(_measure(ScreenServices(workspace)))
    workspace.close()
    print(json.dumps({"ms": found, "mb": cost_so_far().own_peak}))


async def _measure(services: ScreenServices) -> dict[str, float]:
    figures = {name: statistics.median(await _times(ask)) for name, ask in (await _questions(services)).items()}
    keys = [
        await _times(partial(_key, services, words[:end]), 1) for words in TYPED for end in range(1, len(words) + 1)
    ]
    figures["a key of a filter, p95"] = statistics.quantiles((taken for (taken,) in keys), n=20)[-1]
    return figures


async def _questions(services: ScreenServices) -> dict[str, Question]:
    rows = await services.inbox.rows(InboxFilter(part=InboxPart.THREADS), 0, ROWS)
    threads = cycle(row.id for row in rows)
    outlets = cycle((outlet.name, outlet.domain) for outlet in (await services.outlets.rows())[:ROWS])
    return {
        "the figures of the header": services.inbox.counts,
        "a page of the list": partial(services.inbox.rows, InboxFilter(part=InboxPart.THREADS), 0, ROWS),
        "a page of a thread": lambda: services.threads.page(next(threads)),
        "an outlet's page": lambda: services.outlets.page_of(*next(outlets)),
        "the feeds": services.feeds.rows,
        "the queue": lambda: QueuedThreads().fill(services, (InboxPart.THREADS, InboxPart.SINGLE)),
        "a search, two words": partial(services.threads.search, "patrol ships"),
        "a search, a common word": partial(services.threads.search, "the"),
        "the quotes of a speaker": partial(services.actors.quotes_by, "marsh"),
    }


async def _key(services: ScreenServices, words: str) -> None:
    """Ask what one key of a filter asks: figures and first rows; half a field is refused at once."""
    try:
        query = services.inbox.read_query(words, unfinished=True)
    except QueryError:
        return
    if query is not None:
        await services.inbox.matching(InboxFilter(query=query), tuple(InboxPart), ROWS)


async def _times(ask: Question, times: int = TIMES) -> Sequence[float]:
    """Return the CPU milliseconds of each time that a question is asked, after a first time."""
    await ask()
    taken = []
    for _ in range(times):
        begun = time.process_time()
        await ask()
        taken.append(1_000 * (time.process_time() - begun))
    return taken


if __name__ == "__main__":
    main()
