"""The statements that list the threads of the inbox in order.

By rank, threads put off or dropped come last; by the time of the last story, only that time counts.

There are three statements for each question because each uses another index: the recent threads (cost follows the
window), all threads (cost follows the page), or those that a query finds.
"""

import json
import sqlite3
from collections.abc import Mapping

from briefing.model.inbox import InboxFilter, InboxOrder
from briefing.model.verdict import Verdict
from briefing.store.timestamps import to_timestamp

Statements = tuple[str, str, str]
"""For the recent threads, for all, for those that match a query, whose condition replaces `/* query */`."""

_PAGE_BY_RANK: Statements = (
    """
    SELECT id FROM threads INDEXED BY threads_by_last_story
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
    """
    SELECT id FROM threads INDEXED BY threads_by_rank
    WHERE closed IS NULL AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
    """
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    ORDER BY late, score DESC, last_story DESC, id
    LIMIT :limit OFFSET :offset
    """,
)

_NEWEST_PAGE = """
    SELECT id FROM threads INDEXED BY threads_by_last_story
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    ORDER BY last_story DESC, late DESC, score DESC, id DESC
    LIMIT :limit OFFSET :offset
    """
_PAGE_BY_TIME: Statements = (
    _NEWEST_PAGE,
    _NEWEST_PAGE,
    """
    SELECT t.id FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    ORDER BY last_story DESC, late DESC, score DESC, id DESC
    LIMIT :limit OFFSET :offset
    """,
)
PAGES: Mapping[InboxOrder, Statements] = {InboxOrder.RANK: _PAGE_BY_RANK, InboxOrder.NEWEST: _PAGE_BY_TIME}

_MATCHES_BY_RANK = """
    SELECT t.id, t.verdict, t.looked FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND /* query */
    ORDER BY t.late, t.score DESC, t.last_story DESC, t.id
    """
_MATCHES_BY_TIME = """
    SELECT t.id, t.verdict, t.looked FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND /* query */
    ORDER BY t.last_story DESC, t.late DESC, t.score DESC, t.id DESC
    """
MATCHES: Mapping[InboxOrder, str] = {InboxOrder.RANK: _MATCHES_BY_RANK, InboxOrder.NEWEST: _MATCHES_BY_TIME}
"""All threads that match a query, with any verdict, in order."""

COUNT: Statements = (
    """
    SELECT count(*) FROM threads INDEXED BY threads_by_last_story
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    """,
    """
    SELECT count(*) FROM threads INDEXED BY threads_by_verdict
    WHERE closed IS NULL AND verdict IN (SELECT value FROM json_each(:verdicts))
    """,
    """
    SELECT count(*) FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    """,
)


COUNT_BY_VERDICT: Statements = (
    """
    SELECT verdict, count(*), sum(looked IS NULL) FROM threads INDEXED BY threads_by_verdict
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
    GROUP BY verdict
    """,
    """
    SELECT verdict, count(*), sum(looked IS NULL) FROM threads INDEXED BY threads_by_verdict
    WHERE closed IS NULL AND verdict IN (SELECT value FROM json_each(:verdicts))
    GROUP BY verdict
    """,
    """
    SELECT t.verdict, count(*), sum(t.looked IS NULL) FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story >= :since AND t.verdict IN (SELECT value FROM json_each(:verdicts))
        AND /* query */
    GROUP BY t.verdict
    """,
)


def statement_for(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, statements: Statements
) -> tuple[str, dict[str, object]]:
    """Return the statement that answers the question for this filter, and its parameters."""
    recent, everything, matching = statements
    parameters: dict[str, object] = {
        "since": -(2**62) if inbox_filter.since is None else to_timestamp(inbox_filter.since),
        "verdicts": json.dumps(list(inbox_filter.verdicts or Verdict)),
    }
    if inbox_filter.query is None:
        return (everything if inbox_filter.since is None else recent), parameters
    from briefing.store.query_conditions import condition_on_threads

    condition = condition_on_threads(connection, inbox_filter.query)
    return matching.replace("/* query */", condition.sql), {**parameters, **condition.parameters}
