"""An actor over all stories, and what the user says about actors."""

from datetime import timedelta

import pytest

from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.errors import NothingFound, UsageError
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services import maintenance
from briefing.services.actors import Actors
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, Item, rss

LATER = """Ilena Marsh, head of operations at Velmar Terminals, spoke to the dockers on Saturday.
“We will bring the cranes back in stages, starting with berth 4 on Saturday,” said Ilena Marsh.
“Nobody has asked us for money,” Marsh said. The union of Oskar Vell did not answer."""


@pytest.fixture
async def filled(workspace: Workspace, site: Site, clock: Clock) -> Workspace:
    """A workspace with three stories of two days."""
    at = clock.at
    site.serve(
        "/feed",
        rss(
            "Port Herald",
            Item("Velmar grain terminal still shut", "https://paper.example/1", at - timedelta(days=1), PORT),
            Item("Fuel tax goes to the floor", "https://paper.example/2", at - timedelta(hours=9), VOTE),
            Item("Dockers hear the terminal", "https://paper.example/3", at - timedelta(hours=2), LATER),
        ),
    )
    await Feeds(workspace).add(site.base + "/feed")
    await refresh(workspace, None, lambda _: None)
    return workspace


async def test_a_page_gathers_roles_newest_first(filled: Workspace) -> None:
    page = await Actors(filled).page("ilena marsh")
    assert page is not None
    assert [role.text for role in page.roles] == [
        "head of operations at Velmar Terminals",
        "operations director of Velmar Terminals",
    ]


async def test_the_page_counts_as_the_thread_does(filled: Workspace, site: Site, clock: Clock) -> None:
    short = PORT.replace("Ilena Marsh, operations director of Velmar Terminals", "Marsh")
    item = Item("Velmar grain terminal still shut", "https://other.example/1", clock.at - timedelta(days=1), short)
    site.serve("/other", rss("Lorn Mirror", item))
    await Feeds(filled).add(site.base + "/other")
    await refresh(filled, None, lambda _: None)
    row = next(row for row in await Inbox(filled).rows(InboxFilter()) if row.title.startswith("Velmar"))
    thread = await Threads(filled).page(row.id)
    assert thread is not None
    marsh = next(actor for actor in thread.actors if actor.name == "Ilena Marsh")
    page = await Actors(filled).page(marsh.key)
    assert page is not None
    assert (page.mentions, page.stories) == (marsh.mentions, len(marsh.stories)) == (5, 3)
    assert await Actors(filled).page("marsh") == page


async def test_the_same_words_are_one_quote(filled: Workspace) -> None:
    page = await Actors(filled).page("ilena marsh")
    assert page is not None
    assert [(quote.parts[0][:16], quote.more) for quote in page.quotes] == [
        ("Nobody has asked", 0),
        ("We will bring th", 1),
    ]


async def test_a_page_tells_whom_an_actor_is_named_with(filled: Workspace) -> None:
    page = await Actors(filled).page("ilena marsh")
    assert page is not None
    assert ("velmar terminals", 2) in {(each.key, each.times) for each in page.companions}


async def test_an_actor_that_no_story_names_has_no_page(filled: Workspace) -> None:
    assert await Actors(filled).page("nobody at all") is None


async def test_same_as_joins_two_names_and_survives_a_rebuild(filled: Workspace) -> None:
    await Decisions(filled).override_actor(OverrideKind.SAME, "oskar vell", "ilena marsh")
    await maintenance.rebuild(filled, lambda _: None)
    page = await Actors(filled).page("oskar vell")
    assert page is not None
    assert page.key == "ilena marsh"
    assert "Oskar Vell" in (page.name, *page.aliases)


async def test_what_was_said_can_be_taken_back(filled: Workspace) -> None:
    await Decisions(filled).override_actor(OverrideKind.SAME, "oskar vell", "ilena marsh")
    await Decisions(filled).undo_override()
    page = await Actors(filled).page("oskar vell")
    assert page is not None
    assert page.key == "oskar vell"


async def test_one_undo_takes_verdicts_and_words_on_actors_back_in_turn(filled: Workspace) -> None:
    row = next(row for row in await Inbox(filled).rows(InboxFilter()) if row.title.startswith("Fuel"))
    await Decisions(filled).override_actor(OverrideKind.WATCH, "oskar vell")
    await Decisions(filled).give_verdict((row.id,), Verdict.BRIEF)
    assert isinstance(await Decisions(filled).undo(), VerdictChange)
    told = await Decisions(filled).undo()
    assert isinstance(told, ActorOverride)
    assert told.sentence == "Oskar Vell is watched"
    assert await _watched_in(filled, row.id) == []
    again = await Decisions(filled).redo()
    assert isinstance(again, ActorOverride)
    assert await _watched_in(filled, row.id) == ["Oskar Vell"]


async def test_a_word_on_an_actor_can_be_taken_back_out_of_turn(filled: Workspace) -> None:
    row = next(row for row in await Inbox(filled).rows(InboxFilter()) if row.title.startswith("Fuel"))
    await Decisions(filled).override_actor(OverrideKind.WATCH, "oskar vell")
    await Decisions(filled).give_verdict((row.id,), Verdict.BRIEF)
    await Decisions(filled).undo_override()
    assert await Decisions(filled).undo_override() is None
    assert await Decisions(filled).redo() is None
    assert isinstance(await Decisions(filled).undo(), VerdictChange)
    assert isinstance(await Decisions(filled).redo(), VerdictChange)


async def _watched_in(workspace: Workspace, thread: str) -> list[str]:
    page = await Threads(workspace).page(thread)
    assert page is not None
    return [actor.name for actor in page.actors if actor.watched]


async def test_a_watched_actor_lifts_its_threads(filled: Workspace) -> None:
    before = {row.title: row.score for row in await Inbox(filled).rows(InboxFilter())}
    await Decisions(filled).override_actor(OverrideKind.WATCH, "oskar vell")
    after = {row.title: row for row in await Inbox(filled).rows(InboxFilter())}
    lifted = after["Fuel tax goes to the floor"]
    assert lifted.score == pytest.approx(before["Fuel tax goes to the floor"] + 1)
    assert [reason.value for reason in lifted.score_parts if reason.kind == "watched"] == ["Oskar Vell"]


async def test_watching_ends_and_the_thread_sinks(filled: Workspace) -> None:
    before = {row.title: row.score for row in await Inbox(filled).rows(InboxFilter())}
    await Decisions(filled).override_actor(OverrideKind.WATCH, "oskar vell")
    await Decisions(filled).override_actor(OverrideKind.UNWATCH, "oskar vell")
    assert {row.title: row.score for row in await Inbox(filled).rows(InboxFilter())} == before


async def test_a_watched_actor_is_marked_in_its_thread(filled: Workspace) -> None:
    await Decisions(filled).override_actor(OverrideKind.WATCH, "oskar vell")
    row = next(row for row in await Inbox(filled).rows(InboxFilter()) if row.title.startswith("Fuel"))
    assert await _watched_in(filled, row.id) == ["Oskar Vell"]


async def test_a_name_must_mean_one_actor(filled: Workspace) -> None:
    assert await Actors(filled).key_of("Marsh") == "ilena marsh"
    with pytest.raises(NothingFound):
        await Actors(filled).key_of("Qwx")
    with pytest.raises(UsageError):
        await Actors(filled).key_of("vel")


async def test_an_actor_is_not_set_beside_itself(filled: Workspace) -> None:
    with pytest.raises(UsageError):
        await Decisions(filled).override_actor(OverrideKind.SAME, "oskar vell", "oskar vell")


async def test_not_the_same_takes_the_place_of_same_as(filled: Workspace) -> None:
    await Decisions(filled).override_actor(OverrideKind.SAME, "oskar vell", "ilena marsh")
    other = await Actors(filled).key_of("Oskar Vell")
    await Decisions(filled).override_actor(OverrideKind.APART, "ilena marsh", other)
    page = await Actors(filled).page("oskar vell")
    assert page is not None
    assert page.key == "oskar vell"
