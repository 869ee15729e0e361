"""A refresh goes on with the rest, whatever the workers do."""

from datetime import timedelta

import pytest

from briefing.model.refresh import RefreshEvent
from briefing.services import refresh as refresh_module
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from tests.services import faulty_jobs
from tests.services.conftest import Clock, Site
from tests.services.faulty_jobs import FAULTS, JOBS
from tests.services.feeds import PORT, VOTE, Item, rss

QUICK = ("KeyboardInterrupt", "NotMadeAgain", "killed", "hanging")
"""One of each kind, for jobs that take a refresh for each of them."""


def quiet(_event: RefreshEvent) -> None:
    """Ignore an event."""


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give hanging jobs little time."""
    monkeypatch.setattr("briefing.services.refresh.PARSE_SECONDS", 3.0)
    monkeypatch.setattr("briefing.services.findings.SECONDS_TO_BEGIN", 3.0)
    monkeypatch.setattr("briefing.services.findings.SECONDS_A_TEXT", 0.0)


async def subscribe(workspace: Workspace, site: Site, body: str, path: str) -> None:
    await workspace.database.run(feed_table.add_feed, site.serve(path, body), at=workspace.now(), typed=True)


async def test_one_bad_feed_does_not_end_a_refresh_whatever_its_worker_does(
    workspace: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_module, "parse_document", faulty_jobs.parse_badly)
    for number, kind in enumerate((*FAULTS, "well", "well")):
        await subscribe(workspace, site, kind, f"/{number}")
    totals = await refresh(workspace, None, quiet)
    assert (totals.feeds, totals.failed, totals.new_stories) == (len(FAULTS) + 2, len(FAULTS), 2)
    feeds = await workspace.database.read(feed_table.feeds)
    failures = {FAULTS[int(feed.url.rpartition("/")[2])]: feed.failure for feed in feeds if feed.failure}
    assert set(failures) == set(FAULTS)
    assert {feed.reason for feed in feeds} == {"", "cannot be read", "not a feed"}


async def test_a_feed_that_cannot_be_filed_does_not_end_a_refresh(
    workspace: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_module, "parse_document", faulty_jobs.parse_into_another_type)
    await subscribe(workspace, site, "", "/bad")
    totals = await refresh(workspace, None, quiet)
    assert (totals.feeds, totals.failed, totals.new_stories) == (1, 1, 0)


async def test_an_unexpected_failure_is_the_failure_of_its_feed(
    workspace: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unexpected(*_arguments: object) -> object:
        raise LookupError("unknown encoding: x")

    monkeypatch.setattr(refresh_module, "_read", unexpected)
    await subscribe(workspace, site, "well", "/feed")
    totals = await refresh(workspace, None, quiet)
    (feed,) = await workspace.database.read(feed_table.feeds)
    assert (totals.failed, feed.failure) == (1, "the program failed on it (LookupError); please report this.")


async def test_texts_on_which_the_analysis_fails_do_not_keep_the_others_from_being_read(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [kind for kind in FAULTS if kind not in ("an answer of another kind", "no answer")]
    monkeypatch.setattr("briefing.services.findings.read_batch", faulty_jobs.read_badly)
    items = [
        Item(f"Number {number}", f"https://paper.example/{number}", clock.at - timedelta(hours=1), f"{number} |{kind}|")
        for number, kind in enumerate((*kinds, "well", "well"))
    ]
    await subscribe(workspace, site, rss("Paper", *items), "/feed")
    totals = await refresh(workspace, None, quiet)
    assert (totals.failed, totals.new_stories, totals.unread) == (0, len(items), len(kinds))


async def test_the_texts_of_one_feed_together_have_a_limit_that_no_other_feed_feels(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.services.findings.read_batch", faulty_jobs.read_slowly)
    for name, word, hours in (("slow", "slow", 1), ("honest", "quick", 2)):
        items = [
            Item(
                f"Number {number}",
                f"https://{name}.example/{number}",
                clock.at - timedelta(hours=hours),
                f"{number} {word}",
            )
            for number in range(100)
        ]
        await subscribe(workspace, site, rss(name, *items), f"/{name}")
    totals = await refresh(workspace, None, quiet)
    assert totals.new_stories == 200
    assert 60 <= totals.unread < 100


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("job", ["count_batch", "group_window_job"])
async def test_stories_stay_filed_if_grouping_fails_and_are_grouped_the_next_time(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch, job: str, kind: str
) -> None:
    port = Item("Cranes stop", "https://paper.example/port", clock.at - timedelta(hours=1), PORT)
    vote = Item("Fuel tax goes to a vote", "https://paper.example/vote", clock.at - timedelta(hours=2), VOTE)
    await subscribe(workspace, site, rss("Paper", port, vote), "/feed")
    with monkeypatch.context() as broken:
        broken.setattr(f"briefing.services.grouping.{job}", JOBS[kind])
        if kind == "hanging":
            broken.setattr("briefing.services.grouping.SECONDS", 3.0)
        totals = await refresh(workspace, None, quiet)
    assert (totals.failed, totals.new_stories) == (0, 2)
    assert totals.problems
    assert (await refresh(workspace, None, quiet)).problems == ()
    grouped = await workspace.database.read(lambda c: c.execute("SELECT count(*) FROM memberships").fetchone()[0])
    assert grouped == 2


async def test_a_full_text_that_cannot_be_extracted_leaves_the_summary(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.services.full_text.extract_article", JOBS["killed"])
    item = Item("Cranes stop", site.serve("/page", "<p>A page.</p>", "text/html"), clock.at, "In short.")
    await Feeds(workspace).add(site.serve("/feed", rss("Paper", item)))
    totals = await refresh(workspace, None, quiet)
    assert (totals.failed, totals.new_stories, totals.problems) == (0, 1, ())
