"""The health of each feed, in plain words."""

from collections.abc import Collection
from datetime import datetime, timedelta

from briefing.model.feed import Feed
from briefing.model.material import FeedFacts
from briefing.model.views import FeedRow
from briefing.services.full_text_policy import full_text_of
from briefing.services.polling import GONE
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import feed_facts as facts_table
from briefing.store import feeds as feed_table

PATIENCE = 6
"""A feed is silent if its last story is older than this many of its usual gaps, and older than a week."""
LEAST_SILENCE = timedelta(days=7)
ORDER = ("failing", "silent", "well")


async def feed_rows(workspace: Workspace, urls: Collection[str] | None = None) -> tuple[FeedRow, ...]:
    """Return every subscription, or those with `urls`, with its health; failing and silent ones first."""
    now = workspace.now()
    feeds = await workspace.database.read(feed_table.feeds)
    if urls is not None:
        feeds = tuple(feed for feed in feeds if feed.url in urls)
    facts = await workspace.database.read(facts_table.feed_facts, [feed.id for feed in feeds], now)
    rows = [_row(feed, facts.get(feed.id, FeedFacts()), now, workspace.settings) for feed in feeds]
    return tuple(sorted(rows, key=lambda row: (ORDER.index(row.state), row.feed.folder, row.feed.title.casefold())))


def _row(feed: Feed, facts: FeedFacts, now: datetime, settings: Settings) -> FeedRow:
    a_day = sum(facts.pulse) / max(len(facts.pulse), 1)
    state, health = _health(feed, facts, a_day, now)
    return FeedRow(
        feed,
        state,
        health,
        a_day,
        facts.pulse,
        facts.last_story,
        facts.stories,
        facts.briefed,
        full_text_of(feed.url, feed.full_text, settings),
    )


def _health(feed: Feed, facts: FeedFacts, a_day: float, now: datetime) -> tuple[str, str]:
    if feed.failure:
        times = f", {feed.failures} times in a row" if feed.failures > 1 else ""
        times = "; it is not asked again" if feed.reason == GONE else times
        return "failing", feed.failure + times
    if feed.checked is None:
        return "well", "not asked yet"
    gap = now - facts.last_story if facts.last_story else timedelta()
    usual = timedelta(days=1) / a_day if a_day else LEAST_SILENCE
    if gap > max(LEAST_SILENCE, usual * PATIENCE):
        return "silent", f"silent for {gap.days} days"
    return "well", "; ".join(("well", *feed.notes))
