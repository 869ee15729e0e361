"""Fetches every feed of the starter packs and says which no longer answer: `python -m tests.benchmarks.packs [NAME]`.

It needs the network. The exit code is 1 if a feed does not answer with entries of the last 30 days.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from briefing.feeds.parse import parse_feed
from briefing.model.errors import BriefingError
from briefing.model.fetched import Fetched
from briefing.services.network import Fetch, network
from briefing.services.subscriptions import pack_names, read_pack
from briefing.settings.settings import Settings

FRESH = timedelta(days=30)


async def main(names: tuple[str, ...]) -> int:
    """Print one line for each feed with a fault, and the counts."""
    faults = total = 0
    async with network(Settings(), None) as fetch:
        for name in names:
            feeds = read_pack(name)
            found = await asyncio.gather(*(fault_of(fetch, feed.url) for feed in feeds))
            for feed, fault in zip(feeds, found, strict=True):
                if fault:
                    print(f"{name}  {feed.title}  {feed.url}  {fault}")
            faults += sum(map(bool, found))
            total += len(feeds)
    print(f"{total - faults} of {total} feeds of {len(names)} packs answer with entries of the last {FRESH.days} days")
    return 1 if faults else 0


async def fault_of(fetch: Fetch, url: str) -> str:
    """Return what is wrong with a feed, or ""."""
    answer = await fetch(url)
    if not isinstance(answer, Fetched):
        return getattr(answer, "sentence", "no document")
    now = datetime.now(UTC)
    try:
        parsed = parse_feed(answer.body, answer.url, answer.content_type, now)
    except BriefingError as error:
        return str(error)
    dated = [entry.published for entry in parsed.entries if entry.published]
    return "" if dated and max(dated) > now - FRESH else f"{len(parsed.entries)} entries, none of the last month"


if __name__ == "__main__":
    sys.exit(asyncio.run(main(tuple(sys.argv[1:]) or pack_names())))
