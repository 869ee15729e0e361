"""What servers ask for is remembered: to wait, to come back elsewhere, not to come back at all."""

from datetime import timedelta

import pytest

from briefing.model.errors import NetworkError
from briefing.model.feed import Feed
from briefing.model.refresh import RefreshEvent, RefreshFinished
from briefing.services.refresh import due_feeds, refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, Item, rss


def quiet(_event: RefreshEvent) -> None:
    """Ignore an event."""


def body(clock: Clock) -> str:
    return rss("The Paper", Item("Cranes stop", "https://paper.example/1", clock() - timedelta(hours=1), PORT))


async def subscribe(workspace: Workspace, url: str) -> Feed:
    return await workspace.database.run(feed_table.add_feed, url, at=workspace.now(), typed=True)


async def feeds_of(workspace: Workspace) -> tuple[Feed, ...]:
    return await workspace.database.read(feed_table.feeds)


async def refresh_all(workspace: Workspace) -> RefreshFinished:
    return await refresh(workspace, None, quiet)


def turn_away(site: Site, path: str, status: int, **headers: str) -> str:
    """Have the server answer with a status and no document; return the address."""
    site.statuses[path] = status
    site.headers[path] = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.base + path


# A host that asks to be left alone.


@pytest.mark.parametrize(
    ("status", "headers"), [(429, {"Retry_After": "3600"}), (429, {}), (503, {"Retry_After": "900"})]
)
async def test_the_other_feeds_of_a_host_that_asks_to_wait_are_not_asked(
    workspace: Workspace, site: Site, status: int, headers: dict[str, str]
) -> None:
    for number in range(12):
        await subscribe(workspace, turn_away(site, f"/{number}", status, **headers))
    totals = await refresh_all(workspace)
    assert len(site.asked) == 1
    assert totals.failed == 12


async def test_a_host_is_left_alone_by_the_next_refresh_and_by_subscribing_too(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await subscribe(workspace, turn_away(site, "/busy", 429, Retry_After="3600"))
    await refresh_all(workspace)
    await subscribe(workspace, site.serve("/other", body(clock)))
    clock.advance(minutes=59)
    await refresh_all(workspace)
    with pytest.raises(NetworkError, match="1 more minute"):
        await Feeds(workspace).add(site.base + "/third")
    assert site.asked == ["/busy"]
    clock.advance(minutes=2)
    await refresh_all(workspace)
    assert site.asked[1:] == ["/other", "/busy"]


async def test_a_feed_whose_server_always_asks_to_wait_keeps_no_other_from_being_read(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await subscribe(workspace, turn_away(site, "/a", 429, Retry_After="60"))
    await subscribe(workspace, site.serve("/b", body(clock)))
    await refresh_all(workspace)
    clock.advance(minutes=2)
    assert (await refresh_all(workspace)).new_stories == 1


async def test_a_feed_that_waits_for_its_host_has_not_failed_once_more(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await subscribe(workspace, site.serve("/well", body(clock)))
    await refresh_all(workspace)
    await subscribe(workspace, turn_away(site, "/busy", 429, Retry_After="600"))
    (busy,) = [feed.id for feed in await feeds_of(workspace) if feed.url.endswith("/busy")]
    await refresh(workspace, [busy], quiet)
    clock.advance(minutes=1)
    await refresh_all(workspace)
    (well,) = [feed for feed in await feeds_of(workspace) if feed.url.endswith("/well")]
    assert (well.failures, "9 more minutes" in well.failure) == (0, True)
    clock.advance(minutes=10)
    turn_away(site, "/busy", 404)
    await refresh_all(workspace)
    (well,) = [feed for feed in await feeds_of(workspace) if feed.url.endswith("/well")]
    assert well.failure == ""


async def test_a_wait_from_a_wrong_clock_is_not_obeyed(workspace: Workspace, site: Site, clock: Clock) -> None:
    clock.advance(days=400)
    await subscribe(workspace, turn_away(site, "/busy", 429, Retry_After="3600"))
    await refresh_all(workspace)
    clock.advance(days=-400)
    await refresh_all(workspace)
    assert site.asked == ["/busy", "/busy"]


async def test_other_hosts_are_asked(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribe(workspace, turn_away(site, "/busy", 429))
    await subscribe(workspace, site.serve("/well", body(clock)).replace("127.0.0.1", "localhost"))
    totals = await refresh_all(workspace)
    assert (totals.failed, totals.new_stories) == (1, 1)


# A feed that is gone.


async def test_a_feed_that_is_gone_is_asked_only_if_the_user_names_it(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    gone = await subscribe(workspace, turn_away(site, "/gone", 410))
    assert (await refresh_all(workspace)).failed == 1
    for _ in range(3):
        clock.advance(days=40)
        assert await due_feeds(workspace) == ()
        assert (await refresh_all(workspace)).failed == 0
    assert site.asked == ["/gone"]
    (row,) = await Feeds(workspace).rows()
    assert row.health.endswith("gone for good; it is not asked again")
    del site.statuses["/gone"]
    site.serve("/gone", body(clock))
    assert (await refresh(workspace, [gone.id], quiet)).new_stories == 1


# A feed that moved.


async def address_after(workspace: Workspace, clock: Clock, *hours: float) -> str:
    """Refresh after each of the spans; return the address of the only feed."""
    for span in hours:
        clock.advance(hours=span)
        await refresh_all(workspace)
    (feed,) = await feeds_of(workspace)
    return feed.url


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    new = site.serve("/new", body(clock))
    await subscribe(workspace, turn_away(site, "/old", 301, Location="/new"))
    assert (await address_after(workspace, clock, 0, 12)).endswith("/old")
    assert await address_after(workspace, clock, 12) == new
    site.asked.clear()
    await address_after(workspace, clock, 12)
    assert site.asked == ["/new"]
    assert (await Feeds(workspace).import_pack("world")).new
    assert (await subscribe(workspace, site.base + "/old")).url == new


@pytest.mark.parametrize("hours", [(0, 1, 1), (0, 30), (0, 1, 1, 1, 1)])
async def test_too_few_or_too_quick_answers_move_no_feed(
    workspace: Workspace, site: Site, clock: Clock, hours: tuple[float, ...]
) -> None:
    site.serve("/new", body(clock))
    await subscribe(workspace, turn_away(site, "/old", 308, Location="/new"))
    assert (await address_after(workspace, clock, *hours)).endswith("/old")


async def test_answers_that_disagree_begin_anew(workspace: Workspace, site: Site, clock: Clock) -> None:
    for path in ("/new", "/newer"):
        site.serve(path, body(clock))
    await subscribe(workspace, turn_away(site, "/old", 301, Location="/new"))
    await address_after(workspace, clock, 0, 13)
    turn_away(site, "/old", 301, Location="/newer")
    assert (await address_after(workspace, clock, 13, 13)).endswith("/old")
    assert (await address_after(workspace, clock, 13)).endswith("/newer")


@pytest.mark.parametrize(("status", "failures"), [(410, 1), (404, 3)])
async def test_a_feed_lives_on_if_its_old_address_dies_before_the_move_is_sure(
    workspace: Workspace, site: Site, clock: Clock, status: int, failures: int
) -> None:
    new = site.serve("/new", body(clock))
    await subscribe(workspace, turn_away(site, "/old", 301, Location="/new"))
    await address_after(workspace, clock, 0)
    turn_away(site, "/old", status)
    assert await address_after(workspace, clock, *(13 for _ in range(failures))) == new
    site.asked.clear()
    await address_after(workspace, clock, 13)
    (feed,) = await feeds_of(workspace)
    assert (site.asked, feed.failure) == (["/new"], "")


async def test_a_redirect_for_now_moves_no_feed(workspace: Workspace, site: Site, clock: Clock) -> None:
    site.serve("/new", body(clock))
    await subscribe(workspace, turn_away(site, "/old", 302, Location="/new"))
    assert (await address_after(workspace, clock, 0, 13, 13, 13)).endswith("/old")


async def test_a_feed_does_not_move_to_the_address_of_another(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribe(workspace, site.serve("/new", body(clock)))
    await subscribe(workspace, turn_away(site, "/old", 301, Location="/new"))
    for _ in range(4):
        clock.advance(hours=13)
        await refresh_all(workspace)
    assert sorted(feed.url for feed in await feeds_of(workspace)) == [f"{site.base}/new", f"{site.base}/old"]


# A feed that says how often it changes.


async def test_a_feed_is_not_asked_sooner_than_it_says(workspace: Workspace, site: Site, clock: Clock) -> None:
    await subscribe(workspace, site.serve("/slow", body(clock).replace("</title>", "</title><ttl>180</ttl>", 1)))
    await refresh_all(workspace)
    for hours, due in ((2.9, False), (0.2, True)):
        clock.advance(hours=hours)
        assert bool(await due_feeds(workspace)) is due
    await refresh_all(workspace)
    clock.advance(hours=2.9)
    assert await due_feeds(workspace) == ()
