"""Merged stories stay out of threads, whatever an earlier grouping knew."""

from briefing.model.grouping import GroupingRequest, Placement, ThreadPlacement
from briefing.services.regroup_job import group_stored_window
from briefing.store import duplicates, material, threads
from briefing.store.database import Database
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, file, group, must_link, tell


def joined(store: Database) -> tuple[int, int, int]:
    """File three stories and merge the second into the first."""
    kept, former, third = file(store, a_feed(store), *(a_filing(number) for number in (1, 2, 3)))
    tell(store, duplicates.merge_stories, kept, former, NOW)
    return kept, former, third


def places(store: Database) -> list[tuple[int, str]]:
    rows = tell(store, lambda c: c.execute("SELECT story_id, thread_id FROM memberships").fetchall())
    return [tuple(row) for row in rows]


def test_a_grouping_begun_before_a_merge_does_not_bring_the_former_story_back(store: Database) -> None:
    kept, former = file(store, a_feed(store), a_filing(1), a_filing(2))
    settled = group_stored_window(store.path, GroupingRequest(NOW, NOW.replace(year=2025)))
    tell(store, duplicates.merge_stories, kept, former, NOW)
    tell(store, threads.save_grouping, settled.placements, at=NOW)
    ((story, thread),) = places(store)
    assert story == kept
    assert [each.story.id for each in ask(store, material.thread_material, thread).members] == [kept]


def test_a_thread_named_by_the_former_story_is_named_by_another(store: Database) -> None:
    kept, former, third = joined(store)
    reprint = ThreadPlacement("bbbb", former, (Placement(former), Placement(third, reprint_of=former)), 2, 1.0)
    group(store, a_thread("aaaa", kept), reprint)
    shown = ask(store, material.thread_material, "bbbb")
    assert (shown.row.stories, shown.row.independent) == (1, 1)
    assert [(each.story.id, each.reprint_of) for each in shown.members] == [(third, 0)]


def test_a_thread_of_the_former_story_alone_is_not_made(store: Database) -> None:
    kept, former, _ = joined(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former))
    assert places(store) == [(kept, "aaaa")]
    assert ask(store, material.thread_material, "bbbb") is None


def test_a_membership_of_a_former_story_breaks_no_page_and_is_removed_by_the_next_grouping(
    store: Database,
) -> None:
    kept, former, third = joined(store)
    group(store, a_thread("aaaa", kept), a_thread("bbbb", third))
    statement = """
        INSERT INTO memberships (story_id, thread_id, similarity, reasons, reprint_of, reprint_share, joined)
        VALUES (?, 'bbbb', 0, '[]', 0, 0, 0)
    """
    tell(store, lambda c: c.execute(statement, (former,)))
    assert [each.story.id for each in ask(store, material.thread_material, "bbbb").members] == [third]
    group(store, a_thread("aaaa", kept))
    assert places(store) == [(kept, "aaaa"), (third, "bbbb")]
    assert ask(store, material.thread_material, "bbbb").row.stories == 1


def test_a_must_link_with_the_former_story_is_kept_when_its_threads_are_grouped_again(store: Database) -> None:
    kept, former, third = file(
        store,
        a_feed(store),
        a_filing(1, title="Grain terminal shut", text="The grain terminal of Port Velmar stays shut."),
        a_filing(2, title="Silo closed by order", text="Inspectors closed a silo by order of judges in the delta."),
        a_filing(3, title="Bananas ripen early", text="Farmers of Orsina pick yellow bananas weeks early."),
    )
    group(store, a_thread("aaaa", kept), a_thread("bbbb", former, third))
    must_link(store, former, third)
    touched = tell(store, duplicates.merge_stories, kept, former, NOW)
    settled = group_stored_window(store.path, GroupingRequest(NOW, NOW.replace(year=2025), touched))
    tell(store, threads.save_grouping, settled.placements, at=NOW)
    assert len({thread for _, thread in places(store)}) == 1
