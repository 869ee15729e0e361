"""Two addresses of one article become one story if its page says so and may say so."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.model.inbox import InboxFilter, ThreadRow
from briefing.model.refresh import Regrouped
from briefing.model.story import TextExtent
from briefing.model.verdict import Verdict
from briefing.services import maintenance
from briefing.services.decisions import Decisions
from briefing.services.full_text import fetch_full_text
from briefing.services.grouping import regroup
from briefing.services.inbox import Inbox
from briefing.services.merge_duplicates import claimed_address, merge_claimed
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import duplicates, stories
from briefing.text.page_addresses import canonical_url
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, paragraphs

SUMMARY = "The grain terminal at Port Velmar will stay shut until Saturday, its operator said on Friday."


def quiet(_event: object) -> None:
    """Ignore an event."""


def page(site: Site, path: str, canonical: str, text: str = PORT) -> None:
    """Serve an article that names `canonical` as its address."""
    head = f'<head><title>Port</title><link rel="canonical" href="{canonical}"></head>'
    site.serve(path, f"<html>{head}<body><article><h1>Port</h1>{paragraphs(text)}</article></body></html>", "text/html")


@pytest.fixture
def eager(workspace: Workspace) -> Workspace:
    """A workspace that fetches every page."""
    return replace(workspace, settings=Settings(full_text="on"))


async def feed(
    workspace: Workspace, site: Site, clock: Clock, name: str, link: str, title: str, text: str = SUMMARY
) -> None:
    """Subscribe to a feed that gives one summary."""
    when = (clock.at - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    item = f"<item><title>{title}</title><link>{link}</link><pubDate>{when}</pubDate><description>{text}</description>"
    site.serve(name, f'<rss version="2.0"><channel><title>Northwire{name}</title>{item}</item></channel></rss>')
    await Feeds(workspace).add(site.base + name)


async def rows(workspace: Workspace) -> tuple[ThreadRow, ...]:
    return await Inbox(workspace).rows(InboxFilter())


async def story_at(workspace: Workspace, address: str) -> int:
    """Return the story at an address."""
    shown = [await Threads(workspace).page(row.id) for row in await rows(workspace)]
    return next(source.story for page in shown if page for source in page.sources if source.url == address)


async def test_a_page_that_names_another_storys_address_makes_one_story_of_two(
    eager: Workspace, site: Site, clock: Clock
) -> None:
    await feed(eager, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await feed(eager, site, clock, "/world", site.base + "/out/77", "Grain port stays shut")
    page(site, "/port.html", site.base + "/port.html")
    page(site, "/out/77", site.base + "/port.html?utm_source=rss")
    await refresh(eager, None, quiet)
    (row,) = await rows(eager)
    shown = await Threads(eager).page(row.id)
    assert shown is not None
    assert [(each.n, each.kind) for each in shown.sources] == [(1, TextExtent.FULL)]
    first = await eager.database.read(stories.story, 1)
    other = await eager.database.read(stories.story, 2)
    assert first == other


async def test_it_stays_one_story_at_a_later_refresh_and_after_a_rebuild(
    eager: Workspace, site: Site, clock: Clock
) -> None:
    await feed(eager, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await feed(eager, site, clock, "/world", site.base + "/out/77", "Grain port stays shut")
    page(site, "/port.html", site.base + "/port.html")
    page(site, "/out/77", site.base + "/port.html")
    await refresh(eager, None, quiet)
    (before,) = await rows(eager)
    await Decisions(eager).give_verdict((before.id,), Verdict.FOLLOW)
    clock.advance(hours=1)
    await refresh(eager, None, quiet)
    await maintenance.rebuild(eager, quiet)
    (after,) = await rows(eager)
    assert (after.id, after.stories, after.verdict) == (before.id, 1, Verdict.FOLLOW)


async def test_a_later_story_is_merged_into_the_one_whose_page_named_its_address(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    page(site, "/out/77", site.base + "/port.html")
    await feed(workspace, site, clock, "/world", site.base + "/out/77", "Grain port stays shut")
    await refresh(workspace, None, quiet)
    await feed(workspace, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await refresh(workspace, None, quiet)
    (row,) = await rows(workspace)
    assert row.stories == 1


async def test_a_template_that_names_one_address_on_every_page_merges_nothing(
    eager: Workspace, site: Site, clock: Clock
) -> None:
    vote = "The finance committee of the Orsina parliament sent the fuel tax bill to the floor, by 11 votes to 8."
    await feed(eager, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await feed(eager, site, clock, "/world", site.base + "/vote.html", "Fuel tax bill goes to the floor", vote)
    page(site, "/port.html", site.base + "/port.html")
    page(site, "/vote.html", site.base + "/port.html", VOTE)
    await refresh(eager, None, quiet)
    assert sum(row.stories for row in await rows(eager)) == 2


async def test_threads_are_grouped_once_if_the_fetched_texts_cannot_change_them(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    events: list[object] = []
    await feed(workspace, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    page(site, "/port.html", site.base + "/port.html")
    await refresh(workspace, None, events.append)
    assert sum(isinstance(event, Regrouped) for event in events) == 1
    (row,) = await rows(workspace)
    shown = await Threads(workspace).page(row.id)
    assert shown is not None
    assert shown.sources[0].kind is TextExtent.FULL


STORY = "https://www.herald.example/world/port-shut"


@pytest.mark.parametrize(
    ("page_url", "named", "claimed"),
    [
        (STORY, "https://m.herald.example/port/77?utm_source=x", "https://herald.example/port/77"),
        (STORY, STORY + "/", ""),
        (STORY, "https://wire.example/port/77", ""),
        (STORY, "https://blog.herald.example/port/77", ""),
        (STORY, "https://amp.herald.example/port/77", "https://herald.example/port/77"),
        ("https://wire.example/port/77", "https://wire.example/port/77", ""),
        (STORY, "https://herald.example/", ""),
        (STORY, "https://herald.example/world", ""),
        (STORY, "javascript:alert(1)", ""),
    ],
)
def test_a_page_may_claim_only_its_own_host_and_no_front_page(page_url: str, named: str, claimed: str) -> None:
    assert claimed_address(STORY, page_url, named) == claimed


def test_another_version_of_a_page_may_name_the_page_above_it() -> None:
    assert claimed_address(STORY + "/print", STORY + "/print", STORY) == "https://herald.example/world/port-shut"


def test_a_blog_may_not_claim_an_address_of_its_neighbour() -> None:
    story = "https://harbour.blogs.example/p/port-shut"
    assert claimed_address(story, story, "https://quay.blogs.example/p/port-shut") == ""


async def test_a_merge_waits_for_a_running_grouping(workspace: Workspace, site: Site, clock: Clock) -> None:
    await feed(workspace, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await feed(workspace, site, clock, "/world", site.base + "/out/77", "Grain port stays shut")
    await refresh(workspace, None, quiet)
    first = await workspace.database.read(stories.story, 1)
    assert first is not None
    grouping = asyncio.create_task(regroup(workspace, steady=False))
    await workspace.database.run(duplicates.note_claim, 2, canonical_url(first.url), clock.at)
    joined = await merge_claimed(workspace)
    assert grouping.done()
    await regroup(workspace, joined)
    (row,) = await rows(workspace)
    assert row.stories == 1
    assert await Threads(workspace).page(row.id) is not None


async def test_a_page_opened_later_merges_its_story_and_groups_the_rest(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await feed(workspace, site, clock, "/wire", site.base + "/port.html", "Velmar terminal shut until Saturday")
    await feed(workspace, site, clock, "/world", site.base + "/out/77", "Grain port stays shut")
    await refresh(workspace, None, quiet)
    page(site, "/out/77", site.base + "/port.html")
    assert "stored" in await fetch_full_text(workspace, await story_at(workspace, site.base + "/out/77"))
    (row,) = await rows(workspace)
    assert row.stories == 1


def test_on_a_local_network_a_site_is_one_host_and_port() -> None:
    story = "http://10.0.0.7:80/a/1.html"
    assert claimed_address(story, story, "http://10.0.0.7:81/b.html") == ""
    assert claimed_address(story, story, "http://10.0.0.7:80/b.html") != ""
