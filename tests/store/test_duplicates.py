"""Two stories that turn out to be one article."""

from briefing.model.grouping import GroupingProgress, GroupingRequest
from briefing.model.story import TextKind
from briefing.model.verdict import Verdict
from briefing.store import (
    constraints,
    decisions,
    duplicates,
    material,
    merge_split,
    stories,
    thread_ids,
    threads,
    verdicts,
    window,
)
from briefing.store import search as search_table
from briefing.store.database import Database, integrity_faults
from tests.store.builders import (
    NOW,
    a_feed,
    a_filing,
    a_query,
    a_thread,
    ask,
    cannot_link,
    file,
    group,
    snapshots_of,
    tell,
)

FULL = "Dockers walked out of port 2 on Sunday, the harbour office said. Nobody was hurt, and the lighthouse is dark."


def two(store: Database) -> tuple[int, int]:
    """File two stories from two feeds."""
    (kept,) = file(store, a_feed(store), a_filing(1))
    (former,) = file(store, a_feed(store, "https://wire.example/feed"), a_filing(2))
    return kept, former


def join(store: Database, kept: int, former: int) -> bool:
    return tell(store, duplicates.merge_stories, kept, former, NOW) is not None


def test_the_older_story_takes_entries_and_texts_and_the_other_id_leads_to_it(store: Database) -> None:
    kept, former = two(store)
    tell(store, stories.add_snapshot, former, title="Port 2", text=FULL, kind=TextKind.FULL, at=NOW)
    assert join(store, kept, former)
    assert ask(store, stories.story, former).id == kept
    assert len(snapshots_of(store, kept)) == 3
    assert ask(store, stories.latest_snapshot, kept).text == FULL
    assert ask(store, stories.story, kept).version == 3
    assert ask(store, material.story_material, former).story.id == kept
    assert ask(store, integrity_faults) == ()


def test_search_finds_the_one_story_by_the_fuller_text_alone(store: Database) -> None:
    kept, former = two(store)
    tell(store, stories.add_snapshot, former, title="Port 2", text=FULL, kind=TextKind.FULL, at=NOW)
    join(store, kept, former)
    assert [hit.story for hit in ask(store, search_table.search, a_query("lighthouse"))] == [kept]
    assert [hit.story for hit in ask(store, search_table.search, a_query("dockers"))] == [kept]


def test_a_text_in_both_stories_is_shown_once(store: Database) -> None:
    (kept,) = file(store, a_feed(store), a_filing(1, title="Port", text="Dockers walked out of the port."))
    other = a_filing(2, title="Port", text="Dockers walked out of the port.")
    (former,) = file(store, a_feed(store, "https://wire.example/feed"), other)
    assert join(store, kept, former)
    assert len(snapshots_of(store, kept)) == 1
    assert [hit.story for hit in ask(store, search_table.search, a_query("dockers"))] == [kept]


def test_merging_again_changes_nothing(store: Database) -> None:
    kept, former = two(store)
    assert join(store, kept, former)
    assert not join(store, kept, former)
    assert not join(store, former, kept)


def test_a_chain_of_merged_duplicates_leads_to_the_oldest(store: Database) -> None:
    first, second = two(store)
    (third,) = file(store, a_feed(store), a_filing(3))
    join(store, second, third)
    join(store, first, second)
    assert ask(store, stories.story, third).id == first


def test_a_later_entry_at_the_former_address_joins_the_kept_story(store: Database) -> None:
    kept, former = two(store)
    join(store, kept, former)
    assert file(store, a_feed(store, "https://third.example/feed"), a_filing(2)) == ()
    assert not ask(store, threads.ungrouped_stories) or kept in ask(store, threads.ungrouped_stories)
    assert former not in ask(store, threads.ungrouped_stories)


def test_a_text_that_comes_late_for_the_former_story_is_the_kept_ones(store: Database) -> None:
    kept, former = two(store)
    join(store, kept, former)
    tell(store, stories.add_snapshot, former, title="Port 2", text=FULL, kind=TextKind.FULL, at=NOW)
    assert ask(store, stories.latest_snapshot, kept).text == FULL
    outlined = ask(store, window.outline, GroupingRequest(NOW, NOW.replace(year=2020)), GroupingProgress(), 1)
    assert [each.id for each in outlined] == [kept]


def test_the_verdict_of_the_closed_thread_moves_to_the_one_that_stays(store: Database) -> None:
    kept, former = two(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former))
    tell(store, verdicts.give, ["bbbb"], Verdict.FOLLOW, NOW)
    join(store, kept, former)
    assert ask(store, thread_ids.resolve_thread, "bbbb") == "aaaa"
    row = ask(store, material.thread_material, "aaaa").row
    assert (row.verdict, row.stories) == (Verdict.FOLLOW, 1)


def test_within_one_thread_the_count_falls_and_reprints_lead_to_the_kept_story(store: Database) -> None:
    kept, former = two(store)
    (third,) = file(store, a_feed(store), a_filing(3))
    group(store, a_thread("aaaa", kept, former, third))
    tell(
        store,
        lambda c: c.execute("UPDATE memberships SET reprint_of = ? WHERE story_id IN (?, ?)", (former, third, kept)),
    )
    join(store, kept, former)
    members = ask(store, material.thread_material, "aaaa").members
    assert [(each.story.id, each.reprint_of) for each in members] == [(kept, 0), (third, kept)]
    assert ask(store, material.thread_material, "aaaa").row.stories == 2


def test_constraints_on_the_former_story_move_to_the_kept_one(store: Database) -> None:
    kept, former = two(store)
    (third,) = file(store, a_feed(store), a_filing(3))
    cannot_link(store, former, third)
    join(store, kept, former)
    assert [(each.story_a, each.story_b, each.must) for each in ask(store, constraints.constraints)] == [
        (kept, third, False)
    ]


def test_stories_with_a_cannot_link_are_not_merged(store: Database) -> None:
    kept, former = two(store)
    cannot_link(store, kept, former)
    tell(store, duplicates.note_claim, former, "https://herald.example/story/1", NOW)
    assert ask(store, duplicates.claimed_pairs) == ()
    assert not join(store, kept, former)


def test_a_split_can_be_undone_after_its_story_was_merged(store: Database) -> None:
    kept, former = two(store)
    (third,) = file(store, a_feed(store), a_filing(3))
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former, third))
    tell(store, merge_split.split_story, "bbbb", third, NOW)
    join(store, kept, former)
    assert len(ask(store, constraints.constraints)) == 1
    tell(store, decisions.undo, NOW)
    assert ask(store, constraints.constraints) == ()
    assert ask(store, integrity_faults) == ()


def test_a_claim_on_another_storys_address_makes_a_pair_and_one_on_its_own_does_not(store: Database) -> None:
    kept, former = two(store)
    tell(store, duplicates.note_claim, former, "https://herald.example/story/2", NOW)
    assert ask(store, duplicates.claimed_pairs) == ()
    tell(store, duplicates.note_claim, former, "https://herald.example/story/1", NOW)
    (pair,) = ask(store, duplicates.claimed_pairs)
    assert (pair.kept, pair.former) == (kept, former)


def test_an_address_that_many_stories_claim_is_ignored(store: Database) -> None:
    file(store, a_feed(store), *(a_filing(number) for number in range(1, 6)))
    for story in range(2, 6):
        tell(store, duplicates.note_claim, story, "https://herald.example/story/1", NOW)
    assert ask(store, duplicates.claimed_pairs) == ()


def test_an_entry_that_moves_to_the_address_of_another_story_claims_it(store: Database) -> None:
    (kept,) = file(store, a_feed(store), a_filing(1))
    wire = a_feed(store, "https://wire.example/feed")
    (former,) = file(store, wire, a_filing(2, guid="g", title="Port", url="https://herald.example/out/2"))
    file(store, wire, a_filing(2, guid="g", title="Port", url="https://herald.example/story/1"))
    assert [(pair.kept, pair.former) for pair in ask(store, duplicates.claimed_pairs)] == [(kept, former)]


def test_an_entry_does_not_move_to_another_host(store: Database) -> None:
    file(store, a_feed(store), a_filing(1))
    wire = a_feed(store, "https://wire.example/feed")
    file(store, wire, a_filing(2, guid="g", title="Port", url="https://wire.example/2"))
    file(store, wire, a_filing(2, guid="g", title="Port", url="https://herald.example/story/1"))
    assert ask(store, duplicates.claimed_pairs) == ()
