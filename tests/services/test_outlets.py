"""Outlets over a real store: their figures, one of them, and which are silent on a thread."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from briefing.model.errors import NothingFound, UsageError
from briefing.model.grouping import Placement
from briefing.model.outlet import OutletKind, SilentOutlet
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.new_texts import read_new_texts
from briefing.services.outlets import MOST_THREADS, Outlets
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from briefing.store.topics import save_topics
from tests.services.conftest import Clock
from tests.store.builders import a_feed, a_filing, a_thread, file, group, tell

NAMES = {"herald": "The Herald", "ledger": "Velmar Ledger", "post": "Gulf Post", "mail": "Osmark Mail"}
BUDGET = "The council of Brannic wants to mend the roof of its library, the town clerk wrote on Monday."
UNION = "The Velmar Customs Union will not accept the offer, the Velmar Customs Union said in Port Velmar."


class Desk:
    """Files stories of outlets, one feed for each."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.number = 0

    def file(
        self, outlet: str, *, ago: float, count: int = 1, text: str = "", feed: str = "", title: str = ""
    ) -> list[int]:
        """File stories that were published so many hours ago; return their ids."""
        carrier = a_feed(self.workspace.database, feed or f"https://{outlet}.example/feed", NAMES[outlet])
        found: list[int] = []
        for _ in range(count):
            self.number += 1
            filing = a_filing(
                self.number,
                url=f"https://{outlet}.example/{self.number}",
                outlet=NAMES[outlet],
                published=self.workspace.now() - timedelta(hours=ago),
                text=f"{text} Story {self.number}." if text else "",
                title=title and f"{title} ({self.number})",
            )
            found += file(self.workspace.database, carrier, filing, at=self.workspace.now())
        return found

    def topic(self, *threads: str) -> None:
        """Put threads into one topic."""
        result = TopicsResult((TopicPlacement("topic-1", "Port Velmar strike", threads),))
        tell(self.workspace.database, save_topics, result, threads, self.workspace.now())

    async def silent(self, thread: str = "t-2") -> list[str]:
        """Return the names of the outlets that are silent on a thread."""
        return [each.name for each in await self.whole(thread)]

    async def whole(self, thread: str = "t-2") -> tuple[SilentOutlet, ...]:
        """Return the outlets that are silent on a thread."""
        page = await Threads(self.workspace).page(thread)
        assert page is not None
        return await Outlets(self.workspace).silent_on(page)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace)


def a_matter(desk: Desk, *, earlier: int = 3, since: int = 3, feed: str = "") -> None:
    """File a topic: the Herald had stories on it before, and not in its new thread of two other outlets."""
    before = desk.file("herald", ago=50, count=earlier, feed=feed) + desk.file("ledger", ago=49, count=3)
    now = desk.file("ledger", ago=9) + desk.file("post", ago=8)
    other = desk.file("herald", ago=2, count=since, feed=feed)
    others = [a_thread(f"t-{story + 10}", story) for story in other]
    group(desk.workspace.database, a_thread("t-1", *before), a_thread("t-2", *now), *others, at=desk.workspace.now())
    desk.topic("t-1", "t-2")


async def test_an_outlet_has_its_figures_of_thirty_days(desk: Desk, clock: Clock) -> None:
    clock.at = datetime.fromisoformat("2026-11-22T12:00Z")
    stories = desk.file("herald", ago=5, count=3) + desk.file("herald", ago=18) + desk.file("ledger", ago=1)
    desk.file("herald", ago=24 * 31)
    group(desk.workspace.database, a_thread("t-1", *stories[:2]), a_thread("t-2", *stories[2:]), at=clock.at)
    await Decisions(desk.workspace).give_verdict(["t-1"], Verdict.BRIEF)
    settings = Settings(grades={"the herald": "B"}, families={"herald.example": "Brannic Press"})
    herald, ledger = await Outlets(replace(desk.workspace, settings=settings)).rows()
    assert (herald.name, herald.domain, herald.family, herald.grade) == (
        "The Herald",
        "herald.example",
        "Brannic Press",
        "B",
    )
    assert (herald.stories, herald.briefed, herald.share_briefed, herald.reprints) == (4, 2, 0.5, 0)
    assert (herald.hours[7], herald.hours[18], sum(herald.hours)) == (3, 1, 4)
    assert [(feed.url, feed.stories) for feed in herald.feeds] == [("https://herald.example/feed", 4)]
    assert (ledger.name, ledger.stories, ledger.briefed, ledger.grade) == ("Velmar Ledger", 1, 0, "")


async def test_reprints_have_their_share(desk: Desk) -> None:
    (original,) = desk.file("herald", ago=5)
    copy, own = desk.file("ledger", ago=4, count=2)
    thread = a_thread("t-1", original, own)
    copied = replace(thread, stories=(*thread.stories, Placement(copy, reprint_of=original, reprint_share=0.9)))
    group(desk.workspace.database, copied, at=desk.workspace.now())
    rows = {row.name: row for row in await Outlets(desk.workspace).rows()}
    assert (rows["Velmar Ledger"].reprints, rows["Velmar Ledger"].share_reprints) == (1, 0.5)
    assert rows["The Herald"].reprints == 0


async def test_a_feed_that_was_removed_carries_nothing(desk: Desk) -> None:
    desk.file("herald", ago=5)
    feed = a_feed(desk.workspace.database, "https://herald.example/feed")
    tell(desk.workspace.database, feed_table.remove_feed, feed.id, desk.workspace.now())
    (row,) = await Outlets(desk.workspace).rows()
    assert (row.stories, row.feeds) == (1, ())


@pytest.mark.parametrize("words", ["The Herald", "herald", "herald.example", "hera"])
async def test_one_outlet_is_found_by_its_name_its_domain_or_a_part(desk: Desk, words: str) -> None:
    desk.file("ledger", ago=5)
    desk.file("herald", ago=5, title="Gates open")
    desk.file("herald", ago=3, title="Gates shut")
    page = await Outlets(desk.workspace).page(words)
    assert page.row.name == "The Herald"
    assert [story.title for story in page.latest] == ["Gates shut (3)", "Gates open (2)"]


async def test_no_outlet_and_several_outlets_are_errors(desk: Desk) -> None:
    desk.file("herald", ago=5)
    desk.file("ledger", ago=5)
    with pytest.raises(NothingFound, match="Tribune"):
        await Outlets(desk.workspace).page("Tribune")
    with pytest.raises(UsageError, match=r"The Herald \(herald.example\), Velmar Ledger \(ledger.example\)"):
        await Outlets(desk.workspace).page("example")


async def test_an_outlet_that_reports_on_the_topic_and_not_in_the_thread_is_silent(desk: Desk) -> None:
    a_matter(desk)
    (silent,) = await desk.whole()
    assert (silent.name, silent.domain, silent.stories) == ("The Herald", "herald.example", 3)
    assert silent.reason == (
        "The Herald had 3 stories in the topic “Port Velmar strike” in the last 30 days, none of them here."
    )


async def test_two_stories_on_the_topic_are_too_few(desk: Desk) -> None:
    a_matter(desk, earlier=2)
    assert await desk.silent() == []


async def test_an_outlet_that_published_little_since_the_thread_began_is_not_silent(desk: Desk) -> None:
    a_matter(desk, since=2)
    assert await desk.silent() == []


async def test_an_outlet_that_only_a_search_carries_is_not_silent(desk: Desk) -> None:
    a_matter(desk, feed="https://news.google.com/rss/search?q=velmar")
    assert await desk.silent() == []


async def test_an_outlet_of_a_publisher_in_the_thread_is_not_silent(desk: Desk) -> None:
    a_matter(desk)
    families = {"herald.example": "Brannic Press", "post.example": "Brannic Press"}
    desk.workspace = replace(desk.workspace, settings=Settings(families=families))
    assert await desk.silent() == []


async def test_nobody_is_silent_on_a_single_report(desk: Desk) -> None:
    a_matter(desk)
    later = desk.file("post", ago=4)
    group(desk.workspace.database, a_thread("t-3", *later), at=desk.workspace.now())
    desk.topic("t-3")
    assert await desk.silent("t-3") == []


async def test_stories_older_than_thirty_days_do_not_count(desk: Desk, clock: Clock) -> None:
    a_matter(desk)
    clock.advance(days=29)
    assert await desk.silent() == []


def about_the_union(desk: Desk, stories: int) -> None:
    """File so many stories of the Herald about the main actor of a thread of two other outlets."""
    before = desk.file("herald", ago=50, count=stories, text=UNION) + desk.file("mail", ago=49, count=3, text=BUDGET)
    now = desk.file("ledger", ago=9, text=UNION) + desk.file("post", ago=8, text=UNION)
    other = desk.file("herald", ago=2, count=3, text=BUDGET) + desk.file("mail", ago=2, count=3, text=BUDGET)
    threads = [a_thread(f"t-{story + 10}", story) for story in before + other]
    group(desk.workspace.database, a_thread("t-2", *now), *threads, at=desk.workspace.now())


async def test_an_outlet_that_reports_on_the_main_actor_and_not_in_the_thread_is_silent(desk: Desk) -> None:
    about_the_union(desk, 3)
    assert await desk.silent() == []
    await read_new_texts(desk.workspace, lambda _event: None)
    (silent,) = await desk.whole()
    assert (
        silent.reason
        == "The Herald had 3 stories that name Velmar Customs Union in the last 30 days, none of them here."
    )


async def test_an_actor_of_very_many_threads_makes_nobody_silent(desk: Desk) -> None:
    about_the_union(desk, MOST_THREADS)
    await read_new_texts(desk.workspace, lambda _event: None)
    assert await desk.silent() == []


async def test_a_thread_that_is_opened_names_who_is_silent_on_it(desk: Desk) -> None:
    a_matter(desk)
    page = await Threads(desk.workspace).page("t-2")
    assert page is not None
    assert [each.name for each in page.silent] == ["The Herald"]


async def test_the_page_of_an_outlet_has_its_profile_and_the_health_of_its_feeds(desk: Desk) -> None:
    (story,) = desk.file("herald", ago=5)
    tell(desk.workspace.database, set_domain, "dailyherald.co.uk")
    page = await Outlets(desk.workspace).page_of_story(story)
    assert page is not None
    assert (page.kind, page.country) == (OutletKind.OUTLET, "United Kingdom")
    assert [(feed.state, feed.health) for feed in page.row.feeds] == [("well", "not asked yet")]
    assert await Outlets(desk.workspace).page_of_feed(1) == page


async def test_an_outlet_without_a_story_in_the_month_has_a_page(desk: Desk, clock: Clock) -> None:
    (story,) = desk.file("herald", ago=5)
    clock.advance(days=40)
    page = await Outlets(desk.workspace).page_of_story(story)
    assert page is not None
    assert (page.row.stories, page.row.share_briefed, len(page.latest)) == (0, 0.0, 1)


async def test_nothing_is_known_of_an_outlet_without_stories(desk: Desk) -> None:
    outlets = Outlets(desk.workspace)
    assert await outlets.find("Tribune", "tribune.example") is None
    assert await outlets.page_of_story(99) is None
    assert await outlets.page_of_feed(99) is None


def set_domain(connection: sqlite3.Connection, domain: str) -> None:
    connection.execute("UPDATE stories SET domain = ?", (domain,))
