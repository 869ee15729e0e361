"""What deferred threads wait for: each condition wakes them once, at its time, and undo and redo know of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.model.wake import (
    AtTime,
    MoreIndependent,
    QuoteBy,
    RuleMatches,
    StoryMatches,
    TopicMoves,
    WakeCondition,
    why_woken,
)
from briefing.store import decisions, duplicates, findings, merge_split, topics, verdicts, views, wakes
from briefing.store.database import Database
from briefing.store.verdict_log import State, state_of
from tests.store.builders import NOW, a_feed, a_filing, a_store, a_thread, ask, file, group, tell, unread
from tests.store.test_findings import FOUND, TEXT

TOMORROW = NOW + timedelta(hours=23)
A_YEAR = timedelta(days=365)
UNTIL_TOMORROW = (AtTime(TOMORROW),)


@pytest.fixture
def threads(store: Database) -> Database:
    """Three threads of one story each."""
    new = file(store, a_feed(store), *(a_filing(number) for number in range(3)))
    group(store, *(a_thread(name, story) for name, story in zip(("t-a", "t-b", "t-c"), new, strict=True)))
    return store


def put_off(store: Database, *conditions: WakeCondition, thread: str = "t-a", at: datetime = NOW) -> None:
    tell(store, verdicts.give, [thread], Verdict.LATER, at, conditions)


def wake(store: Database, now: datetime = NOW, *, times_only: bool = False) -> list[str]:
    """Wake what is to wake, as the service does, and return the threads that changed."""
    found = ask(store, wakes.wakings, now, times_only=times_only)
    reasons = [(each, why_woken(each.woken, now) if each.woken else "") for each in found]
    assert tell(store, wakes.apply_wakings, reasons, now) == len(found)
    return [each.thread for each in found]


def verdict(store: Database, thread: str = "t-a") -> Verdict:
    row = ask(store, views.thread_row, thread, NOW)
    found: Verdict = row.verdict
    return found


def reason(store: Database, thread: str = "t-a") -> str:
    row = ask(store, views.thread_row, thread, NOW)
    words: str = row.lifted
    return words


def state(store: Database, thread: str = "t-a") -> State:
    found: State = ask(store, state_of, thread)
    return found


def on_top(store: Database) -> Sequence[str]:
    rows = ask(store, views.thread_rows, InboxFilter(part=InboxPart.THREADS), now=NOW)
    return [row.id for row in rows if row.is_woken]


def more_stories(store: Database, thread: str, *numbers: int, title: str = "", text: str = "") -> tuple[int, ...]:
    """File stories and put them into a thread with the first story of the store."""
    new = file(store, a_feed(store), *(a_filing(number, title=title, text=text) for number in numbers))
    group(store, a_thread(thread, 1, *new))
    return new


# Each condition.


def test_a_time_wakes_once_when_it_has_come(threads: Database) -> None:
    put_off(threads, AtTime(TOMORROW))
    assert wake(threads, TOMORROW - timedelta(seconds=1)) == []
    assert wake(threads, TOMORROW, times_only=True) == ["t-a"]
    assert verdict(threads) is Verdict.NEW
    assert reason(threads).startswith("woke: Mon 23 Nov")
    assert on_top(threads) == ["t-a"]
    assert wake(threads, TOMORROW + A_YEAR) == []


def test_more_independent_outlets_wake(threads: Database) -> None:
    put_off(threads, MoreIndependent(2))
    more_stories(threads, "t-a", 11)
    assert wake(threads) == []
    more_stories(threads, "t-a", 12, 13)
    group(threads, a_thread("t-a", 1, 4, 5, 6))
    assert wake(threads, times_only=True) == []
    assert wake(threads) == ["t-a"]
    assert reason(threads) == "woke: 3 new independent"


def test_a_word_wakes_if_a_new_story_has_it(threads: Database) -> None:
    put_off(threads, StoryMatches("dockers"))
    assert wake(threads) == []
    more_stories(threads, "t-a", 11, title="Ministers meet", text="Ministers met in Velmar.")
    assert wake(threads) == []
    group(threads, a_thread("t-a", 1, 4, 2))
    assert wake(threads) == ["t-a"]
    assert reason(threads) == "woke: story with dockers"


def test_a_word_that_an_edit_brings_wakes(threads: Database) -> None:
    put_off(threads, StoryMatches("arbitration"))
    file(threads, a_feed(threads), a_filing(0, text="Dockers at port 0 want arbitration, the harbour office said."))
    assert wake(threads) == ["t-a"]


def test_a_quote_wakes_when_its_text_is_read(threads: Database) -> None:
    put_off(threads, QuoteBy("Lopez"))
    new = more_stories(threads, "t-a", 11, text=TEXT)
    assert wake(threads) == []
    read(threads, new[0])
    assert wake(threads) == ["t-a"]
    assert reason(threads) == "woke: quote by Lopez"


def test_a_speaker_who_was_quoted_before_wakes_with_another_story(threads: Database) -> None:
    new = more_stories(threads, "t-a", 11, text=TEXT)
    read(threads, new[0])
    put_off(threads, QuoteBy("ana lopez"))
    assert wake(threads) == []
    newer = more_stories(threads, "t-a", 12, text=f"{TEXT} ")
    read(threads, newer[0])
    assert wake(threads) == ["t-a"]


def read(store: Database, story: int) -> None:
    for snapshot in unread(store, 1):
        if snapshot.story == story:
            tell(store, findings.save_findings, [(snapshot.id, FOUND)], 1)


def join_topic(store: Database, *names: str) -> None:
    result = TopicsResult((TopicPlacement("topic-1", "Velmar", names),), dict.fromkeys(names, b""))
    tell(store, topics.save_topics, result, names, NOW)


def test_a_new_thread_in_the_topic_wakes(threads: Database) -> None:
    put_off(threads, TopicMoves())
    join_topic(threads, "t-a", "t-b")
    assert wake(threads) == []  # the other thread is as old
    (new,) = file(threads, a_feed(threads), a_filing(11))
    group(threads, a_thread("t-d", new))
    assert wake(threads) == []  # of another matter
    join_topic(threads, "t-a", "t-b", "t-d")
    assert wake(threads) == ["t-a"]
    assert reason(threads) == "woke: new thread in its topic"


def test_a_thread_that_a_split_makes_in_the_topic_is_not_new(threads: Database) -> None:
    group(threads, a_thread("t-b", 2, 3))
    join_topic(threads, "t-a", "t-b")
    put_off(threads, TopicMoves())
    group(threads, a_thread("t-b", 2), a_thread("t-c", 3))
    join_topic(threads, "t-a", "t-b", "t-c")
    assert wake(threads) == []


def test_a_rule_wakes_what_is_deferred_and_nothing_else(threads: Database) -> None:
    assert tell(threads, wakes.wake_by_rule, "t-a", "strikes", NOW) is None
    put_off(threads, *UNTIL_TOMORROW)
    waking = tell(threads, wakes.wake_by_rule, "t-a", "strikes", NOW)
    assert tell(threads, wakes.apply_wakings, [(waking, why_woken(waking.woken, NOW))], NOW) == 1
    assert reason(threads) == "woke: rule strikes"
    assert ask(threads, wakes.conditions_of, waking.wake) == (*UNTIL_TOMORROW, RuleMatches("strikes"))
    tell(threads, decisions.undo, NOW)
    assert (verdict(threads), reason(threads)) == (Verdict.NEW, "")


def test_the_first_of_several_conditions_wakes(threads: Database) -> None:
    put_off(threads, AtTime(TOMORROW), MoreIndependent(1), StoryMatches("dockers"))
    more_stories(threads, "t-a", 11)
    assert wake(threads) == ["t-a"]
    assert reason(threads) == "woke: 1 new independent"
    assert wake(threads, TOMORROW) == []


def test_what_waits_for_nothing_sleeps(threads: Database) -> None:
    put_off(threads)
    more_stories(threads, "t-a", 11, 12)
    assert wake(threads, NOW + A_YEAR) == []
    assert verdict(threads) is Verdict.LATER


def test_a_query_that_can_no_longer_be_asked_wakes_nothing(threads: Database) -> None:
    put_off(threads, StoryMatches("desk:gone dockers"), AtTime(TOMORROW))
    more_stories(threads, "t-a", 11)
    assert wake(threads) == []
    assert wake(threads, TOMORROW) == ["t-a"]


# Clocks.


def test_a_clock_that_jumps_ahead_and_back_wakes_at_the_right_time_all_the_same(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    assert wake(threads, NOW + A_YEAR) == ["t-a"]
    assert wake(threads, NOW) == ["t-a"]
    assert (verdict(threads), reason(threads)) == (Verdict.LATER, "")
    assert wake(threads, NOW) == []
    assert wake(threads, TOMORROW) == ["t-a"]
    assert (verdict(threads), on_top(threads)) == (Verdict.NEW, ["t-a"])


def test_what_was_decided_while_the_clock_was_wrong_holds(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, NOW + A_YEAR)
    tell(threads, verdicts.give, ["t-a"], Verdict.BRIEF, NOW + A_YEAR)
    assert wake(threads, NOW) == []
    assert wake(threads, TOMORROW) == []
    assert verdict(threads) is Verdict.BRIEF


def test_what_was_deferred_by_a_clock_that_was_ahead_is_not_lost(threads: Database) -> None:
    put_off(threads, AtTime(TOMORROW + A_YEAR), at=NOW + A_YEAR)
    assert wake(threads, NOW) == ["t-a"]
    assert reason(threads) == "woke: the clock was wrong"


def test_a_clock_that_is_behind_for_a_while_changes_nothing_for_good(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    assert wake(threads, NOW - A_YEAR) == ["t-a"]
    assert wake(threads, NOW) == ["t-a"]
    assert verdict(threads) is Verdict.LATER
    assert wake(threads, TOMORROW) == ["t-a"]
    assert wake(threads, TOMORROW) == []


def test_a_clock_that_is_set_back_by_minutes_wakes_nothing_twice(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, TOMORROW)
    assert wake(threads, TOMORROW - timedelta(minutes=10)) == []
    assert verdict(threads) is Verdict.NEW


# Decisions, undo and redo.


def test_other_conditions_are_another_decision_and_the_same_ones_are_none(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    assert tell(threads, verdicts.give, ["t-a"], Verdict.LATER, NOW, UNTIL_TOMORROW).threads == ()
    change = tell(threads, verdicts.give, ["t-a"], Verdict.LATER, NOW, (MoreIndependent(2),))
    assert (change.threads, change.until) == (("t-a",), (MoreIndependent(2),))
    assert tell(threads, decisions.undo, NOW).until == UNTIL_TOMORROW
    assert wake(threads, TOMORROW) == ["t-a"]


def test_undo_of_a_decision_on_a_woken_thread_puts_it_back_on_top(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, TOMORROW)
    tell(threads, verdicts.give, ["t-a"], Verdict.DROP, TOMORROW)
    assert on_top(threads) == []
    tell(threads, decisions.undo, TOMORROW)
    assert on_top(threads) == ["t-a"]
    assert reason(threads).startswith("woke: Mon 23 Nov")
    tell(threads, decisions.redo, TOMORROW)
    assert (verdict(threads), on_top(threads)) == (Verdict.DROP, [])


def test_undo_and_redo_of_a_deferral_that_woke(threads: Database) -> None:
    tell(threads, verdicts.give, ["t-a"], Verdict.FOLLOW, NOW)
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, TOMORROW)
    tell(threads, decisions.undo, TOMORROW)
    assert (verdict(threads), on_top(threads)) == (Verdict.FOLLOW, [])
    tell(threads, decisions.redo, TOMORROW)
    assert wake(threads, TOMORROW) == ["t-a"]
    assert on_top(threads) == ["t-a"]


def test_a_woken_thread_can_be_made_plainly_undecided(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, TOMORROW)
    assert tell(threads, verdicts.give, ["t-a"], Verdict.NEW, TOMORROW).threads == ("t-a",)
    assert on_top(threads) == []
    tell(threads, decisions.undo, TOMORROW)
    assert on_top(threads) == ["t-a"]


def test_conditions_survive_a_restart(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    new = file(store, a_feed(store), a_filing(0))
    group(store, a_thread("t-a", *new))
    put_off(store, *UNTIL_TOMORROW)
    store.close()
    store = a_store(tmp_path)
    assert ask(store, wakes.conditions_of_threads, ["t-a"]) == {"t-a": UNTIL_TOMORROW}
    assert wake(store, TOMORROW) == ["t-a"]
    store.close()
    store = a_store(tmp_path)
    assert (on_top(store), wake(store, TOMORROW)) == (["t-a"], [])
    store.close()


# Merges, splits and redirects.


def test_a_merged_thread_waits_for_what_the_closed_one_waited_for(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW, thread="t-b")
    group(threads, a_thread("t-a", 1, 2), merged={"t-b": "t-a"})
    assert verdict(threads) is Verdict.LATER
    assert wake(threads, TOMORROW) == ["t-a"]


def test_two_deferred_threads_wait_for_what_either_waited_for(threads: Database) -> None:
    put_off(threads, MoreIndependent(3))
    put_off(threads, *UNTIL_TOMORROW, thread="t-b")
    group(threads, a_thread("t-a", 1, 2), merged={"t-b": "t-a"})
    assert ask(threads, wakes.conditions_of, state(threads).wake) == (MoreIndependent(3), *UNTIL_TOMORROW)
    assert wake(threads, TOMORROW) == ["t-a"]


def test_undo_of_a_merge_gives_each_thread_its_own_wake_back(threads: Database) -> None:
    put_off(threads, MoreIndependent(3))
    put_off(threads, *UNTIL_TOMORROW, thread="t-b")
    before = (state(threads), state(threads, "t-b"))
    tell(threads, merge_split.merge_threads, ["t-a", "t-b"], NOW)
    group(threads, a_thread("t-a", 1, 2), merged={"t-b": "t-a"})
    tell(threads, decisions.undo, NOW)
    assert (state(threads), state(threads, "t-b")) == before
    assert wake(threads, TOMORROW) == ["t-b"]


def test_a_woken_thread_that_is_merged_stays_on_top(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW, thread="t-b")
    wake(threads, TOMORROW)
    group(threads, a_thread("t-a", 1, 2), merged={"t-b": "t-a"})
    assert on_top(threads) == ["t-a"]
    assert reason(threads).startswith("woke: Mon 23 Nov")
    assert wake(threads, NOW) == ["t-a"]  # the clock was wrong
    assert verdict(threads) is Verdict.LATER


def test_a_thread_of_the_brief_takes_precedence_over_a_deferred_one_and_undo_restores_the_wake(
    threads: Database,
) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    tell(threads, verdicts.give, ["t-b"], Verdict.BRIEF, NOW)
    before = (state(threads), state(threads, "t-b"))
    tell(threads, merge_split.merge_threads, ["t-a", "t-b"], NOW)
    group(threads, a_thread("t-a", 1, 2), merged={"t-b": "t-a"})
    assert verdict(threads) is Verdict.BRIEF
    assert wake(threads, TOMORROW) == []
    tell(threads, decisions.undo, NOW)
    assert (state(threads), state(threads, "t-b")) == before
    assert wake(threads, TOMORROW) == ["t-a"]


def test_a_thread_that_loses_a_story_waits_on(threads: Database) -> None:
    group(threads, a_thread("t-a", 1, 2))
    put_off(threads, *UNTIL_TOMORROW)
    group(threads, a_thread("t-a", 1), a_thread("t-d", 2))
    assert (verdict(threads), verdict(threads, "t-d")) == (Verdict.LATER, Verdict.NEW)
    assert wake(threads, TOMORROW) == ["t-a"]


def test_a_story_that_turns_out_to_be_a_known_one_is_not_new(threads: Database) -> None:
    put_off(threads, StoryMatches("dockers"), thread="t-b")
    tell(threads, duplicates.merge_stories, 1, 2, NOW)
    found = ask(threads, wakes.wakings, NOW)
    assert [each.thread for each in found] == []


def test_the_log_of_wakes_can_only_grow(threads: Database) -> None:
    put_off(threads, *UNTIL_TOMORROW)
    wake(threads, TOMORROW)
    for table in ("wakes", "wake_conditions", "wake_events"):
        with pytest.raises(Exception, match="append-only"):
            tell(threads, lambda c, name=table: c.execute(f"DELETE FROM {name}"))
