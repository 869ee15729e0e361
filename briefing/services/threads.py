"""Threads: their pages, the texts that an opened one lacks, and the search over all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from briefing.store import views as view_table

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.material import ThreadMaterial
    from briefing.model.query import Query
    from briefing.model.views import ActorLine, QuoteLine, SearchPage, ThreadPage
    from briefing.services.workspace import Workspace

MOST_HITS = 200
AT_ONCE = 100
"""The number of threads read from the store at once for the pages of many."""


class Threads:
    """The threads of one workspace, opened one at a time. What a page needs is imported with the first one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.filling: dict[str, asyncio.Task[bool]] = {}
        """The running fetches of texts that opened threads lack, by thread."""
        self._tried: set[int] = set()
        """Stories whose pages were asked for because their threads were opened."""

    async def page(self, thread: str, *, as_of: ThreadRow | None = None) -> ThreadPage | None:
        """Return the page of the thread that `thread` names: an id, a former id, or the beginning of one.

        With `as_of`, the page marks as new what that row counts as new, even if the thread was looked at since.
        """
        await asyncio.to_thread(import_module, "briefing.services.thread_pages")  # slow, and keys are to be answered
        from briefing.services.outlets import Outlets
        from briefing.services.related import related_threads
        from briefing.services.thread_pages import compose_page
        from briefing.store import actor_overrides as override_table
        from briefing.store import material as material_table
        from briefing.store.thread_ids import resolve_thread

        read, now = self._workspace.database.read, self._workspace.now()
        thread_id = await read(resolve_thread, thread)
        if thread_id is None:
            return None
        material = await read(material_table.thread_material, thread_id, now)
        if material is None:
            return None
        if as_of is not None:
            material = material_as_of(material, as_of)
        overrides = await read(override_table.overrides)
        page = await asyncio.to_thread(compose_page, material, overrides, self._workspace.settings.families)
        (related,) = await related_threads(self._workspace, (page,))
        return replace(page, related=related, silent=await Outlets(self._workspace).silent_on(page))

    async def pages(self, thread_ids: Sequence[str], *, related: bool = True) -> AsyncIterator[ThreadPage]:
        """Yield the pages of these threads in this order; one that does not exist is left out.

        Without `related`, the pages do not name related threads.
        """
        await asyncio.to_thread(import_module, "briefing.services.thread_pages")  # slow, and keys are to be answered
        from briefing.services.related import related_threads
        from briefing.services.thread_pages import compose_pages
        from briefing.store import actor_overrides as override_table
        from briefing.store import material as material_table

        read, now = self._workspace.database.read, self._workspace.now()
        overrides, users = await read(override_table.overrides), self._workspace.settings.families
        for start in range(0, len(thread_ids), AT_ONCE):
            materials = await read(material_table.thread_materials, thread_ids[start : start + AT_ONCE], now)
            composed = await asyncio.to_thread(compose_pages, materials, overrides, users)
            if not related:
                for page in composed:
                    yield page
                continue
            for page, alike in zip(composed, await related_threads(self._workspace, composed), strict=True):
                yield replace(page, related=alike)

    async def mark_looked(self, thread_id: str) -> None:
        """Note that the user looked at a thread, and begin to fetch the texts that it lacks."""
        from briefing.store import threads as thread_table

        await self._workspace.database.run(thread_table.mark_looked, thread_id, self._workspace.now())
        if not (self._workspace.read_only or thread_id in self.filling):
            task = asyncio.create_task(self._fill(thread_id))
            self.filling[thread_id] = task
            task.add_done_callback(lambda _done: self.filling.pop(thread_id, None))

    async def page_with_texts(self, row: ThreadRow) -> ThreadPage | None:
        """Wait for the texts that a looked-at thread lacks; return its page with them, None if nothing came.

        The page marks as new what `row` counts as new.
        """
        task = self.filling.get(row.id)
        if task is None or not await asyncio.shield(task):
            return None
        return await self.page(row.id, as_of=row)

    async def page_when_read(self, page: ThreadPage, as_of: ThreadRow | None) -> ThreadPage | None:
        """Have the texts of a page read that have not been read yet, before all others, and return it again then.

        None if there is nothing to be read. `as_of` is as for `page`.
        """
        if self._workspace.read_only:
            return None
        from briefing.services.findings import read_texts_of

        stories = [source.story for source in page.sources if source.held]
        reading = asyncio.create_task(read_texts_of(self._workspace, stories))
        if not await asyncio.shield(reading):  # it goes on if the user goes on
            return None
        return await self.page(page.row.id, as_of=as_of)

    async def read_ahead(self, threads: Sequence[str]) -> None:
        """Have the texts of threads read that the user may open next, if they have not been."""
        from briefing.services.findings import read_texts_of_threads

        reading = asyncio.create_task(read_texts_of_threads(self._workspace, threads))
        await asyncio.shield(reading)  # it goes on if the user goes on

    async def search(self, words: str) -> SearchPage:
        """Return the stories that match the query `words`, best first, with their threads. Raises QueryError."""
        from briefing.model.views import SearchPage
        from briefing.query.parser import parse
        from briefing.store import search as search_table

        query = parse(words, self._workspace.now())
        if query is None:
            return SearchPage(words.strip())
        not_read = await self.read_for(query) or 0
        hits = await self._workspace.database.read(search_table.search, query, limit=MOST_HITS)
        rows = await self._rows([hit.thread for hit in hits if hit.thread])
        return SearchPage(query.text, tuple(hits), rows, not_read)

    async def read_for(self, query: Query) -> int | None:
        """Read the latest unread texts with a name that a query asks for; return how many are left.

        None if there was nothing to read.
        """
        if not query.people:
            return None
        from briefing.services.findings import read_latest
        from briefing.services.wanted_names import unread_for

        unread = await unread_for(self._workspace, query)
        return await read_latest(self._workspace, unread) if unread else None

    async def explain_quote(self, quote: QuoteLine) -> tuple[str, ...]:
        """Return why a quote has its speaker and role, is a key quote and conflicts with others, in sentences."""
        from briefing.services.explanations import reasons_of_line, reasons_of_quote

        found = await reasons_of_quote(self._workspace, quote.snapshot, quote.spans)
        return (*found, *reasons_of_line(quote)) if found else ()

    async def explain_thread(self, thread: str) -> tuple[str, ...]:
        """Return the rules of a thread, why it is in its topic, and what the user merged and split, in sentences."""
        from briefing.services.explanations import reasons_of_thread

        return await reasons_of_thread(self._workspace, thread)

    async def explain_story(self, story: int) -> tuple[str, ...]:
        """Return from which threads the user split a story, in sentences."""
        from briefing.services.explanations import reasons_of_story

        return await reasons_of_story(self._workspace, story)

    async def explain_actor(self, page: ThreadPage, actor: ActorLine) -> tuple[str, ...]:
        """Return why an actor of a thread has its type, roles and names, in sentences."""
        from briefing.services.explanations import reasons_of_actor

        naming = [source.snapshot for source in page.sources if source.held and source.n in actor.stories]
        return await reasons_of_actor(self._workspace, naming, actor.keys)

    def markdown(self, page: ThreadPage) -> str:
        """Return one thread as the brief writes it, in Markdown."""
        from briefing.export.markdown.item import render_thread

        return render_thread(page)

    async def _rows(self, thread_ids: Sequence[str]) -> tuple[ThreadRow, ...]:
        ids = tuple(dict.fromkeys(thread_ids))
        return await self._workspace.database.read(view_table.thread_rows_of, ids, self._workspace.now())

    async def _fill(self, thread_id: str) -> bool:
        from briefing.services.full_text_auto import fetch_opened_texts

        filled = await fetch_opened_texts(self._workspace, thread_id, self._tried)
        self._tried.update(filled.tried)
        return bool(filled.got)


def material_as_of(material: ThreadMaterial, row: ThreadRow) -> ThreadMaterial:
    """Return what a thread is made of as if its stories had not been seen after `row` was read."""
    members = tuple(
        replace(member, seen=None) if member.seen and row.looked and member.seen > row.looked else member
        for member in material.members
    )
    return replace(material, row=replace(material.row, looked=row.looked, new_stories=row.new_stories), members=members)
