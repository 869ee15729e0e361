"""Subscriptions as JSON."""

from briefing.export.json.document import Document, moment
from briefing.model.feed import Feed
from briefing.model.views import FeedRow


def feed_address(feed: Feed) -> Document:
    """Return the number and the address of a feed, without passwords and tokens."""
    return {"id": feed.id, "url": feed.url}


def feed_document(row: FeedRow) -> Document:
    """Return one subscription and its state."""
    feed = row.feed
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": feed.folder,
        "groups": list(feed.groups),
        "state": row.state,
        "health": row.health,
        "stories": row.stories,
        "a_day": round(row.a_day, 2),
        "last_story": moment(row.last_story),
        "checked": moment(feed.checked),
        "failures": feed.failures,
        "reason": feed.reason,
        "notes": list(feed.notes),
        "full_text": row.full_text,
    }
