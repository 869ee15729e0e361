"""A refresh files, reads and groups what is new, leaves the rest alone, and reports failures."""

import asyncio
import contextlib
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from briefing.model.fetched import Failure, Fetched
from briefing.model.inbox import InboxFilter
from briefing.model.refresh import Analysed, FeedChecked, RefreshEvent, Regrouped
from briefing.model.verdict import Verdict
from briefing.services import feed_health
from briefing.services.decisions import Decisions
from briefing.services.grouping import regroup
from briefing.services.inbox import Inbox
from briefing.services.refresh import due_feeds, refresh
from briefing.services.subscriptions import Feeds
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import statistics
from briefing.store import threads as thread_table
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, Item, rss


def quiet(_event: RefreshEvent) -> None:
    """Ignore an event."""


async def two_papers(workspace: Workspace, site: Site, clock: Clock) -> None:
    """Subscribe to two papers that carry two matters."""
    hour = timedelta(hours=1)
    port = Item("Velmar port says cranes to restart in stages", "https://wire.example/port", clock.at - hour, PORT)
    vote = Item("Fuel tax bill goes to the floor", "https://wire.example/vote", clock.at - 5 * hour, VOTE)
    again = Item("Port Velmar cranes to restart in stages", "https://herald.example/port", clock.at - hour / 2, PORT)
    site.serve("/wire", rss("Northwire - World", port, vote))
    site.serve("/herald", rss("Orsina Herald", again))
    for path in ("/wire", "/herald"):
        await Feeds(workspace).add(site.base + path)


async def test_new_stories_become_threads_with_quotes_actors_and_sources(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    totals = await refresh(workspace, None, quiet)
    assert (totals.feeds, totals.failed, totals.new_stories) == (2, 0, 3)
    rows = await Inbox(workspace).rows(InboxFilter())
    assert sorted(row.stories for row in rows) == [1, 2]
    page = await Threads(workspace).page(max(rows, key=lambda row: row.stories).id)
    assert page is not None
    assert page.row.independent == 1
    assert [source.reprint_of for source in page.sources] == [0, 1]
    assert page.quotes[0].speaker == "Ilena Marsh"
    assert page.quotes[0].also == (2,)
    assert "Velmar Terminals" in page.quotes[0].speaker_role
    assert "Ilena Marsh" in [actor.name for actor in page.actors]
    assert page.narrative


async def test_outlets_that_the_user_gave_one_family_count_as_one(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    users = {"wire.example": "Velmar Media", "Orsina Herald": "Velmar Media"}
    mine = replace(workspace, settings=Settings(families=users))
    other = "Port Velmar is to get its cranes back in stages from Saturday on, Velmar Terminals told grain traders."
    port = Item("Velmar port says cranes to restart in stages", "https://wire.example/port", clock.at, PORT)
    again = Item("Port Velmar cranes to restart in stages", "https://herald.example/port", clock.at, other)
    for path, title, item in (("/wire", "Northwire", port), ("/herald", "Orsina Herald", again)):
        site.serve(path, rss(title, item))
        await Feeds(mine).add(site.base + path)
    await refresh(mine, None, quiet)
    (row,) = await Inbox(mine).rows(InboxFilter())
    assert (row.stories, row.independent) == (2, 1)
    await regroup(workspace)
    (row,) = await Inbox(workspace).rows(InboxFilter())
    assert row.independent == 2


async def test_a_second_refresh_changes_nothing_and_parses_nothing(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    before = await Inbox(workspace).rows(InboxFilter())
    totals = await refresh(workspace, None, quiet)
    assert (totals.unchanged, totals.parsed, totals.new_stories) == (2, 0, 0)
    assert site.not_modified == 2
    assert await Inbox(workspace).rows(InboxFilter()) == before


async def test_threads_are_there_before_the_texts_are_read(workspace: Workspace, site: Site, clock: Clock) -> None:
    await two_papers(workspace, site, clock)
    events: list[RefreshEvent] = []
    await refresh(workspace, None, events.append)
    kinds = [type(event) for event in events]
    assert kinds.index(Regrouped) < kinds.index(Analysed)


async def test_stories_that_were_filed_and_never_grouped_are_grouped_the_next_time(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)

    def cut_off(event: RefreshEvent) -> None:
        if isinstance(event, FeedChecked) and event.done == event.total:
            raise asyncio.CancelledError

    with contextlib.suppress(asyncio.CancelledError):
        await refresh(workspace, None, cut_off)
    assert await Inbox(workspace).rows(InboxFilter()) == ()
    totals = await refresh(workspace, None, quiet)
    assert totals.parsed == 0
    assert sum(row.stories for row in await Inbox(workspace).rows(InboxFilter())) == 3


class Unplugged:
    """A network that is down, but for the addresses in `through`."""

    def __init__(self, *through: str) -> None:
        self.through = through

    async def __call__(self, url: str, **_conditions: object) -> Fetched | Failure:
        if url in self.through:
            return Failure("HTTP 500", "the server answered 500: it has a fault of its own", 500)
        return Failure("no name service", "host names cannot be looked up at the moment; is the network down?")


async def test_no_feed_fails_if_this_machine_is_offline(workspace: Workspace, site: Site, clock: Clock) -> None:
    await two_papers(workspace, site, clock)
    events: list[RefreshEvent] = []
    totals = await refresh(replace(workspace, fetch=Unplugged()), None, events.append)
    assert totals.offline
    assert [event.failure for event in events if isinstance(event, FeedChecked)] == ["", ""]
    assert [row.state for row in await feed_health.feed_rows(workspace)] == ["well", "well"]
    assert (await refresh(workspace, None, quiet, asked=False)).new_stories == 3


async def test_a_host_that_is_not_found_fails_if_others_answer(workspace: Workspace, site: Site, clock: Clock) -> None:
    await two_papers(workspace, site, clock)
    events: list[RefreshEvent] = []
    totals = await refresh(replace(workspace, fetch=Unplugged(site.base + "/wire")), None, events.append)
    assert (totals.offline, totals.failed) == (False, 2)
    told = {event.failure for event in events if isinstance(event, FeedChecked)}
    assert any("looked up" in failure for failure in told)
    assert [row.state for row in await feed_health.feed_rows(workspace)] == ["failing", "failing"]


async def test_the_same_bytes_are_not_parsed_again_without_etags(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    clock.advance(hours=25)
    totals = await refresh(workspace, None, quiet)
    assert site.not_modified == 0
    assert (totals.unchanged, totals.parsed) == (2, 0)


async def test_new_stories_join_their_thread_which_keeps_its_id_and_verdict(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    port = max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.stories)
    await Decisions(workspace).give_verdict([port.id], Verdict.FOLLOW)
    await workspace.database.run(thread_table.mark_looked, port.id, workspace.now())
    clock.advance(hours=2)
    text = (
        "The cranes of the grain terminal at Port Velmar will restart in stages from Saturday, the operator Velmar "
        "Terminals told its customers. Berth 4 comes first, and bulk carriers may return on Sunday."
    )
    later = Item("Cranes at Port Velmar to restart in stages", "https://gulf.example/port", clock.at, text)
    site.serve("/gulf", rss("Gulf Ledger", later))
    await Feeds(workspace).add(site.base + "/gulf")
    await refresh(workspace, None, quiet)
    after = {row.id: row for row in await Inbox(workspace).rows(InboxFilter())}[port.id]
    assert (after.stories, after.new_stories, after.verdict) == (3, 1, Verdict.FOLLOW)


async def test_a_failure_is_kept_with_the_feed_in_plain_words_and_the_others_are_read(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    site.statuses["/herald"] = 500
    events: list[RefreshEvent] = []
    totals = await refresh(workspace, None, events.append)
    assert (totals.failed, totals.new_stories) == (1, 2)
    assert [event.failure for event in events if isinstance(event, FeedChecked) and event.failure]
    rows = await feed_health.feed_rows(workspace)
    assert rows[0].state == "failing"
    assert "500" in rows[0].health


async def test_a_page_in_place_of_a_feed_is_a_failure_and_its_stories_stay(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    site.serve("/herald", "<!doctype html><html><body>Gone shopping</body></html>", "text/html")
    totals = await refresh(workspace, None, quiet)
    assert (totals.failed, totals.unchanged) == (1, 1)
    assert sum(row.stories for row in await Inbox(workspace).rows(InboxFilter())) == 3


async def test_an_edited_article_is_a_new_version_of_the_same_story(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    link = "https://wire.example/port"
    site.serve("/wire", rss("Northwire", Item("Cranes stop", link, clock.at, PORT)))
    await Feeds(workspace).add(site.base + "/wire")
    await refresh(workspace, None, quiet)
    site.serve("/wire", rss("Northwire", Item("Cranes stop after fault", link, clock.at, PORT + "\nThe port said so.")))
    totals = await refresh(workspace, None, quiet)
    assert (totals.new_stories, totals.changed_stories) == (0, 1)


async def test_stopping_does_not_wait_for_servers_that_never_answer(workspace: Workspace, site: Site) -> None:
    for number in range(20):
        site.hang.add(f"/{number}")
        await Feeds(workspace).import_list(_urls(workspace, f"{site.base}/{number}"))
    running = asyncio.create_task(refresh(workspace, None, quiet))
    while len(site.asked) < 6:
        await asyncio.sleep(0.01)
    started = time.monotonic()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    workspace.workers.close()
    assert time.monotonic() - started < 5  # the servers would hang for an hour


def _urls(workspace: Workspace, address: str) -> Path:
    path = workspace.places.store.parent / "urls"
    path.write_text(address + "\n", encoding="utf-8")
    return path


async def test_links_in_the_text_of_a_feed_are_citations_and_its_author_is_shown(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    body = (
        '<p>The port was sold in secret, <a href="https://www.radio.example/port/1">a broadcaster said</a>.</p>'
        f'<p>The council meets on Friday, as <a href="{site.base}/council">we wrote</a> last week.</p>'
    )
    when = (clock.at - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    item = f"<title>Port sold</title><link>{site.base}/1</link><pubDate>{when}</pubDate>"
    said = f"<author>desk@wire.example (Edda Lorn)</author><description>{escape(body)}</description>"
    site.serve(
        "/wire", f'<rss version="2.0"><channel><title>Northwire</title><item>{item}{said}</item></channel></rss>'
    )
    still = replace(workspace, settings=Settings(full_text="off"))
    await Feeds(still).add(site.base + "/wire")
    await refresh(still, None, lambda _event: None)
    (row,) = await Inbox(still).rows(InboxFilter())
    page = await Threads(still).page(row.id)
    assert page is not None
    held, cited = page.sources
    assert (held.outlet, held.author) == ("Northwire", "Edda Lorn")
    assert (cited.domain, cited.cited_by, cited.held) == ("radio.example", (1,), False)


async def test_the_first_rows_are_there_before_the_last_feed_answers(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.services.early_grouping.FIRST_SECONDS", 0.5)
    monkeypatch.setattr("briefing.services.early_grouping.STILL_SECONDS", 0.1)
    monkeypatch.setattr("briefing.services.early_grouping.FIRST_STORIES", 2)
    for number in range(4):
        item = Item(f"Ministers of state {number} meet", f"https://p{number}.example/s", clock.at, VOTE)
        site.serve(f"/{number}", rss(f"Paper {number}", item))
        await Feeds(workspace).add(f"{site.base}/{number}")
    site.serve("/slow", rss("Slow"))
    await Feeds(workspace).add(f"{site.base}/slow")
    site.hang.add("/slow")
    grouped: asyncio.Queue[Regrouped] = asyncio.Queue()
    running = asyncio.create_task(
        refresh(workspace, None, lambda event: grouped.put_nowait(event) if isinstance(event, Regrouped) else None)
    )
    listed: list[int] = []
    async with asyncio.timeout(120):
        while sum(listed[-1:]) < 4:
            await grouped.get()
            listed.append(sum(row.stories for row in await Inbox(workspace).rows(InboxFilter())))
    assert not running.done()
    assert listed[0] <= 2  # the first rows do not wait for the others to be grouped
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    site.hang.clear()
    await refresh(workspace, None, quiet)
    assert workspace.database.look(statistics.background).texts <= 4  # none is counted twice


async def test_feeds_that_have_nothing_new_are_stored_together(workspace: Workspace, site: Site, clock: Clock) -> None:
    for number in range(12):
        await Feeds(workspace).add(site.serve(f"/{number}", rss(f"Paper {number}")))
    await refresh(workspace, None, quiet)
    clock.advance(minutes=20)
    statements: list[str] = []
    workspace.database.call(lambda connection: connection.set_trace_callback(statements.append))
    totals = await refresh(workspace, None, quiet)
    workspace.database.call(lambda connection: connection.set_trace_callback(None))
    assert (totals.unchanged, totals.failed) == (12, 0)
    assert statements.count("COMMIT") < 12
    assert all(row.feed.checked == clock.at for row in await Feeds(workspace).rows())


async def test_only_feeds_that_are_due_by_their_habit_are_refreshed_by_the_program(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    assert len(await due_feeds(workspace)) == 2
    await refresh(workspace, None, quiet)
    assert await due_feeds(workspace) == ()
    before = len(site.asked)
    assert (await refresh(workspace, None, quiet, asked=False)).feeds == 0
    assert len(site.asked) == before
    clock.advance(hours=6)
    assert len(await due_feeds(workspace)) == 2
