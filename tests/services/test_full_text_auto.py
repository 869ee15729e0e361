"""Full texts that are fetched automatically."""

import asyncio
import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.model.errors import NetworkError, NoArticle, StoreError
from briefing.model.full_text import FullText
from briefing.model.inbox import InboxFilter
from briefing.model.refresh import RefreshEvent
from briefing.model.story import TextExtent
from briefing.model.views import ThreadPage
from briefing.services import feed_health
from briefing.services.full_text import fetch_full_text
from briefing.services.full_text_auto import FetchedTexts, fetch_opened_texts
from briefing.services.full_text_policy import most_generous
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.stories import Stories
from briefing.services.subscriptions import Feeds
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store.feeds import save_feed
from briefing.store.missing_texts import CarryingFeed
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, paragraphs

SUMMARY = "The grain terminal at Port Velmar will stay shut until Saturday, its operator said on Friday."


def quiet(_event: RefreshEvent) -> None:
    """Ignore an event."""


def summaries(site: Site, clock: Clock, *paths: str) -> str:
    """Return a feed that gives only summaries of the pages at `paths` of its own site."""
    when = (clock.at - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    items = "".join(
        f"<item><title>Port terminal shut {path}</title><link>{site.base}{path}</link><guid>{path}</guid>"
        f"<pubDate>{when}</pubDate><description>{SUMMARY}</description></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Northwire</title>{items}</channel></rss>'


def page_of_port() -> str:
    return (
        f"<html><head><title>Port</title></head><body><article><h1>Port</h1>{paragraphs(PORT)}</article></body></html>"
    )


async def the_page(workspace: Workspace) -> ThreadPage:
    (row, *_) = await Inbox(workspace).rows(InboxFilter())
    page = await Threads(workspace).page(row.id)
    assert page is not None
    return page


async def look(threads: Threads, thread: str) -> None:
    """Open a thread, and wait until the texts that it lacks were asked for."""
    await threads.mark_looked(thread)
    await asyncio.gather(*threads.filling.values())


async def subscribed(workspace: Workspace, site: Site, clock: Clock, *paths: str) -> None:
    site.serve("/wire", summaries(site, clock, *paths))
    for path in paths:
        site.serve(path, page_of_port(), "text/html")
    await Feeds(workspace).add(site.base + "/wire")


async def test_the_first_threads_get_their_full_texts(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, "/port")
    await refresh(workspace, None, quiet)
    page = await the_page(workspace)
    assert page.sources[0].kind is TextExtent.FULL
    assert page.quotes[0].speaker == "Ilena Marsh"
    assert (page.sources[0].outlet, page.sources[0].title) == ("Northwire", "Port terminal shut /port")


async def test_a_full_disk_is_no_failure_of_the_page(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, "/port")
    site.serve("/port", page_of_port().replace("</p>", f" {'word ' * 5_000}</p>"), "text/html")
    await refresh(replace(workspace, settings=replace(workspace.settings, full_text="off")), None, quiet)
    (row,) = await Inbox(workspace).rows(InboxFilter())
    await workspace.database.run(no_more_pages)
    with pytest.raises(StoreError, match="disk is full"):
        await fetch_opened_texts(workspace, row.id, ())


def no_more_pages(connection: sqlite3.Connection) -> None:
    """Let the store grow no further."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


async def test_a_page_is_tried_once(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, "/port")
    site.statuses["/port"] = 500
    await refresh(workspace, None, quiet)
    clock.advance(hours=1)
    site.serve("/wire", summaries(site, clock, "/port"))
    await refresh(workspace, None, quiet)
    assert site.asked.count("/port") == 1
    assert (await the_page(workspace)).sources[0].kind is TextExtent.SUMMARY


WALL = "<p>We and our 842 partners store and access information on your device, as you may accept or refuse.</p>"


async def refusals(workspace: Workspace) -> list[str]:
    """Return why the pages of the first stories gave no full text, by the number of the story."""
    pages = [await Stories(workspace).page(number) for number in (1, 2)]
    return [page.refusal for page in pages if page is not None]


async def test_the_story_says_why_there_is_no_full_text(workspace: Workspace, site: Site, clock: Clock) -> None:
    site.serve("/1", f"<html><body><article><h1>Your privacy</h1>{WALL * 3}</article></body></html>", "text/html")
    site.serve("/feed", summaries(site, clock, "/1", "/2"))
    await Feeds(workspace).add(site.base + "/feed")
    await refresh(workspace, None, quiet)
    with pytest.raises(NetworkError, match="404"):
        await fetch_full_text(workspace, 2)
    shown, missing = await refusals(workspace)
    assert shown == "the page shows a consent notice instead of the article"
    assert "404" in missing
    site.serve("/1", page_of_port(), "text/html")
    await fetch_full_text(workspace, 1)
    assert (await refusals(workspace))[0] == ""


async def test_the_same_text_under_two_headlines_is_the_text_of_neither(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    wall = f"<html><body><article><h1>Port</h1>{paragraphs(PORT)}</article></body></html>"
    feed = summaries(site, clock, "/1", "/2").replace("Port terminal shut /2", "Operator speaks")
    for path in ("/1", "/2"):
        site.serve(path, wall, "text/html")
    site.serve("/feed", feed)
    await Feeds(workspace).add(site.base + "/feed")
    await refresh(workspace, None, quiet)
    for story in (1, 2):
        with suppress(NoArticle):
            await fetch_full_text(workspace, story)
    assert await refusals(workspace) == ["the page shows the same text as other pages of its site"] * 2
    pages = [await Stories(workspace).page(number) for number in (1, 2)]
    assert [page.snapshot.extent for page in pages if page] == [TextExtent.SUMMARY] * 2


async def test_only_a_few_pages_of_a_host_are_fetched(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, *(f"/port{number}" for number in range(9)))
    await refresh(workspace, None, quiet)
    assert 1 <= sum(path.startswith("/port") for path in site.asked) <= 3


async def test_a_feed_that_is_on_gets_all_its_texts(workspace: Workspace, site: Site, clock: Clock) -> None:
    eager = replace(workspace, settings=Settings(full_text_of={"127.0.0.1": "on"}))
    await subscribed(eager, site, clock, *(f"/port{number}" for number in range(9)))
    await refresh(eager, None, quiet)
    assert sum(path.startswith("/port") for path in site.asked) == 9


async def test_a_host_that_is_busy_is_left_alone(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, "/port")
    site.serve("/other", summaries(site, clock))
    await Feeds(workspace).add(site.base + "/other")
    site.statuses["/other"] = 429
    await refresh(workspace, None, quiet)
    assert "/port" not in site.asked


@pytest.mark.parametrize("by_host", [True, False])
async def test_a_feed_can_be_left_out(workspace: Workspace, site: Site, clock: Clock, *, by_host: bool) -> None:
    key = "127.0.0.1" if by_host else site.base + "/wire"
    still = replace(workspace, settings=Settings(full_text_of={key: "off"}))
    await subscribed(still, site, clock, "/port")
    await refresh(still, None, quiet)
    assert "/port" not in site.asked


async def test_the_mode_chosen_for_a_feed_goes_before_the_settings(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    eager = replace(workspace, settings=Settings(full_text="on", full_text_of={"127.0.0.1": "on"}))
    await subscribed(eager, site, clock, "/port")
    feed = await Feeds(eager).find("/wire")
    await Feeds(eager).set_full_text(feed.id, FullText.OFF)
    await refresh(eager, None, quiet)
    assert "/port" not in site.asked
    (row,) = await feed_health.feed_rows(eager)
    assert (row.full_text, row.feed.full_text) == (FullText.OFF, FullText.OFF)
    await Feeds(eager).set_full_text(feed.id, FullText.USUAL)
    (row,) = await feed_health.feed_rows(eager)
    assert (row.full_text, row.feed.full_text) == (FullText.ON, FullText.USUAL)


async def test_a_running_refresh_leaves_the_chosen_mode_alone(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribed(workspace, site, clock, "/port")
    feed = await Feeds(workspace).find("/wire")
    await Feeds(workspace).set_full_text(feed.id, FullText.OFF)
    await workspace.database.run(save_feed, feed)
    assert (await Feeds(workspace).find("/wire")).full_text is FullText.OFF


async def test_nothing_is_fetched_if_it_is_off_even_for_an_opened_thread(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    still = replace(workspace, settings=Settings(full_text="off"))
    await subscribed(still, site, clock, "/port")
    await refresh(still, None, quiet)
    await look(Threads(still), (await the_page(still)).row.id)
    assert "/port" not in site.asked


async def test_off_holds_for_the_stories_of_a_feed_that_was_unsubscribed(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    unread = replace(workspace, settings=Settings(full_text="off"))
    await subscribed(unread, site, clock, "/port")
    await refresh(unread, None, quiet)
    wire = await Feeds(workspace).find("1")
    await Feeds(workspace).set_full_text(wire.id, FullText.OFF)
    await Feeds(workspace).remove(wire.id)
    (row,) = await Inbox(workspace).rows(InboxFilter())
    assert await fetch_opened_texts(workspace, row.id, ()) == FetchedTexts()


@pytest.mark.parametrize(
    ("said", "settings", "holds"),
    [
        (FullText.OFF, Settings(), FullText.OFF),
        (FullText.USUAL, Settings(full_text_of={"wire.example": "off"}), FullText.OFF),
        (FullText.USUAL, Settings(), FullText.AUTO),
    ],
)
def test_an_unsubscribed_feed_counts_if_a_mode_was_chosen_for_it(
    said: FullText, settings: Settings, holds: FullText
) -> None:
    assert most_generous([CarryingFeed("https://wire.example/feed", said, removed=True)], settings) is holds


async def test_a_thread_that_is_opened_gets_its_texts_and_is_not_asked_twice(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await subscribed(workspace, site, clock, "/port")
    site.statuses["/port"] = 500
    await refresh(workspace, None, quiet)
    threads = Threads(workspace)
    thread = (await the_page(workspace)).row.id
    await look(threads, thread)
    await look(threads, thread)
    assert site.asked.count("/port") == 2
    del site.statuses["/port"]
    await look(Threads(workspace), thread)
    assert (await the_page(workspace)).sources[0].kind is TextExtent.FULL


async def test_pages_on_addresses_that_feeds_may_not_name_are_left_alone(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    other = site.base.replace("127.0.0.1", "127.0.0.2")
    site.serve("/wire", summaries(site, clock, "/port").replace(site.base, other))
    site.serve("/port", page_of_port(), "text/html")
    await Feeds(workspace).add(site.base + "/wire")
    await refresh(workspace, None, quiet)
    assert "/port" not in site.asked


async def test_the_page_of_an_opened_thread_comes_with_its_texts_and_with_what_was_new(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await subscribed(workspace, site, clock, "/port")
    site.statuses["/port"] = 500
    await refresh(workspace, None, quiet)
    del site.statuses["/port"]
    threads = Threads(workspace)
    row = (await the_page(workspace)).row
    await threads.mark_looked(row.id)
    page = await threads.page_with_texts(row)
    assert page is not None
    assert page.sources[0].kind is TextExtent.FULL
    assert page.row.looked is None
    assert await threads.page_with_texts(row) is None
