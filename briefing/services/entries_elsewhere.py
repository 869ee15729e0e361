"""Filing entries that came from another program, as if their feed had been fetched."""

import json
from collections.abc import Sequence

from briefing.model.feed import Feed
from briefing.model.filing import Filed
from briefing.model.sync import RemoteEntry
from briefing.services.filing import filings_of
from briefing.services.jobs import PARSE_SECONDS, parse_document
from briefing.services.workspace import Workspace
from briefing.store import stories as story_table
from briefing.workers.pool import WorkerFailed


async def file_entries_from(
    workspace: Workspace, feed: Feed, entries: Sequence[RemoteEntry], *, prefix: str = ""
) -> Filed:
    """File entries under `feed`, each under its id after `prefix`; those that cannot be read are left out.

    They go through the reader of JSON Feed, so that they are cleaned and limited as those of every feed are.
    """
    now = workspace.now()
    body = _as_json_feed(feed, entries, prefix)
    try:
        parsed = await workspace.workers.run(
            parse_document, body, feed.url, "application/feed+json", now, timeout=PARSE_SECONDS
        )
    except WorkerFailed:
        return Filed()
    return await workspace.database.run(story_table.file_feed, feed, filings_of(parsed, feed), at=now)


def _as_json_feed(feed: Feed, entries: Sequence[RemoteEntry], prefix: str) -> bytes:
    items = [
        {
            "id": f"{prefix}{entry.id}",
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "authors": [{"name": entry.author}],
            "date_published": entry.published.isoformat() if entry.published else "",
        }
        for entry in entries
    ]
    document = {"title": feed.title, "home_page_url": feed.site, "items": items}
    return json.dumps(document).encode(errors="replace")
