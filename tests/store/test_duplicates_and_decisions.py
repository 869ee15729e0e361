"""Decisions on a story hold for the one that it was merged into, and nothing more."""

import pytest

from briefing.model.verdict import Verdict
from briefing.store import constraints, decisions, duplicates, material, merge_split, verdicts
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, cannot_link, file, group, must_link, tell, unlink


def three(store: Database) -> tuple[int, int, int]:
    """File three stories; tests merge the second into the first."""
    kept, former, third = file(store, a_feed(store), *(a_filing(number) for number in (1, 2, 3)))
    return kept, former, third


def words(store: Database) -> list[tuple[int, int, bool]]:
    return [(each.story_a, each.story_b, each.must) for each in ask(store, constraints.constraints)]


def test_a_lifted_constraint_on_the_former_story_lifts_none_on_the_kept_one(store: Database) -> None:
    kept, former, third = three(store)
    cannot_link(store, kept, third)
    must_link(store, former, third)
    unlink(store, former, third)
    tell(store, duplicates.merge_stories, kept, former, NOW)
    assert words(store) == [(kept, third, False)]


def test_a_constraint_on_the_former_story_holds_if_one_on_the_kept_story_was_lifted(store: Database) -> None:
    kept, former, third = three(store)
    cannot_link(store, former, third)
    must_link(store, kept, third)
    unlink(store, kept, third)
    tell(store, duplicates.merge_stories, kept, former, NOW)
    assert words(store) == [(kept, third, False)]


def test_the_later_of_two_constraints_counts(store: Database) -> None:
    kept, former, third = three(store)
    must_link(store, former, third)
    cannot_link(store, kept, third)
    tell(store, duplicates.merge_stories, kept, former, NOW)
    assert words(store) == [(kept, third, False)]


@pytest.mark.parametrize(
    ("given", "carried"), [(Verdict.DROP, Verdict.NEW), (Verdict.LATER, Verdict.NEW), (Verdict.BRIEF, Verdict.BRIEF)]
)
def test_a_put_off_verdict_of_a_single_story_does_not_spread_to_others(
    store: Database, given: Verdict, carried: Verdict
) -> None:
    kept, former, third = three(store)
    group(store, a_thread("aaaa", kept, third), a_thread("bbbb", former))
    tell(store, verdicts.give, ["bbbb"], given, NOW)
    tell(store, duplicates.merge_stories, kept, former, NOW)
    assert ask(store, material.thread_material, "aaaa").row.verdict is carried
    assert tell(store, lambda c: c.execute("SELECT redirect_to FROM threads WHERE id = 'bbbb'").fetchone()[0]) == "aaaa"


def test_a_put_off_verdict_stays_if_the_heir_is_the_same_story_alone(store: Database) -> None:
    kept, former, _ = three(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former))
    tell(store, verdicts.give, ["bbbb"], Verdict.DROP, NOW)
    tell(store, duplicates.merge_stories, kept, former, NOW)
    assert ask(store, material.thread_material, "aaaa").row.verdict is Verdict.DROP


def test_a_merge_returns_the_threads_to_group_again(store: Database) -> None:
    kept, former, third = three(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former, third))
    assert tell(store, duplicates.merge_stories, kept, former, NOW) == ("aaaa", "bbbb")


def test_reprints_do_not_lead_out_of_their_thread(store: Database) -> None:
    kept, former, third = three(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former, third))
    tell(store, lambda c: c.execute("UPDATE memberships SET reprint_of = ? WHERE story_id = ?", (former, third)))
    tell(store, duplicates.merge_stories, kept, former, NOW)
    (member,) = ask(store, material.thread_material, "bbbb").members
    assert (member.reprint_of, member.reprint_share) == (0, 0)


def test_undoing_a_merge_of_the_former_story_leaves_the_kept_one_in_its_briefed_thread(store: Database) -> None:
    kept, former, third = three(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former), a_thread("cccc", third))
    tell(store, verdicts.give, ["aaaa"], Verdict.BRIEF, NOW)
    tell(store, merge_split.merge_threads, ["bbbb", "cccc"], NOW)
    group(store, a_thread("bbbb", former, third), merged={"cccc": "bbbb"})
    tell(store, duplicates.merge_stories, kept, former, NOW)
    tell(store, decisions.undo, NOW)
    shown = ask(store, material.thread_material, "aaaa")
    assert (shown.row.verdict, [each.story.id for each in shown.members]) == (Verdict.BRIEF, [kept])
    assert [each.story.id for each in ask(store, material.thread_material, "cccc").members] == [third]


def test_undo_empties_no_thread_that_was_decided_on_elsewhere(store: Database) -> None:
    one, other, _ = three(store)
    group(store, a_thread("bbbb", one), a_thread("cccc", other))
    tell(store, merge_split.merge_threads, ["bbbb", "cccc"], NOW)
    group(store, a_thread("aaaa", one, other))
    tell(store, lambda c: c.execute("UPDATE threads SET verdict = 'brief' WHERE id = 'aaaa'"))
    tell(store, decisions.undo, NOW)
    assert ask(store, material.thread_material, "aaaa").row.stories == 2


def test_an_address_claimed_by_one_piece_after_the_other_is_ignored_in_the_end(store: Database) -> None:
    feed = a_feed(store)
    for number in range(1, 9):
        (story,) = file(store, feed, a_filing(number))
        tell(store, duplicates.note_claim, story, "https://herald.example/morning", NOW)
        for pair in ask(store, duplicates.claimed_pairs):
            tell(store, duplicates.merge_stories, pair.kept, pair.former, NOW)
    left = tell(store, lambda c: c.execute("SELECT count(*) FROM stories WHERE newest IS NOT NULL").fetchone()[0])
    assert left == 9 - duplicates.MOST_CLAIMS
