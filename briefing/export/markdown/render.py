"""The daily brief and single threads as Markdown. The same brief always gives the same bytes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from briefing.export.markdown.escape import escaped, link
from briefing.model.brief import Brief
from briefing.model.inbox import ThreadRow
from briefing.model.provenance import StepKind
from briefing.model.views import ActorLine, NarrativeSentence, QuoteLine, SourceLine, ThreadPage
from briefing.text.letters import mark_mixed_scripts

MOST_QUOTES = 5
MOST_PLACES = 12
MOST_ACTORS = 8
MOST_UNHELD = 5
LONGEST_CELL = 300


def render_brief(brief: Brief, *, generator: str, zone: tzinfo) -> str:
    """Return the whole brief as Markdown, LF line ends, ending in one.

    `zone` is the time zone of the user: the day and weekday of the brief are local, all other times are UTC. Sources
    are numbered through the whole brief.
    """
    lines = [*_front_matter(brief, generator, zone), "", f"# Daily brief — {_day(brief.date, zone)}", ""]
    lines += _at_a_glance(brief)
    offset = 0
    for number, page in enumerate(brief.items, 1):
        lines += _item(page, f"{number}. {escaped(page.row.title)}", offset)
        offset += len(_held(page))
    lines += [*_followed(brief.followed), *_coverage(brief), *_method(brief)]
    return "\n".join(lines).rstrip("\n") + "\n"


def render_thread(page: ThreadPage) -> str:
    """Return one thread as it reads in a brief, with its sources numbered from 1 as on its page, and LF line ends."""
    return "\n".join(_item(page, escaped(page.row.title), 0)).rstrip("\n") + "\n"


def _front_matter(brief: Brief, generator: str, zone: tzinfo) -> list[str]:
    feeds = brief.feeds
    return [
        "---",
        "type: daily-brief",
        f"date: {brief.date.astimezone(zone).date().isoformat()}",
        f"period: {_minute(brief.since)}/{_minute(brief.date)}",
        f"prepared: {_minute(brief.prepared)}",
        f"feeds: {{subscribed: {feeds.subscribed}, ok: {feeds.ok}, failing: {feeds.failing}}}",
        f"intake: {{stories: {brief.stories}, threads: {brief.threads}, "
        f"briefed: {len(brief.items)}, followed: {len(brief.followed)}}}",
        f"generator: {json.dumps(generator)}",
        "---",
    ]


def _at_a_glance(brief: Brief) -> list[str]:
    if not brief.items:
        return ["No thread was chosen for this brief.", ""]
    chosen = "chosen by rank, not by hand" if brief.automatic else "chosen by hand"
    lines = ["## At a glance", "", f"{_count(len(brief.items), 'thread')}, {chosen}.", ""]
    lines += ["| # | Thread | Independent / all | Latest (UTC) |", "|---|--------|-------------------|--------------|"]
    for number, page in enumerate(brief.items, 1):
        row = page.row
        lines.append(
            f"| {number} | {_cell(row.title)} | {row.independent} / {row.stories} | {_minute_words(row.last_story)} |"
        )
    return [*lines, ""]


def _item(page: ThreadPage, heading: str, offset: int) -> list[str]:
    row = page.row
    first = f" ({escaped(page.first_outlet)})" if page.first_outlet else ""
    lines = [
        f"## {heading}",
        "",
        f"`thread {row.id}` · {_count(row.stories, 'article')}, {row.independent} independent · "
        f"first seen {_minute_words(row.first_seen)}Z{first} · latest {_minute_words(row.last_story)}Z",
        "",
    ]
    new = [each for each in page.narrative if each.new]
    if new:
        lines += ["**What is new.** " + " ".join(_sentence(each, offset) for each in new), ""]
    if page.narrative:
        lines += ["**What happened.** " + " ".join(_sentence(each, offset) for each in page.narrative), ""]
    if page.note:
        lines += [escaped(page.note), ""]
    lines += [*_differences(page, offset), *_rising(page, offset)]
    lines += [*_quotes(page.quotes, offset), *_actors(page.actors, offset)]
    return [*lines, *_sourcing(page, offset), *_articles(page, offset)]


def _sentence(sentence: NarrativeSentence, offset: int) -> str:
    return f"{escaped(sentence.text)} {_cites(sentence.citations, offset)}"


def _differences(page: ThreadPage, offset: int) -> Iterator[str]:
    lines = [line for line in page.figures if line.differ]
    if not lines:
        return
    yield "**Where reports differ.**"
    yield ""
    yield "| Report | Source | Published (UTC) |"
    yield "|--------|--------|-----------------|"
    for each in (stated for line in lines for stated in line.stated):
        yield f"| {_cell(each.text)} | {_cites([each.n, *each.also], offset)} | {_minute_words(each.at)} |"
    yield ""


def _rising(page: ThreadPage, offset: int) -> Iterator[str]:
    lines = [line for line in page.figures if line.rises]
    if not lines:
        return
    yield "**Counts that rose.**"
    yield ""
    for line in lines:
        statements = (
            f"{before}{escaped(each.text)} {_cites([each.n, *each.also], offset)} ({_minute_words(each.at)})"
            for before, each in zip(line.words_before, line.stated, strict=True)
        )
        yield f"- {'; '.join(statements)}"
    yield ""


def _quotes(quotes: Sequence[QuoteLine], offset: int) -> Iterator[str]:
    if not quotes:
        return
    yield f"**Key quotes** ({_of(MOST_QUOTES, len(quotes))}cut from the stored text)"
    yield ""
    for quote in quotes[:MOST_QUOTES]:
        yield f"> {_quoted(quote.parts)}"
        yield f"> — {_speaker(quote)} {_cites([quote.n], offset)} · ¶{quote.paragraph}{_also(quote, offset)}"
        for variant in quote.variants:
            if variant.other_words:
                yield f"> ≈ {_cites([variant.n], offset)} has: {_quoted(variant.parts)}"
            if variant.other_speaker:
                yield f"> ≠ {_cites([variant.n], offset)} names another speaker: {escaped(variant.other_speaker)}"
        yield ""


def _quoted(parts: Sequence[str]) -> str:
    return f"“{'” … “'.join(escaped(part) for part in parts)}”"


def _speaker(quote: QuoteLine) -> str:
    if not quote.speaker:
        return "speaker unclear" if quote.unclear else "speaker not named in the text"
    role = f", {escaped(quote.speaker_role)}" if quote.speaker_role else ""
    return escaped(quote.speaker) + role


def _also(quote: QuoteLine, offset: int) -> str:
    repeated = (("also carried by", quote.whole_in), ("shorter in", quote.cut_by))
    return "".join(f" · {words} {_cites(numbers, offset)}" for words, numbers in repeated if numbers)


def _actors(actors: Sequence[ActorLine], offset: int) -> Iterator[str]:
    main_actors = [actor for actor in actors if not actor.minor and actor.acts]
    places = [actor for actor in actors if not actor.minor and not actor.acts][:MOST_PLACES]
    if main_actors:
        yield from _actor_table(main_actors, offset)
    if places:
        yield f"**Places.** {', '.join(f'{escaped(place.name)} {place.mentions}×' for place in places)}."
        yield ""


def _actor_table(main_actors: Sequence[ActorLine], offset: int) -> Iterator[str]:
    yield f"**Actors** ({_of(MOST_ACTORS, len(main_actors))}roles in the words of the sources)"
    yield ""
    yield "| Actor | Kind | Role, as reported | Named | Quoted | Sources |"
    yield "|-------|------|-------------------|-------|--------|---------|"
    for actor in main_actors[:MOST_ACTORS]:
        roles = "; ".join(f"{_cell(role.text)} {_cites([role.n], offset)}" for role in actor.roles[:2])
        yield (
            f"| {_cell(actor.name)} | {actor.kind.value} | {roles} | {actor.mentions}× | {actor.quotes or ''} "
            f"| {_cites(actor.stories, offset)} |"
        )
    yield ""


def _sourcing(page: ThreadPage, offset: int) -> list[str]:
    row = page.row
    words = f"{_count(row.stories, 'article')}; {row.independent} independent."
    if page.provenance.rests_on:
        words += f" All {page.provenance.stories} rest on {escaped(page.provenance.rests_on)}."
    reprints = [source for source in _held(page) if source.reprint_of]
    words += "".join(_repeats(each, offset) for each in reprints)
    unheld = [source for source in page.sources if not source.held]
    if unheld:
        cited = [f"{_named(source)} (by {_cites(source.cited_by, offset)})" for source in unheld[:MOST_UNHELD]]
        cited += [f"{len(unheld) - MOST_UNHELD} more"] if len(unheld) > MOST_UNHELD else []
        words += f" Cited and not held: {'; '.join(cited)}."
    return ["**Sourcing.** " + words, ""]


def _repeats(source: SourceLine, offset: int) -> str:
    own, original = _cites([source.n], offset), _cites([source.reprint_of], offset)
    if source.same_headline:
        return f" {own} has the headline of {original}."
    return f" {own} reprints {original} ({source.reprint_share:.0%} shared wording)."


def _named(source: SourceLine) -> str:
    title = f", {escaped(source.title)}" if source.title else ""
    return escaped(source.outlet or source.domain) + title


def _articles(page: ThreadPage, offset: int) -> Iterator[str]:
    yield "**Relevant articles**"
    yield ""
    yield "| n | Title | Outlet | Published (UTC) | Note |"
    yield "|---|-------|--------|-----------------|------|"
    for source in _held(page):
        title = link(source.title, source.url)
        published = _minute_words(source.published) if source.published else ""
        note = _note(source, page, offset)
        yield f"| {source.n + offset} | {title} | {_cell(_outlet(source))} | {published} | {note} |"
    yield ""
    yield "**Evidence** (sha256 of the stored text)"
    yield ""
    for source in _held(page):
        yield f"- {_cites([source.n], offset)} `{source.sha256}`"
    yield ""


def _outlet(source: SourceLine) -> str:
    outlet = mark_mixed_scripts(source.via)
    named = source.domain and source.domain.casefold() != source.outlet.casefold()
    return f"{outlet} ({source.domain})" if named else outlet


def _note(source: SourceLine, page: ThreadPage, offset: int) -> str:
    if source.reprint_of:
        original = source.reprint_of + offset
        if source.same_headline:
            return f"same headline as {original}"
        early = any(step.n == source.n and step.kind is StepKind.EARLY for step in page.provenance.steps)
        return f"reprints {original} (dated before {original})" if early else f"reprints {original}"
    return source.kind.value


def _followed(followed: Sequence[ThreadRow]) -> list[str]:
    if not followed:
        return []
    lines = ["## Followed threads", ""]
    for row in followed:
        news = f"{_count(row.new_stories, 'new article')}" if row.new_stories else "nothing new"
        latest = f"latest {_minute_words(row.last_story)}Z"
        lines.append(f"- **{escaped(row.title)}** — {row.independent}/{row.stories}, {news}, {latest}. `{row.id}`")
    return [*lines, ""]


def _coverage(brief: Brief) -> list[str]:
    lines = ["## Coverage and gaps", ""]
    lines += [f"- {brief.feeds.ok} of {_count(brief.feeds.subscribed, 'feed')} answered at their last check."]
    lines += [f"- Failing: {escaped(line)}" for line in brief.failing]
    return [*lines, ""]


def _method(brief: Brief) -> list[str]:
    words = (
        "Sentences, quotes, roles and article lists are cut from stored text and cited by number; no model wrote any "
        "of them. “Independent” leaves out copies and counts each publisher, or "
        "the agency that a story credits, once."
    )
    picked = " The threads were chosen by rank, because none had been chosen by hand." if brief.automatic else ""
    return ["## Method", "", words + picked, ""]


def _held(page: ThreadPage) -> list[SourceLine]:
    return [source for source in page.sources if source.held]


def _cites(numbers: Iterable[int], offset: int) -> str:
    return "".join(f"[{number + offset}]" for number in numbers)


def _cell(text: str) -> str:
    return escaped(text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1].rstrip() + "…")


def _of(most: int, count: int) -> str:
    """Return how many of `count` are shown, or "" if all of them are."""
    return f"{most} of {count}, " if count > most else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _minute(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _minute_words(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def _day(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{_WEEKDAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
