"""Topics over a real store: found by a refresh, listed, opened and decided on."""

from datetime import UTC, datetime

from briefing.model.inbox import InboxFilter, InboxPart, ThreadRow
from briefing.model.reason import RankRule
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.grouping import regroup
from briefing.services.inbox import Inbox
from briefing.services.topics import Topics
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock
from tests.store.builders import a_feed, a_filing, cannot_link, file

PAY = "Customs officers of Port Velmar struck over night pay, the customs union of Velmar said on {day}."
EVENTS = (
    ("Customs officers strike at Port Velmar over night pay", PAY.format(day="Friday")),
    (
        "Court in Velmar forbids customs officers to block the grain terminal",
        "A court in Velmar ruled that striking customs officers may not block the grain terminal of Port Velmar.",
    ),
    (
        "Customs union and Port Velmar agree to talks on night pay",
        "The customs union and the owner of Port Velmar will hold talks on night pay, a mediator of the ministry said.",
    ),
)


async def _day_by_day(workspace: Workspace, clock: Clock, count: int) -> None:
    """File one event a day, and group; the user keeps them apart as events."""
    feed = a_feed(workspace.database)
    for number, (title, text) in enumerate(EVENTS[:count]):
        clock.at = datetime(2026, 11, 20 + number, 7, tzinfo=UTC)
        filing = a_filing(number, title=title, text=text, published=clock.at)
        for new in file(workspace.database, feed, filing, at=clock.at):
            for earlier in range(1, new):
                cannot_link(workspace.database, earlier, new)
        await regroup(workspace)


async def test_events_of_one_matter_on_three_days_are_one_topic(workspace: Workspace, clock: Clock) -> None:
    await _day_by_day(workspace, clock, 3)
    (topic,) = await Topics(workspace).rows()
    page = await Topics(workspace).page(topic.id)
    assert (topic.threads, topic.days) == (3, 3)
    assert page is not None
    assert [row.title for row in page.threads] == [title for title, _ in reversed(EVENTS)]
    assert {row.topic for row in await Inbox(workspace).rows(InboxFilter())} == {topic.id}


async def test_a_topic_is_found_by_a_thread_and_by_the_beginning_of_its_id(workspace: Workspace, clock: Clock) -> None:
    await _day_by_day(workspace, clock, 2)
    (topic,) = await Topics(workspace).rows()
    thread = (await Inbox(workspace).rows(InboxFilter()))[0].id
    for name in (thread, topic.id[:-2]):
        page = await Topics(workspace).page(name)
        assert page is not None
        assert page.row.id == topic.id
    assert await Topics(workspace).page("topic-none") is None


async def test_the_next_event_of_a_dropped_topic_is_dropped_and_counted(workspace: Workspace, clock: Clock) -> None:
    await _day_by_day(workspace, clock, 2)
    topics = Topics(workspace)
    (topic,) = await topics.rows()
    await topics.give_verdict(topic.id, Verdict.DROP)
    await _day_by_day(workspace, clock, 3)
    (topic,) = await topics.rows(verdicts=(Verdict.DROP,))
    assert (topic.threads, topic.taken_along) == (3, 3)
    await Decisions(workspace).undo()
    assert {row.verdict for row in await Inbox(workspace).rows(InboxFilter())} == {Verdict.NEW}


async def test_the_next_event_of_a_followed_topic_is_lifted(workspace: Workspace, clock: Clock) -> None:
    await _day_by_day(workspace, clock, 2)
    first = (await Inbox(workspace).rows(InboxFilter()))[-1]
    await Decisions(workspace).give_verdict([first.id], Verdict.FOLLOW)
    await _day_by_day(workspace, clock, 3)
    newest = max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.last_story)
    assert newest.verdict is Verdict.NEW
    assert "followed" in {part.kind for part in newest.score_parts}
    assert (newest.part, newest.lifted) == (InboxPart.THREADS, f"in a topic you follow: {newest.topic_name}")
    await Decisions(workspace).give_verdict([first.id], Verdict.NEW)
    rows = await Inbox(workspace).rows(InboxFilter())
    assert {row.part for row in rows} == {InboxPart.SINGLE}
    assert not [row for row in rows if _followed_words(row)]  # at once, not only when the threads are ranked again


def _followed_words(row: ThreadRow) -> str:
    return next((part.value for part in row.score_parts if part.kind == RankRule.FOLLOWED), "")


async def test_only_what_the_user_follows_ranks_higher_for_it(workspace: Workspace, clock: Clock) -> None:
    await _day_by_day(workspace, clock, 2)
    inbox, decisions = Inbox(workspace), Decisions(workspace)
    newest = max(await inbox.rows(InboxFilter()), key=lambda row: row.last_story)
    await decisions.give_verdict([newest.id], Verdict.BRIEF)
    await regroup(workspace)
    (marked,) = [row for row in await inbox.rows(InboxFilter()) if row.id == newest.id]
    assert (_followed_words(marked), marked.score) == ("", newest.score)
    await decisions.give_verdict([newest.id], Verdict.FOLLOW)
    await regroup(workspace)
    (followed,) = [row for row in await inbox.rows(InboxFilter()) if row.id == newest.id]
    assert _followed_words(followed) == "you follow it or its topic"
    await decisions.undo()
    (undone,) = [row for row in await inbox.rows(InboxFilter()) if row.id == newest.id]
    assert (_followed_words(undone), undone.score) == ("", newest.score)
