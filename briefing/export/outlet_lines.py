"""Outlets as plain text, line by line: what commands print without --json."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.model.outlet import WINDOW, OutletPage, OutletRow, SilentOutlet, busy_hours
from briefing.text.letters import mark_mixed_scripts
from briefing.text.wording import age, counted


def outlet_line(row: OutletRow, now: datetime) -> str:
    """Return one outlet as one line: grade, stories, shares, feeds, age, name, domain, family, hours."""
    shares = f"{row.share_briefed:>4.0%} briefed {row.share_reprints:>4.0%} reprints"
    feeds = counted(len(row.feeds), "feed")
    family = f"  of {row.family}" if row.family not in ("", row.domain) else ""
    hours = f"  {_hours(row)}" if busy_hours(row.hours) else ""
    counts = f"{row.grade or '-'} {row.stories:>5} {shares}  {feeds:>8} {age(row.last_story, now):>4}"
    return f"{counts}  {mark_mixed_scripts(row.name)}{_domain(row.domain)}{family}{hours}"


def outlet_page(page: OutletPage, now: datetime) -> Iterator[str]:
    """Yield one outlet from top to bottom."""
    row = page.row
    yield f"{mark_mixed_scripts(row.name)}{_domain(row.domain)}"
    grade = f"grade {row.grade}" if row.grade else "no grade"
    yield "  ".join(filter(None, (page.kind.value, page.country)))
    yield f"publisher {row.family or row.name}  {grade}  last story {age(row.last_story, now)} ago"
    yield f"{counted(row.stories, 'story', 'stories')} in {WINDOW.days} days"
    yield f"{row.briefed} in threads for the brief ({row.share_briefed:.0%})"
    yield f"{counted(row.reprints, 'reprint')} ({row.share_reprints:.0%})"
    if busy_hours(row.hours):
        yield f"publishes mostly {_hours(row)}"
    yield from ("", "Feeds") if row.feeds else ()
    yield from (
        f"  {feed.title or feed.url}  {counted(feed.stories, 'story', 'stories')}  {feed.health}  {feed.url}"
        for feed in row.feeds
    )
    yield from ("", "Latest stories") if page.latest else ()
    yield from (
        f"  {story.published:%Y-%m-%d %H:%M}  {story.thread:<8} {story.title}".rstrip() for story in page.latest
    )


def silent_lines(silent: Sequence[SilentOutlet]) -> Iterator[str]:
    """Yield a line with the outlets that are silent on a thread, then the reason for each; nothing for none."""
    if silent:
        yield f"Silent: {', '.join(mark_mixed_scripts(each.name or each.domain) for each in silent)}"
        yield from (f"   {each.reason}" for each in silent)


def _domain(domain: str) -> str:
    return f" ({domain})" if domain else ""


def _hours(row: OutletRow) -> str:
    runs = (f"{first:02}" if first == last else f"{first:02}-{last:02}" for first, last in busy_hours(row.hours))
    return f"{', '.join(runs)} h UTC"
