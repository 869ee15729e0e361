"""Why a quote has its speaker and an actor its type, names and roles, in sentences."""

from collections.abc import Collection, Iterator, Sequence

from briefing.export.explanations import Explanation, explain_actor, explain_quote
from briefing.model.analysis import TextAnalysis
from briefing.model.evidence import Question
from briefing.model.quote import QuoteKind
from briefing.model.spans import Span
from briefing.model.story import Snapshot
from briefing.model.views import QuoteLine
from briefing.services.workspace import Workspace
from briefing.store import findings as finding_table
from briefing.store import stories as story_table

MOST_TEXTS = 5
"""Texts that are asked why they name an actor as they do."""
_ORDER = (Question.TYPE, Question.ROLE, Question.ALIAS)


async def reasons_of_quote(workspace: Workspace, snapshot_id: int, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return why the quote at `spans` of a snapshot has its speaker and role; nothing if it is not known."""
    found = await _explained(workspace, [snapshot_id])
    return tuple(
        each.sentence
        for snapshot, analysis in found
        for quote in analysis.quotes
        if quote.spans == tuple(spans)
        for each in explain_quote(quote, snapshot.text)
        if each.evidence.question is not Question.COREFERENCE
    )


def reasons_of_line(quote: QuoteLine) -> tuple[str, ...]:
    """Return what raises a quote of a thread and why other stories conflict with it, in sentences."""
    outlets = f"{quote.independent} independent outlets carry it" if quote.independent > 1 else ""
    speaker = "its speaker is named with a role" if quote.speaker_role else "its speaker is named"
    found = (outlets, "" if quote.unnamed or not quote.speaker else speaker)
    whole = "it is a whole statement" if quote.kind == QuoteKind.DIRECT else ""
    grounds = [each for each in (*found, whole) if each]
    key = [f"It ranks higher because {_listing(grounds)}."] if grounds else []
    conflicts = (
        f"[{each.n}] gives the same words to {each.other_speaker}: both stories have a full name beside the quote, "
        "and neither names the other person near it."
        for each in quote.variants
        if each.other_speaker
    )
    return (*key, *conflicts)


def _listing(clauses: Sequence[str]) -> str:
    return f"{', '.join(clauses[:-1])} and {clauses[-1]}" if len(clauses) > 1 else clauses[0]


async def reasons_of_actor(workspace: Workspace, snapshot_ids: Sequence[int], keys: Collection[str]) -> tuple[str, ...]:
    """Return why an actor has its type, roles and names in some snapshots, each sentence once.

    `keys` are those under which the snapshots have the actor.
    """
    found = await _explained(workspace, snapshot_ids[:MOST_TEXTS])
    explanations = list(_of_actor(found, keys))
    explanations.sort(key=lambda each: _ORDER.index(each.evidence.question))
    return tuple(dict.fromkeys(each.sentence for each in explanations))


def _of_actor(found: Sequence[tuple[Snapshot, TextAnalysis]], keys: Collection[str]) -> Iterator[Explanation]:
    for snapshot, analysis in found:
        for actor in analysis.actors:
            if actor.key in keys:
                yield from explain_actor(actor, snapshot.text)


async def _explained(workspace: Workspace, snapshot_ids: Sequence[int]) -> list[tuple[Snapshot, TextAnalysis]]:
    found: list[tuple[Snapshot, TextAnalysis]] = []
    for snapshot_id in snapshot_ids:
        snapshot = await workspace.database.read(story_table.snapshot, snapshot_id)
        if snapshot is not None:
            found.append((snapshot, await workspace.database.read(finding_table.explained_findings, snapshot_id)))
    return found
