"""Outlets as JSON."""

from briefing.export.json.document import Document, moment
from briefing.model.outlet import OutletPage, OutletRow, SilentOutlet


def outlet_summary(row: OutletRow) -> Document:
    """Return an outlet as the list of outlets shows it."""
    return {
        "name": row.name,
        "domain": row.domain,
        "family": row.family,
        "grade": row.grade or None,
        "feeds": [{"title": feed.title, "url": feed.url, "stories": feed.stories} for feed in row.feeds],
        "stories": row.stories,
        "briefed": row.briefed,
        "share_briefed": round(row.share_briefed, 3),
        "reprints": row.reprints,
        "share_reprints": round(row.share_reprints, 3),
        "hours": list(row.hours),
        "last_story": moment(row.last_story),
    }


def outlet_document(page: OutletPage) -> Document:
    """Return everything about one outlet."""
    return {
        **outlet_summary(page.row),
        "kind": page.kind.value,
        "country": page.country or None,
        "feeds": [
            {"title": feed.title, "url": feed.url, "stories": feed.stories, "state": feed.state, "health": feed.health}
            for feed in page.row.feeds
        ],
        "latest": [
            {
                "id": story.id,
                "title": story.title,
                "published": moment(story.published),
                "thread": story.thread or None,
            }
            for story in page.latest
        ],
    }


def silent_outlet(silent: SilentOutlet) -> Document:
    """Return one outlet that is silent on a thread."""
    return {"outlet": silent.name, "domain": silent.domain, "stories": silent.stories, "reason": silent.reason}
