"""Stories that were joined to others, kept out of threads: a grouping that was begun before a join may name them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.model.grouping import ThreadPlacement


def without_former(
    connection: sqlite3.Connection, placements: Sequence[ThreadPlacement]
) -> tuple[ThreadPlacement, ...]:
    """Return the placements without stories that were joined to others meanwhile, and without those left empty."""
    former = {row["former"] for row in connection.execute("SELECT former FROM joins")}
    return tuple(_left(placements, former)) if former else tuple(placements)


def drop_former(connection: sqlite3.Connection) -> set[str]:
    """Take joined stories out of the threads that they still stand in; return those threads."""
    rows = connection.execute(
        "DELETE FROM memberships WHERE story_id IN (SELECT former FROM joins) RETURNING thread_id"
    ).fetchall()
    return {row["thread_id"] for row in rows}


def _left(placements: Sequence[ThreadPlacement], former: set[int]) -> Iterator[ThreadPlacement]:
    for placement in placements:
        stories = tuple(
            place._replace(reprint_of=0, reprint_share=0.0) if place.reprint_of in former else place
            for place in placement.stories
            if place.story not in former
        )
        if stories:
            title = placement.title_story if placement.title_story not in former else stories[0].story
            independent = min(placement.independent, len(stories))
            yield replace(placement, title_story=title, stories=stories, independent=independent)
