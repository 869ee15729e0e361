"""Topics as JSON."""

from briefing.export.json.document import Document, moment
from briefing.export.json.threads import thread_summary
from briefing.model.topic import TopicPage, TopicRow


def topic_document(page: TopicPage) -> Document:
    """Return all of one topic."""
    return {
        **topic_summary(page.row),
        "threads": [thread_summary(row) for row in page.threads],
        "pulse": list(page.pulse),
        "quotes": [
            {
                "text": " … ".join(quote.parts),
                "speaker": quote.speaker or None,
                "speaker_role": quote.role or None,
                "outlet": quote.outlet,
                "published": moment(quote.published),
                "story": quote.story,
                "start": quote.at,
                "thread": quote.thread,
            }
            for quote in page.quotes
        ],
        "actors": [
            {"name": actor.name, "mentions": actor.mentions, "threads": list(actor.threads)} for actor in page.actors
        ],
    }


def topic_summary(row: TopicRow) -> Document:
    """Return what the list of topics shows of one."""
    return {
        "id": row.id,
        "name": row.name,
        "headline": row.headline,
        "verdict": row.verdict.value,
        "first_seen": moment(row.first_seen),
        "last_story": moment(row.last_story),
        "days": row.days,
        "thread_count": row.threads,
        "story_count": row.stories,
        "dropped_along": row.taken_along,
    }
