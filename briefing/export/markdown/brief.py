"""The daily brief as Markdown: judgements, items, what to watch, what changed, and what may be missing.

The same brief always gives the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, tzinfo

from briefing.export.markdown.escape import escaped, link
from briefing.export.markdown.item import judgement_passage, numbering, render_item
from briefing.export.markdown.passages import (
    Passages,
    brief_id,
    cell,
    cited_story,
    long_day,
    markdown_of,
    minute,
    minute_words,
    short_day,
)
from briefing.frozen import dataclass
from briefing.model.brief import Brief, BriefItem, BriefRecord, Change, CitedStory, Claim, Passage, StoryChange
from briefing.model.brief_format import CitationStyle
from briefing.model.judgement import LIKELIHOODS
from briefing.text.wording import counted

MOST_WATCHED = 20
MOST_CHANGES = 12
MOST_FEEDS = 12
MOST_LANGUAGES = 4
_CRITERION = "chosen by their number of independent outlets"
"""How the program chose the threads of an automatic brief."""


@dataclass(frozen=True, slots=True)
class BriefStyle:
    """How a brief is rendered.

    The day and weekday of the brief are those of `zone`; all other times are in UTC.
    """

    generator: str
    zone: tzinfo = UTC
    citations: CitationStyle = CitationStyle.INLINE


def render_brief(brief: Brief, style: BriefStyle) -> BriefRecord:
    """Return the record of a brief: its passages, what it cites, and its id. Sources are numbered across all items."""
    body, cited = _body(brief, style)
    number = brief_id((Passage("\n".join(_front_matter(brief, style, ""))), *body))
    front = Passage("\n".join(_front_matter(brief, style, number)))
    return BriefRecord(
        id=number,
        day=day_of(brief, style.zone),
        prepared=brief.prepared,
        since=brief.since,
        passages=(front, *body),
        cited=cited,
        threads=tuple(sorted(item.page.row.id for item in brief.items)),
    )


def markdown_of_record(record: BriefRecord) -> str:
    """Return the whole brief as Markdown."""
    return markdown_of(record.passages)


def day_of(brief: Brief, zone: tzinfo) -> date:
    """Return the local day of a brief."""
    return brief.until.astimezone(zone).date()


def _front_matter(brief: Brief, style: BriefStyle, number: str) -> Iterator[str]:
    feeds = brief.coverage.feeds
    yield "---"
    yield "type: daily-brief"
    yield f"brief: {number}"
    yield f"date: {day_of(brief, style.zone).isoformat()}"
    yield f"period: {minute(brief.since)}/{minute(brief.until)}"
    yield f"prepared: {minute(brief.prepared)}"
    if brief.desk:
        yield f"desk: {json.dumps(brief.desk, ensure_ascii=False)}"
    if brief.previous:
        yield f"previous: {brief.previous.isoformat()}"
    yield (
        f"feeds: {{subscribed: {feeds.subscribed}, ok: {feeds.ok}, silent: {feeds.silent}, failing: {feeds.failing}}}"
    )
    yield (
        f"intake: {{stories: {brief.coverage.stories}, threads: {brief.coverage.threads}, "
        f"briefed: {len(brief.items)}, watched: {len(brief.watched)}}}"
    )
    yield f"generator: {json.dumps(style.generator)}"
    yield "---"


def _body(brief: Brief, style: BriefStyle) -> tuple[tuple[Passage, ...], tuple[CitedStory, ...]]:
    out = Passages()
    desk = f", {escaped(brief.desk)}" if brief.desk else ""
    out.add(f"# Daily brief{desk} — {long_day(brief.until, style.zone)}")
    if brief.bottom_line:
        out.add_all([judgement_passage(brief.bottom_line)])
    _at_a_glance(brief, style, out)
    cited: list[CitedStory] = []
    for place, item in enumerate(brief.items, 1):
        numbers = numbering(item, len(cited))
        heading = f"## {place}. {escaped(item.page.row.title)}"
        out.add_all(render_item(item, heading, numbers, style.citations, since=brief.since if brief.previous else None))
        held = {source.n: source for source in item.page.sources if source.held}
        cited += [cited_story(held[n], number) for n, number in numbers.items()]
    _questions(brief, out)
    _watched(brief, out)
    _changes(brief, out)
    _coverage(brief, out)
    out.add_all(_method(brief))
    if style.citations is CitationStyle.FOOTNOTE:
        out.add_all(_footnotes(cited))
    return tuple(out.collected), tuple(cited)


def _at_a_glance(brief: Brief, style: BriefStyle, out: Passages) -> None:
    if not brief.items:
        out.add("No thread was marked for this brief.")
        return
    out.add("## At a glance")
    chosen = f"{_CRITERION}, not by hand" if brief.automatic else "chosen by hand"
    more = f" {counted(brief.left_out, 'more marked thread')} left out." if brief.left_out else ""
    out.add(f"{counted(len(brief.items), 'thread')}, {chosen}.{more}")
    since = f"Change since {short_day(brief.since, style.zone)}" if brief.previous else "Change"
    rows = [
        (str(place), cell(item.page.row.title), _change(item), f"{item.page.row.independent} / {item.page.row.stories}")
        for place, item in enumerate(brief.items, 1)
    ]
    out.table(("#", "Thread", since, "Independent / all"), rows)


def _change(item: BriefItem) -> str:
    if item.change is Change.DEVELOPED:
        return f"**developed**: {counted(len(item.fresh), 'new article')}"
    return f"**{item.change.value}**" if item.change is Change.NEW else item.change.value


def _questions(brief: Brief, out: Passages) -> None:
    if brief.unanswered:
        out.add("## Standing questions without an answer")
        out.add([f"- {escaped(question)}" for question in brief.unanswered])


def _watched(brief: Brief, out: Passages) -> None:
    if not brief.watched:
        return
    out.add("## Watch list")
    shown = brief.watched[:MOST_WATCHED]
    lines = [
        f"- **{escaped(line.row.title)}** — {line.row.verdict.value}; {escaped(line.why)}. "
        f"{line.row.independent}/{line.row.stories}, latest {minute_words(line.row.last_story)}Z. `{line.row.id}`"
        for line in shown
    ]
    if len(brief.watched) > len(shown):
        lines.append(f"- {counted(len(brief.watched) - len(shown), 'more thread')}")
    out.add(lines)


def _changes(brief: Brief, out: Passages) -> None:
    if not brief.edited and not brief.changed:
        return
    out.add("## Changes and corrections")
    for each in brief.changed:
        before, after = escaped(each.change.before), escaped(each.change.after)
        now = f"now: “{after}”" if after else "now withdrawn"
        words = (
            f"- **Judgement changed** (analyst): {each.change.part.value}, on {escaped(each.about)}: "
            f"before: “{before}”; {now}"
        )
        out.add_all([Passage(words, (), each.change.part)])
    shown = brief.edited[:MOST_CHANGES]
    for change in shown:
        out.add(_edit(change), _edit_claims(change))
    if len(brief.edited) > len(shown):
        out.add(f"- {counted(len(brief.edited) - len(shown), 'more article')} edited.")


def _edit(change: StoryChange) -> str:
    what = "headline" if change.in_title else "text"
    was = f"“{escaped(change.before)}”"
    now = f"now has “{escaped(change.after)}”" if change.after else "no longer has a sentence like it"
    return (
        f"- **Source changed**: {escaped(change.outlet)}, cited in the brief of {change.day.isoformat()}, changed its "
        f"{what}; it had {was} and {now} ({minute_words(change.seen)}Z)."
    )


def _edit_claims(change: StoryChange) -> Iterator[Claim]:
    yield Claim(change.digest_before, change.before, change.in_title)
    if change.after:
        yield Claim(change.digest_after, change.after, change.in_title)


def _coverage(brief: Brief, out: Passages) -> None:
    coverage = brief.coverage
    feeds = coverage.feeds
    out.add("## Coverage and gaps")
    lines = [f"- {feeds.ok} of {counted(feeds.subscribed, 'feed')} answered at their last check."]
    for name, listed in (("Failing", coverage.failing), ("Silent for longer than usual", coverage.silent)):
        lines += [f"- {name}: {escaped(line)}" for line in listed[:MOST_FEEDS]]
        if len(listed) > MOST_FEEDS:
            lines.append(f"- {name}: {counted(len(listed) - MOST_FEEDS, 'more feed')}")
    if languages := _languages(brief):
        lines.append(f"- Languages of the period's stories: {languages}.")
    alone = sum(item.page.row.independent == 1 for item in brief.items)
    if alone:
        lines.append(f"- {counted(alone, 'item')} of this brief {'has' if alone == 1 else 'have'} one outlet only.")
    out.add(lines)


def _languages(brief: Brief) -> str:
    total = sum(number for _, number in brief.coverage.languages)
    named = [(code or "not named", number) for code, number in brief.coverage.languages][:MOST_LANGUAGES]
    return ", ".join(f"{escaped(code)} {number / total:.0%}" for code, number in named) if total else ""


def _method(brief: Brief) -> Iterator[Passage]:
    yield Passage("## Method")
    words = (
        "Sentences, quotes, roles and article lists are cut from stored text and cited by number; no model wrote any "
        "of them. “Independent” leaves out copies and counts each publisher, or the agency that a story credits, once. "
        "Parts marked (analyst) were written by the analyst."
    )
    if any(item.judgements for item in brief.items):
        scale = ", ".join(f"{name} {least}–{most} %" for name, least, most in LIKELIHOODS)
        words += f" Words of likelihood follow one scale: {scale}."
    if any(item.grades for item in brief.items):
        words += " Letters A to F grade the record of an outlet, not a claim."
    picked = f" The threads were {_CRITERION}, because none had been chosen by hand." if brief.automatic else ""
    yield Passage(words + picked)


def _footnotes(cited: Sequence[CitedStory]) -> Iterator[Passage]:
    for story in cited:
        published = f", {minute_words(story.published)}" if story.published else ""
        words = f"[^{story.n}]: {link(story.title, story.url)}, {escaped(story.outlet)}{published}"
        yield Passage(words, (Claim(story.sha256, story.title, in_title=True),))
