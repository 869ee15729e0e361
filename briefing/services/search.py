"""Searching the full text of everything that is stored."""

from briefing.model.inbox import ThreadRow
from briefing.model.views import SearchPage
from briefing.services.workspace import Workspace
from briefing.store import search as search_table
from briefing.store import views as view_table

MOST_HITS = 200


async def search(workspace: Workspace, query: str) -> SearchPage:
    """Return the stories that hold the words of `query`, best first, with the threads they stand in.

    Quoted words are a phrase; `outlet:NAME`, `after:2026-11-18` and `before:2026-11-20` narrow.
    """
    hits = await workspace.database.read(search_table.search, query, limit=MOST_HITS)
    rows: list[ThreadRow] = []
    for thread in dict.fromkeys(hit.thread for hit in hits if hit.thread):
        row = await workspace.database.read(view_table.thread_row, thread, now=workspace.now())
        if row:
            rows.append(row)
    return SearchPage(query, tuple(hits), tuple(rows))
