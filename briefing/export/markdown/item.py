"""One thread of a brief as Markdown: facts with their sources first, then what the analyst wrote, then the sources."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from briefing.export.markdown.escape import escaped
from briefing.export.markdown.passages import (
    Citations,
    Passages,
    cell,
    markdown_of,
    minute_words,
    short_day,
)
from briefing.export.markdown.sourcing import add_articles, held_sources, sourcing
from briefing.model.actor import ActorKind
from briefing.model.brief import BriefItem, Change, Claim, Passage
from briefing.model.brief_format import CitationStyle
from briefing.model.figures import StatedFigure
from briefing.model.judgement import OF_AN_ITEM, Judgement
from briefing.model.story import TextExtent
from briefing.model.views import ActorLine, NarrativeSentence, QuoteLine, ThreadPage
from briefing.text.wording import counted

MOST_QUOTES = 3
MOST_VARIANTS = 2
MOST_ACTORS = 8
MOST_PLACES = 12
MOST_ARTICLES = 12
MOST_STEPS = 6
POSITION_WORDS = 14
MOST_CITED = 5


def render_thread(page: ThreadPage) -> str:
    """Return one thread as an item of a brief, with its sources numbered from 1, in Markdown with LF line ends."""
    item = BriefItem(page)
    passages = render_item(item, f"## {escaped(page.row.title)}", numbering(item, 0), CitationStyle.INLINE)
    return markdown_of(passages)


def numbering(item: BriefItem, before: int) -> dict[int, int]:
    """Return the number in the brief of each source that the item lists, by its number on the thread's page.

    The item lists every source that a sentence, count, quote or role is cut from, then others that are independent, in
    all at least `MOST_ARTICLES` if there are so many; in order of publication.
    """
    listed = sorted(_listed(item))
    return {n: before + place for place, n in enumerate(listed, 1)}


def _listed(item: BriefItem) -> set[int]:
    page = item.page
    held = {source.n: source for source in held_sources(page)}
    cut_from = {sentence.citations[0] for sentence in page.narrative}
    cut_from |= {each.n for line in page.figures if line.differ or line.rises for each in line.stated}
    cut_from |= {quote.n for quote in page.quotes[:MOST_QUOTES]}
    cut_from |= {variant.n for quote in page.quotes[:MOST_QUOTES] for variant in quote.variants[:MOST_VARIANTS]}
    cut_from |= set(item.fresh[:MOST_ARTICLES])
    acting = main_actors(page)
    cut_from |= {actor.roles[0].n for actor in acting if actor.roles}
    cut_from |= {position[0] for actor in acting if (position := _position(actor, page))}
    cut_from &= held.keys()
    by_use = sorted(held.values(), key=lambda source: (bool(source.reprint_of), source.n))
    for source in by_use:
        if len(cut_from) >= MOST_ARTICLES:
            break
        cut_from.add(source.n)
    return cut_from


def render_item(
    item: BriefItem,
    heading: str,
    numbers: Mapping[int, int],
    style: CitationStyle,
    *,
    since: datetime | None = None,
) -> tuple[Passage, ...]:
    """Return the passages of one item; `numbers` are those of `numbering`, `since` the time of the last brief."""
    page = item.page
    cite = Citations(numbers, {source.n: source for source in held_sources(page)}, style)
    out = Passages()
    out.add(heading, _title_claim(page, cite))
    out.add(_facts(item))
    if item.questions:
        out.add(f"**On the question.** {' · '.join(map(escaped, item.questions))}")
    new, known = _news(item)
    if item.change is Change.DEVELOPED:
        _what_is_new(item, new, cite, out)
    if known:
        out.add("**What happened.** " + _sentences(known, cite), _sentence_claims(known, cite))
    if not page.narrative and page.note:
        has_text = any(source.kind is not TextExtent.HEADLINE for source in held_sources(page))
        out.add("There are only summaries." if has_text else "There is only a headline.")
    _differences(page, cite, out)
    _rising(page, cite, out)
    _quotes(page.quotes[:MOST_QUOTES], cite, out)
    _actors(page, cite, out)
    _timeline(item, out)
    judged = [item.judgements[part] for part in OF_AN_ITEM if part in item.judgements]
    out.add_all(judgement_passage(each, since) for each in judged)
    out.add(sourcing(page, cite))
    add_articles(item, cite, out)
    return tuple(out.collected)


def _title_claim(page: ThreadPage, cite: Citations) -> tuple[Claim, ...]:
    named = next((source for source in page.sources if source.held and source.title == page.row.title), None)
    return cite.claim(named.n, page.row.title, in_title=True) if named else ()


def _facts(item: BriefItem) -> str:
    row = item.page.row
    first = f" ({escaped(item.page.first_outlet)})" if item.page.first_outlet else ""
    parts = [f"`thread {row.id}`", item.change.value]
    if row.topic_name and row.topic_day:
        parts.append(f"day {row.topic_day} of {escaped(row.topic_name)}")
    parts += [
        f"{counted(row.stories, 'article')}, {row.independent} independent",
        f"first seen {minute_words(row.first_seen)}Z{first}",
        f"latest {minute_words(row.last_story)}Z",
    ]
    parts += [f"desk {escaped(desk)}" for desk in item.desks]
    return " · ".join(parts)


# What happened.


def _news(item: BriefItem) -> tuple[list[NarrativeSentence], list[NarrativeSentence]]:
    """Return the sentences that are new since the last brief, and the others: no sentence is in both."""
    fresh = set(item.fresh) if item.change is Change.DEVELOPED else set()
    new = [each for each in item.page.narrative if each.citations[0] in fresh]
    return new, [each for each in item.page.narrative if each.citations[0] not in fresh]


def _what_is_new(item: BriefItem, new: Sequence[NarrativeSentence], cite: Citations, out: Passages) -> None:
    """Add the new sentences, and the headlines of new articles from which no sentence is cut."""
    cited = {sentence.citations[0] for sentence in new}
    fresh = [source for source in held_sources(item.page) if source.n in item.fresh and source.n in cite.numbers]
    titles = [source for source in fresh if source.n not in cited]
    words = [_sentences(new, cite), *(f"“{escaped(each.title)}” {cite.of([each.n])}" for each in titles)]
    claims = [claim for each in titles for claim in cite.claim(each.n, each.title, in_title=True)]
    text = "**What is new since the last brief.** " + " ".join(filter(None, words))
    out.add(text, (*_sentence_claims(new, cite), *claims))


def _sentences(sentences: Iterable[NarrativeSentence], cite: Citations) -> str:
    return " ".join(
        f"{escaped(each.text)} {cite.of(each.citations)}"
        + (f" ({each.independent} independent)" if each.independent > 1 else "")
        for each in sentences
    )


def _sentence_claims(sentences: Iterable[NarrativeSentence], cite: Citations) -> Iterator[Claim]:
    for each in sentences:
        yield from cite.claim(each.citations[0], each.text)


def _differences(page: ThreadPage, cite: Citations, out: Passages) -> None:
    stated = [each for line in page.figures if line.differ for each in line.stated]
    if not stated:
        return
    out.add("**Where reports differ.**")
    claims = [claim for each in stated for claim in cite.claim(each.n, each.text, in_title=_is_in_title(each))]
    rows = [(cell(each.text), cite.of([each.n, *each.also]), minute_words(each.at)) for each in stated]
    out.table(("Report", "Source", "Published (UTC)"), rows, claims)


def _rising(page: ThreadPage, cite: Citations, out: Passages) -> None:
    lines = [line for line in page.figures if line.rises]
    if not lines:
        return
    out.add("**Counts that rose.**")
    stated = [each for line in lines for each in line.stated]
    claims = [claim for each in stated for claim in cite.claim(each.n, each.text, in_title=_is_in_title(each))]
    out.add(
        [
            "- "
            + "; ".join(
                f"{before}{escaped(each.text)} {cite.of([each.n, *each.also])} ({minute_words(each.at)})"
                for before, each in zip(line.words_before, line.stated, strict=True)
            )
            for line in lines
        ],
        claims,
    )


def _is_in_title(figure: StatedFigure) -> bool:
    return figure.span.end == 0


def _quotes(quotes: Sequence[QuoteLine], cite: Citations, out: Passages) -> None:
    if not quotes:
        return
    out.add("**Key quotes** (cut from the stored text)")
    for quote in quotes:
        lines = [f"> {_quoted(quote.parts)}"]
        lines.append(f"> — {_speaker(quote)} {cite.of([quote.n])} · ¶{quote.paragraph}{_also(quote, cite)}")
        claims = [claim for part in quote.parts for claim in cite.claim(quote.n, part)]
        claims += cite.claim(quote.n, quote.speaker_role)
        for variant in quote.variants[:MOST_VARIANTS]:
            if variant.other_words:
                lines.append(f"> ≈ {cite.of([variant.n])} has: {_quoted(variant.parts)}")
                claims += [claim for part in variant.parts for claim in cite.claim(variant.n, part)]
            if variant.other_speaker:
                lines.append(f"> ≠ {cite.of([variant.n])} names another speaker: {escaped(variant.other_speaker)}")
        out.add(lines, claims)


def _quoted(parts: Sequence[str]) -> str:
    return f"“{'” … “'.join(escaped(part) for part in parts)}”"


def _speaker(quote: QuoteLine) -> str:
    if not quote.speaker:
        return "speaker unclear" if quote.unclear else "speaker not named in the text"
    role = f", {escaped(quote.speaker_role)}" if quote.speaker_role else ""
    return escaped(quote.speaker) + role


def _also(quote: QuoteLine, cite: Citations) -> str:
    repeated = (("also carried by", quote.whole_in), ("shorter in", quote.cut_by))
    words = "".join(f" · {how} {cited}" for how, numbers in repeated if (cited := cite.of(numbers)))
    return words or ("" if quote.also else " · in no other article of the thread")


# Who acts.


def main_actors(page: ThreadPage) -> list[ActorLine]:
    """Return the actors of the table: those with a role or a quote first, then other persons and bodies that act."""
    acting = [actor for actor in page.actors if _acts(actor)]
    return sorted(acting, key=lambda actor: not (actor.roles or actor.quotes))[:MOST_ACTORS]


def _acts(actor: ActorLine) -> bool:
    in_words = bool(actor.roles or actor.quotes)
    return not actor.minor and actor.acts and (in_words or actor.kind is not ActorKind.PLACE)


def _actors(page: ThreadPage, cite: Citations, out: Passages) -> None:
    acting = main_actors(page)
    if acting:
        number = sum(map(_acts, page.actors))
        shown = f"{len(acting)} of {number}, " if number > len(acting) else ""
        out.add(f"**Actors** ({shown}roles in the words of the sources)")
        positions = {actor.key: _position(actor, page) for actor in acting}
        claims = [claim for actor in acting for role in actor.roles[:1] for claim in cite.claim(role.n, role.text)]
        claims += [claim for each in positions.values() if each for claim in cite.claim(*each)]
        quoted = {quote.speaker for quote in page.quotes[:MOST_QUOTES] if quote.speaker}
        rows = [_actor_row(actor, positions[actor.key], quoted, cite) for actor in acting]
        out.table(("Actor", "Role, as reported", "Position, as quoted", "Named", "Sources"), rows, claims)
    places = [actor for actor in page.actors if not actor.minor and not _acts(actor)][:MOST_PLACES]
    if places:
        out.add(f"**Places.** {', '.join(f'{escaped(place.name)} {place.mentions}×' for place in places)}.")


def _actor_row(
    actor: ActorLine, position: tuple[int, str] | None, quoted: Collection[str], cite: Citations
) -> Sequence[str]:
    role = "".join(f"{cell(each.text)} {cite.of([each.n])}" for each in actor.roles[:1])
    said = f"“{cell(position[1])}” {cite.of([position[0]])}" if position else ""
    if not said and actor.name in quoted:
        said = "quoted above"
    return cell(actor.name), role, said, f"{actor.mentions}×", _first_cites(actor.stories, cite)


def _first_cites(numbers: Sequence[int], cite: Citations) -> str:
    """Return the first citations of a long list, and how many more there are."""
    listed = [n for n in numbers if n in cite.numbers]
    more = len(listed) - MOST_CITED
    return cite.of(listed[:MOST_CITED]) + (f" +{more}" if more > 0 else "")


def _position(actor: ActorLine, page: ThreadPage) -> tuple[int, str] | None:
    """Return the beginning of an actor's first key quote that the brief does not give in full, with its source."""
    names = {actor.name, *actor.aliases}
    for quote in page.quotes[MOST_QUOTES:]:
        if quote.speaker in names:
            words = quote.text.split()
            more = "…" if len(words) > POSITION_WORDS else ""
            return quote.n, " ".join(words[:POSITION_WORDS]) + more
    return None


def _timeline(item: BriefItem, out: Passages) -> None:
    if not item.topic or not item.steps:
        return
    out.add(f"**Also in {escaped(item.topic.name)}.**")
    shown = item.steps[:MOST_STEPS]
    lines = [f"- {short_day(row.last_story)} — {escaped(row.title)} (`thread {row.id}`)" for row in reversed(shown)]
    if len(item.steps) > len(shown):
        lines.insert(0, f"- {counted(len(item.steps) - len(shown), 'earlier thread')}")
    out.add(lines)


# What the analyst wrote.


def judgement_passage(judgement: Judgement, since: datetime | None = None) -> Passage:
    """Return a judgement under its heading, marked as the analyst's, and as unchanged if not newer than `since`."""
    marks = ["analyst"]
    if judgement.machine:
        marks.append("machine draft")
    if since is not None and judgement.confirmed <= since:
        marks.append(f"unchanged since {short_day(judgement.written)}")
    text = " ".join(line.strip() for line in judgement.text.splitlines() if line.strip())
    return Passage(f"**{judgement.part.value}** ({', '.join(marks)}). {text}", (), judgement.part)
