"""Version 23 of the store: old threads can be pruned, and what a pruned entry was is known if its feed gives it again.

A mark is a hash of an entry's key, or of its address and title (see `pruned_entries`). Texts may be deleted only while
their stories are in `stories_to_prune`, which is filled and emptied within one transaction.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE pruned_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        mark INTEGER NOT NULL,
        PRIMARY KEY (feed_id, mark)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE stories_to_prune (story_id INTEGER PRIMARY KEY) STRICT",
    "CREATE INDEX threads_by_redirect ON threads (redirect_to) WHERE redirect_to IS NOT NULL",
    "CREATE INDEX closed_threads_by_title ON threads (title_story) WHERE closed IS NOT NULL",
    "DROP TRIGGER snapshots_are_not_deleted",
    """
    CREATE TRIGGER snapshots_are_not_deleted BEFORE DELETE ON snapshots
    WHEN NOT EXISTS (SELECT 1 FROM stories_to_prune WHERE story_id = old.story_id)
    BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END
    """,
)
