from collections.abc import Sequence

from briefing.analysis.threads.thread_ids import assign_thread_ids, thread_id


def fresh(stories: Sequence[int]) -> str:
    return f"new-{stories[0]}"


def test_a_group_keeps_the_id_of_its_stories() -> None:
    assigned = assign_thread_ids({"t-a": [1, 2], "t-b": [3]}, [(3, 4), (1, 2, 5), (6,)], fresh)
    assert assigned.ids == ("t-b", "t-a", "new-6")
    assert assigned.redirects == {}


def test_when_threads_merge_the_older_id_wins_and_the_other_redirects() -> None:
    assigned = assign_thread_ids({"t-old": [1], "t-young": [2, 3]}, [(1, 2, 3)], fresh)
    assert assigned.ids == ("t-old",)
    assert assigned.redirects == {"t-young": "t-old"}


def test_when_a_thread_splits_its_largest_part_keeps_the_id() -> None:
    assigned = assign_thread_ids({"t-a": [1, 2, 3]}, [(1,), (2, 3)], fresh)
    assert assigned.ids == ("new-1", "t-a")


def test_a_thread_that_left_the_window_gives_no_id_and_no_redirect() -> None:
    assigned = assign_thread_ids({"t-gone": [9]}, [(1,)], fresh)
    assert assigned.ids == ("new-1",)
    assert assigned.redirects == {}


def test_ids_are_made_from_the_story_and_grow_on_collision() -> None:
    short = thread_id("https://a.example/1")
    assert short == thread_id("https://a.example/1")
    assert len(short) == 10
    assert thread_id("https://a.example/1", {short}).startswith(short)
    assert len(thread_id("https://a.example/1", {short})) == 11
