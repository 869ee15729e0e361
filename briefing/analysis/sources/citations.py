"""Citations: where a text names another outlet or links to another article as its source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from briefing.analysis.language.document import Document
from briefing.analysis.sources.citation_patterns import CUE, citing_patterns
from briefing.analysis.sources.independence import publisher_family
from briefing.analysis.sources.outlet_names import is_named_in_host, outlet_pattern
from briefing.analysis.sources.source_lists import block_citations
from briefing.model.citation import Citation, CitationForm
from briefing.model.spans import Span
from briefing.model.story import Link
from briefing.text.addresses import host_of

_NO_SOURCES = re.compile(
    r"/share(?:r|Article)?\b|/intent/|[?&]share=|/subscribe\b|^https?://(?:apps\.apple|play\.google|itunes\.apple"
    r"|support\.|subscribe\.|accounts?\.|login\.|ads?\.|podcasts\.apple|open\.spotify|link\.mail\.|feeds?\.)"
    r"|[/.](?:facebook|instagram|pinterest|whatsapp|linkedin|reddit|twitter|tiktok|youtube|x|threads|bsky|flickr|tumblr)\.(?:com|net|app)\b|//(?:t\.me|wa\.me|t\.co|youtu\.be|amzn\.to)/|^mailto:|doubleclick"
    r"|amazon\.\w+/|[/.]amazon\.co",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^\W*(?:read (?:more|also|next|the original)|(?:submit|send) your|follow (?:him|her|them|me)"
    r"|related|more like this|latest articles|sign up|subscribe|follow us|discover more"
    r"|share this|published on|advertisement)\b",
    re.IGNORECASE,
)

_FEWEST_LINKED = 4
_LONG_NAME = 8


def find_citations(document: Document, links: Sequence[Link] = (), own_host: str = "") -> tuple[Citation, ...]:
    """Return the citations in a document, in text order.

    `links` are those of its text; links to `own_host`, to sharing buttons and in lines that only lead on are left out.
    Titles and outlets are cuts of the text. One sentence cites an outlet once.
    """
    text = document.text
    blocks = list(block_citations(text))
    lines_of_blocks = tuple(dict.fromkeys(block.span for block in blocks))
    spans = (sentence.span for sentence in document.sentences)
    sentences = [span for span in spans if _first_over(span, lines_of_blocks) is None]
    linked = sorted(links, key=lambda link: link.anchor)
    anchors = [link.anchor for link in linked]
    blocks = [_linked(block, linked, anchors) for block in blocks]
    found = [*blocks, *_links(text, sentences, links, own_host)]
    for span in sentences:
        found.extend(each for each in _in_sentence(text, span) if not is_named_in_host(each.outlet, own_host))
    lines = (each for each in _in_lines(text) if _first_over(each.span, lines_of_blocks) is None)
    found.extend(each for each in lines if not (each.outlet and is_named_in_host(each.outlet, own_host)))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.span, one.form, one.outlet, one.url)))


def _first_over(span: Span, others: Sequence[Span]) -> Span | None:
    """Return the first of `others`, which stand in order and apart, that shares a character with `span`."""
    place = bisect_right(others, span.start, key=lambda other: other.end)
    return others[place] if place < len(others) and others[place].overlaps(span) else None


def _linked(block: Citation, links: Sequence[Link], anchors: Sequence[Span]) -> Citation:
    """Return a line of a source block with the address that its title links to; `links` are in order of `anchors`."""
    first, last = bisect_left(anchors, block.span.start, key=_start), bisect_left(anchors, block.span.end, key=_start)
    url = next((link.url for link in links[first:last] if block.span.holds(link.anchor)), "")
    return replace(block, url=url) if url else block


def _start(span: Span) -> int:
    return span.start


def _links(text: str, sentences: Sequence[Span], links: Sequence[Link], own_host: str) -> Iterator[Citation]:
    own = own_host.casefold().removeprefix("www.")
    cited: set[tuple[Span, str]] = set()
    for link in links:
        host = host_of(link.url)
        if not host or _is_same_site(host, own) or _NO_SOURCES.search(link.url):
            continue
        span = _first_over(link.anchor, sentences)
        if span and (span, host) not in cited and not _is_frame(span.cut(text), link.anchor, span):
            cited.add((span, host))
            yield Citation(CitationForm.LINK, span, url=link.url)


def _is_frame(sentence: str, anchor: Span, span: Span) -> bool:
    """Tell whether a sentence only leads on, or is a button: nothing but its link, and that of a word or two."""
    only_link = anchor.start <= span.start and span.end <= anchor.end + 1
    return bool(_FRAME.match(sentence)) or (only_link and len(sentence.split()) < _FEWEST_LINKED)


def _is_same_site(host: str, own: str) -> bool:
    """Tell whether two hosts are one site, or of one publisher."""
    if not own:
        return False
    return (
        host == own
        or host.endswith(f".{own}")
        or own.endswith(f".{host}")
        or publisher_family("", host) == publisher_family("", own)
        or _name_in(host) == _name_in(own)
    )


def _name_in(host: str) -> str:
    """Return the part of a host that names its owner, by which velmarledger.example and velmarledger.test are one."""
    longest = max(host.split("."), key=len)
    return longest if len(longest) >= _LONG_NAME else host


def _in_sentence(text: str, span: Span) -> Iterator[Citation]:
    """Yield the outlets that the sentence names as sources, each in the first form that names it."""
    sentence = span.cut(text)
    cited: set[str] = set()
    if not CUE.search(sentence):
        return
    for form, pattern in citing_patterns():
        for match in pattern.finditer(sentence):
            outlet = match["outlet"].removeprefix("the ").removesuffix("'s").removesuffix("’s")
            if not any(outlet in other or other in outlet for other in cited):
                cited.add(outlet)
                yield Citation(form, span, outlet=outlet)


def _in_lines(text: str) -> Iterator[Citation]:
    """Yield datelines, tail credits and source lines: they are lines, or stand at a line's beginning."""
    for match in _dateline().finditer(text):
        yield Citation(CitationForm.DATELINE, Span(match.start(), match.end("dash")), outlet=match["outlet"])
    for match in _SOURCE_LINE.finditer(text):
        yield Citation(CitationForm.SOURCE_LINE, Span(match.start(), match.end("outlet")), outlet=match["outlet"])
    for match in _REPORTING.finditer(text):
        yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()))
    for match in _contributed().finditer(text) if "contributed" in text else ():
        yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()), outlet=match["outlet"] or "")
    for match in _with_files().finditer(text):
        yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()), outlet=match["outlet"])


_SOURCE_LINE = re.compile(r"^SOURCES?: ?(?P<outlet>[^\n]{2,80}?)[ .]*$", re.MULTILINE)
_REPORTING = re.compile(r"\((?:Additional )?[Rr]eporting by [^()\n]{3,300}\)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        rf"^[^\n()]{{0,60}}\((?P<outlet>{outlet_pattern()})\)[ ]?(?P<dash>[—–-]{{1,2}})(?= )", re.MULTILINE
    )


@cache
def _with_files() -> re.Pattern[str]:
    return re.compile(
        r"^\W{0,3}(?:[Ww]ith|[Aa]dditional) (?:files|reporting|additional reporting|material|input)s? (?:from|by)"
        rf"[^\n]{{0,100}}? (?P<outlet>{outlet_pattern()})(?:[^\n]{{0,100}})$",
        re.MULTILINE,
    )


@cache
def _contributed() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[^\n]{{0,200}}?(?P<outlet>{outlet_pattern()}))?[^\n]{{0,200}}?"
        r"\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|post)\.?",
        re.MULTILINE,
    )
