"""Threads: stable ids, memberships, redirects, the window."""

from dataclasses import replace
from datetime import timedelta

from briefing.model.grouping import GroupingProgress, GroupingRequest, Placement, StoryOutline
from briefing.model.inbox import InboxFilter
from briefing.model.verdict import Verdict
from briefing.store import constraints, decisions, thread_ids, threads, verdicts, views, window
from briefing.store.database import Database
from briefing.store.timestamps import to_timestamp
from tests.store.builders import NOW, a_feed, a_filing, a_thread, ask, cannot_link, file, group, must_link, tell, unlink

LATER = NOW + timedelta(hours=2)


def shown(store: Database) -> list[str]:
    return [row.id for row in ask(store, views.thread_rows, InboxFilter(), now=LATER)]


def three_stories(store: Database) -> tuple[int, ...]:
    return file(
        store, a_feed(store), *(a_filing(number, published=NOW - timedelta(hours=number)) for number in (3, 2, 1))
    )


def outlined(store: Database, *, days: int = 2) -> list[StoryOutline]:
    stories: list[StoryOutline] = ask(
        store, window.outline, GroupingRequest(NOW, NOW - timedelta(days=days)), GroupingProgress(), 1
    )
    return stories


def test_a_story_is_in_one_thread(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first, second), a_thread("t-2", third))
    group(store, a_thread("t-1", first), a_thread("t-2", third, second))
    threads_now = ask(store, window.former_threads, outlined(store))
    assert {name: thread.stories for name, thread in threads_now.items()} == {"t-1": (first,), "t-2": (second, third)}


def test_grouping_knows_which_threads_are_dropped(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first, second), a_thread("t-2", third))
    tell(store, verdicts.give, ["t-2"], Verdict.DROP, NOW)
    threads_now = ask(store, window.former_threads, outlined(store))
    assert {name: thread.dropped for name, thread in threads_now.items()} == {"t-1": False, "t-2": True}


def test_how_far_the_window_was_grouped_is_stored(store: Database) -> None:
    grouped = GroupingProgress(snapshot=7, whole=5, families=3, share=431)
    tell(store, window.note_grouped, grouped)
    assert ask(store, window.grouped_so_far) == grouped


def test_threads_not_named_are_left_alone(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first, second), a_thread("t-2", third))
    group(store, a_thread("t-1", first, second, score=9.0))
    assert shown(store) == ["t-1", "t-2"]


def test_a_merged_thread_leads_to_the_one_that_took_its_stories(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-old", first), a_thread("t-mid", second), a_thread("t-new", third))
    group(store, a_thread("t-mid", first, second), merged={"t-old": "t-mid"})
    group(store, a_thread("t-new", first, second, third), merged={"t-mid": "t-new"})
    assert ask(store, thread_ids.resolve_thread, "t-old") == "t-new"
    assert shown(store) == ["t-new"]


def test_a_thread_that_lost_all_its_stories_is_closed_but_known(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    group(store, a_thread("t-2", first, second))
    assert shown(store) == ["t-2"]
    assert ask(store, thread_ids.resolve_thread, "t-1") == "t-1"


def test_a_closed_thread_that_gets_stories_again_opens(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    group(store, a_thread("t-2", first, second), merged={"t-1": "t-2"})
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    assert sorted(shown(store)) == ["t-1", "t-2"]
    assert ask(store, thread_ids.resolve_thread, "t-1") == "t-1"


def test_a_thread_that_lost_some_stories_counts_what_it_has_left(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first, second, third))
    group(store, a_thread("t-2", first))
    row = ask(store, views.thread_row, "t-1", LATER)
    assert (row.stories, row.first_seen) == (2, NOW - timedelta(hours=2))
    assert row.title == "Dockers at port 2 walk out"


def test_a_thread_is_found_by_a_beginning_that_only_it_has(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-7f3a", first), a_thread("t-7f9b", second), a_thread("t-80", third))
    assert ask(store, thread_ids.resolve_thread, "t-7f3") == "t-7f3a"
    assert ask(store, thread_ids.resolve_thread, "t-7f") is None
    assert ask(store, thread_ids.resolve_thread, "") is None
    assert ask(store, thread_ids.resolve_thread, "%") is None


def test_stories_that_came_since_the_user_looked_are_counted(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first))
    assert ask(store, views.thread_row, "t-1", LATER).new_stories == 0
    tell(store, threads.mark_looked, "t-1", NOW + timedelta(hours=1))
    group(store, a_thread("t-1", first, second, third), at=LATER)
    row = ask(store, views.thread_row, "t-1", LATER)
    assert (row.new_stories, row.looked) == (2, NOW + timedelta(hours=1))


def test_regrouping_does_not_make_old_members_new(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1", first, second))
    tell(store, threads.mark_looked, "t-1", NOW)
    group(store, a_thread("t-1", first, second, score=2.0), at=LATER)
    assert ask(store, views.thread_row, "t-1", LATER).new_stories == 0


def test_the_window_holds_old_stories_of_open_threads(store: Database) -> None:
    old = file(store, a_feed(store), a_filing(1, published=NOW - timedelta(days=9)), at=NOW - timedelta(days=9))
    other = file(store, a_feed(store), a_filing(2, published=NOW - timedelta(days=9)), at=NOW - timedelta(days=9))
    young = file(store, a_feed(store), a_filing(3))
    group(store, a_thread("t-1", *old, *young), a_thread("t-2", *other))
    held = [story.id for story in outlined(store)]
    assert held == [*old, *young]
    assert ask(store, window.story_texts, held)[1].lead.startswith("Dockers walked out of port 3")


def test_merged_stories_share_one_key(store: Database) -> None:
    first, second, third = three_stories(store)
    fourth = file(store, a_feed(store), a_filing(4))[0]
    for pair in ((third, fourth), (first, second), (second, third)):
        must_link(store, *pair)
    ids = [story.id for story in outlined(store)]
    assert len({text.pinned for text in ask(store, window.story_texts, ids)}) == 1
    unlink(store, third, second)
    pins = {text.id: text.pinned for text in ask(store, window.story_texts, ids)}
    assert pins[first] == pins[second] != pins[third] == pins[fourth]


def test_the_latest_constraint_on_two_stories_counts(store: Database) -> None:
    first, second, _ = three_stories(store)
    must_link(store, first, second)
    cannot_link(store, second, first)
    assert [word.must for word in ask(store, constraints.constraints)] == [False]


def test_a_verdict_survives_regrouping_and_moves_with_a_merge(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    tell(store, verdicts.give, ["t-1"], Verdict.BRIEF, NOW)
    group(store, a_thread("t-1", first, third), a_thread("t-2", second))
    assert ask(store, views.thread_row, "t-1", LATER).verdict is Verdict.BRIEF
    group(store, a_thread("t-2", first, second, third), merged={"t-1": "t-2"})
    assert ask(store, views.thread_row, "t-2", LATER).verdict is Verdict.BRIEF


def test_undo_reaches_the_thread_that_a_decided_one_was_merged_into(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    tell(store, verdicts.give, ["t-1"], Verdict.DROP, NOW)
    group(store, a_thread("t-2", first, second), merged={"t-1": "t-2"})
    tell(store, decisions.undo, LATER)
    assert ask(store, views.thread_row, "t-2", LATER).verdict is Verdict.NEW
    tell(store, decisions.redo, LATER)
    assert ask(store, views.thread_row, "t-2", LATER).verdict is Verdict.DROP


def test_a_weaker_verdict_does_not_overrule_that_of_the_thread_it_is_merged_into(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1", first), a_thread("t-2", second))
    tell(store, verdicts.give, ["t-1"], Verdict.DROP, NOW)
    tell(store, verdicts.give, ["t-2"], Verdict.FOLLOW, NOW)
    group(store, a_thread("t-2", first, second), merged={"t-1": "t-2"})
    assert ask(store, views.thread_row, "t-2", LATER).verdict is Verdict.FOLLOW


def test_a_story_seen_in_one_thread_is_not_new_in_another(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first, second))
    tell(store, threads.mark_looked, "t-1", NOW)
    group(store, a_thread("t-1", first), a_thread("t-2", second, third), at=LATER)
    (moved,) = [row for row in ask(store, views.thread_rows, InboxFilter(), now=LATER) if row.id == "t-2"]
    assert (moved.looked, moved.new_stories) == (NOW, 1)


def test_a_reprint_is_not_counted_as_new(store: Database) -> None:
    first, second, third = three_stories(store)
    group(store, a_thread("t-1", first))
    tell(store, threads.mark_looked, "t-1", NOW)
    reprint = Placement(third, reprint_of=first, reprint_share=0.9)
    group(store, replace(a_thread("t-1", first, second), stories=(Placement(first), Placement(second), reprint)))
    assert ask(store, views.thread_row, "t-1", LATER).new_stories == 1


def test_the_id_of_a_story_without_an_address_comes_from_outlet_title_and_date(store: Database) -> None:
    file(store, a_feed(store), a_filing(url="", title="Port closed"))
    keys = ask(store, thread_ids.first_story_keys, {"a": (1,)})
    assert keys == {"a": f"Herald\nPort closed\n{to_timestamp(NOW - timedelta(hours=1))}"}


def test_ids_come_from_the_address_of_the_first_story_whatever_its_number(store: Database) -> None:
    first, second, third = three_stories(store)
    keys = ask(store, thread_ids.first_story_keys, {"a": (third, second), "b": (first, third)})
    assert keys == {"a": "https://herald.example/story/2", "b": "https://herald.example/story/3"}


def test_the_id_of_a_closed_thread_is_free_again(store: Database) -> None:
    first, second, _ = three_stories(store)
    group(store, a_thread("t-1a", first), a_thread("t-1b", second))
    group(store, a_thread("t-1b", first, second))
    assert ask(store, thread_ids.open_ids_with_prefix, ["t-1"]) == {"t-1b"}
