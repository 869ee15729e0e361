"""Topics: the list of them, their pages over time, and the verdicts on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.model.topic import TopicActor, TopicPage, TopicQuote
from briefing.services.threads import Threads
from briefing.store import topic_rows as row_table
from briefing.store import verdicts as verdict_table
from briefing.store import views as view_table

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.model.inbox import ThreadRow
    from briefing.model.topic import TopicRow
    from briefing.model.verdict import Verdict, VerdictChange
    from briefing.model.views import ThreadPage
    from briefing.services.workspace import Workspace

MOST_PAGES = 12
"""How many of the latest threads give the actors and quotes."""
QUOTES_OF_A_THREAD = 4
MOST_ACTORS = 20


class Topics:
    """The topics of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def rows(
        self, *, since: datetime | None = None, verdicts: Sequence[Verdict] = (), limit: int | None = None
    ) -> tuple[TopicRow, ...]:
        """Return the topics with a story since then, that of the newest story first; at most `limit` if it is given."""
        return await self._workspace.database.read(row_table.topic_rows, since=since, verdicts=verdicts, limit=limit)

    async def page(self, topic: str) -> TopicPage | None:
        """Return the page of the topic that `topic` names: an id, its beginning, or the id of one of its threads."""
        read, now = self._workspace.database.read, self._workspace.now()
        topic_id = await read(row_table.resolve_topic, topic)
        row = await read(row_table.topic_row, topic_id) if topic_id else None
        if row is None:
            return None
        ids = await read(row_table.threads_of_topic, row.id)
        rows: tuple[ThreadRow, ...] = await read(view_table.thread_rows_of, ids, now=now)
        if not self._workspace.read_only:
            from briefing.services.findings import read_texts_of_threads

            await read_texts_of_threads(self._workspace, ids[:MOST_PAGES])
        pages = [page async for page in Threads(self._workspace).pages(ids[:MOST_PAGES], related=False)]
        unread = sum(page.unread for page in pages)
        return TopicPage(row, rows, _pulse(rows), tuple(_quotes(pages)), _actors(pages), unread)

    async def give_verdict(self, topic: str, verdict: Verdict) -> VerdictChange:
        """Follow a topic, drop it with its threads, or take either back; one undo takes all of it back.

        Raises NothingFound if there is no such topic.
        """
        now = self._workspace.now()
        return await self._workspace.database.run(verdict_table.give_topic, topic, verdict, now, durable=True)


def _pulse(rows: Sequence[ThreadRow]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(row.pulse for row in rows), strict=True)))


def _quotes(pages: Sequence[ThreadPage]) -> Iterator[TopicQuote]:
    """Yield the first key quotes of each thread, the newest thread first."""
    for page in pages:
        outlets = {source.story: source for source in page.sources if source.held}
        for quote in page.quotes[:QUOTES_OF_A_THREAD]:
            source = outlets[quote.story]
            yield TopicQuote(
                quote.parts,
                quote.speaker,
                quote.speaker_role,
                source.outlet,
                source.published or page.row.last_story,
                quote.story,
                quote.spans[0].start,
                page.row.id,
            )


def _actors(pages: Sequence[ThreadPage]) -> tuple[TopicActor, ...]:
    """Return the actors of several threads, those of most threads first; if there are none, those named most."""
    mentions: defaultdict[str, int] = defaultdict(int)
    threads: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for page in pages:
        for actor in page.actors:
            if actor.acts and not actor.minor:
                mentions[actor.key] += actor.mentions
                threads[actor.key].append(page.row.id)
                names.setdefault(actor.key, actor.name)
    order = sorted(names, key=lambda key: (-len(threads[key]), -mentions[key], key))
    shared = [key for key in order if len(threads[key]) > 1]
    order = (shared or order)[:MOST_ACTORS]
    return tuple(TopicActor(key, names[key], mentions[key], tuple(threads[key])) for key in order)
