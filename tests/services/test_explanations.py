"""The stored reasons of quotes and actors come back as sentences."""

import numpy as np

from briefing.analysis.reading import read_text
from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.topics.thread_terms import TERM
from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis
from briefing.model.quote import Ground
from briefing.model.spans import Span
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.views import QuoteLine, QuoteVariant
from briefing.services.explanations import (
    reasons_of_actor,
    reasons_of_line,
    reasons_of_quote,
    reasons_of_story,
    reasons_of_thread,
)
from briefing.services.workspace import Workspace
from briefing.store import findings, topics
from tests.store.builders import NOW, a_feed, a_filing, a_thread, cannot_link, file, group, must_link, unread

TEXT = "Mira Holt, the harbour minister, spoke on Monday. “We are ready,” she said. Holt left at noon."


def read_one(workspace: Workspace) -> tuple[int, TextAnalysis]:
    """File one story and read its text; return its snapshot and what was found."""
    database = workspace.database
    file(database, a_feed(database), a_filing(text=TEXT))
    (snapshot,) = unread(database, ANALYSIS_VERSION)
    found = read_text(TEXT)
    database.call(findings.save_findings, [(snapshot.id, found)], ANALYSIS_VERSION)
    return snapshot.id, found


async def test_a_quote_says_why_it_has_its_speaker_and_role(workspace: Workspace) -> None:
    snapshot, found = read_one(workspace)
    assert await reasons_of_quote(workspace, snapshot, found.quotes[0].spans) == (
        '“We are ready”: Mira Holt, because "she" goes with "said" after the quote and "she" refers to Mira '
        "Holt, the last person named who fits the word.",
        '"the harbour minister" is a role of Mira Holt, because the text adds it after "Mira Holt".',
    )


async def test_a_quote_says_that_the_full_name_stands_in_the_title(workspace: Workspace) -> None:
    text = "“We are ready,” Ms. Holt said on Monday."
    database = workspace.database
    file(database, a_feed(database), a_filing(text=text, title="Mira Holt is ready"))
    (snapshot,) = unread(database, ANALYSIS_VERSION)
    found = read_text(text)
    database.call(findings.save_findings, [(snapshot.id, found)], ANALYSIS_VERSION)
    assert await reasons_of_quote(workspace, snapshot.id, found.quotes[0].spans) == (
        '“We are ready”: Mira Holt (in full in the title), because "Holt" goes with "said" after the quote.',
    )


async def test_an_actor_says_why_it_has_its_type_and_names(workspace: Workspace) -> None:
    snapshot, _ = read_one(workspace)
    sentences = await reasons_of_actor(workspace, [snapshot, snapshot], {"mira holt"})
    assert sentences[0] == 'Mira Holt is a person, because the model that finds names reads "Mira Holt" as one.'
    assert sentences[-1] == '"Holt" means Mira Holt, because only one person in the text has that surname.'
    assert len(sentences) == len(set(sentences))


async def test_a_text_that_is_not_there_has_no_reasons(workspace: Workspace) -> None:
    assert await reasons_of_quote(workspace, 99, ()) == ()
    assert await reasons_of_actor(workspace, [99], {"mira holt"}) == ()


def test_a_key_quote_and_a_conflict_say_why() -> None:
    other = QuoteVariant(4, 14, ("We are ready",), Span(0, 12), other_words=False, other_speaker="Tom Reyd")
    quote = QuoteLine(
        1, 11, 21, (Span(0, 12),), ("We are ready",), "direct", "Mira Holt", "the harbour minister", unnamed=False,
        cue="said", paragraph=1, variants=(other,), independent=2,
        grounds=(Ground.SEVERAL_OUTLETS, Ground.ROLE, Ground.TITLE_WORDS, Ground.COMMENTATOR),
    )  # fmt: skip
    assert reasons_of_line(quote) == (
        "It comes early among the key quotes because 2 independent outlets carry it, its speaker is named with a role "
        "and it shares words with the headlines.",
        "It comes later because its speaker only comments.",
        "[4] gives the same words to Tom Reyd: both stories have a full name beside the quote, and neither names the "
        "other person near it.",
    )


TITLES = ("Customs officers strike in Velmar", "Velmar customs strike ends", "A chess champion retires")


def file_threads(workspace: Workspace) -> tuple[int, ...]:
    """File three stories, each in a thread of its own; the first two are one topic."""
    database = workspace.database
    feed = a_feed(database)
    filed = file(database, feed, *(a_filing(number, title=title) for number, title in enumerate(TITLES)))
    group(database, *(a_thread(f"t-{number}", story) for number, story in enumerate(filed)))
    terms = np.array([(stem_number(word, ""), 0.4, 0) for word in ("Velmar", "customs", "strike")], TERM).tobytes()
    threads = ("t-0", "t-1")
    placement = TopicPlacement("topic-0", "Velmar customs strike", threads)
    result = TopicsResult((placement,), terms=dict.fromkeys(threads, terms))
    database.call(topics.save_topics, result, threads, NOW)
    return filed


async def test_a_thread_says_what_it_shares_with_its_topic(workspace: Workspace) -> None:
    file_threads(workspace)
    assert await reasons_of_thread(workspace, "t-1") == (
        "It is in the topic “Velmar customs strike” because it shares “Velmar customs strike” with its other thread.",
    )
    assert await reasons_of_thread(workspace, "t-2") == ()


async def test_a_thread_and_a_story_say_what_the_user_merged_and_split(workspace: Workspace) -> None:
    one, two, three = file_threads(workspace)
    must_link(workspace.database, one, two)
    cannot_link(workspace.database, one, three)
    assert await reasons_of_story(workspace, one) == ("You split it from “A chess champion retires”.",)
    assert await reasons_of_story(workspace, two) == ()
    group(workspace.database, a_thread("t-0", one, two), a_thread("t-2", three))
    assert await reasons_of_thread(workspace, "t-0") == (
        "You merged 2 of its stories.",
        "You split it from “A chess champion retires”.",
    )
