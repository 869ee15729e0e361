"""Citations: the sentences, lines and lists in which a text names another outlet or article as its source."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from briefing.analysis.language.document import Document
from briefing.analysis.sources.citation_patterns import (
    find_named_outlets,
    find_short_names,
    with_full_names,
)
from briefing.analysis.sources.outlets import (
    ANY_NAME,
    cited_pattern,
    is_named_in_host,
    is_outlet,
    is_same_outlet,
    outlet_pattern,
    publisher_family,
)
from briefing.data.loader import alternatives
from briefing.model.citation import Citation, CitationForm
from briefing.model.spans import Span
from briefing.model.story import Link
from briefing.text.addresses import host_of

_NO_SOURCES = re.compile(alternatives("sources/not_sources.txt"), re.IGNORECASE)
_BOILERPLATE = re.compile(
    rf"^\W*{alternatives('sources/link_openings.txt')}\b|\b{alternatives('sources/invitations.txt')}\b", re.IGNORECASE
)
_OFFICIAL = re.compile(r"\.(?:gov|mil|int|edu|ac|nhs|police)(?:\.[a-z]{2})?$")
"""How the hosts of authorities and universities end, which are no outlets."""
_SAYS_REPORTED = re.compile(
    r"(?:\b[Aa](?:ccording to|s per)|\btold|\binterview (?:with|in)|\b(?:reported|published|revealed|first|report"
    rf"|investigation) (?:by|in|on)) (?P<before>{ANY_NAME})"
    rf"|(?<!\w)(?P<after>{ANY_NAME}),? (?:(?:has|had|have|also|first|later|\w+ly) ){{0,3}}"
    r"(?:report(?:s|ed) (?!\$|£|€|\d|(?:\w+ ){0,2}(?:earnings|revenues?|profits?|sales|loss(?:es)?|results)\b)"
    r"|revealed|wrote|published (?:an?|the)\b)"
)
"""The name of who reported something, before the verb or after "according to"."""
_FEWEST_LINKS, _MOST_LINKS = 4, 0.5
"""Of at least this many links, a site that has more than this share is the text's own."""
_LEAST_WORDS = 4
"""A line with fewer words that is nothing but a link is a button."""
_LONG_NAME = 8
"""A part of a host with at least this many letters names the owner of the site."""

_HEADING = re.compile(rf"\s*{alternatives('sources/list_headings.txt')}\s*(?::|$)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    r"[\s,;(]*(?:(?P<us>\d{1,2}/\d{1,2}/\d{2,4})|(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<month_first>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
    rf"|(?P<day_first>\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}))[\s.)]*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•*▪◦–—-]\s+|\d{1,2}[.)]\s+|\[\d{1,2}\]\s*)?[\"“]?")
_LONGEST_OUTLET = 60
_MOST_MISSES = 2
"""A list ends after this many lines without a source."""


def find_citations(
    document: Document, links: Sequence[Link] = (), own_host: str = "", own_outlet: str = ""
) -> tuple[Citation, ...]:
    """Return the citations in a document, in text order.

    `links` are those of its text. Links to `own_host`, to sharing buttons, topics and authors, and in boilerplate lines
    are left out; if the host is not known, it is the commonest one of the links. The text's own outlet is not cited:
    `own_outlet` is its name. Titles and outlets are words of the text. One sentence cites an outlet once.
    """
    text = document.text
    own_host = own_host or _own_site(links)
    listed = list(_listed_sources(text))
    list_lines = tuple(dict.fromkeys(source.span for source in listed))
    spans = (sentence.span for sentence in document.sentences)
    sentences = [span for span in spans if _first_overlap(span, list_lines) is None]
    short_names = find_short_names(text)
    people = document.people.persons
    linked = sorted(links, key=lambda link: link.anchor)
    anchors = [link.anchor for link in linked]
    listed = [_linked(source, linked, anchors) for source in listed]
    lines = [each for each in _in_lines(text) if _first_overlap(each.span, list_lines) is None]
    surnames = {text[person.name.start : person.name.end].split()[-1] for person in people if len(person.words) > 1}
    found = [*listed, *_links(text, sentences, links, own_host)]
    named = [*lines, *(each for span in sentences for each in _in_sentence(text, span, lines, short_names))]
    linked_names = {(each.span, each.outlet.removeprefix("The ")) for each in found if each.outlet}
    found.extend(
        each
        for each in named
        if (each.span, each.outlet.removeprefix("The ")) not in linked_names
        and not (each.outlet and is_same_outlet(each.outlet, own_host, own_outlet))
        and (each.outlet.isupper() or each.outlet not in surnames)
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.span, one.form, one.outlet, one.url)))


def _first_overlap(span: Span, others: Sequence[Span]) -> Span | None:
    """Return the first of `others`, which are in order and do not overlap, that shares a character with `span`."""
    index = bisect_right(others, span.start, key=lambda other: other.end)
    return others[index] if index < len(others) and others[index].overlaps(span) else None


def _linked(source: Citation, links: Sequence[Link], anchors: Sequence[Span]) -> Citation:
    """Return a listed source with the address that its title links to; `links` are in order of `anchors`."""
    first, last = bisect_left(anchors, source.span.start, key=_start), bisect_left(anchors, source.span.end, key=_start)
    url = next((link.url for link in links[first:last] if source.span.holds(link.anchor)), "")
    return replace(source, url=url) if url else source


def _start(span: Span) -> int:
    return span.start


def _links(text: str, sentences: Sequence[Span], links: Sequence[Link], own_host: str) -> Iterator[Citation]:
    own = own_host.casefold().removeprefix("www.")
    cited: set[tuple[Span, str]] = set()
    for link in links:
        host = host_of(link.url)
        if not host or _is_same_site(host, own) or _NO_SOURCES.search(link.url):
            continue
        span = _first_overlap(link.anchor, sentences)
        if span and (span, host) not in cited and not _is_boilerplate(span.cut(text), link.anchor, span):
            cited.add((span, host))
            outlet = _reporting_outlet(span.cut(text), host)
            yield Citation(CitationForm.REPORTED if outlet else CitationForm.LINK, span, outlet=outlet, url=link.url)


def _reporting_outlet(sentence: str, host: str) -> str:
    """Return the name of the linked site if the sentence says that this outlet reported something, else ""."""
    if _OFFICIAL.search(host):
        return ""
    site = max(map(len, host.split(".")))
    names = (match["before"] or match["after"] for match in _SAYS_REPORTED.finditer(sentence))
    plain = (name.removeprefix("the ").removesuffix("'s").removesuffix("’s") for name in names)
    return next((name for name in plain if 2 * len(name) > site and is_named_in_host(name, host)), "")


def _is_boilerplate(sentence: str, anchor: Span, span: Span) -> bool:
    """Return whether a sentence only leads to other pages, or is a button: just a link of a few words."""
    only_link = anchor.start <= span.start and span.end <= anchor.end + 1
    return bool(_BOILERPLATE.search(sentence)) or (only_link and len(sentence.split()) < _LEAST_WORDS)


def _is_same_site(host: str, own: str) -> bool:
    """Return whether two hosts are one site, or belong to one publisher."""
    if not own:
        return False
    return (
        host == own
        or host.endswith(f".{own}")
        or own.endswith(f".{host}")
        or publisher_family("", host) == publisher_family("", own)
        or _name_in(host) == _name_in(own)
    )


def _own_site(links: Sequence[Link]) -> str:
    """Return the host to which most links lead, which is a page's own site, or "" if there is none."""
    hosts = Counter(host_of(link.url).removeprefix("www.") for link in links)
    host, count = hosts.most_common(1)[0] if len(links) >= _FEWEST_LINKS else ("", 0)
    return host if count > _MOST_LINKS * len(links) else ""


def _name_in(host: str) -> str:
    """Return the part of a host that names its owner, which velmarledger.example and velmarledger.test share."""
    longest = max(host.split("."), key=len)
    return longest if len(longest) >= _LONG_NAME else host


def _in_sentence(
    text: str, span: Span, lines: Sequence[Citation], short_names: Mapping[str, str]
) -> Iterator[Citation]:
    """Yield the outlets that the sentence cites, each in the first form that matches, without those of `lines`."""
    sentence = with_full_names(span.cut(text), short_names)
    cited = {each.outlet for each in lines if each.outlet and each.span.overlaps(span)}
    for form, outlet in find_named_outlets(sentence):
        if not any(outlet in other or other in outlet for other in cited):
            cited.add(outlet)
            yield Citation(form, span, outlet=outlet)


def _in_lines(text: str) -> Iterator[Citation]:
    """Yield datelines, credits at the end and source lines, all of which are lines or begin one."""
    for match in _dateline().finditer(text):
        yield Citation(CitationForm.DATELINE, Span(match.start(), match.end("dash")), outlet=match["outlet"])
    for match in _SOURCES_LINE.finditer(text):
        yield Citation(CitationForm.SOURCE_LINE, Span(match.start(), match.end("outlet")), outlet=match["outlet"])
    for match in _REPORTING.finditer(text):
        yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()))
    for match in _contributed().finditer(text) if "contributed" in text else ():
        yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()), outlet=match["outlet"] or "")
    for match in _WITH_REPORTS.finditer(text):
        span = Span(match.start(), match.end())
        yield from (Citation(CitationForm.CREDIT, span, outlet=outlet) for outlet in _outlets_in(match["names"]))
    for match in _ADDITIONAL.finditer(text):
        if not _outlets_in(match["names"]):
            yield Citation(CitationForm.CREDIT, Span(match.start(), match.end()))
    for match in _SOURCE_NAMES.finditer(text) if any(word in text for word in _SOURCE_WORDS) else ():
        names = [name.strip() for name in _AND.split(match["names"].strip(" .")) if name.strip()]
        if names and all(_is_cited_name(name) for name in names):
            span = Span(match.start(), match.end())
            yield from (Citation(CitationForm.SOURCE_LINE, span, outlet=name) for name in names)


def _outlets_in(names: str) -> tuple[str, ...]:
    """Return the outlets in a list such as "PTI, AFP and Ann Doe of Reuters", each once."""
    return tuple(dict.fromkeys(match["outlet"].removeprefix("the ") for match in _credited_outlet().finditer(names)))


def _is_cited_name(name: str) -> bool:
    return is_outlet(name) or bool(re.fullmatch(cited_pattern(), name))


_SOURCES_LINE = re.compile(r"^SOURCES?: ?(?P<outlet>[^\n]{2,80}?)[ .]*$", re.MULTILINE)
_WITH_REPORTS = re.compile(
    r"(?:(?:^\W{0,3}|\()(?:[Ww]ith|[Aa]dditional|WITH|ADDITIONAL) (?:additional |agency )?"
    r"(?i:files|reports|reporting|reporting and writing|material|inputs?|information|contributions)"
    r" (?i:from|by)|^Contributing:) (?P<names>[^\n()]{2,200})",
    re.MULTILINE,
)
_ADDITIONAL = re.compile(
    r"^\W{0,3}(?:Additional|ADDITIONAL) (?i:reporting|material) (?i:by|from) (?P<names>[^\n()]{2,200})", re.MULTILINE
)
_SOURCE_WORDS = ("Source:", "Sources:", "Via:", "VIA:", "Agency:", "Agencies:")
_SOURCE_NAMES = re.compile(
    rf"(?:^|(?<=\.\s)|(?<=[(\[]))(?:{'|'.join(_SOURCE_WORDS)}) ?"
    r"(?P<names>[^\n()\[\]]{2,120}?)(?=[)\].]*$|[)\]])",
    re.MULTILINE,
)
_AND = re.compile(r",\s*(?:and )?|\s+and\s+|\s*[/;|&]\s*")
_REPORTING = re.compile(r"\((?:Additional )?[Rr]eporting by [^()\n]{3,300}\)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        rf"^[^\n()]{{0,60}}\((?P<outlet>{outlet_pattern()})\)[ ]?(?P<dash>[—–-]{{1,2}})(?= )", re.MULTILINE
    )


@cache
def _credited_outlet() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<outlet>{cited_pattern()})")


@cache
def _contributed() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[^\n]{{0,200}}?(?P<outlet>{outlet_pattern()}))?[^\n]{{0,200}}?"
        r"\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|post)\.?",
        re.MULTILINE,
    )


def _listed_sources(text: str) -> Iterator[Citation]:
    """Yield the sources listed in `text`, such as at the end of a digest: "Title, Outlet, mm/dd/yyyy" a line."""
    missed = _MOST_MISSES
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if heading := _HEADING.match(line):
            missed = 0
            start, line = start + heading.end(), line[heading.end() :]
        if missed >= _MOST_MISSES or not line.strip():
            continue
        if outlets := _outlets_only(line):
            span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            yield from (Citation(CitationForm.SOURCE_LINE, span, outlet=outlet) for outlet in outlets)
            continue
        citation = _source_line(line, start)
        missed = 0 if citation else missed + 1
        if citation:
            yield citation


def _outlets_only(line: str) -> tuple[str, ...]:
    """Return the outlets of a line that names nothing else ("Reuters, Automotive News"), or ()."""
    names = tuple(name.strip() for name in line.strip().rstrip(".").split(","))
    known = all(is_outlet(name) or re.fullmatch(outlet_pattern(), name) for name in names)
    return names if known and len(names) > 1 else ()


def _source_line(line: str, start: int) -> Citation | None:
    found = _DATE.search(line)
    left = _BULLET.match(line)
    first, last = left.end() if left else 0, found.start() if found else len(line.rstrip(" ."))
    comma = line.rfind(",", first, last)
    if comma < 0:
        return None
    title, outlet = _trimmed(line, first, comma), _trimmed(line, comma + 1, last)
    name = outlet.cut(line)
    if title.start >= title.end or not name or len(name) > _LONGEST_OUTLET or not (found or is_outlet(name)):
        return None
    whole = _trimmed(line, 0, len(line))
    return Citation(
        CitationForm.BLOCK,
        Span(start + whole.start, start + whole.end),
        title.cut(line),
        name,
        _iso_date(found) if found else "",
    )


def _trimmed(line: str, start: int, end: int) -> Span:
    """Return the span without white space and the punctuation around a title."""
    while start < end and line[start] in ' "“\t':
        start += 1
    while end > start and line[end - 1] in ' ,"”\t':
        end -= 1
    return Span(start, end)


def _iso_date(found: re.Match[str]) -> str:
    """Return the date as YYYY-MM-DD, or "" if there is no such day."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["us"]:
        month, day, year = map(int, found["us"].split("/"))
        month, day = (day, month) if month > 12 else (month, day)
        year += 2000 if year < 100 else 0
    else:
        words = found["month_first"] or found["day_first"]
        month = 1 + next(index for index, name in enumerate(_MONTHS) if re.search(rf"\b{name}", words.lower()))
        day, year = map(int, re.findall(r"\d+", words))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
