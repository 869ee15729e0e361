"""Topics in the store: what a verdict on one does to its threads, and to those that come later."""

import pytest

from briefing.model.errors import NothingFound
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.store import decisions, topics, verdicts, views
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, file, group, tell

STRIKE = "topic-1"


def join(store: Database, *threads: str, topic: str = STRIKE, name: str = "Velmar, dockers") -> None:
    result = TopicsResult((TopicPlacement(topic, name, threads),), dict.fromkeys(threads, b""))
    tell(store, topics.save_topics, result, threads, NOW)


def standing(store: Database) -> list[Verdict]:
    names = ("t-1", "t-2", "t-3", "t-4")
    return [row.verdict for name in names if (row := ask(store, views.thread_row, name, NOW))]


@pytest.fixture
def strike(store: Database) -> Database:
    """A topic of two threads, and two threads without one."""
    new = file(store, a_feed(store), *(a_filing(number) for number in range(1, 5)))
    group(store, *(a_thread(f"t-{number}", story) for number, story in enumerate(new, 1)))
    join(store, "t-1", "t-2")
    return store


def test_following_a_thread_follows_its_topic_and_undo_takes_both_back(strike: Database) -> None:
    change = tell(strike, verdicts.give, ["t-1"], Verdict.FOLLOW, NOW)
    assert (change.threads, change.topic) == (("t-1",), "Velmar, dockers")
    assert ask(strike, topics.followed_topics) == {STRIKE}
    tell(strike, decisions.undo, NOW)
    assert ask(strike, topics.followed_topics) == set()
    tell(strike, decisions.redo, NOW)
    assert ask(strike, topics.followed_topics) == {STRIKE}


def test_who_no_longer_follows_a_thread_no_longer_follows_its_topic(strike: Database) -> None:
    tell(strike, verdicts.give, ["t-1"], Verdict.FOLLOW, NOW)
    tell(strike, verdicts.give, ["t-1"], Verdict.NEW, NOW)
    assert ask(strike, topics.followed_topics) == set()


def test_a_topic_that_a_followed_thread_joins_is_followed(strike: Database) -> None:
    tell(strike, verdicts.give, ["t-3"], Verdict.FOLLOW, NOW)
    join(strike, "t-3")
    assert ask(strike, topics.followed_topics) == {STRIKE}


def test_a_dropped_topic_takes_its_threads_along_and_those_that_come(strike: Database) -> None:
    tell(strike, verdicts.give, ["t-1"], Verdict.BRIEF, NOW)
    change = tell(strike, verdicts.give_topic, STRIKE, Verdict.DROP, NOW)
    join(strike, "t-3")
    assert change.threads == ("t-2",)
    assert standing(strike) == [Verdict.BRIEF, Verdict.DROP, Verdict.DROP, Verdict.NEW]


def test_undo_of_a_dropped_topic_gives_back_what_it_took_along_since(strike: Database) -> None:
    tell(strike, verdicts.give_topic, STRIKE, Verdict.DROP, NOW)
    join(strike, "t-3")
    tell(strike, decisions.undo, NOW)
    assert standing(strike) == [Verdict.NEW] * 4
    tell(strike, decisions.redo, NOW)
    assert standing(strike) == [Verdict.DROP, Verdict.DROP, Verdict.DROP, Verdict.NEW]


def test_a_thread_taken_along_and_decided_on_since_stays_as_decided(strike: Database) -> None:
    tell(strike, verdicts.give_topic, STRIKE, Verdict.DROP, NOW)
    tell(strike, verdicts.give, ["t-1"], Verdict.NEW, NOW)
    join(strike, "t-3")
    tell(strike, verdicts.give, ["t-3"], Verdict.BRIEF, NOW)
    tell(strike, verdicts.give_topic, STRIKE, Verdict.NEW, NOW)
    assert standing(strike) == [Verdict.NEW, Verdict.NEW, Verdict.BRIEF, Verdict.NEW]


def test_a_verdict_on_an_unknown_topic_is_an_error(strike: Database) -> None:
    with pytest.raises(NothingFound):
        tell(strike, verdicts.give_topic, "topic-none", Verdict.DROP, NOW)


def test_a_topic_that_lost_its_threads_to_another_leads_there(strike: Database) -> None:
    result = TopicsResult((TopicPlacement("topic-2", "Ports", ("t-1", "t-2")),), {}, {STRIKE: "topic-2"})
    tell(strike, topics.save_topics, result, ("t-1", "t-2"), NOW)
    row = ask(strike, lambda c: c.execute("SELECT closed, redirect_to FROM topics WHERE id = ?", (STRIKE,)).fetchone())
    assert (row["closed"] is not None, row["redirect_to"]) == (True, "topic-2")
