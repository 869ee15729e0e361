"""Taking over what newsboat has read: its items become stories, with verdicts for those read and flagged."""

from collections.abc import Sequence

from briefing.model.feed import Feed
from briefing.model.sync import RemoteEntry
from briefing.model.verdict import Verdict
from briefing.services.entries_elsewhere import file_entries_from
from briefing.services.grouping import regroup
from briefing.services.new_texts import read_new_texts
from briefing.services.rules import follow_rules
from briefing.services.workspace import Workspace
from briefing.store import sync as sync_table
from briefing.store.newsboat_cache import NewsboatCache
from briefing.text.wording import counted

_AT_ONCE = 250
"""Items of one feed that are filed in one step."""


async def import_cache(workspace: Workspace, feeds: Sequence[Feed], cache: NewsboatCache) -> str:
    """File the items of the cache and decide on their threads; return a sentence about it.

    A thread with a flagged item is followed. One of which newsboat has every story, all of them read, is dropped.
    Decisions that were made here already stay.
    """
    by_feed: dict[str, list[RemoteEntry]] = {}
    for item in cache.items:
        by_feed.setdefault(item.feed, []).append(item)
    marks: dict[tuple[int, str], RemoteEntry] = {}
    subscribed = dict(zip((each.url for each in cache.feeds), feeds, strict=True))
    for url, items in by_feed.items():
        feed = subscribed.get(url)
        if feed is None:
            continue
        for start in range(0, len(items), _AT_ONCE):
            await file_entries_from(workspace, feed, items[start : start + _AT_ONCE])
        marks.update({(feed.id, item.id): item for item in items if item.read or item.starred})
    await regroup(workspace)
    followed, dropped = await _decide(workspace, marks)
    await follow_rules(workspace)
    await read_new_texts(workspace, lambda _event: None)
    return (
        f"{counted(len(cache.items), 'item')} of newsboat: {counted(followed, 'thread')} with a flag followed, "
        f"{counted(dropped, 'thread')} read before dropped"
    )


async def _decide(workspace: Workspace, marks: dict[tuple[int, str], RemoteEntry]) -> tuple[int, int]:
    members = await workspace.database.read(sync_table.undecided_members, {feed for feed, _ in marks})
    decided: dict[str, Verdict] = {}
    for thread, entries in members.items():
        given = [marks.get(entry) for entry in entries]
        if any(item is not None and item.starred for item in given):
            decided[thread] = Verdict.FOLLOW
        elif all(item is not None and item.read for item in given):
            decided[thread] = Verdict.DROP
    await workspace.database.run(sync_table.settle_here, decided, {}, workspace.now(), durable=True)
    followed = sum(verdict is Verdict.FOLLOW for verdict in decided.values())
    return followed, len(decided) - followed
