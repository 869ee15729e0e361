"""A thread's source list: the stories we hold, and what they cite that we do not hold."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from briefing.analysis.sources.independence import Telling, find_tellings
from briefing.analysis.sources.outlets import (
    agency_name,
    family_set_by_user,
    fold_outlet_name,
    is_named_in_host,
    publisher_family,
)
from briefing.analysis.sources.provenance import ORIGIN_FORMS, TracedStory, cited_family, trace_provenance
from briefing.analysis.sources.reprints import DatedText
from briefing.frozen import dataclass
from briefing.model.citation import Citation, CitationForm
from briefing.model.grouping import Reprint
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.provenance import Provenance
from briefing.model.story import TextExtent
from briefing.model.views import SourceLine
from briefing.text.addresses import host_of, safe_url
from briefing.text.page_addresses import canonical_url
from briefing.web.hosts import registrable_domain

NOBODY: Mapping[str, str] = MappingProxyType({})
MOST_UNHELD = 12
ORIGIN_CITERS = 2
"""A source that is not held is listed first if at least this many stories cite it: it may be the origin."""


@dataclass(frozen=True, slots=True)
class _Cited:
    citation: Citation
    n: int
    outlet: str
    domain: str
    family: str


@dataclass(frozen=True, slots=True)
class _Held:
    """The held stories of a thread, by address, by title and by the publisher of its first story."""

    addresses: Mapping[str, int]
    titles: Mapping[str, int]
    families: Mapping[str, int]
    published: Mapping[int, datetime | None]

    @classmethod
    def of(cls, members: Sequence[ThreadMember]) -> "_Held":
        """Return the index of a thread's stories; of equal ones the first counts."""
        last_first = list(enumerate(members, 1))[::-1]
        return cls(
            {canonical_url(member.story.url): n for n, member in last_first if member.story.url},
            {_folded(member.story.title): n for n, member in last_first},
            {_family(member): n for n, member in last_first if not member.reprint_of},
            {n: member.story.published if member.story.dated else None for n, member in last_first},
        )

    def number_of(self, cited: _Cited) -> int:
        """Return the number of the story that a citation means; 0 if it is not held."""
        citation = cited.citation
        if number := self.addresses.get(canonical_url(citation.url)) if citation.url else 0:
            return number
        if citation.title:
            return self.titles.get(_folded(citation.title), 0)
        number = self.families.get(cited.family, 0) if citation.form in ORIGIN_FORMS else 0
        return 0 if self._is_later(number, cited.n) else number

    def _is_later(self, number: int, citing: int) -> bool:
        """Return whether a story came after the one that seems to cite it: that one names another article."""
        held, citer = self.published.get(number), self.published.get(citing)
        return held is not None and citer is not None and held > citer


@dataclass(frozen=True, slots=True)
class Tellings:
    """Which stories of a thread are independent, and whose texts they print."""

    families: Mapping[int, str]
    """The publisher family of each story's outlet."""
    by_story: Mapping[int, Telling]

    @classmethod
    def of(cls, members: Sequence[ThreadMember], users: Mapping[str, str] = NOBODY) -> "Tellings":
        """Return the tellings of a thread; `users` are the publisher families that the user gave."""
        texts = [_dated_text(member, users) for member in members]
        reprints = [
            Reprint(member.story.id, member.reprint_of, member.reprint_share) for member in members if member.reprint_of
        ]
        found = find_tellings(texts, reprints)
        return cls({text.story: text.family for text in texts}, {telling.story: telling for telling in found})

    def publisher(self, member: ThreadMember) -> str:
        """Return the publisher family whose text a story prints."""
        return self.by_story[member.story.id].publisher


def source_lines(material: ThreadMaterial, numbers: Mapping[int, int], tellings: Tellings) -> tuple[SourceLine, ...]:
    """Return origins we do not hold, then held stories with their reprints under them, then the other cited ones.

    `numbers` gives each story id its number [n].
    """
    cited = list(_cited(material.members))
    held = _Held.of(material.members if cited else ())
    numbered = [(each, held.number_of(each)) for each in cited]
    unheld = list(_unheld(material, numbered, held.families, tellings))
    origins = [line for line in unheld if len(line.cited_by) >= ORIGIN_CITERS and not line.linked_only]
    others = [line for line in unheld if line not in origins]
    citers = _citers(numbered)
    lines = [
        _line(material, member, numbers, citers, tellings.by_story[member.story.id]) for member in material.members
    ]
    return (*origins, *_with_reprints(lines), *others[:MOST_UNHELD])


def provenance_of(members: Sequence[ThreadMember], tellings: Tellings) -> Provenance:
    """Return where the stories of a thread come from; source [n] is the nth of `members`."""
    numbers = {member.story.id: n for n, member in enumerate(members, 1)}
    return trace_provenance([_traced(member, numbers, tellings) for member in members])


def _traced(member: ThreadMember, numbers: Mapping[int, int], tellings: Tellings) -> TracedStory:
    telling = tellings.by_story[member.story.id]
    return TracedStory(
        n=numbers[member.story.id],
        outlet=member.story.outlet or member.story.domain,
        family=tellings.families[member.story.id],
        text_family=telling.publisher,
        published=member.story.published if member.story.dated else None,
        citations=member.findings.citations,
        reprint_of=numbers.get(member.reprint_of, 0),
        telling=replace(telling, of=numbers.get(telling.of, 0)) if telling.of else telling,
    )


def _dated_text(member: ThreadMember, users: Mapping[str, str]) -> DatedText:
    story = member.story
    own = family_set_by_user(story.outlet, story.domain, users) if users else ""
    family = own or publisher_family(story.outlet, story.domain)
    return DatedText(story.id, member.snapshot.text, story.published, story.outlet, family, story.author)


def _with_reprints(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Yield the stored stories in order, each with its reprints after it."""
    copies: defaultdict[int, list[SourceLine]] = defaultdict(list)
    for line in lines:
        copies[line.reprint_of].append(line)
    for line in copies[0]:
        yield line
        yield from copies[line.n]
    roots = {line.n for line in copies[0]}
    yield from (line for line in lines if line.reprint_of and line.reprint_of not in roots)


def _line(
    material: ThreadMaterial,
    member: ThreadMember,
    numbers: Mapping[int, int],
    citers: Mapping[int, tuple[int, ...]],
    telling: Telling,
) -> SourceLine:
    story = member.story
    return SourceLine(
        n=numbers[story.id],
        story=story.id,
        title=story.title,
        outlet=story.outlet,
        domain=story.domain,
        url=story.url,
        published=story.published if story.dated else None,
        fetched=story.first_seen,
        held=True,
        kind=member.snapshot.extent,
        reprint_of=numbers.get(member.reprint_of, 0),
        reprint_share=member.reprint_share,
        likeness=member.similarity,
        reasons=member.reasons,
        new=material.is_new(member),
        snapshot=member.snapshot.id,
        sha256=member.snapshot.sha256,
        author=story.author,
        cited_by=citers.get(numbers[story.id], ()),
        agency=agency_name(telling.publisher),
    )


def _unheld(
    material: ThreadMaterial, numbered: Sequence[tuple[_Cited, int]], families: Container[str], tellings: Tellings
) -> Iterator[SourceLine]:
    """Yield the cited sources that are not stories of the thread, the most cited first.

    An agency whose text a story prints is no source beside it: the story's own line names the agency.
    """
    by_key: dict[str, list[_Cited]] = {}
    for cited, number in numbered:
        prints_it = tellings.publisher(material.members[cited.n - 1]) == cited.family
        if number or (not cited.citation.title and (prints_it or cited.family in families)):
            continue
        by_key.setdefault(_folded(cited.citation.title) or cited.family, []).append(cited)
    ranked = sorted(
        by_key.values(), key=lambda each: (-len({one.n for one in each}), not each[0].citation.title, each[0].n)
    )
    for each in ranked:
        yield _not_held(each, material.members)


def _citers(numbered: Sequence[tuple[_Cited, int]]) -> dict[int, tuple[int, ...]]:
    """Return, by number, the held stories that others of the thread cite, with the numbers of the citing ones."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for cited, number in numbered:
        if number and number != cited.n:
            found[number].add(cited.n)
    return {number: tuple(sorted(citers)) for number, citers in found.items()}


def _cited(members: Sequence[ThreadMember]) -> Iterator[_Cited]:
    if not any(member.findings.citations for member in members):
        return
    names = {fold_outlet_name(member.story.outlet): _family(member) for member in members if member.story.outlet}
    names = {**_linked_names(members), **names}
    for n, member in enumerate(members, 1):
        own = _family(member)
        for citation in member.findings.citations:
            domain = registrable_domain(host_of(citation.url)) if citation.url else ""
            outlet = citation.outlet or domain
            family = cited_family(citation.outlet, names) if citation.outlet else publisher_family("", domain)
            if outlet and own not in (family, publisher_family("", domain)):
                yield _Cited(citation, n, outlet, domain, family)


def _linked_names(members: Sequence[ThreadMember]) -> dict[str, str]:
    """Return the publishers of outlets that one text names and one links to: the address contains the name."""
    cited = [citation for member in members for citation in member.findings.citations]
    sites = {registrable_domain(host_of(citation.url)) for citation in cited if citation.url} - {""}
    return {
        fold_outlet_name(name): publisher_family("", site)
        for name in sorted({citation.outlet for citation in cited if citation.outlet})
        for site in sorted(sites)
        if is_named_in_host(name, site)
    }


def _family(member: ThreadMember) -> str:
    return publisher_family(member.story.outlet, member.story.domain)


def _not_held(cited: Sequence[_Cited], members: Sequence[ThreadMember]) -> SourceLine:
    saying = [each for each in cited if each.citation.form is not CitationForm.LINK]
    first = min(saying or cited, key=lambda each: (each.n, each.citation.span))
    best = max(cited, key=lambda each: (bool(each.citation.title), bool(each.citation.url), -each.n))
    return SourceLine(
        n=0,
        story=0,
        title=best.citation.title,
        outlet=next((each.outlet for each in cited if each.citation.outlet), best.outlet),
        domain=best.domain,
        url=safe_url(best.citation.url) or "",
        published=None,
        fetched=None,
        held=False,
        kind=TextExtent.HEADLINE,
        cited_by=tuple(sorted({each.n for each in cited})),
        date=best.citation.date,
        citing=" ".join(first.citation.span.cut(members[first.n - 1].snapshot.text).split()),
        citing_n=first.n,
        linked_only=not saying,
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().removeprefix("the ").split())
