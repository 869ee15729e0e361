"""Provenance: which outlet all stories lead back to, which reported first, and which followed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from briefing.analysis.sources.independence import Telling
from briefing.analysis.sources.outlets import agency_name, family_of_name, fold_outlet_name
from briefing.frozen import dataclass
from briefing.model.citation import Citation, CitationForm
from briefing.model.provenance import ChainStep, Provenance

LEAST_STORIES = 3
"""Fewer stories are never said to rest on one outlet: one story that names another is no pattern."""

_LEAST_OTHERS = 2
"""At least this many stories of other publishers must lead back to an outlet."""

ORIGIN_FORMS = frozenset(CitationForm) - {CitationForm.CREDIT, CitationForm.LINK}
"""The forms of citation that make a story lead back to an outlet; links and credits at the end do not."""
_SAYING = frozenset({CitationForm.TOLD, CitationForm.ACCORDING, CitationForm.REPORTED})


@dataclass(frozen=True, slots=True)
class TracedStory:
    """One story of a thread and what shows where it comes from.

    `family` is the publisher of its outlet, `text_family` the publisher whose text it prints. `published` is None if
    the story is undated. `reprint_of` is the number of the story it repeats, or 0. `telling` has the numbers of stories
    in place of their ids.
    """

    n: int
    outlet: str
    family: str
    text_family: str
    published: datetime | None
    citations: tuple[Citation, ...] = ()
    reprint_of: int = 0
    telling: Telling | None = None


def trace_provenance(stories: Sequence[TracedStory]) -> Provenance:
    """Return where the stories come from: the outlet behind all of them, if there is one, and the steps."""
    steps = tuple(_steps(stories))
    if outlet := _behind_all(stories):
        return Provenance(outlet, len(stories), steps)
    return Provenance(*_behind_listed(stories), steps)


def _behind_listed(stories: Sequence[TracedStory]) -> tuple[str, int]:
    """Return the common source of the articles in a digest, and their number; ("", 0) if that is not clear.

    It is clear if the digest is alone, or with one other story, and cites no other source in its own words.
    """
    if len(stories) >= LEAST_STORIES:
        return "", 0
    listed = [each for story in stories for each in story.citations if each.form is CitationForm.BLOCK]
    names = {fold_outlet_name(story.outlet): story.family for story in stories}
    own = {story.family for story in stories}
    named = {
        family: each.outlet.removeprefix("the ")
        for story in stories
        for each in story.citations
        if each.form in _SAYING and (family := cited_family(each.outlet, names)) not in own
    }
    if len(listed) < LEAST_STORIES or len({fold_outlet_name(each.outlet) for each in listed}) < 2 or len(named) != 1:
        return "", 0
    return next(iter(named.values())), len(listed)


def _behind_all(stories: Sequence[TracedStory]) -> str:
    if len(stories) < LEAST_STORIES or len({story.family for story in stories}) < 2:
        return ""
    names = {fold_outlet_name(story.outlet): story.family for story in stories}
    by_number = {story.n: story for story in stories}
    sources = [_sources(story, names, by_number) for story in stories]
    common = {
        family
        for family in frozenset.intersection(*sources)
        if sum(story.family != family for story in stories) >= _LEAST_OTHERS
    }
    if not common:
        return ""
    cited = Counter(family for story in stories for family in _cited(story, names))
    best = max(sorted(common), key=lambda family: cited[family])
    return _shown(best, stories, names)


def _sources(story: TracedStory, names: Mapping[str, str], by_number: Mapping[int, TracedStory]) -> frozenset[str]:
    """Return the families that a story leads back to: its own, its text's, those it cites, and its original's."""
    found = {story.family, story.text_family, *_cited(story, names)}
    original = by_number.get(story.reprint_of)
    if original is not None:
        found |= {original.family, original.text_family, *_cited(original, names)}
    return frozenset(found - {""})


def _cited(story: TracedStory, names: Mapping[str, str]) -> set[str]:
    return {
        cited_family(citation.outlet, names)
        for citation in story.citations
        if citation.outlet and citation.form in ORIGIN_FORMS
    }


def cited_family(outlet: str, names: Mapping[str, str]) -> str:
    """Return the publisher family of an outlet's name: from `names` (folded), from the tables, else the name."""
    folded = fold_outlet_name(outlet)
    return names.get(folded) or family_of_name(outlet) or folded


def _shown(family: str, stories: Sequence[TracedStory], names: Mapping[str, str]) -> str:
    """Return the name of the outlet of a family: as its own story gives it, else as most others do.

    An agency that no text names has its usual name.
    """
    listed = agency_name(family) or family
    held = [story.outlet for story in stories if story.family == family]
    cited = Counter(
        citation.outlet.removeprefix("the ")
        for story in stories
        for citation in story.citations
        if citation.outlet and cited_family(citation.outlet, names) == family
    )
    return held[0] if held else max(sorted(cited), key=lambda name: cited[name], default=listed)


def _steps(stories: Sequence[TracedStory]) -> Iterator[ChainStep]:
    """Yield the tellings that count, the first report first, then what repeats them, both in order of publication."""
    dated = [story.published for story in stories if story.telling and not story.telling.of and story.published]
    first = min(dated, default=None)
    ordered = sorted(stories, key=lambda story: (story.published is None, story.published or first, story.n))
    for story in sorted(ordered, key=lambda story: bool(story.telling and story.telling.of)):
        if (telling := story.telling) is not None:
            yield ChainStep(
                n=story.n,
                outlet=story.outlet,
                kind=telling.kind,
                at=story.published,
                minutes=_minutes(first, story.published) if first and story.published else 0,
                of=telling.of,
                share=telling.share,
                agency=agency_name(telling.agency),
            )


def _minutes(first: datetime, at: datetime) -> int:
    return round((at - first).total_seconds() / 60)
