"""The inbox, a thread and the queue as plain lines, without columns or signs, for screen readers and pipes.

Each line says one thing and ends with a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.text.wording import age, counted

if TYPE_CHECKING:
    from briefing.model.views import ActorLine, QuoteLine, SourceLine, ThreadPage

_PARTS = {
    InboxPart.THREADS: "Threads",
    InboxPart.SINGLE: "Single reports",
    InboxPart.QUIET: "Quiet",
}
_VERDICTS = {
    Verdict.NEW: "undecided",
    Verdict.BRIEF: "in the brief",
    Verdict.FOLLOW: "followed",
    Verdict.LATER: "put off",
    Verdict.DROP: "dropped",
}
_UNITS = {"m": "minute", "h": "hour", "d": "day"}


def inbox_lines(parts: Sequence[tuple[InboxPart, Sequence[ThreadRow]]], now: datetime) -> Iterator[str]:
    """Yield the parts of the inbox, each with its heading and its threads."""
    for part, rows in parts:
        yield f"{_PARTS.get(part, part.value)}: {len(rows)}."
        yield from (row_line(row, now) for row in rows)
        yield ""


def row_line(row: ThreadRow, now: datetime) -> str:
    """Return one thread as one line: headline, outlets, age, what is new, decision, id."""
    new = f"{counted(row.new_stories, 'new story', 'new stories')}" if row.new_stories else ""
    unseen = "not looked at" if row.looked is None and row.verdict is Verdict.NEW else ""
    facts = (_outlets(row), _ago(row.last_story, now), new, unseen, _VERDICTS[row.verdict], row.lifted, row.id)
    return f"{_sentence(row.title)} {', '.join(fact for fact in facts if fact)}."


def page_lines(page: ThreadPage, now: datetime, place: str = "") -> Iterator[str]:
    """Yield one thread: headline, narrative, quotes, actors and sources; `place` names its position in a queue."""
    yield _sentence(f"{place}{page.row.title}")
    yield row_line(page.row, now).removeprefix(_sentence(page.row.title)).strip()
    if page.row.topic:
        yield f"Topic: {page.row.topic_name}, day {page.row.topic_day}."
    if page.narrative:
        yield "Narrative."
        yield from (f"{_sentence(each.text)} {_sources(each.citations)}" for each in page.narrative)
    if page.note:
        yield _sentence(page.note)
    if page.unread:
        yield f"Texts not analysed yet: {page.unread}."
    yield from _heading("Quotes", len(page.quotes), (line for quote in page.quotes for line in _quote(quote)))
    shown = [actor for actor in page.actors if not actor.minor]
    yield from _heading("Actors", len(shown), map(_actor, shown))
    held = [source for source in page.sources if source.held]
    yield from _heading("Sources", len(held), (_held(source, now) for source in held))
    cited = [source for source in page.sources if not source.held]
    yield from _heading("Cited, not stored here", len(cited), map(_cited, cited))


def _heading(title: str, count: int, lines: Iterator[str]) -> Iterator[str]:
    if count:
        yield f"{title}: {count}."
        yield from lines


def _quote(quote: QuoteLine) -> Iterator[str]:
    role = f", {quote.speaker_role}" if quote.speaker_role else ""
    speaker = f"{quote.speaker}{role}" if quote.speaker else "Speaker not named"
    yield f"{speaker}: “{' … '.join(quote.parts)}” {_sources((quote.n, *quote.whole_in))}"
    for variant in quote.variants:
        if variant.other_words:
            yield f"In other words: “{' … '.join(variant.parts)}” {_sources((variant.n,))}"
        if variant.other_speaker:
            yield f"Another speaker is named: {variant.other_speaker}. {_sources((variant.n,))}"


def _actor(actor: ActorLine) -> str:
    roles = ", ".join(role.text for role in actor.roles)
    named = f"named {counted(actor.mentions, 'time')}"
    quoted = counted(actor.quotes, "quote") if actor.quotes else ""
    return ", ".join(part for part in (f"{actor.name} ({actor.kind.value})", roles, named, quoted) if part) + "."


def _held(source: SourceLine, now: datetime) -> str:
    when = _ago(source.published, now) if source.published else ""
    reprint = f"reprint of source {source.reprint_of}" if source.reprint_of else ""
    facts = (source.outlet or source.domain, when, reprint, source.url)
    return f"Source {source.n}: {_sentence(source.title)} {', '.join(fact for fact in facts if fact)}"


def _cited(source: SourceLine) -> str:
    words = ", ".join(part for part in (source.outlet or source.domain, source.title, source.date) if part)
    return f"{_sentence(words)} Cited by {_sources(source.cited_by).lower()}"


def _sources(numbers: Sequence[int]) -> str:
    known = list(dict.fromkeys(number for number in numbers if number > 0))
    if not known:
        return ""
    return f"{'Source' if len(known) == 1 else 'Sources'} {', '.join(map(str, known))}."


def _outlets(row: ThreadRow) -> str:
    stories = counted(row.stories, "story", "stories")
    return f"{stories}, {row.independent} independent" if row.stories > 1 else stories


def _ago(at: datetime, now: datetime) -> str:
    short = age(at, now)
    return f"{counted(int(short[:-1]), _UNITS[short[-1]])} ago"


def _sentence(words: str) -> str:
    """Return words with a full stop, unless they end with a mark of their own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
