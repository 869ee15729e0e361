"""The statements that list the threads of the inbox in order.

All threads are ordered by rank, with deferred and dropped ones last; so is the part THREADS, with those that woke
first. Every other part, and every list by time, has the latest story first.

There are several statements for each question because each uses another index.
"""

import json
import sqlite3

from briefing.frozen import dataclass
from briefing.model.inbox import InboxFilter, InboxOrder, InboxPart
from briefing.model.verdict import Verdict
from briefing.store.timestamps import to_timestamp


@dataclass(frozen=True, slots=True)
class Statements:
    """One question. In those with a query, its condition replaces `/* query */`."""

    all: str
    """For all threads: cost follows the page."""
    recent: str
    """For those with a recent story: cost follows the window."""
    matching: str
    """For those that match a query."""


_ALL_BY_RANK = Statements(
    all="""
    SELECT id FROM threads INDEXED BY threads_by_rank
    WHERE closed IS NULL AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
    recent="""
    SELECT id FROM threads INDEXED BY threads_by_last_story
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
    matching="""
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
)

_LATEST = """
    SELECT id FROM threads INDEXED BY threads_by_last_story
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY last_story DESC, late DESC, score DESC, id DESC
    LIMIT :limit OFFSET :offset
    """
_ALL_BY_TIME = Statements(
    all=_LATEST,
    recent=_LATEST,
    matching="""
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    ORDER BY last_story DESC, late DESC, score DESC, id DESC
    LIMIT :limit OFFSET :offset
    """,
)

_WORTH_READING = """
    SELECT id FROM threads INDEXED BY threads_by_worth
    WHERE closed IS NULL AND part = 'threads' AND last_story >= :since
        AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY woken DESC, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """
_PART_BY_RANK = Statements(
    all=_WORTH_READING,
    recent=_WORTH_READING,
    matching="""
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND +t.part = 'threads' AND t.last_story >= :since
        AND t.verdict IN (SELECT value FROM json_each(:verdicts)) AND /* query */
    ORDER BY woken DESC, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
)
_LATEST_OF_PART = """
    SELECT id FROM threads INDEXED BY threads_by_part
    WHERE closed IS NULL AND part = :part AND last_story >= :since
        AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY last_story DESC, id
    LIMIT :limit OFFSET :offset
    """
_PART_BY_TIME = Statements(
    all=_LATEST_OF_PART,
    recent=_LATEST_OF_PART,
    matching="""
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND +t.part = :part AND t.last_story >= :since
        AND t.verdict IN (SELECT value FROM json_each(:verdicts)) AND /* query */
    ORDER BY last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
)

COUNTS_AND_MATCHES = """
    WITH matches AS MATERIALIZED (
        SELECT t.id, t.verdict, t.part, t.looked IS NULL AS unlooked, t.woken, t.score, t.last_story
        FROM threads AS t WHERE t.closed IS NULL AND +t.last_story >= :since AND /* query */
    )
    SELECT NULL, verdict, part, count(*), sum(unlooked) FROM matches GROUP BY verdict, part
    UNION ALL
    SELECT * FROM (
        SELECT id, NULL, NULL, NULL, NULL FROM matches
        WHERE CASE part WHEN 'threads' THEN :threads WHEN 'single' THEN :single WHEN 'quiet' THEN :quiet
            WHEN 'decided' THEN :decided WHEN 'muted' THEN :muted ELSE :archive END >= 0
        ORDER BY CASE part WHEN 'threads' THEN :threads WHEN 'single' THEN :single WHEN 'quiet' THEN :quiet
                WHEN 'decided' THEN :decided WHEN 'muted' THEN :muted ELSE :archive END,
            CASE part WHEN :ranked THEN woken END DESC, CASE part WHEN :ranked THEN score END DESC, last_story DESC, id
        LIMIT :limit
    )
    """
"""All threads that match a query, counted by verdict and part, then the ids of the first of some parts in order.

The parameters with the names of parts are their places in that order, -1 for those left out.
"""

BEFORE_BY_RANK = """
    SELECT count(*) FROM threads INDEXED BY threads_by_worth
    WHERE closed IS NULL AND part = 'threads' AND (
        woken > :woken OR (woken = :woken AND score > :score)
        OR ((woken, score) = (:woken, :score) AND last_story > :last_story)
        OR ((woken, score, last_story) = (:woken, :score, :last_story) AND id < :id)
    )
    """
"""How many threads precede one in the part THREADS."""
BEFORE_BY_TIME = """
    SELECT count(*) FROM threads INDEXED BY threads_by_part
    WHERE closed IS NULL AND part = :part AND last_story >= :last_story
        AND (last_story > :last_story OR id < :id)
    """
"""How many threads of its part precede one if the latest story comes first."""

COUNT_EVERYTHING = "SELECT verdict, part, threads, unlooked FROM thread_counts"
"""All open threads by verdict and part, counted as they changed: what `COUNT_BY_VERDICT` would count."""
_BY_VERDICT = """
    SELECT verdict, part, count(*), sum(looked IS NULL) FROM threads INDEXED BY threads_by_verdict
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    GROUP BY verdict, part
    """
COUNT_BY_VERDICT = Statements(
    all=_BY_VERDICT,
    recent=_BY_VERDICT,
    matching="""
    SELECT t.verdict, t.part, count(*), sum(t.looked IS NULL) FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    GROUP BY t.verdict, t.part
    """,
)


def page_statements(inbox_filter: InboxFilter) -> Statements:
    """Return the statements for a page of the list."""
    if inbox_filter.part is None:
        return _ALL_BY_RANK if inbox_filter.order is InboxOrder.RANK else _ALL_BY_TIME
    return _PART_BY_RANK if is_ranked(inbox_filter.part, inbox_filter.order) else _PART_BY_TIME


def is_ranked(part: InboxPart, order: InboxOrder) -> bool:
    """Return whether the threads of a part are listed by rank."""
    return part is InboxPart.THREADS and order is InboxOrder.RANK


def statement_for(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, statements: Statements
) -> tuple[str, dict[str, object]]:
    """Return the statement that answers the question for this filter, and its parameters."""
    parameters: dict[str, object] = {
        "since": -(2**62) if inbox_filter.since is None else to_timestamp(inbox_filter.since),
        "verdicts": json.dumps(list(inbox_filter.verdicts or Verdict)),
        "part": inbox_filter.part,
    }
    if inbox_filter.query is None:
        return (statements.all if inbox_filter.since is None else statements.recent), parameters
    from briefing.store.query_conditions import condition_on_threads
    from briefing.store.search import with_whole_words

    condition = condition_on_threads(connection, with_whole_words(connection, inbox_filter.query))
    return statements.matching.replace("/* query */", condition.sql), {**parameters, **condition.parameters}
