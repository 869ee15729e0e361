"""The lines of an outlet's page: its profile, what it is worth, when it publishes, its feeds and latest stories."""

from datetime import datetime

from briefing.model.outlet import WINDOW, OutletFeed, OutletPage, OutletRow, OutletStory, busy_hours
from briefing.text.letters import mark_mixed_scripts
from briefing.text.wording import age, noun_for
from briefing.tui.format.lines import (
    MUTED,
    SOURCE,
    STRONG_BOLD,
    TEXT,
    Line,
    clean,
    join,
    justify,
    pad,
    spaces,
)
from briefing.tui.format.signs import feed_sign, pulse
from briefing.tui.format.status import figure
from briefing.tui.format.times import hour
from briefing.tui.format.wrap import cut, wrap

_LABEL = 11
_NUMBER = 6
_TIME = 15


def outlet_title(page: OutletPage, width: int, now: datetime) -> tuple[Line, ...]:
    """Return the outlet's name, and below it its profile: domain, kind, country, publisher, grade."""
    row = page.row
    name = wrap(((_name(row), STRONG_BOLD),), width - 1, first=spaces(2), rest=spaces(2), limit=2)
    parts: list[Line] = [((clean(row.domain, 120), MUTED),)] if row.domain not in ("", row.name) else []
    parts.append(((page.kind.value, TEXT),))
    parts += [((page.country, TEXT),)] if page.country else []
    if row.family not in ("", row.domain):
        parts.append((("of ", MUTED), (clean(row.family, 80), TEXT)))
    parts.append((("grade ", MUTED), (row.grade, STRONG_BOLD)) if row.grade else (("no grade", MUTED),))
    parts.append(((f"last story {age(row.last_story, now)} ago", MUTED),))
    return (*name, *wrap(join(parts, ((" · ", MUTED),)), width - 1, first=spaces(2), rest=spaces(2)))


def worth_lines(row: OutletRow, width: int) -> tuple[Line, ...]:
    """Return how much it published, and how much of that went into briefs or repeats others."""
    a_day = row.stories / WINDOW.days
    rate = f"{a_day:.0f} a day" if a_day >= 1 else f"{a_day:.1f} a day"
    facts = (
        ("stories", row.stories, rate if row.stories else f"none in {WINDOW.days} days"),
        ("briefed", row.briefed, f"{row.share_briefed:.0%} are for the brief"),
        ("reprints", row.reprints, f"{row.share_reprints:.0%} repeat others’ texts"),
    )
    return tuple(
        cut(
            (
                *spaces(2),
                *pad(((label, MUTED),), _LABEL),
                (f"{count:>{_NUMBER}}", STRONG_BOLD if count else MUTED),
                (f"   {words}", TEXT),
            ),
            width - 1,
        )
        for label, count, words in facts
    )


def hour_lines(row: OutletRow, width: int, now: datetime) -> tuple[Line, ...]:
    """Return its stories by the hour of the local day as bars, and the busiest hours in words; () for few stories."""
    offset = now.astimezone().utcoffset()
    turned = round(offset.total_seconds() / 3600) % len(row.hours) if offset is not None else 0
    hours = (*row.hours[-turned:], *row.hours[:-turned]) if turned else row.hours
    runs = busy_hours(hours)
    if not runs:
        return ()
    words = ", ".join(f"{first:02}–{last + 1:02}" for first, last in runs)
    bars: Line = (*spaces(2), *pulse(hours))
    scale: Line = (*spaces(2), ("0     6     12    18    24", MUTED))
    mostly = wrap(((f"mostly {words} h", TEXT),), width - 1, first=spaces(2), rest=spaces(2), limit=2)
    return (cut(bars, width - 1), cut(scale, width - 1), *mostly)


def outlet_feed_lines(feed: OutletFeed, width: int) -> tuple[Line, ...]:
    """Return a feed with its stories, and below it its health."""
    count: Line = ((f"{feed.stories}", STRONG_BOLD), (f" {noun_for(feed.stories, 'story', 'stories')}", MUTED))
    sign = feed_sign(feed.state)
    title = cut(((clean(feed.title, 120) or clean(feed.url, 200), TEXT),), width - 18)
    health = wrap(((clean(feed.health, 200), MUTED),), width - 1, first=spaces(4), rest=spaces(4), limit=2)
    return (justify((*spaces(2), sign, (" ", TEXT), *title), count, width - 1), *(health if feed.health else ()))


def latest_lines(story: OutletStory, width: int, date: str) -> tuple[Line, ...]:
    """Return the time and headline of a story; `date` is "" if it is that of the story above."""
    front = pad((*spaces(2), (f"{date:<7}", MUTED), (hour(story.published), MUTED)), _TIME + 1)
    return tuple(wrap(((clean(story.title, 300), TEXT),), width - 1, first=front, rest=spaces(_TIME + 1), limit=2))


def outlet_figures(page: OutletPage) -> tuple[Line, ...]:
    """Return the header's figures: stories and feeds."""
    stories, feeds = page.row.stories, len(page.row.feeds)
    return (figure(stories, noun_for(stories, "story", "stories")), figure(feeds, noun_for(feeds, "feed")))


def outlet_line(page: OutletPage) -> Line:
    """Return the outlet's name for the header."""
    return (("outlet ", MUTED), (_name(page.row), SOURCE))


def _name(row: OutletRow) -> str:
    return mark_mixed_scripts(clean(row.name, 200)) or clean(row.domain, 200)
