"""A story to read: its text with the quotes marked, and notes in the margin at their paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.citation import Citation
from briefing.model.quote import Quote
from briefing.model.spans import Span
from briefing.model.story import TextExtent
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.text.addresses import host_of
from briefing.text.wording import counted
from briefing.tui.format.lines import (
    ACTOR,
    BLANK,
    CITE,
    HARD_SPACE,
    MUTED,
    QUOTE,
    QUOTE_MARK,
    SOURCE,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    clean_part,
    join,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import CITES, SEPARATOR
from briefing.tui.format.times import citation_day, day_and_hour
from briefing.tui.format.wrap import cut, wrap

MARGIN_FROM = 116
MOST_SHOWN = 100_000
"""Characters of a text that the screen shows; more of them would take too long to lay out."""
_TEXT_AT = 9
_MEASURE = 72
_MARGIN = 36
_GAP = 3
_TITLE_LINES = 2
_LEAST_META = 3
_BOLD = {TEXT: STRONG_BOLD, QUOTE: f"{QUOTE} b", f"{QUOTE} u": f"{QUOTE} bu"}
_NARROW_AT = 6
_MARKS = "“”\"„«»‟'‘’"
_BEFORE_MARK = (",", ".", "!", "?", "…")
"""Characters that can come between quoted words and the closing mark."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a snapshot's text, with its quotes and citations."""

    number: int
    span: Span
    text: str
    quotes: tuple[tuple[int, Quote], ...]
    """(number of the quote from 1, the quote)."""
    citations: tuple[Citation, ...]


def paragraphs(page: StoryPage) -> tuple[Paragraph, ...]:
    """Return the paragraphs that have words, in order; of a very long text only those that are shown."""
    text = page.snapshot.text[:MOST_SHOWN]
    spans = tuple(span for span in paragraph_spans(text) if span.cut(text).strip())
    starts = [span.start for span in spans]
    quotes: dict[int, list[tuple[int, Quote]]] = {}
    for number, quote in enumerate(page.quotes, 1):
        quotes.setdefault(bisect_right(starts, quote.start) - 1, []).append((number, quote))
    citations: dict[int, list[Citation]] = {}
    for citation in page.citations:
        citations.setdefault(bisect_right(starts, citation.span.start) - 1, []).append(citation)
    return tuple(
        Paragraph(
            index + 1,
            span,
            span.cut(text),
            tuple((number, quote) for number, quote in quotes.get(index, ()) if quote.start < span.end),
            tuple(each for each in citations.get(index, ()) if each.span.start < span.end),
        )
        for index, span in enumerate(spans)
    )


def paragraph_spans(text: str) -> Iterator[Span]:
    """Return the spans of the lines of a text that are not empty."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def story_head(page: StoryPage, width: int, now: datetime, fetch_key: str = "") -> tuple[Line, ...]:
    """Return title, meta line, why there is no full text if that is known, and one blank line.

    `fetch_key` fetches the full text of a summary.
    """
    at = text_column(width)
    indent = spaces(at)
    words = clean(page.story.title, 500) or "(no headline)"
    title = wrap(((words, STRONG_BOLD),), width - 2, first=indent, rest=indent, limit=_TITLE_LINES)
    kept = _meta_items(page, now, fetch_key)
    between: Line = ((SEPARATOR, MUTED),)
    while len(kept) > _LEAST_META and width_of(join(kept, between)) > width - at - 2:
        kept.pop()
    meta = (*indent, *cut(join(kept, between), max(4, width - at - 2)))
    return (*title, meta, *_refusal(page, width), BLANK)


def _refusal(page: StoryPage, width: int) -> tuple[Line, ...]:
    """Return why the page of the story gave no full text, or nothing."""
    if not page.refusal or page.snapshot.extent is TextExtent.FULL:
        return ()
    indent = spaces(text_column(width))
    return tuple(wrap(((f"No full text: {clean(page.refusal, 300)}", MUTED),), width - 2, first=indent, rest=indent))


def _meta_items(page: StoryPage, now: datetime, fetch_key: str) -> list[Line]:
    """Return outlet, time, kind of text, address, author and length, the first ones never left out."""
    story = page.story
    name = clean(story.outlet, 80) or clean(story.domain, 80) or "outlet not named"
    host = clean(story.domain, 80)
    extent = page.snapshot.extent
    fetch: Line = (("  ", MUTED), (fetch_key, STRONG_BOLD), (" full text", MUTED)) if fetch_key else ()
    parts: list[Line] = [
        ((name, SOURCE),),
        ((day_and_hour(story.published, now) + ("" if story.dated else ", when fetched"), MUTED),),
        ((extent.value, MUTED), *(fetch if extent is not TextExtent.FULL else ())),
    ]
    if host and host != name:
        parts.append(((host, MUTED),))
    if story.author:
        parts.append(((clean(story.author, 80), MUTED),))
    if words := len(page.snapshot.text.split()):
        parts.append(((counted(words, "word"), MUTED),))
    return parts


def text_column(width: int) -> int:
    """Return the column at which the text begins."""
    return _TEXT_AT if width >= 76 else _NARROW_AT


def paragraph_lines(
    page: StoryPage, paragraph: Paragraph, width: int, *, under_cursor: int = 0, changed: Sequence[Span] = ()
) -> tuple[Line, ...]:
    """Return a paragraph's lines; the quote of number `under_cursor` is underlined, `changed` words are bold.

    From 116 columns on, the notes are in the margin; in narrower terminals they follow the text.
    """
    at, room, beside = text_column(width), _text_room(width), width >= MARGIN_FROM
    front: Line = pad(((f"{f'¶{paragraph.number}':>{at - 2}}  ", MUTED),), at)
    lines = wrap(_marked(paragraph, under_cursor, changed), at + room, first=front, rest=spaces(at))
    notes = _notes(page, paragraph)
    if not beside:
        inset = spaces(at + 2)
        below = [line for first, runs in notes for line in wrap(runs, width - 2, first=(*inset, *first), rest=inset)]
        return (*lines, *below)
    margin = [line for first, runs in notes for line in wrap(runs, _MARGIN, first=first, rest=spaces(3))]
    height = max(len(lines), len(margin))
    start = at + room + _GAP
    return tuple(
        (*pad(lines[row] if row < len(lines) else BLANK, start), *(margin[row] if row < len(margin) else BLANK))
        for row in range(height)
    )


def line_in_paragraph(paragraph: Paragraph, character: int, width: int) -> int:
    """Return roughly the line of a paragraph that has a character of the text, at most a few lines too early."""
    return max(0, character - paragraph.span.start) // max(1, _text_room(width))


def _text_room(width: int) -> int:
    beside = width >= MARGIN_FROM
    return min(_MEASURE, width - text_column(width) - (_GAP + _MARGIN + 2 if beside else 2))


def _marked(paragraph: Paragraph, under_cursor: int, changed: Sequence[Span]) -> list[Run]:
    """Return the paragraph's words: its quotes in their own role, their marks in the accent role, changes bold."""
    roles = [TEXT] * len(paragraph.text)
    base = paragraph.span.start
    for number, quote in paragraph.quotes:
        role = f"{QUOTE} u" if number == under_cursor else QUOTE
        for span in quote.spans:
            start, end = span.start - base, min(span.end - base, len(roles))
            roles[max(0, start) : end] = [role] * (end - max(0, start))
            closing = end + 1 if paragraph.text[end : end + 1] in _BEFORE_MARK else end
            for mark in (start - 1, closing):
                if 0 <= mark < len(roles) and paragraph.text[mark] in _MARKS:
                    roles[mark] = QUOTE_MARK
    for span in changed:
        for at in range(max(0, span.start - base), min(span.end - base, len(roles))):
            roles[at] = _BOLD.get(roles[at], roles[at])
    runs: list[Run] = []
    start = 0
    for index in range(1, len(roles) + 1):
        if index == len(roles) or roles[index] != roles[start]:
            runs.append((clean_part(paragraph.text[start:index]), roles[start]))
            start = index
    return runs


def _notes(page: StoryPage, paragraph: Paragraph) -> list[tuple[Line, Sequence[Run]]]:
    text = page.snapshot.text
    notes: list[tuple[Line, Sequence[Run]]] = []
    for number, quote in paragraph.quotes:
        notes.append((((f"“{number} ", QUOTE_MARK),), _speaker(page, number, quote, text)))
    held = dict(zip(page.citations, page.held_as, strict=False))
    for citation in paragraph.citations:
        name = clean(citation.title, 200) or clean(citation.outlet, 120) or clean(_host(citation.url), 120)
        when = citation_day(citation.date, page.story.published)
        runs: list[Run] = [("cites ", MUTED), (name + (f", {when}" if when else ""), SOURCE)]
        if number := held.get(citation, 0):
            runs += [(f" held as{HARD_SPACE}", MUTED), *cites((number,))]
        notes.append((((f"{CITES} ", CITE),), runs))
    return notes


def _host(address: str) -> str:
    return host_of(address).removeprefix("www.") or address


def _speaker(page: StoryPage, number: int, quote: Quote, text: str) -> list[Run]:
    elsewhere = page.elsewhere[number - 1] if number <= len(page.elsewhere) else QuoteElsewhere()
    runs = _named(quote, elsewhere, text, page.speakers[number - 1] if page.speakers else "")
    if quote.role is not None:
        runs.append((f", {clean(quote.role.cut(text), 300)}", MUTED))
    also = [n for n in elsewhere.numbers if n != elsewhere.named_by]
    if also:
        runs += [(f" also{HARD_SPACE}", MUTED), *cites(also)]
    return runs


def _named(quote: Quote, elsewhere: QuoteElsewhere, text: str, speaker: str) -> list[Run]:
    """Return the name in this text, or else the one in another story, or else the words used here instead."""
    if quote.name is not None:
        return [(clean(speaker or quote.name.cut(text), 200), ACTOR)]
    if elsewhere.speaker:
        by = cites((elsewhere.named_by,))
        return [
            (clean(elsewhere.speaker, 200), ACTOR),
            (f", as{HARD_SPACE}", MUTED),
            *by,
            (" names the speaker", MUTED),
        ]
    mention = f": “{clean(quote.mention.cut(text), 200)}”" if quote.mention else ""
    return [(f"speaker not named in the text{mention}", MUTED)]
