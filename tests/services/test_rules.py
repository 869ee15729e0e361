"""Rules: matched with what changed, acted on, and undone like every decision."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.model.errors import NothingFound, QueryError, UsageError
from briefing.model.rule import Rule, RuleAction
from briefing.model.verdict import Verdict
from briefing.services.completion import Completion
from briefing.services.decisions import Decisions
from briefing.services.rules import Rules, follow_rules
from briefing.services.workspace import Workspace
from briefing.store import verdicts
from briefing.store.verdict_log import state_of
from tests.services.test_decisions import NOW, opened
from tests.store.builders import a_feed, a_filing, a_thread, file, group

FERRY, STRIKE, HENS = "t-ferry", "t-strike", "t-hens"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three threads: two stories on a ferry, one on a strike, one on hens."""
    made = opened(tmp_path)
    feed = a_feed(made.database)
    titles = ("Ferry runs aground at Velmar", "Ferry pulled free", "Customs strike at Velmar", "Hens kept indoors")
    filings = [a_filing(n, title=title, text=f"{title}.", outlet=f"Paper {n}") for n, title in enumerate(titles)]
    ids = file(made.database, feed, *filings, at=NOW)
    group(made.database, a_thread(FERRY, ids[0], ids[1]), a_thread(STRIKE, ids[2]), a_thread(HENS, ids[3]), at=NOW)
    yield made
    made.close()


def placed(workspace: Workspace, thread: str, *titles: str, after: timedelta = timedelta(hours=1)) -> None:
    """File stories and put them into a thread beside those that it has."""
    feed = a_feed(workspace.database)
    number = len(_rows(workspace, "SELECT id FROM stories"))
    filings = [
        a_filing(number + n, title=title, text=f"{title}.", outlet=f"Paper {number + n}")
        for n, title in enumerate(titles)
    ]
    new = file(workspace.database, feed, *filings, at=NOW + after)
    known = [row[0] for row in _rows(workspace, "SELECT story_id FROM memberships WHERE thread_id = ?", thread)]
    group(workspace.database, a_thread(thread, *known, *new), at=NOW + after)


def _rows(workspace: Workspace, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    def read(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(statement, values)]

    return workspace.database.look(read)


def lifts(workspace: Workspace) -> set[tuple[str, str]]:
    return {(thread, kind) for thread, kind in _rows(workspace, "SELECT thread_id, kind FROM lifts")}


def muted(workspace: Workspace) -> set[str]:
    return {thread for (thread,) in _rows(workspace, "SELECT thread_id FROM mutes")}


def save(workspace: Workspace, action: RuleAction, query: str, **more: Any) -> Rule:
    """Save a rule and return it as it is stored."""
    change = asyncio.run(Rules(workspace).save(Rule(action, more.pop("name", ""), query, **more)))
    assert change.after is not None
    return change.after


def matched(workspace: Workspace) -> dict[str, set[str]]:
    """Return the threads of each rule, by its name."""
    rows = asyncio.run(Rules(workspace).rows())
    return {row.rule.name: {thread.id for thread in row.threads} for row in rows}


def follow(workspace: Workspace) -> int:
    return asyncio.run(follow_rules(workspace))


def undo(workspace: Workspace) -> object:
    return asyncio.run(Decisions(workspace).undo())


def test_a_watch_rule_lifts_what_is_there_and_what_comes(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "velmar", name="Velmar")
    assert lifts(workspace) == {(FERRY, "watch"), (STRIKE, "watch")}
    placed(workspace, HENS, "Hens of Velmar may go out")
    assert follow(workspace) == 1
    assert (HENS, "watch") in lifts(workspace)


def test_a_mute_rule_folds_away_but_not_what_is_watched_or_followed(workspace: Workspace) -> None:
    save(workspace, RuleAction.MUTE, "velmar OR hens")
    assert muted(workspace) == {FERRY, STRIKE, HENS}
    watch = save(workspace, RuleAction.WATCH, "ferry")
    assert muted(workspace) == {STRIKE, HENS}
    asyncio.run(Decisions(workspace).give_verdict([HENS], Verdict.FOLLOW))
    follow(workspace)
    assert muted(workspace) == {STRIKE}
    asyncio.run(Rules(workspace).remove(watch))
    assert muted(workspace) == {FERRY, STRIKE}


def test_a_tag_rule_comes_before_rules_that_ask_for_the_desk(workspace: Workspace) -> None:
    save(workspace, RuleAction.TAG, "ferry", desk="Sea")
    save(workspace, RuleAction.WATCH, "desk:sea")
    assert lifts(workspace) == {(FERRY, "watch")}
    placed(workspace, HENS, "Hens on the ferry")
    follow(workspace)
    assert (HENS, "watch") in lifts(workspace)


def test_a_wake_rule_wakes_only_what_was_put_off_before_the_story_came(workspace: Workspace) -> None:
    save(workspace, RuleAction.WAKE, "ferry")
    workspace.database.call(verdicts.give, [FERRY, STRIKE], Verdict.LATER, NOW)
    follow(workspace)
    assert lifts(workspace) == set()
    placed(workspace, FERRY, "Tug leaves")
    follow(workspace)
    assert lifts(workspace) == set()
    placed(workspace, FERRY, "Ferry sails again", after=timedelta(hours=2))
    follow(workspace)
    assert lifts(workspace) == {(FERRY, "wake")}
    assert workspace.database.look(state_of, FERRY).is_woken
    undo(workspace)  # the deferral
    assert lifts(workspace) == set()


def test_a_rule_turned_off_or_changed_takes_back_what_it_did(workspace: Workspace) -> None:
    rules = Rules(workspace)
    rule = save(workspace, RuleAction.MUTE, "ferry")
    off = Rule(rule.action, rule.name, rule.query, on=False, id=rule.id)
    asyncio.run(rules.save(off))
    assert muted(workspace) == set()
    undo(workspace)
    assert muted(workspace) == {FERRY}
    asyncio.run(rules.save(Rule(RuleAction.WATCH, rule.name, "hens", id=rule.id)))
    assert (muted(workspace), lifts(workspace)) == (set(), {(HENS, "watch")})
    asyncio.run(rules.remove(rule))
    assert (matched(workspace), lifts(workspace)) == ({}, set())
    undo(workspace)
    assert (matched(workspace), lifts(workspace)) == ({"ferry": {HENS}}, {(HENS, "watch")})


def test_a_thread_that_no_longer_matches_is_let_go(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "velmar -strike")
    assert lifts(workspace) == {(FERRY, "watch")}
    placed(workspace, FERRY, "Strike of the ferry crews")
    follow(workspace)
    assert lifts(workspace) == set()


def test_what_did_not_change_is_not_looked_at_again(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "velmar")
    assert follow(workspace) == 0
    assert _rows(workspace, "SELECT * FROM threads_to_match") == []
    placed(workspace, HENS, "Hens stay in")
    assert _rows(workspace, "SELECT * FROM threads_to_match") == [(HENS,)]


def test_a_thread_that_takes_the_stories_of_another_matches_by_itself(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "ferry -hens")
    ids = [row[0] for row in _rows(workspace, "SELECT id FROM stories ORDER BY id")]
    group(workspace.database, a_thread(HENS, ids[3], ids[0], ids[1]), at=NOW, merged={FERRY: HENS})
    follow(workspace)
    assert (matched(workspace), lifts(workspace)) == ({"ferry -hens": set()}, set())


def test_a_trial_says_what_would_match(workspace: Workspace) -> None:
    trial = asyncio.run(Rules(workspace).try_query("ferry"))
    assert trial.sentence == "matches 2 of 4 stories of the last 30 days, 1 thread"
    assert matched(workspace) == {}


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (Rule(RuleAction.WATCH, "", "outlet:"), QueryError),
        (Rule(RuleAction.WATCH, "", "desk:nowhere"), QueryError),
        (Rule(RuleAction.MUTE, "all", " "), UsageError),
        (Rule(RuleAction.TAG, "", "ferry"), UsageError),
        (Rule(RuleAction.QUESTION, "", ""), UsageError),
        (Rule(RuleAction.WATCH, "gone", "ferry", id=99), NothingFound),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(workspace: Workspace, rule: Rule, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        asyncio.run(Rules(workspace).save(rule))
    assert matched(workspace) == {}


def test_a_rule_whose_desk_is_gone_says_so(workspace: Workspace) -> None:
    asyncio.run(Rules(workspace).tag([FERRY], "Sea"))
    save(workspace, RuleAction.WATCH, "desk:sea OR hens")
    assert lifts(workspace) == {(FERRY, "watch"), (HENS, "watch")}
    asyncio.run(Rules(workspace).tag([FERRY], "Sea", tied=False))
    (row,) = asyncio.run(Rules(workspace).rows())
    assert "no desk 'sea'" in row.problem
    assert lifts(workspace) == {(HENS, "watch")}


def test_a_question_lists_what_it_got_today(workspace: Workspace) -> None:
    rules = Rules(workspace)
    question = save(workspace, RuleAction.QUESTION, "ferry", name="Is the ferry safe?")
    save(workspace, RuleAction.QUESTION, "", name="Who strikes next?")
    rows = {row.rule.name: [thread.id for thread in row.today] for row in asyncio.run(rules.rows())}
    assert rows == {"Is the ferry safe?": [FERRY], "Who strikes next?": []}
    asyncio.run(rules.attach([STRIKE], question))
    asyncio.run(rules.attach([FERRY], question, tied=False))
    assert matched(workspace)["Is the ferry safe?"] == {STRIKE}
    undo(workspace)
    undo(workspace)
    assert matched(workspace)["Is the ferry safe?"] == {FERRY}


def test_a_thread_says_which_rules_it_matches_and_by_which_words(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "strikes OR outlet:nobody", name="Labour")
    assert asyncio.run(Rules(workspace).why(STRIKE)) == ("Lifted by the rule “Labour”: “strike”.",)
    assert asyncio.run(Rules(workspace).why(HENS)) == ()


def desk_sizes(workspace: Workspace) -> dict[str, tuple[int, int]]:
    return {desk.name: (desk.threads, desk.undecided) for desk in asyncio.run(Rules(workspace).desks())}


def test_a_desk_has_what_is_tagged_by_hand_or_rule_or_comes_from_its_folder(workspace: Workspace) -> None:
    rules = Rules(workspace)
    save(workspace, RuleAction.TAG, "hens", desk="Farm")
    asyncio.run(rules.tag([FERRY, HENS], "Sea"))
    assert desk_sizes(workspace) == {"Farm": (1, 1), "Sea": (2, 2)}
    workspace.database.call(lambda connection: connection.execute("UPDATE feeds SET folder = 'World'"))
    assert desk_sizes(workspace)["World"] == (3, 3)
    asyncio.run(rules.tag([HENS], "farm", tied=False))
    assert desk_sizes(workspace)["Farm"] == (0, 0)
    undo(workspace)
    assert asyncio.run(rules.desks_of(HENS)) == ("Farm", "Sea")


def test_a_tag_goes_along_when_a_thread_is_merged_and_comes_back(workspace: Workspace) -> None:
    rules, decisions = Rules(workspace), Decisions(workspace)
    asyncio.run(rules.tag([HENS], "Farm"))
    asyncio.run(decisions.merge_threads([FERRY, HENS]))
    assert len(_open(workspace)) == 2
    assert desk_sizes(workspace)["Farm"] == (1, 1)
    undo(workspace)
    assert asyncio.run(rules.desks_of(HENS)) == ("Farm",)
    assert asyncio.run(rules.desks_of(FERRY)) == ()


def _open(workspace: Workspace) -> Sequence[tuple[Any, ...]]:
    return _rows(workspace, "SELECT id FROM threads WHERE closed IS NULL")


def test_the_same_rule_twice_is_refused(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "ferry")
    with pytest.raises(UsageError, match="already"):
        save(workspace, RuleAction.WATCH, "ferry", name="again")


def test_the_verdict_of_a_muted_thread_decides_whether_it_stays_muted(workspace: Workspace) -> None:
    save(workspace, RuleAction.MUTE, "hens")
    decisions = Decisions(workspace)
    asyncio.run(decisions.give_verdict([HENS], Verdict.BRIEF))
    assert muted(workspace) == set()
    undo(workspace)
    assert muted(workspace) == {HENS}
    asyncio.run(decisions.redo())
    assert muted(workspace) == set()


def test_a_saved_query_means_its_last_word(workspace: Workspace) -> None:
    save(workspace, RuleAction.WATCH, "hen")
    assert lifts(workspace) == {(HENS, "watch")}
    save(workspace, RuleAction.WATCH, "ferr")
    save(workspace, RuleAction.WATCH, "str*")
    assert lifts(workspace) == {(HENS, "watch"), (STRIKE, "watch")}
    assert asyncio.run(Rules(workspace).try_query("ferr")).threads == 0


def test_an_archived_thread_does_not_count_as_todays(workspace: Workspace) -> None:
    save(workspace, RuleAction.QUESTION, "hens", name="What of the hens?")
    (row,) = asyncio.run(Rules(workspace).rows())
    assert len(row.today) == 1
    workspace.database.call(archive, HENS)
    (row,) = asyncio.run(Rules(workspace).rows())
    assert (row.today, [thread.archived for thread in row.threads]) == ((), [True])


def archive(connection: sqlite3.Connection, thread: str) -> None:
    connection.execute("UPDATE threads SET archived = 1 WHERE id = ?", (thread,))


async def test_a_desk_by_tags_is_completed(workspace: Workspace) -> None:
    await Rules(workspace).tag([HENS], "Country life")
    assert (await Completion(workspace).query("desk:cou")).choices == ('"Country life"',)


def test_the_reason_says_whether_a_mute_rule_mutes(workspace: Workspace) -> None:
    save(workspace, RuleAction.MUTE, "hens", name="No hens")
    assert asyncio.run(Rules(workspace).why(HENS)) == ("Muted by the rule “No hens”: “Hens”.",)
    asyncio.run(Decisions(workspace).give_verdict([HENS], Verdict.FOLLOW))
    (sentence,) = asyncio.run(Rules(workspace).why(HENS))
    assert sentence.startswith("Not muted, as you keep it or another rule lifts it")
