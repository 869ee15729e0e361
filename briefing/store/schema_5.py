"""Version 5 of the store: statements about actors are in the one log of decisions, so that undo finds it there.

Statements from before this version come after all other decisions of that time, whose order with them was not kept.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE actor_wishes ADD COLUMN batch INTEGER",
    """
    UPDATE actor_wishes SET batch = (
        SELECT max((SELECT coalesce(max(batch), 0) FROM verdict_events),
            (SELECT coalesce(max(batch), 0) FROM constraints), (SELECT coalesce(max(batch), 0) FROM decisions))
    ) + (SELECT count(*) FROM actor_wishes AS before WHERE before.undone IS NULL AND before.id <= actor_wishes.id)
    WHERE undone IS NULL
    """,
    "INSERT INTO decisions (batch, state) SELECT batch, 'done' FROM actor_wishes WHERE batch IS NOT NULL",
    "CREATE UNIQUE INDEX actor_wishes_by_batch ON actor_wishes (batch)",
)
