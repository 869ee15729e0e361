"""Threads, topics, actors and texts as plain text, line by line: what commands print without --json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.export.decision_words import verdict_name, waiting_words
from briefing.model.inbox import InboxPart, ThreadRow
from briefing.model.provenance import shares_headline
from briefing.model.verdict import Verdict
from briefing.text.letters import mark_mixed_scripts
from briefing.text.wording import age, counted

if TYPE_CHECKING:  # a list of threads needs none of them
    from briefing.model.actor_page import ActorFound, ActorPage
    from briefing.model.analysis import ShownNames, TextAnalysis
    from briefing.model.figures import FigureLine
    from briefing.model.material import QuoteHit
    from briefing.model.provenance import ChainStep
    from briefing.model.rule import DeskRow, RuleRow
    from briefing.model.story import Article
    from briefing.model.topic import TopicPage, TopicQuote, TopicRow
    from briefing.model.views import ActorLine, NarrativeSentence, QuoteLine, SearchHit, SourceLine, ThreadPage

_UNREAD = (InboxPart.THREADS, InboxPart.SINGLE)
_MARKS = {"new": " ", "brief": "b", "follow": "f", "later": "w", "drop": "d"}


def thread_line(row: ThreadRow, now: datetime) -> str:
    """Return one thread as one line: id, verdict, independent/all, age, title, what it waits for or why it woke."""
    mark = "●" if _is_unread(row) else _MARKS[row.verdict.value]
    fraction = f"{row.independent}/{row.stories}"
    words = row.lifted or waiting_words(row, now)
    lifted = f"  ({words})" if words else ""
    return f"{row.id:<8} {mark} {fraction:>6} {age(row.last_story, now):>4}  {row.title}{lifted}"


def _is_unread(row: ThreadRow) -> bool:
    return row.looked is None and row.verdict is Verdict.NEW and row.part in _UNREAD


def thread_page(page: ThreadPage, now: datetime) -> Iterator[str]:
    """Yield one thread page from top to bottom."""
    row = page.row
    yield row.title
    fraction = f"{row.independent}/{row.stories} independent"
    yield f"{row.id}  {fraction}  {age(row.last_story, now)} ago  {verdict_name(row.verdict)}"
    if words := waiting_words(row, now):
        yield words
    if row.topic:
        yield f"topic {row.topic_name}, day {row.topic_day}  ({row.topic})"
    if page.narrative:
        yield ""
        yield " ".join(map(_sentence, page.narrative))
    if page.note:
        yield ""
        yield page.note
    if page.unread:
        yield ""
        yield f"Texts not analysed yet: {page.unread}"
    yield from _section("New since you looked", list(_news(page)))
    yield from _section("Quotes", [line for quote in page.quotes for line in _quote(quote)])
    shown = [actor for actor in page.actors if not actor.minor]
    yield from _section("Actors", [line for actor in shown if actor.acts for line in _actor(actor)])
    places = ", ".join(f"{actor.name} {actor.mentions}×" for actor in shown if not actor.acts)
    yield from _section("Places", [places] if places else [])
    yield from _section("Figures", [_figure(line) for line in page.figures])
    yield from _section("Sources", list(source_lines(page)))
    yield from _section("Related", [f"{each.id}  {each.title}" for each in page.related])


def rule_lines(row: RuleRow) -> Iterator[str]:
    """Yield a rule: id, action, threads, today, name, and its query if that is not its name."""
    rule = row.rule
    what = f"{rule.action} {rule.desk}" if rule.desk else rule.action.value
    state = "" if rule.on else "  (off)"
    counts = f"{counted(len(row.threads), 'thread')}, {len(row.today)} today"
    query = f"  [{rule.query}]" if rule.query != rule.name else ""
    yield f"{rule.reference:<4} {what:<12} {counts:>24}  {rule.name}{query}{state}"
    if row.problem:
        yield f"     {row.problem}"


def question_lines(row: RuleRow) -> Iterator[str]:
    """Yield a standing question, and below it the threads that it got today, or a line that says that it got none."""
    rule = row.rule
    query = f"  [{rule.query}]" if rule.query else ""
    yield f"{rule.reference:<4} {rule.name}{query}"
    if row.problem:
        yield f"     {row.problem}"
    for thread in row.today:
        yield f"     {thread.id}  {thread.title}"
    if not row.today:
        yield (
            f"     nothing today; {counted(len(row.threads), 'earlier thread')}" if row.threads else "     nothing yet"
        )


def desk_line(desk: DeskRow) -> str:
    """Return one desk: undecided and all threads, name."""
    folder = "  (folder of feeds)" if desk.is_folder else ""
    return f"{desk.undecided:>5} undecided {counted(desk.threads, 'thread'):>14}  {desk.name}{folder}"


def topic_line(row: TopicRow, now: datetime) -> str:
    """Return one topic as one line: id, verdict, threads, days, age, name, and the headline of its newest thread."""
    mark = _MARKS[row.verdict.value]
    threads = counted(row.threads, "thread")
    along = f"  ({counted(row.taken_along, 'thread')} dropped with it)" if row.taken_along else ""
    line = f"{row.id:<14} {mark} {threads:>10}  day {row.days:<3} {age(row.last_story, now):>4}  {row.name}"
    return f"{line}: {row.headline}{along}"


def topic_page(page: TopicPage, now: datetime) -> Iterator[str]:
    """Yield one topic page from top to bottom."""
    row = page.row
    yield row.name
    counts = f"{counted(row.threads, 'thread')}, {counted(row.stories, 'story', 'stories')}"
    yield f"{row.id}  {counts}  day {row.days}  {age(row.last_story, now)} ago  {verdict_name(row.verdict)}"
    if row.taken_along:
        yield f"Dropped with it: {counted(row.taken_along, 'thread')}"
    days = groupby(page.threads, key=lambda thread: thread.last_story.date().isoformat())
    for day, threads in days:
        yield from _section(day, [thread_line(thread, now) for thread in threads])
    yield from _section("Quotes", [_topic_quote(quote) for quote in page.quotes])
    yield from _section(
        "Actors", [f"{actor.name}  {actor.mentions}×, in {len(actor.threads)}" for actor in page.actors]
    )


def _topic_quote(quote: TopicQuote) -> str:
    words, speaker = " … ".join(quote.parts), quote.speaker or "(no speaker named)"
    return f"{quote.published:%Y-%m-%d}  “{words}” {speaker}, {quote.outlet}"


def source_lines(page: ThreadPage) -> Iterator[str]:
    """Yield what the thread rests on, its sources (stored stories, then what they cite), and who reported it first."""
    if page.provenance.rests_on:
        yield f"All {page.provenance.stories} rest on {page.provenance.rests_on}."
    for source in page.sources:
        yield _held(source, page.sources) if source.held else _cited(source)
    if len(page.provenance.steps) > 1:
        yield from (_step(step) for step in page.provenance.steps)


def quote_hit(hit: QuoteHit) -> Iterator[str]:
    """Yield one quote found in the store."""
    yield _quoted(hit.parts)
    yield f"   {hit.speaker or 'speaker not named'}{', ' + hit.role if hit.role else ''}"
    yield f"   {hit.outlet}, {hit.published:%Y-%m-%d %H:%M}: {hit.title}  {hit.thread}"


def actor_hit(actor: ActorFound) -> Iterator[str]:
    """Yield one actor found in the store."""
    yield f"{actor.name}  ({actor.kind})  {actor.mentions}× in {counted(actor.stories, 'story', 'stories')}"
    yield from (f"   {role.text}  [{role.outlet}, {role.published:%Y-%m-%d}]" for role in actor.roles)
    if actor.threads:
        yield "   " + " ".join(actor.threads)


def actor_page(page: ActorPage) -> Iterator[str]:
    """Yield one actor over time from top to bottom."""
    watched = "  watched" if page.watched else ""
    yield f"{page.name}  ({page.kind})  {page.mentions}× in {counted(page.stories, 'story', 'stories')}{watched}"
    if page.aliases:
        yield f"also written {', '.join(page.aliases)}"
    yield f"seen since {page.since:%Y-%m-%d}"
    if page.not_read:
        yield f"{counted(page.not_read, 'story', 'stories')} with the name not read yet"
    roles = [f"{role.text}  [{role.outlet}, {role.published:%Y-%m-%d}]  {role.times}×" for role in page.roles]
    yield from _section("Roles, as reported", roles)
    quotes = [f"{quote.published:%Y-%m-%d}  “{' … '.join(quote.parts)}”  [{quote.outlet}]" for quote in page.quotes]
    yield from _section("Quotes over time", quotes)
    yield from _section(
        "Threads", [f"{row.id:<8} {row.independent}/{row.stories}  {row.title}" for row in page.threads]
    )
    yield from _section("Named with", [f"{each.name}  ({each.kind})  {each.times}×" for each in page.companions])


def search_hit(hit: SearchHit) -> Iterator[str]:
    """Yield one story that a search found."""
    yield f"{hit.thread:<8} {hit.outlet}, {hit.published:%Y-%m-%d %H:%M}: {hit.title}"
    yield f"         {hit.front}{hit.passage}{hit.end}"


def analysis(article: Article, found: TextAnalysis, names: ShownNames) -> Iterator[str]:
    """Yield the quotes, actors and citations found in one text."""
    text = article.text
    yield article.title or "(no title)"
    yield "  ".join(
        part
        for part in (article.outlet, article.author, f"{article.published:%Y-%m-%d}" if article.published else "")
        if part
    )
    quotes = []
    for quote, name in zip(found.quotes, names.speakers, strict=True):
        role = f", {quote.role.cut(text)}" if quote.role else ""
        speaker = name or "speaker not named"
        quotes += [
            _quoted(span.cut(text) for span in quote.spans),
            f"   {speaker}{role}  ¶{quote.paragraph}",
        ]
    if found.quotes_only:
        quotes.append(f"quotes only: {found.quotes_only}")
    yield from _section("Quotes", quotes)
    actors = []
    for actor, name in zip(found.actors, names.actors, strict=True):
        roles = "; ".join(role.cut(text) for role in actor.roles)
        actors.append(f"{name}  ({actor.kind.value})  {len(actor.mentions)}×  {roles}".rstrip())
    yield from _section("Actors", actors)
    citations = [
        "  ".join(part for part in (each.form.value, each.outlet, each.title, each.date, each.url) if part)
        for each in found.citations
    ]
    yield from _section("Cites", citations)


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield heading
        yield from ("  " + line for line in lines)


def _sentence(sentence: NarrativeSentence) -> str:
    reported = f" {sentence.independent} ind" if sentence.independent > 1 else ""
    return f"{sentence.text} {_cites(sentence.citations)}{reported}"


def _quoted(parts: Iterable[str]) -> str:
    """Return the pieces of a quote in quotation marks."""
    return f"“{'” … “'.join(parts)}”"


def _quote(quote: QuoteLine) -> Iterator[str]:
    yield _quoted(quote.parts)
    role = f", {quote.speaker_role}" if quote.speaker_role else ""
    repeated = (("also", quote.whole_in), ("shorter in", quote.cut_by))
    also = "".join(f" {words} {_cites(numbers)}" for words, numbers in repeated if numbers)
    yield f"   {quote.speaker or 'speaker not named'}{role} [{quote.n}]{also}"
    for variant in quote.variants:
        if variant.other_words:
            yield f"   ≈ [{variant.n}] {_quoted(variant.parts)}"
        if variant.other_speaker:
            yield f"   ≠ [{variant.n}] names {variant.other_speaker}"


def _actor(actor: ActorLine) -> Iterator[str]:
    quoted = f" {actor.quotes}“" if actor.quotes else ""
    yield f"{actor.name}  ({actor.kind.value})  {actor.mentions}×{quoted}"
    if actor.roles:
        yield "   " + ", ".join(f"{role.text} [{role.n}]" for role in actor.roles)


def _held(source: SourceLine, sources: Sequence[SourceLine]) -> str:
    published = f"{source.published:%Y-%m-%d %H:%M}" if source.published else ""
    reprint = f"  reprints {source.reprint_of} ({source.reprint_share:.0%})" if source.reprint_of else ""
    if source.same_headline:
        original = next((each.title for each in sources if each.n == source.reprint_of), "")
        reprint = f"  {shares_headline(source.title, original)} {source.reprint_of}"
    beside = f" ({source.domain})" if source.domain else ""
    cited = f"  cited by {_cites(source.cited_by)}" if source.cited_by else ""
    outlet = f"{source.n:>2} {mark_mixed_scripts(source.via)}{beside}"
    author = f"  by {source.author}" if source.author else ""
    return f"{outlet}  {published}  {source.title}{author}{reprint}  [{source.kind.value}]{cited}"


def _cited(source: SourceLine) -> str:
    words = "  ".join(part for part in (source.outlet or source.domain, source.title, source.date) if part)
    offer = f"; briefing add https://{source.domain}/" if source.domain else ""
    verb = "linked by" if source.linked_only else "cited by"
    return f" ◇ {words}  {verb} {_cites(source.cited_by)}; not held{offer}"


def _news(page: ThreadPage) -> Iterator[str]:
    numbers = {source.n for source in page.sources if source.held and source.new}
    yield from (f"{each.text} {_cites(each.citations)}" for each in page.narrative if each.new)
    yield from (f"“{each.text}” {each.speaker} [{each.n}]" for each in page.quotes if each.new)
    if names := [actor.name for actor in page.actors if actor.new and not actor.minor]:
        yield "first named: " + ", ".join(names)
    yield from (
        f"{each.text} [{each.n}]"
        for line in page.figures
        for each in line.stated
        if len(line.stated) > 1 and each.n in numbers
    )


def _figure(line: FigureLine) -> str:
    stated = "; ".join(
        f"{before}{each.text} {_cites((each.n, *each.also))} {each.at:%Y-%m-%d %H:%M}"
        for before, each in zip(line.words_before, line.stated, strict=True)
    )
    return f"{'≠' if line.differ else ' '} {stated}"


def _step(step: ChainStep) -> str:
    from briefing.model.provenance import StepKind

    when = f"{step.at:%Y-%m-%d %H:%M}" if step.kind is StepKind.FIRST and step.at else step.waited
    return f" → {step.reason}: {step.via} [{step.n}]  {when}"


def _cites(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)
