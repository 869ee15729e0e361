"""Deferred threads wake after a refresh and when time passes, and never from a store that is only read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.model.errors import UsageError
from briefing.model.inbox import InboxFilter, ThreadRow
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.screen_services import ScreenServices
from briefing.services.subscriptions import Feeds
from briefing.services.wakes import wake_threads
from briefing.services.workspace import Workspace
from briefing.store.database import open_to_read
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, Item, rss

UNION = """Velmar Terminals will pay the crane drivers for the days of the failure, their union said on Saturday.
“This is what we asked for on the first day,” said Tomas Arle, who leads the union of crane drivers.
The grain terminal at Port Velmar has been shut since the failure on Thursday."""

COMMITTEE = """Members of the finance committee in Orsina have agreed to let parliament decide on the fuel tax bill.
Hauliers called for a go-slow on the day of the vote, 26 November, and farmers said they would join it."""


async def two_matters(workspace: Workspace, site: Site, clock: Clock) -> tuple[ThreadRow, ThreadRow]:
    """Read a paper with two matters; return the threads of the port and of the vote."""
    site.serve("/wire", rss("Northwire", _item("wire", "port", PORT, clock), _item("wire", "vote", VOTE, clock)))
    await Feeds(workspace).add(site.base + "/wire")
    await refresh(workspace, None, lambda _: None)
    port, vote = sorted(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.title)
    return port, vote


def _item(paper: str, matter: str, text: str, clock: Clock) -> Item:
    titles = {"port": "Cranes of Port Velmar grain terminal restart in stages", "vote": "Fuel tax bill goes to vote"}
    return Item(titles[matter], f"https://{paper}.example/{matter}", clock() - timedelta(hours=1), text)


async def row_of(workspace: Workspace, thread: ThreadRow) -> ThreadRow:
    rows = await Inbox(workspace).rows(InboxFilter())
    return next(row for row in rows if row.id == thread.id)


async def test_a_refresh_wakes_what_waits_for_outlets_or_a_speaker(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    port, vote = await two_matters(workspace, site, clock)
    decisions = Decisions(workspace)
    await decisions.give_verdict([port.id], Verdict.LATER, decisions.read_until("by Arle or +5"))
    await decisions.give_verdict([vote.id], Verdict.LATER, decisions.read_until("+1"))
    own_report = replace(_item("herald", "vote", COMMITTEE, clock), title="Orsina fuel tax bill will go to the vote")
    site.serve("/herald", rss("Orsina Herald", _item("herald", "port", UNION, clock), own_report))
    await Feeds(workspace).add(site.base + "/herald")
    clock.advance(hours=1)
    await refresh(workspace, None, lambda _: None)
    woken = await row_of(workspace, port)
    assert (woken.verdict, woken.lifted, woken.is_woken) == (Verdict.NEW, "woke: quote by Arle", True)
    assert (await row_of(workspace, vote)).lifted == "woke: 1 new independent"


async def test_time_wakes_without_a_refresh_and_only_once(workspace: Workspace, site: Site, clock: Clock) -> None:
    port, _ = await two_matters(workspace, site, clock)
    decisions = Decisions(workspace)
    await decisions.give_verdict([port.id], Verdict.LATER, decisions.read_until("in 2 hours"))
    clock.advance(hours=1.9)
    assert await wake_threads(workspace, times_only=True) == 0
    clock.advance(hours=0.2)
    assert await ScreenServices(workspace).wake_threads(times_only=True) == 1
    assert (await row_of(workspace, port)).lifted.startswith("woke: Sun 22 Nov")
    assert await wake_threads(workspace) == 0


async def test_a_store_that_is_only_read_wakes_nothing(workspace: Workspace, site: Site, clock: Clock) -> None:
    port, _ = await two_matters(workspace, site, clock)
    decisions = Decisions(workspace)
    await decisions.give_verdict([port.id], Verdict.LATER, decisions.read_until("in 2 hours"))
    clock.advance(hours=3)
    reading = replace(workspace, database=open_to_read(workspace.places.store))
    assert await wake_threads(reading) == 0
    reading.database.close()
    assert await wake_threads(workspace) == 1


def test_words_in_doubt_are_asked_about(workspace: Workspace) -> None:
    assert Decisions(workspace).read_until("") == ()
    with pytest.raises(UsageError, match="did you mean"):
        Decisions(workspace).read_until("mondey")
