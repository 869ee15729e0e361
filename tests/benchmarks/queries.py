"""Measures searches and filters over a large store: the time of each query, and of each key of a filter.

python -m tests.benchmarks.queries ../shared/corpora [number of stories]
"""

import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis
from briefing.model.errors import QueryError
from briefing.model.filing import Filing, entry_key
from briefing.model.grouping import Placement, ThreadPlacement
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.spans import Span
from briefing.model.story import TextKind
from briefing.query.parser import parse
from briefing.store import feeds, findings, search, stories, threads, views
from briefing.store.database import Database, open_database
from tests.benchmarks.many_stories import MadeStory, many_stories

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)
QUERIES = (
    "ukraine", "ukraine -russia", '"white house"', "the", "ukraine OR google", "outlet:reuters",
    "outlet:reuters ukraine", "actor:obama", "actor:obama ukraine", "by:nobody", "verdict:brief",
    "verdict:new ukraine", "lang:en ukraine", "after:1d",
    "after:1d outlet:reuters", "independent:>=3", "independent:>=3 ukraine", "kind:thread -outlet:reuters", "-ukraine",
)  # fmt: skip
TYPED = ("ukraine -russia outlet:reuters", "google independent:>=2 -kind:single", "actor:obama after:1d")
_BATCH = 2_000
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+")


def main() -> None:
    """Print the median and the slowest time of each query."""
    corpora, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "store.db")
        fill(database, many_stories(corpora, count, NOW))
        for words in QUERIES:
            print(f"{words:34} search {_search(database, words):7.1f} ms   filter {_filter(database, words):7.1f} ms")
        keys = [_filter(database, words[:end], 1) for words in TYPED for end in range(1, len(words) + 1)]
        keys.sort()
        print(f"a key of a filter: p50 {statistics.median(keys):.1f} ms, p95 {keys[int(len(keys) * 0.95)]:.1f} ms")
        database.close()


def fill(database: Database, made: Sequence[MadeStory]) -> None:
    by_thread: defaultdict[str, list[int]] = defaultdict(list)
    for start in range(0, len(made), _BATCH):
        batch = made[start : start + _BATCH]
        feed = database.call(feeds.add_feed, f"https://feed{start}.example/", title="", at=NOW)
        filings = [_filing(story, start + place) for place, story in enumerate(batch)]
        ids = database.call(stories.file_refresh, feed, filings, NOW).new
        analysed = []
        for story, number in zip(batch, ids, strict=False):
            by_thread[story.thread].append(number)
            snapshot = database.look(stories.latest_snapshot, number)
            assert snapshot is not None
            analysed.append((snapshot.id, TextAnalysis((), _actors(snapshot.text), ())))
        database.call(findings.save_findings, analysed, ANALYSIS_VERSION)
    placements = [
        ThreadPlacement(f"t-{place:06x}", ids[0], tuple(Placement(story) for story in ids), len(ids), float(len(ids)))
        for place, ids in enumerate(by_thread.values())
    ]
    for start in range(0, len(placements), _BATCH):
        database.call(threads.save_grouping, placements[start : start + _BATCH], at=NOW, merged_into={})


def _filing(story: MadeStory, number: int) -> Filing:
    domain = f"{number % 300}.example"
    url = f"https://{domain}/{number}"
    text = story.text or story.title
    key = entry_key("", url, story.title, text)
    return Filing(
        key=key, guid="", url=url, canonical=url, title=story.title, outlet=story.outlet, domain=domain,
        author="", published=story.published, language="en", text=text, text_kind=TextKind.SUMMARY,
    )  # fmt: skip


def _actors(text: str) -> tuple[DocumentActor, ...]:
    found = {match.group().casefold(): match for match in _NAME.finditer(text)}
    spans = {key: Span(match.start(), match.end()) for key, match in found.items()}
    return tuple(DocumentActor(key, ActorKind.PERSON, span, (span,), ()) for key, span in spans.items())


def _search(database: Database, words: str, times: int = 5) -> float:
    query = parse(words, NOW)
    assert query is not None
    return _median(lambda: database.look(search.search, query, limit=200), times)


def _filter(database: Database, words: str, times: int = 5) -> float:
    """Return the time for what one key of a filter asks: figures, number and first page."""
    try:
        query = parse(words, NOW, unfinished=True)
    except QueryError:  # half a field is refused at once
        return 0.0
    chosen = InboxFilter(query=query)

    if query is None:
        return _median(lambda: database.look(views.thread_rows, chosen, now=NOW, limit=100), times)
    return _median(lambda: database.look(views.matching_threads, chosen, tuple(InboxPart), now=NOW, limit=100), times)


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
