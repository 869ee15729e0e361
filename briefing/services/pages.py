"""Thread pages: everything stored about one thread, put side by side."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.analysis.actors.thread_actors import NO_WISHES, NumberedFindings, merge_actors
from briefing.analysis.quotes.collate import QuotedText, collate
from briefing.analysis.quotes.key_quotes import key_quotes
from briefing.analysis.sources.independence import text_publishers
from briefing.analysis.summary import NumberedText, choose_sentences
from briefing.model.actor_wish import ActorWishes
from briefing.model.inbox import ThreadRow
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.story import TextExtent
from briefing.model.views import NarrativeSentence, ThreadPage, TimelineStep
from briefing.services.actor_lines import actor_lines
from briefing.services.figure_lines import figure_lines
from briefing.services.quote_lines import quote_lines
from briefing.services.related import related_rows
from briefing.services.source_lines import NOBODY, dated_texts, provenance_of, source_lines
from briefing.services.workspace import Workspace
from briefing.store import actor_wishes as wish_table
from briefing.store import material as material_table
from briefing.store import threads as thread_table

MOST_STEPS = 12
LEAST_STEPS = 3


async def page_of(workspace: Workspace, thread: str, *, as_of: ThreadRow | None = None) -> ThreadPage | None:
    """Return the page of the thread that `thread` names (an id, a former id, or the beginning of one).

    What is new in it is told as of the row `as_of`, where it is looked at since then.
    """
    thread_id = await workspace.database.read(thread_table.resolve_thread, thread)
    if thread_id is None:
        return None
    material: ThreadMaterial | None = await workspace.database.read(
        material_table.thread_material, thread_id, workspace.now()
    )
    if material is None:
        return None
    if as_of is not None:
        row = replace(material.row, looked=as_of.looked, new_stories=as_of.new_stories)
        material = replace(material, row=row)
    wishes = await workspace.database.read(wish_table.wishes)
    page = await asyncio.to_thread(compose_page, material, wishes, workspace.settings.families)
    return replace(page, related=await related_rows(workspace, thread_id, page.actors))


def compose_page(
    material: ThreadMaterial, wishes: ActorWishes = NO_WISHES, users: Mapping[str, str] = NOBODY
) -> ThreadPage:
    """Return the page of one thread; source [n] is the thread's nth story in order of publication."""
    members = material.members
    numbers = {member.story.id: n for n, member in enumerate(members, 1)}
    quoted = _quoted(members, numbers, users)
    keyed = key_quotes(collate(quoted), quoted, [member.story.title for member in members])
    first = min(members, key=lambda member: (member.story.published, member.story.id)) if members else None
    return ThreadPage(
        row=material.row,
        narrative=_narrative(material),
        quotes=quote_lines(material, keyed, wishes),
        actors=actor_lines(material, merge_actors(_numbered(members), wishes), wishes),
        sources=source_lines(material, numbers),
        timeline=_timeline(members),
        provenance=provenance_of(members, users),
        figures=figure_lines(members, users),
        first_outlet=first.story.outlet if first else "",
        note=_note(members),
        unread=material.unread,
    )


def _narrative(material: ThreadMaterial) -> tuple[NarrativeSentence, ...]:
    texts = [
        NumberedText(n, member.snapshot.title, member.snapshot.text, member.story.published, bool(member.reprint_of))
        for n, member in enumerate(material.members, 1)
    ]
    sentences = []
    for chosen in choose_sentences(texts, headline=material.row.title):
        member = material.members[chosen.n - 1]
        sentences.append(
            NarrativeSentence(
                text=" ".join(chosen.span.cut(member.snapshot.text).split()),
                citations=(chosen.n, *chosen.also),
                story=member.story.id,
                snapshot=member.snapshot.id,
                span=chosen.span,
                new=is_new(member, material.row),
            )
        )
    return tuple(sentences)


def is_new(member: ThreadMember, row: ThreadRow) -> bool:
    """Tell whether a story came into its thread since the reader last looked; nothing is new in one never looked at."""
    return row.looked is not None and member.joined > row.looked


def _quoted(members: Sequence[ThreadMember], numbers: Mapping[int, int], users: Mapping[str, str]) -> list[QuotedText]:
    told_by = text_publishers(dated_texts(members, users))
    return [
        QuotedText(
            n=numbers[member.story.id],
            text=member.snapshot.text,
            quotes=member.findings.quotes,
            family=told_by[member.story.id],
            published=member.story.published,
            reprint=bool(member.reprint_of),
        )
        for member in members
    ]


def _numbered(members: Sequence[ThreadMember]) -> list[NumberedFindings]:
    return [
        NumberedFindings(n, member.snapshot.text, member.findings.actors, member.findings.quotes)
        for n, member in enumerate(members, 1)
    ]


def _timeline(members: Sequence[ThreadMember]) -> tuple[TimelineStep, ...]:
    steps = [
        TimelineStep(member.story.published, member.story.title, n, member.story.id)
        for n, member in enumerate(members, 1)
        if member.story.dated and not member.reprint_of
    ]
    return tuple(steps[:MOST_STEPS]) if len(steps) > LEAST_STEPS else ()


def _note(members: Sequence[ThreadMember]) -> str:
    extents = {member.snapshot.extent for member in members}
    if extents == {TextExtent.HEADLINE}:
        return "Headline only: there is no text to read quotes or actors from."
    if extents <= {TextExtent.HEADLINE, TextExtent.SUMMARY}:
        return "Summaries only: x fetches the full text of a story."
    return ""
