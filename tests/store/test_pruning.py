"""Pruning: old threads go with everything that belongs to them, and what the user decided or a brief cites stays."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from briefing.model.brief import BriefRecord, CitedStory, Claim, Passage
from briefing.model.errors import StoreError
from briefing.model.feed import Feed
from briefing.model.filing import Filing, entry_key
from briefing.model.judgement import Part
from briefing.model.pruning import Keeping
from briefing.model.rule import Rule, RuleAction, TieKind
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.store import (
    briefs,
    decisions,
    findings,
    judgements,
    pruning,
    removal,
    rule_matches,
    rules,
    search,
    stories,
    threads,
    ties,
    topics,
    verdicts,
    views,
)
from briefing.store.database import Database, integrity_faults
from tests.store.builders import (
    NOW,
    a_feed,
    a_filing,
    a_query,
    a_thread,
    ask,
    file,
    group,
    must_link,
    snapshots_of,
    tell,
)
from tests.store.test_growth import _findings

BORDER = NOW - timedelta(days=90)
OLD = BORDER - timedelta(days=30)
TABLES = ("stories", "entries", "snapshots", "memberships", "threads", "topics", "quotes", "actors", "names")


def an_old_filing(number: int = 1, **named: Any) -> Filing:
    """Return an entry about event `number` from before the border."""
    return a_filing(number, published=OLD, **named)


def an_old_thread(store: Database, number: int = 1, feed: Feed | None = None) -> int:
    """File an old story, put it into the thread t-`number`, read its text, and return it."""
    (story,) = file(store, feed or a_feed(store), an_old_filing(number, text="“No,” said Ana Lopez."), at=OLD)
    group(store, a_thread(f"t-{number}", story), at=OLD)
    (snapshot,) = snapshots_of(store, story)
    tell(store, findings.save_findings, [(snapshot.id, _findings(snapshot.text, ("Ana Lopez",)))], 1)
    return story


def in_a_topic(store: Database) -> None:
    """Put the thread t-1 into a topic."""
    placement = TopicPlacement("topic-1", "Port", ("t-1",))
    tell(store, topics.save_topics, TopicsResult((placement,), {"t-1": b""}), ["t-1"], OLD)


def prune(store: Database) -> pruning.Step:
    """Prune what is before the border."""
    cited = ask(store, pruning.cited_stories)
    found = []
    for find in (pruning.old_threads, pruning.loose_stories):
        with sqlite3.connect(store.path, isolation_level=None) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN IMMEDIATE")
            step = pruning.prune(connection, find, BORDER, cited, pruning.FIRST, 100, NOW)
            connection.execute("COMMIT")
        connection.close()
        assert step is not None
        found.append(step)
    tell(store, removal.delete_unused_names, 0, 100)
    assert ask(store, integrity_faults) == ()
    return replace(found[0], stories=(*found[0].stories, *found[1].stories))


def counts(store: Database, *tables: str) -> dict[str, int]:
    return {
        name: ask(store, lambda c, name=name: c.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
        for name in tables
    }


def test_an_old_thread_goes_with_everything_that_belongs_to_it(store: Database) -> None:
    story = an_old_thread(store)
    tell(
        store,
        topics.save_topics,
        TopicsResult((TopicPlacement("topic-1", "Port", ("t-1",)),), {"t-1": b""}),
        ["t-1"],
        OLD,
    )
    assert prune(store).stories == (story,)
    assert counts(store, *TABLES) == dict.fromkeys(TABLES, 0)
    assert ask(store, search.search, a_query("dockers")) == ()


def test_a_thread_with_a_new_story_stays_whole(store: Database) -> None:
    feed = a_feed(store)
    ids = (*file(store, feed, an_old_filing(1), at=OLD), *file(store, feed, a_filing(2)))
    group(store, a_thread("t-1", *ids))
    assert prune(store).threads == ()
    assert counts(store, "stories") == {"stories": 2}


def test_an_old_story_that_came_here_late_stays(store: Database) -> None:
    (story,) = file(store, a_feed(store), an_old_filing())
    group(store, a_thread("t-1", story))
    assert prune(store).threads == ()


def test_an_old_story_in_no_thread_goes(store: Database) -> None:
    (story,) = file(store, a_feed(store), an_old_filing(), at=OLD)
    assert prune(store).stories == (story,)
    assert counts(store, "stories") == {"stories": 0}


def _cite(store: Database, story: int) -> None:
    (shown,) = snapshots_of(store, story)
    cited = CitedStory(1, story, shown.id, shown.sha256, shown.title, "Herald", "", OLD, OLD)
    passage = Passage("It says so.", (Claim(shown.sha256, "No", in_title=False),))
    tell(
        store,
        briefs.add_record,
        BriefRecord("b-1", date(2026, 8, 1), OLD, OLD, (passage,), (cited,), (), delivered=True),
    )


def _match_rule(store: Database, _story: int) -> None:
    tell(store, rules.add_rule, Rule(RuleAction.QUESTION, "Who?", "dockers"), OLD)
    tell(store, rule_matches.follow_rules, OLD)


def _follow_topic(store: Database, _story: int) -> None:
    in_a_topic(store)
    tell(store, verdicts.give_topic, "topic-1", Verdict.FOLLOW, OLD)


def _star(store: Database, story: int) -> None:
    def star(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE entries SET key = 'sync:9' WHERE story_id = ?", (story,))
        connection.execute(
            "INSERT INTO sync_entries (remote, feed_id, server_read, server_starred) VALUES ('9', 1, 1, 1)"
        )

    tell(store, star)


@pytest.mark.parametrize(
    ("keeping", "decide"),
    [
        (Keeping.DECIDED, lambda store, _: tell(store, verdicts.give, ["t-1"], Verdict.FOLLOW, OLD)),
        (Keeping.DECIDED, lambda store, _: tell(store, verdicts.give, ["t-1"], Verdict.BRIEF, OLD)),
        (Keeping.DECIDED, lambda store, _: tell(store, verdicts.give, ["t-1"], Verdict.LATER, OLD)),
        (Keeping.BRIEF, _cite),
        (Keeping.JUDGED, lambda store, _: tell(store, judgements.add_judgement, "t-1", Part.ASSESSMENT, "No.", OLD)),
        (Keeping.TIED, lambda store, _: tell(store, ties.tie, TieKind.DESK, "Ports", ["t-1"], OLD)),
        (Keeping.TOPIC, _follow_topic),
        (Keeping.RULE, _match_rule),
        (Keeping.LINKED, lambda store, story: must_link(store, story, story + 1)),
        (Keeping.STARRED, _star),
    ],
)
def test_what_the_user_decided_or_a_brief_cites_stays(
    store: Database, keeping: Keeping, decide: Callable[[Database, int], Any]
) -> None:
    story = an_old_thread(store)
    file(store, a_feed(store), a_filing(2))
    before = counts(store, *TABLES)
    decide(store, story)
    assert dict(prune(store).kept) == {keeping: 1}
    assert counts(store, *TABLES[:5]) == {name: before[name] for name in TABLES[:5]}


def test_of_a_dropped_thread_the_decision_and_the_title_stay(store: Database) -> None:
    an_old_thread(store)
    tell(store, verdicts.give, ["t-1"], Verdict.DROP, OLD)
    assert prune(store).threads == ("t-1",)
    assert counts(store, "stories", "threads", "snapshots", "verdict_events", "entries") == {
        "stories": 1, "threads": 1, "snapshots": 0, "verdict_events": 1, "entries": 0,
    }  # fmt: skip
    assert ask(store, views.inbox_counts).new == 0
    tell(store, decisions.undo, NOW)
    assert ask(store, integrity_faults) == ()


def test_a_thread_that_was_merged_into_a_pruned_one_goes_with_it(store: Database) -> None:
    story = an_old_thread(store)
    group(store, a_thread("t-2", story), at=OLD, merged={"t-1": "t-2"})
    assert counts(store, "threads") == {"threads": 2}
    assert prune(store).threads == ("t-2",)
    assert counts(store, "threads", "stories") == {"threads": 0, "stories": 0}


def test_a_thread_that_mutes_by_a_rule_goes(store: Database) -> None:
    an_old_thread(store)
    tell(store, rules.add_rule, Rule(RuleAction.MUTE, "Ports", "dockers"), OLD)
    tell(store, rule_matches.follow_rules, OLD)
    assert prune(store).threads == ("t-1",)
    assert counts(store, "rule_matches", "mutes") == {"rule_matches": 0, "mutes": 0}


def test_nothing_is_deleted_after_a_decision_that_was_not_read(store: Database) -> None:
    story = an_old_thread(store)
    file(store, a_feed(store), a_filing(2))
    cited = ask(store, pruning.cited_stories)
    must_link(store, story, story + 1)
    assert tell(store, pruning.prune, pruning.old_threads, BORDER, cited, pruning.FIRST, 100, NOW) is None


@pytest.mark.parametrize(
    "again",
    [
        an_old_filing(1, guid="g1"),
        an_old_filing(1, guid="another"),
        an_old_filing(1, guid="g1", text="Another text."),
        replace(an_old_filing(1, guid="g1"), published=None),
        replace(an_old_filing(1, guid="g1"), published=NOW),
    ],
    ids=["the same", "under a new guid", "edited", "without a date", "dated anew"],
)
def test_a_pruned_entry_that_still_stands_in_its_feed_does_not_come_back(store: Database, again: Filing) -> None:
    feed = a_feed(store)
    file(store, feed, an_old_filing(1, guid="g1"), at=OLD)
    prune(store)
    filed = tell(store, stories.file_feed, feed, [again, a_filing(2)], at=NOW)
    assert len(filed.new) == 1
    assert counts(store, "stories") == {"stories": 1}


def test_another_article_under_the_guid_of_a_pruned_one_is_new(store: Database) -> None:
    feed = a_feed(store)
    file(store, feed, an_old_filing(1, guid="g1"), at=OLD)
    prune(store)
    assert len(file(store, feed, replace(a_filing(2, guid="g1"), key=entry_key("g1", "", "", "")))) == 1


def test_texts_can_be_deleted_in_no_other_way(store: Database) -> None:
    an_old_thread(store)
    with pytest.raises(StoreError, match="append-only"):
        tell(store, lambda connection: connection.execute("DELETE FROM snapshots"))
    assert counts(store, "stories_to_prune") == {"stories_to_prune": 0}


def test_a_thread_is_still_grouped_after_a_prune(store: Database) -> None:
    an_old_thread(store)
    (new,) = file(store, a_feed(store), a_filing(2))
    prune(store)
    assert ask(store, threads.ungrouped_stories) == (new,)
