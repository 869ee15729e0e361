"""The page of a thread, composed from everything that is stored about it: pure, and slow to import."""

from collections.abc import Mapping, Sequence

from briefing.analysis.actors.thread_actors import NO_OVERRIDES, NumberedFindings, merge_actors
from briefing.analysis.figures.comparison import FigureText, Statement, compare_figures
from briefing.analysis.language.document import has_attribution, written_language
from briefing.analysis.quotes.collate import CollatedQuote, QuotedText, collate
from briefing.analysis.quotes.key_quotes import key_quotes
from briefing.analysis.threads.titles import clean_title
from briefing.model.actor_override import ActorOverrides
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.spans import Span
from briefing.model.story import TextExtent
from briefing.model.views import ThreadPage
from briefing.services.source_lines import NOBODY, Tellings, provenance_of, source_lines
from briefing.services.thread_narrative import narrative_of
from briefing.services.thread_people import actor_lines, quote_lines
from briefing.services.thread_timeline import timeline_of


def compose_page(
    material: ThreadMaterial, overrides: ActorOverrides = NO_OVERRIDES, users: Mapping[str, str] = NOBODY
) -> ThreadPage:
    """Return the page of one thread; source [n] is the thread's nth story in order of publication."""
    members = material.members
    numbers = {member.story.id: n for n, member in enumerate(members, 1)}
    tellings = Tellings.of(members, users)
    first = min(members, key=lambda member: (member.story.published, member.story.id)) if members else None
    return ThreadPage(
        row=material.row,
        narrative=narrative_of(material, tellings),
        quotes=quote_lines(material, _key_quotes(members, tellings), overrides),
        actors=actor_lines(material, merge_actors(_numbered(members), overrides), overrides),
        sources=source_lines(material, numbers, tellings),
        timeline=timeline_of(members),
        provenance=provenance_of(members, tellings),
        figures=_figures(members, tellings),
        first_outlet=first.story.outlet if first else "",
        note=_note(members),
        quotes_only=_quotes_only(members),
        unread=material.unread,
    )


def compose_pages(
    materials: Sequence[ThreadMaterial], overrides: ActorOverrides, users: Mapping[str, str]
) -> tuple[ThreadPage, ...]:
    """Return the pages of several threads."""
    return tuple(compose_page(material, overrides, users) for material in materials)


def _key_quotes(members: Sequence[ThreadMember], tellings: Tellings) -> tuple[CollatedQuote, ...]:
    """Return the quotes to show; those of a story that is alone were chosen when its text was read."""
    if len(members) == 1 and (chosen := members[0].findings.key_quotes) is not None:
        return tuple(CollatedQuote(1, members[0].findings.quotes[index]) for index in chosen)
    quoted = _quoted(members, tellings)
    return key_quotes(collate(quoted), quoted, [member.story.title for member in members])


def _quoted(members: Sequence[ThreadMember], tellings: Tellings) -> list[QuotedText]:
    return [
        QuotedText(
            n=n,
            text=member.snapshot.text,
            quotes=member.findings.quotes,
            family=tellings.publisher(member),
            published=member.story.published,
            reprint=bool(member.reprint_of),
            persons=member.findings.persons,
        )
        for n, member in enumerate(members, 1)
    ]


def _numbered(members: Sequence[ThreadMember]) -> list[NumberedFindings]:
    return [
        NumberedFindings(n, member.snapshot.text, member.findings.actors, member.findings.quotes, member.snapshot.title)
        for n, member in enumerate(members, 1)
    ]


def _note(members: Sequence[ThreadMember]) -> str:
    extents = {member.snapshot.extent for member in members}
    if extents == {TextExtent.HEADLINE}:
        return "Headline only: there is no text to read quotes or actors from."
    if extents <= {TextExtent.HEADLINE, TextExtent.SUMMARY}:
        return "Summaries only: x fetches the full text of a story."
    return ""


def _quotes_only(members: Sequence[ThreadMember]) -> tuple[str, ...]:
    """Return the languages of the texts that have no actors because their language is not read."""
    languages = {written_language(member.snapshot.text) for member in members if not member.findings.actors}
    return tuple(sorted(language for language in languages if not has_attribution(language)))


def _figures(members: Sequence[ThreadMember], tellings: Tellings) -> tuple[FigureLine, ...]:
    """Return what several publishers count, who says so and when; source [n] is the nth of `members`."""
    texts = [
        FigureText(
            n,
            member.snapshot.text,
            tellings.publisher(member),
            member.story.published if member.story.dated else None,
            clean_title(member.snapshot.title, member.story.outlet),
            member.findings.sentences or None,
        )
        for n, member in enumerate(members, 1)
        if not member.reprint_of
    ]
    return tuple(
        FigureLine(tuple(_stated(each, members) for each in line.stated), line.rises) for line in compare_figures(texts)
    )


def _stated(stated: Statement, members: Sequence[ThreadMember]) -> StatedFigure:
    member = members[stated.n - 1]
    span = stated.figure.span
    title = clean_title(member.snapshot.title, member.story.outlet)
    words = " ".join(span.cut(title if stated.in_title else member.snapshot.text).split())
    place = Span(0, 0) if stated.in_title else span
    return StatedFigure(stated.n, member.story.id, words, place, member.story.published, stated.also)
