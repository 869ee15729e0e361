"""Where an item of a brief comes from: who repeats whom, and its list of articles."""

from collections.abc import Iterator, Mapping

from briefing.export.markdown.escape import escaped
from briefing.export.markdown.passages import Citations, Passages, cell, minute_words, title_link
from briefing.model.brief import BriefItem
from briefing.model.provenance import StepKind, shares_headline
from briefing.model.views import SourceLine, ThreadPage
from briefing.text.letters import mark_mixed_scripts
from briefing.text.wording import counted

MOST_UNHELD = 5


def held_sources(page: ThreadPage) -> list[SourceLine]:
    """Return the sources of a thread that are stored."""
    return [source for source in page.sources if source.held]


def sourcing(page: ThreadPage, cite: Citations) -> str:
    """Return how many articles are independent, who repeats whom, and what is cited and not stored."""
    row = page.row
    words = [f"{counted(row.stories, 'article')}; {row.independent} independent."]
    if page.provenance.rests_on:
        words.append(f"All {page.provenance.stories} rest on {escaped(page.provenance.rests_on)}.")
    words += _repeats(page, cite)
    alone = cite.of(each.citations[0] for each in page.narrative if each.independent == 1)
    if alone and row.independent > 1:
        words.append(f"Sentences that only one outlet has: from {alone}.")
    unheld = [source for source in page.sources if not source.held and not source.linked_only]
    if unheld:
        cited = [f"{_named(source)} (by {by})" for source in unheld[:MOST_UNHELD] if (by := cite.of(source.cited_by))]
        cited += [f"{len(unheld) - MOST_UNHELD} more"] if len(unheld) > MOST_UNHELD else []
        words += [f"Cited and not stored here: {'; '.join(cited)}."] if cited else []
    return "**Sourcing.** " + " ".join(words)


def _repeats(page: ThreadPage, cite: Citations) -> Iterator[str]:
    """Yield who repeats whom: reprints, copies of a headline, agencies and publishers of one family."""
    by_kind: dict[tuple[StepKind, int], list[int]] = {}
    for step in page.provenance.steps:
        if step.of:
            by_kind.setdefault((step.kind, step.of), []).append(step.n)
    for (kind, original), numbers in by_kind.items():
        own, of = cite.of(numbers), cite.of([original])
        if own and of:
            one, several = _KINDS.get(kind, ("repeats", "repeat"))
            yield f"{own} {one if len(numbers) == 1 else several} {of}."
    agencies = sorted({source.agency for source in page.sources if source.agency})
    if agencies:
        yield f"Text of agencies: {', '.join(escaped(agency) for agency in agencies)}."


_KINDS: Mapping[StepKind, tuple[str, str]] = {
    StepKind.REPRINTED: ("reprints", "reprint"),
    StepKind.EARLY: ("reprints", "reprint"),
    StepKind.SAME_HEADLINE: ("has the same or a similar headline as", "have the same or a similar headline as"),
    StepKind.SAME_AGENCY: ("has the agency of", "have the agency of"),
    StepKind.SAME_PUBLISHER: ("has the publisher of", "have the publisher of"),
}


def _named(source: SourceLine) -> str:
    title = f", {escaped(source.title)}" if source.title else ""
    return escaped(source.outlet or source.domain) + title


def add_articles(item: BriefItem, cite: Citations, out: Passages) -> None:
    """Add the table of the articles that an item lists, and the number of the others."""
    page = item.page
    held = held_sources(page)
    listed = sorted((source for source in held if source.n in cite.numbers), key=lambda source: source.n)
    out.add("**Relevant articles**")
    rows = [
        (
            str(cite.numbers[source.n]),
            title_link(source),
            cell(_outlet(source)),
            minute_words(source.published) if source.published else "",
            _note(source, page, cite) + (f"; {item.grades[source.n]}" if source.n in item.grades else ""),
        )
        for source in listed
    ]
    claims = [claim for source in listed for claim in cite.claim(source.n, source.title, in_title=True)]
    out.table(("n", "Title", "Outlet", "Published (UTC)", "Note"), rows, claims)
    if len(held) > len(listed):
        out.add(f"{counted(len(held) - len(listed), 'more article')} in the thread.")


def _outlet(source: SourceLine) -> str:
    return mark_mixed_scripts(source.via or source.domain)


def _note(source: SourceLine, page: ThreadPage, cite: Citations) -> str:
    original = cite.numbers.get(source.reprint_of)
    if original is None:
        return source.kind.value
    if source.same_headline:
        title = next((each.title for each in page.sources if each.n == source.reprint_of), "")
        return f"{shares_headline(source.title, title)} {original}"
    early = any(step.n == source.n and step.kind is StepKind.EARLY for step in page.provenance.steps)
    return f"reprints {original} (dated before {original})" if early else f"reprints {original}"
