"""The statements that list the threads of the inbox in order.

By rank, threads put off or dropped come last; by the time of the last story, only that time counts.

There are three statements for each question because each uses another index: the recent threads (cost follows the
window), all threads (cost follows the page), or those with matching words.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from briefing.model.inbox import InboxFilter, InboxOrder
from briefing.model.verdict import Verdict
from briefing.store.timestamps import to_timestamp

Statements = tuple[str, str, str]
"""For the recent threads, for all, for those with matching words."""

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
    SELECT id FROM threads
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
        AND id IN (
            SELECT m.thread_id FROM text_index AS t JOIN memberships AS m ON m.story_id = t.rowid
            WHERE text_index MATCH :match
        )
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
    SELECT id FROM threads
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
        AND id IN (
            SELECT m.thread_id FROM text_index AS t JOIN memberships AS m ON m.story_id = t.rowid
            WHERE text_index MATCH :match
        )
    ORDER BY last_story DESC, late DESC, score DESC, id DESC
    LIMIT :limit OFFSET :offset
    """,
)
PAGES: Mapping[InboxOrder, Statements] = {InboxOrder.RANK: _PAGE_BY_RANK, InboxOrder.NEWEST: _PAGE_BY_TIME}

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
    SELECT count(*) FROM threads
    WHERE closed IS NULL AND last_story >= :since AND verdict IN (SELECT value FROM json_each(:verdicts))
        AND id IN (
            SELECT m.thread_id FROM text_index AS t JOIN memberships AS m ON m.story_id = t.rowid
            WHERE text_index MATCH :match
        )
    """,
)


def choose(inbox_filter: InboxFilter, statements: Statements) -> str:
    """Return the statement that answers the question for this filter."""
    recent, everything, matching = statements
    if _match(inbox_filter):
        return matching
    return everything if inbox_filter.since is None else recent


def _match(inbox_filter: InboxFilter) -> str:
    if not inbox_filter.words:
        return ""
    from briefing.store.search_words import read_words

    return read_words(inbox_filter.words, inbox_filter.since or datetime(2000, 1, 1, tzinfo=UTC)).match


def parameters_of(inbox_filter: InboxFilter) -> dict[str, object]:
    """Return the parameters of the statements for this filter."""
    return {
        "since": -(2**62) if inbox_filter.since is None else to_timestamp(inbox_filter.since),
        "verdicts": json.dumps(list(inbox_filter.verdicts or Verdict)),
        "match": _match(inbox_filter),
    }
