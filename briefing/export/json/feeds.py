"""Subscriptions as JSON."""

from briefing.export.json.document import Document, moment
from briefing.model.feed import Feed, FeedChoice
from briefing.model.views import FeedRow
from briefing.text.secret_parts import public_address


def feed_address(feed: Feed) -> Document:
    """Return the number and the address of a feed, without passwords and tokens."""
    return {"id": feed.id, "url": feed.url}


def feed_choice(number: int, choice: FeedChoice) -> Document:
    """Return one of the feeds that a page names, with the number that takes it."""
    return {
        "number": number,
        "url": public_address(choice.url),
        "title": choice.title or choice.name,
        "entries": choice.entries,
        "newest": choice.newest,
        "at": moment(choice.at),
    }


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
