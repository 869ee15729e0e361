"""A refresh reads up to a limit of what it brought; the rest is read when it is opened or asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from briefing.model.actor_override import OverrideKind
from briefing.model.analysis import ANALYSIS_VERSION
from briefing.model.rule import Rule, RuleAction
from briefing.model.verdict import Verdict
from briefing.services.actors import Actors
from briefing.services.brief_composition import EVERYTHING, compose_brief
from briefing.services.decisions import Decisions
from briefing.services.new_texts import read_all_texts, read_new_texts
from briefing.services.rules import Rules
from briefing.services.stories import Stories
from briefing.services.threads import Threads
from briefing.services.wakes import wake_threads
from briefing.services.workspace import Workspace
from briefing.store import rule_rows, texts_to_read
from briefing.store.database import open_to_read
from briefing.store.texts_to_read import TextsToRead, WantedName
from briefing.store.verdicts import give
from tests.services.conftest import Clock
from tests.store.builders import a_feed, a_filing, a_thread, file, group

MARSH = "The cranes will start on Tuesday. “We will bring them back in stages,” said Ilena Marsh, director of Velmar."
HENS = "Keepers must keep hens indoors from Monday, the ministry said."


def left_unread(workspace: Workspace, clock: Clock, *texts: str) -> tuple[int, ...]:
    """File texts, each in a thread of its own, t-0 and so on, and leave them as a large first refresh does."""
    feed = a_feed(workspace.database)
    filings = [
        a_filing(n, title=f"Report {n}", text=text, published=clock() - timedelta(hours=n + 1))
        for n, text in enumerate(texts)
    ]
    stories = file(workspace.database, feed, *filings, at=clock())
    group(workspace.database, *(a_thread(f"t-{n}", story) for n, story in enumerate(stories)), at=clock())
    workspace.database.call(texts_to_read.note_considered, chosen(workspace, clock).newest)
    return stories


def chosen(workspace: Workspace, clock: Clock, *names: WantedName, limits: tuple[int, int] = (10, 10)) -> TextsToRead:
    since = clock() - timedelta(days=30)
    return workspace.database.look(texts_to_read.new_stories_to_read, ANALYSIS_VERSION, names, since, limits)


def unread(workspace: Workspace) -> Sequence[int]:
    return workspace.database.look(texts_to_read.stories_to_read, ANALYSIS_VERSION)


async def nothing_new_is_read(workspace: Workspace) -> bool:
    return not (await read_new_texts(workspace, lambda _event: None)).texts


def test_threads_of_several_stories_come_first_and_of_too_many_only_the_first_are_read(
    workspace: Workspace, clock: Clock
) -> None:
    feed = a_feed(workspace.database)
    filings = [a_filing(n, published=clock() - timedelta(hours=n + 1)) for n in range(5)]
    one, two, three, four, five = file(workspace.database, feed, *filings, at=clock())
    shared = a_thread("t-shared", three, five)
    group(workspace.database, shared, a_thread("t-1", one), a_thread("t-2", two), a_thread("t-4", four), at=clock())
    assert chosen(workspace, clock, limits=(5, 3)).stories == (three, five, one, two, four)
    found = chosen(workspace, clock, limits=(4, 3))
    assert found.stories == (three, five, one)
    workspace.database.call(texts_to_read.note_considered, found.newest)
    assert chosen(workspace, clock).stories == ()


def test_a_story_that_was_left_is_read_when_another_joins_its_thread(workspace: Workspace, clock: Clock) -> None:
    lone, other = left_unread(workspace, clock, HENS, MARSH)
    (new,) = file(workspace.database, a_feed(workspace.database), a_filing(9), at=clock())
    group(workspace.database, a_thread("t-0", lone, new), a_thread("t-1", other), at=clock())
    assert set(chosen(workspace, clock).stories) == {lone, new}


def test_what_a_decision_or_a_name_needs_is_read_beyond_the_limit(workspace: Workspace, clock: Clock) -> None:
    hens, marsh, kept = left_unread(workspace, clock, HENS, MARSH, "A bridge opens in Ostra.")
    workspace.database.call(give, ("t-2",), Verdict.FOLLOW, clock())
    found = chosen(workspace, clock, WantedName(("ilena", "marsh")), limits=(0, 0))
    assert set(found.stories) == {marsh, kept}
    assert hens not in found.stories


async def test_everything_is_read_if_asked_for(workspace: Workspace, clock: Clock) -> None:
    left_unread(workspace, clock, HENS, MARSH)
    assert await nothing_new_is_read(workspace)
    assert (await read_all_texts(workspace, lambda _event: None)).texts == 2
    assert not unread(workspace)


async def test_a_question_about_a_name_reads_the_texts_that_have_it(workspace: Workspace, clock: Clock) -> None:
    hens, marsh = left_unread(workspace, clock, HENS, MARSH)
    (quote,) = await Actors(workspace).quotes_by("marsh")
    assert (quote.story, quote.speaker) == (marsh, "Ilena Marsh")
    assert unread(workspace) == (hens,)
    assert await Actors(workspace).not_read("") == 1
    assert await Actors(workspace).not_read("marsh") == 0


async def test_an_actor_is_also_looked_for_under_the_other_names_of_the_word_lists(
    workspace: Workspace, clock: Clock
) -> None:
    (story,) = left_unread(workspace, clock, "The E.U. has fined a maker of cranes, its commissioner said on Monday.")
    page = await Threads(workspace).search('actor:"european union"')
    assert [hit.story for hit in page.hits] == [story]


async def test_other_words_of_a_query_say_which_texts_need_not_be_read(workspace: Workspace, clock: Clock) -> None:
    hens, marsh = left_unread(workspace, clock, "Ilena Marsh keeps hens in Ostra.", MARSH)
    page = await Threads(workspace).search("actor:marsh cranes")
    assert [hit.story for hit in page.hits] == [marsh]
    assert unread(workspace) == (hens,)
    await Threads(workspace).search("cranes -actor:marsh")
    assert not unread(workspace)


async def test_a_store_that_is_only_read_says_how_many_stories_may_be_missing(
    workspace: Workspace, clock: Clock
) -> None:
    left_unread(workspace, clock, HENS, MARSH)
    reader = replace(workspace, database=open_to_read(workspace.places.store))
    page = await Threads(reader).search("by:marsh")
    reader.database.close()
    assert (page.hits, page.not_read) == ((), 1)


async def test_a_rule_and_the_watch_list_read_the_texts_that_have_their_names(
    workspace: Workspace, clock: Clock
) -> None:
    hens, _ = left_unread(workspace, clock, HENS, MARSH)
    await Rules(workspace).save(Rule(RuleAction.WATCH, "", "by:marsh"))
    assert [rule.query for rule, _ in await workspace.database.read(rule_rows.rules_of, "t-1")] == ["by:marsh"]
    assert unread(workspace) == (hens,)
    await Decisions(workspace).override_actor(OverrideKind.WATCH, "hens")
    assert not unread(workspace)


async def test_a_rule_finds_names_in_what_a_later_refresh_leaves(workspace: Workspace, clock: Clock) -> None:
    await Rules(workspace).save(Rule(RuleAction.WATCH, "", "-actor:marsh hens"))
    hens, _ = left_unread(workspace, clock, HENS, MARSH)
    await read_new_texts(workspace, lambda _event: None)
    assert unread(workspace) == (hens,)


async def test_a_story_and_a_brief_are_read_when_they_are_opened(workspace: Workspace, clock: Clock) -> None:
    hens, marsh = left_unread(workspace, clock, HENS, MARSH)
    page = await Stories(workspace).page(marsh)
    assert page is not None
    assert (page.unread, page.speakers) == (False, ("Ilena Marsh",))
    await Decisions(workspace).give_verdict(("t-0",), Verdict.BRIEF)
    assert unread(workspace) == (hens,)
    await compose_brief(workspace, UTC, EVERYTHING)
    assert not unread(workspace)


async def test_a_quote_that_was_there_when_a_thread_was_put_off_does_not_wake_it(
    workspace: Workspace, clock: Clock
) -> None:
    left_unread(workspace, clock, MARSH)
    decisions = Decisions(workspace)
    await decisions.give_verdict(("t-0",), Verdict.LATER, decisions.read_until("by Marsh"))
    await read_all_texts(workspace, lambda _event: None)
    assert await wake_threads(workspace) == 0
