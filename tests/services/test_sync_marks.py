"""Marks on a server and verdicts here: which of them follows the other."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.sync import MarkChange
from briefing.model.verdict import Verdict
from briefing.services.sync_marks import settle_thread
from briefing.store.sync import SyncedEntry, SyncedThread

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW, BRIEF, FOLLOW, LATER, DROP = Verdict.NEW, Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER, Verdict.DROP


def entry(
    id_: str = "1", *, was: str = "", now: str | None = None, agreed: Verdict = NEW, changed: datetime | None = None
) -> SyncedEntry:
    """An entry whose marks were `was` and are `now` on the server: r for read, s for starred."""
    there = was if now is None else now
    return SyncedEntry(id_, "r" in was, "s" in was, agreed, "r" in there, "s" in there, changed)


def thread(verdict: Verdict, *entries: SyncedEntry, by_sync: bool = False, whole: bool = True) -> SyncedThread:
    return SyncedThread("t-1", verdict, NOON, by_sync, whole, entries)


@pytest.mark.parametrize(
    ("verdict", "agreed", "marks", "read", "starred"),
    [
        (DROP, NEW, "", True, None),
        (FOLLOW, NEW, "", None, True),
        (BRIEF, NEW, "", True, True),
        (BRIEF, FOLLOW, "s", True, None),
        (NEW, DROP, "r", False, None),
        (NEW, BRIEF, "rs", False, False),
        (LATER, FOLLOW, "s", None, False),
        (FOLLOW, DROP, "r", False, True),
    ],
)
def test_a_decision_here_marks_entries_on_the_server(
    verdict: Verdict, agreed: Verdict, marks: str, read: bool | None, starred: bool | None
) -> None:
    settlement = settle_thread(thread(verdict, entry(was=marks, agreed=agreed)))
    assert settlement.verdict is verdict
    assert settlement.changes == {"1": MarkChange("1", read, starred)}


@pytest.mark.parametrize(
    ("verdict", "was", "now", "wanted"),
    [
        (NEW, "", "s", FOLLOW),
        (LATER, "", "s", FOLLOW),
        (DROP, "r", "rs", FOLLOW),
        (BRIEF, "r", "rs", BRIEF),
        (FOLLOW, "s", "", NEW),
        (BRIEF, "rs", "r", NEW),
        (NEW, "", "r", DROP),
        (LATER, "", "r", LATER),
        (FOLLOW, "s", "rs", FOLLOW),
        (DROP, "r", "", NEW),
    ],
)
def test_marks_on_the_server_give_a_verdict_here(verdict: Verdict, was: str, now: str, wanted: Verdict) -> None:
    settlement = settle_thread(thread(verdict, entry(was=was, now=now, agreed=verdict)))
    assert (settlement.verdict, settlement.changes) == (wanted, {})


def test_a_thread_is_read_once_all_its_stories_are() -> None:
    one, other = entry("1", now="r"), entry("2")
    assert settle_thread(thread(NEW, one, other)).verdict is NEW
    assert settle_thread(thread(NEW, one, entry("2", was="r"))).verdict is DROP
    assert settle_thread(thread(NEW, one, whole=False)).verdict is NEW


@pytest.mark.parametrize(("minutes", "wanted"), [(-5, DROP), (5, FOLLOW)])
def test_the_later_of_two_contradicting_changes_holds(minutes: int, wanted: Verdict) -> None:
    changed = NOON + timedelta(minutes=minutes)
    settlement = settle_thread(thread(DROP, entry(now="s", changed=changed)))
    assert settlement.verdict is wanted
    assert bool(settlement.changes) is (wanted is DROP)


def test_without_a_time_from_the_server_the_decision_here_holds() -> None:
    settlement = settle_thread(thread(DROP, entry(now="s")))
    assert (settlement.verdict, settlement.changes) == (DROP, {"1": MarkChange("1", read=True)})


def test_a_new_story_reopens_a_thread_that_was_only_read_on_the_server() -> None:
    read, fresh = entry("1", was="r", agreed=DROP), entry("2")
    assert settle_thread(thread(DROP, read, fresh, by_sync=True)).verdict is NEW
    dropped_here = settle_thread(thread(DROP, read, fresh))
    assert (dropped_here.verdict, dropped_here.changes) == (DROP, {"2": MarkChange("2", read=True)})


MARKS = st.sampled_from(["", "r", "s", "rs"])
VERDICTS = st.sampled_from(list(Verdict))


@given(VERDICTS, VERDICTS, MARKS, MARKS, st.booleans(), st.none() | st.integers(-9, 9))
def test_both_sides_are_settled_after_one_exchange(
    verdict: Verdict, agreed: Verdict, was: str, now: str, by_sync: bool, minutes: int | None
) -> None:
    changed = None if minutes is None else NOON + timedelta(minutes=minutes)
    settlement = settle_thread(
        thread(verdict, entry(was=was, now=now, agreed=agreed, changed=changed), by_sync=by_sync)
    )
    change = settlement.changes.get("1", MarkChange("1"))
    read = "r" in now if change.read is None else change.read
    starred = "s" in now if change.starred is None else change.starred
    marks = ("r" if read else "") + ("s" if starred else "")
    again = settle_thread(
        thread(
            settlement.verdict, entry(was=marks, agreed=settlement.verdict), by_sync=settlement.verdict is not verdict
        )
    )
    if not (settlement.verdict is DROP and not read):
        assert (again.verdict, again.changes) == (settlement.verdict, {})
