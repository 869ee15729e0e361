"""Memory is given back after a refresh that brought something, and nothing is lost by it."""

import ctypes
from types import SimpleNamespace

import pytest

from briefing.model.inbox import InboxFilter
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.feeds import VOTE, Item, rss


@pytest.mark.parametrize("has_trim", [True, False])
async def test_it_is_given_back_if_the_c_library_can_do_that(
    workspace: Workspace, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, has_trim: bool
) -> None:
    trimmed: list[int] = []
    library = SimpleNamespace(malloc_trim=trimmed.append) if has_trim else SimpleNamespace()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    await Feeds(workspace).add(site.serve("/paper", rss("Paper", Item("Vote", "https://p.example/1", clock.at, VOTE))))
    await refresh(workspace, None, lambda _event: None)
    assert trimmed == [0] * has_trim
    assert len(await Inbox(workspace).rows(InboxFilter())) == 1
    clock.advance(hours=1)
    await refresh(workspace, None, lambda _event: None)
    assert trimmed == [0] * has_trim  # nothing was new
