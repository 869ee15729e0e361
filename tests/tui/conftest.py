"""The tests' clock stands in UTC, and nothing waits for time."""

import os
import time
from collections.abc import Iterator

import pytest

from briefing.tui.controllers import footer_messages, visits
from briefing.tui.screens import queue
from tests.tui.screens_as_text import quiet


@pytest.fixture(autouse=True)
def _utc() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture(autouse=True)
def _waiting_for_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Textual's pilot wait for messages: it waits for an idle processor, and a busy machine looks idle to it."""
    monkeypatch.setattr("textual.app.wait_for_idle", quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", quiet)


@pytest.fixture(autouse=True)
def _no_time_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no thread looked at and no message gone while a busy machine takes seconds over a test's keys."""
    for module, name in ((visits, "LOOK_SECONDS"), (queue, "LOOK_SECONDS"), (footer_messages, "MESSAGE_SECONDS")):
        monkeypatch.setattr(module, name, 3600.0)
