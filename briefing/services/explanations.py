"""Why a quote has its speaker, an actor its type, names and roles, and a thread its topic, in sentences."""

from collections.abc import Collection, Iterator, Sequence

from briefing.analysis.language.names_in_titles import name_in_full
from briefing.analysis.topics.reasons import topic_reason
from briefing.export.explanations import Explanation, explain_actor, explain_position, explain_quote
from briefing.model.analysis import TextAnalysis
from briefing.model.evidence import Question
from briefing.model.quote import Quote
from briefing.model.spans import Span
from briefing.model.story import Snapshot
from briefing.model.topic import TopicReason
from briefing.model.views import QuoteLine
from briefing.services.rules import Rules
from briefing.services.workspace import Workspace
from briefing.store import constraints as constraint_table
from briefing.store import findings as finding_table
from briefing.store import stories as story_table
from briefing.store import topic_rows as topic_table
from briefing.text.wording import listed

MOST_TEXTS = 5
"""Texts that are asked why they name an actor as they do."""
MOST_SPLITS = 3
"""The most threads that are named of those from which the user split a story."""
_ORDER = (Question.TYPE, Question.ROLE, Question.ALIAS)


async def reasons_of_quote(workspace: Workspace, snapshot_id: int, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return why the quote at `spans` of a snapshot has its speaker and role; nothing if it is not known."""
    found = await _explained(workspace, [snapshot_id])
    return tuple(
        each.sentence
        for snapshot, analysis in found
        for quote in analysis.quotes
        if quote.spans == tuple(spans)
        for each in explain_quote(quote, snapshot.text, _full_name(quote, snapshot, analysis))
        if each.evidence.question is not Question.COREFERENCE
    )


def _full_name(quote: Quote, snapshot: Snapshot, analysis: TextAnalysis) -> str:
    if quote.name is None or quote.unnamed:
        return ""
    return name_in_full(quote.name, snapshot.text, snapshot.title, analysis.persons)


def reasons_of_line(quote: QuoteLine) -> tuple[str, ...]:
    """Return what puts a quote of a thread forward or back, and why other stories conflict with it, in sentences."""
    conflicts = (
        f"[{each.n}] gives the same words to {each.other_speaker}: both stories have a full name beside the quote, "
        "and neither names the other person near it."
        for each in quote.variants
        if each.other_speaker
    )
    return (*explain_position(quote.grounds, quote.independent), *conflicts)


async def reasons_of_thread(workspace: Workspace, thread: str) -> tuple[str, ...]:
    """Return the rules of a thread, why it is in its topic, and what the user merged and split, in sentences."""
    titles = await workspace.database.read(topic_table.titles_of_thread, thread)
    stories = [story for story, _, _ in titles]
    return (
        *await Rules(workspace).why(thread),
        *await _reason_of_topic(workspace, thread, [(title, language) for _, title, language in titles]),
        *await _decided_on(workspace, stories),
    )


async def reasons_of_story(workspace: Workspace, story: int) -> tuple[str, ...]:
    """Return what the user split a story from, in sentences; a merge is among the reasons of its membership."""
    return await _decided_on(workspace, (story,))


async def _reason_of_topic(workspace: Workspace, thread: str, titles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    read = workspace.database.read
    topic_id = await read(topic_table.resolve_topic, thread)
    topic = await read(topic_table.topic_row, topic_id) if topic_id else None
    if topic is None:
        return ()
    terms = await read(topic_table.terms_of_topic, topic.id)
    others = [packed for other, packed in terms.items() if other != thread]
    reason = topic_reason(titles, terms[thread], others) if thread in terms and others else None
    return (_topic_sentence(reason, topic.name),) if reason else ()


def _topic_sentence(reason: TopicReason, name: str) -> str:
    shared = listed([f"“{words}”" for words in reason.words])
    threads = f"{reason.sharing} of its {reason.others} other threads" if reason.others > 1 else "its other thread"
    return f"It is in the topic “{name}” because it shares {shared} with {threads}."


async def _decided_on(workspace: Workspace, stories: Sequence[int]) -> tuple[str, ...]:
    merged = await workspace.database.read(constraint_table.merged_stories, stories)
    apart = await workspace.database.read(constraint_table.kept_apart, stories)
    merge = (f"You merged {merged} of its stories.",) if merged else ()
    return (*merge, *(f"You split it from “{headline}”." for headline in apart[:MOST_SPLITS]))


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
