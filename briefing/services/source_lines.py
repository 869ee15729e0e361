"""A thread's source list: the stories we hold, and what they cite that we do not hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from briefing.analysis.sources.independence import Telling, find_tellings, text_publishers
from briefing.analysis.sources.outlets import (
    agency_name,
    family_set_by_user,
    fold_outlet_name,
    is_named_in_host,
    publisher_family,
)
from briefing.analysis.sources.provenance import ORIGIN_FORMS, TracedStory, cited_family, trace_provenance
from briefing.analysis.sources.reprints import DatedText
from briefing.analysis.threads.titles import clean_title
from briefing.model.citation import Citation, CitationForm
from briefing.model.grouping import Reprint
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.provenance import Provenance
from briefing.model.story import TextExtent
from briefing.model.views import SourceLine
from briefing.text.addresses import canonical_url, host_of, safe_url
from briefing.web.hosts import registrable_domain

NOBODY: Mapping[str, str] = MappingProxyType({})
MOST_UNHELD = 12
ORIGIN_CITERS = 2
"""A source that is not held and that so many stories cite is listed first: it may be the origin."""


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


def source_lines(material: ThreadMaterial, numbers: Mapping[int, int]) -> tuple[SourceLine, ...]:
    """Return origins we do not hold, then held stories with their reprints under them, then the other cited ones.

    `numbers` gives each story id its number [n].
    """
    unheld = list(_unheld(material))
    origins = [line for line in unheld if len(line.cited_by) >= ORIGIN_CITERS and not line.linked_only]
    others = [line for line in unheld if line not in origins]
    return (*origins, *_held(material, numbers), *others[:MOST_UNHELD])


def tellings_of(members: Sequence[ThreadMember], users: Mapping[str, str] = NOBODY) -> tuple[Telling, ...]:
    """Return for each story of a thread whether it is a telling of its own; `users` as for `dated_texts`."""
    reprints = [
        Reprint(member.story.id, member.reprint_of, member.reprint_share) for member in members if member.reprint_of
    ]
    return find_tellings(dated_texts(members, users), reprints)


def provenance_of(members: Sequence[ThreadMember], users: Mapping[str, str] = NOBODY) -> Provenance:
    """Return where the stories of a thread come from; source [n] is the nth of `members`."""
    texts = dated_texts(members, users)
    told_by = text_publishers(texts)
    numbers = {member.story.id: n for n, member in enumerate(members, 1)}
    tellings = {each.story: replace(each, of=numbers.get(each.of, 0)) for each in tellings_of(members, users)}
    return trace_provenance(
        [
            TracedStory(
                n=numbers[member.story.id],
                outlet=member.story.outlet or member.story.domain,
                family=text.family,
                text_family=told_by[member.story.id],
                published=member.story.published if member.story.dated else None,
                citations=member.findings.citations,
                reprint_of=numbers.get(member.reprint_of, 0),
                telling=tellings[member.story.id],
            )
            for member, text in zip(members, texts, strict=True)
        ]
    )


def dated_texts(members: Sequence[ThreadMember], users: Mapping[str, str] = NOBODY) -> list[DatedText]:
    """Return the texts of stories with their publishers, by which reprints and independent texts are found.

    `users` are the publisher families that the user gave, by domain or name.
    """
    return [
        DatedText(
            member.story.id,
            member.snapshot.text,
            member.story.published,
            member.story.outlet,
            family_set_by_user(member.story.outlet, member.story.domain, users)
            or publisher_family(member.story.outlet, member.story.domain),
            member.story.author,
            clean_title(member.story.title, member.story.outlet),
        )
        for member in members
    ]


def _held(material: ThreadMaterial, numbers: Mapping[int, int]) -> Iterator[SourceLine]:
    citers = _citers(material)
    agencies = {each.story: agency_name(each.agency) for each in tellings_of(material.members)}
    lines = [_line(material, member, numbers) for member in material.members]
    lines = [replace(line, cited_by=citers.get(line.n, ()), agency=agencies[line.story]) for line in lines]
    for line in lines:
        if not line.reprint_of:
            yield line
            yield from (each for each in lines if each.reprint_of == line.n)
    roots = {line.n for line in lines if not line.reprint_of}
    yield from (line for line in lines if line.reprint_of and line.reprint_of not in roots)


def _line(material: ThreadMaterial, member: ThreadMember, numbers: Mapping[int, int]) -> SourceLine:
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
    )


def _unheld(material: ThreadMaterial) -> Iterator[SourceLine]:
    held = _Held.of(material.members)
    by_key: dict[str, list[_Cited]] = {}
    for cited in _cited(material.members):
        if held.number_of(cited) or (not cited.citation.title and cited.family in held.families):
            continue
        by_key.setdefault(_folded(cited.citation.title) or cited.family, []).append(cited)
    ranked = sorted(
        by_key.values(), key=lambda each: (-len({one.n for one in each}), not each[0].citation.title, each[0].n)
    )
    for each in ranked:
        yield _not_held(each, material.members)


def _citers(material: ThreadMaterial) -> dict[int, tuple[int, ...]]:
    """Return, by number, the held stories that others of the thread cite, with the numbers of the citing ones."""
    held = _Held.of(material.members)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for cited in _cited(material.members):
        number = held.number_of(cited)
        if number and number != cited.n:
            found[number].add(cited.n)
    return {number: tuple(sorted(citers)) for number, citers in found.items()}


def _cited(members: Sequence[ThreadMember]) -> Iterator[_Cited]:
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
