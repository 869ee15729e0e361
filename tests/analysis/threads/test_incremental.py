from briefing.analysis.threads.incremental import (
    LARGEST,
    full_scope,
    incremental_scope,
    is_full_grouping_due,
    late_stories,
)
from briefing.model.grouping import FormerThread, StoryOutline


def outlined(number: int, thread: str = "", *, recent: bool = True, fresh: bool = False) -> StoryOutline:
    return StoryOutline(number, recent, thread, fresh or not thread, recent)


def former(window: list[StoryOutline]) -> dict[str, FormerThread]:
    threads = dict.fromkeys(story.thread for story in window if story.thread)
    stories = {thread: tuple(one.id for one in window if one.thread == thread) for thread in threads}
    return {thread: FormerThread(held, held[0]) for thread, held in stories.items()}


WINDOW = [outlined(1, "t-1"), outlined(2, "t-1"), outlined(3, "t-2"), outlined(4, "t-3"), outlined(5)]


def test_only_threads_of_candidates_are_grouped_again() -> None:
    part = incremental_scope(WINDOW, former(WINDOW), candidates=(2,), reopened=(), constrained=())
    assert part.stories == {3, 5}
    assert set(part.former) == {"t-2"}


def test_a_thread_is_grouped_again_as_a_whole() -> None:
    assert incremental_scope(WINDOW, former(WINDOW), candidates=(1,), reopened=(), constrained=()).stories == {1, 2, 5}


def test_threads_that_are_reopened_are_grouped_again() -> None:
    assert incremental_scope(WINDOW, former(WINDOW), candidates=(), reopened=("t-3",), constrained=()).stories == {4, 5}


def test_a_story_with_another_text_brings_its_thread_along_and_may_leave_it() -> None:
    window = [outlined(1, "t-1", fresh=True), outlined(2, "t-1"), outlined(3, "t-1"), outlined(4, "t-2")]
    part = incremental_scope(window, former(window), candidates=(), reopened=(), constrained=())
    assert part.stories == {1, 2, 3}
    assert part.former["t-1"].held == (2, 3)


def test_no_story_of_a_reopened_thread_is_held() -> None:
    part = incremental_scope(WINDOW, former(WINDOW), candidates=(0,), reopened=("t-1",), constrained=())
    assert part.former["t-1"].held == ()


def test_a_thread_that_ended_takes_in_no_story() -> None:
    window = [outlined(1, "t-1", recent=False), outlined(2)]
    assert incremental_scope(window, former(window), candidates=(0,), reopened=(), constrained=()).stories == {2}


def test_a_large_thread_is_represented_by_some_stories_and_the_constrained_ones() -> None:
    window = [outlined(number, "t-1") for number in range(1, 501)] + [outlined(501)]
    part = incremental_scope(window, former(window), candidates=(7,), reopened=(), constrained=(44,))
    (thread,) = part.former.values()
    assert thread.held == thread.stories
    assert {1, 44} <= set(thread.stories)
    assert LARGEST <= len(thread.stories) <= LARGEST + 2
    assert set(thread.stories).isdisjoint(part.rest["t-1"])
    assert len(thread.stories) + len(part.rest["t-1"]) == 500


def test_stories_with_another_text_do_not_represent_a_large_thread() -> None:
    count = 2 * LARGEST
    window = [outlined(number, "t-1", fresh=number % 2 == 1) for number in range(1, count + 1)]
    part = incremental_scope(window, former(window), candidates=(), reopened=(), constrained=())
    assert part.former["t-1"].held == tuple(range(2, count + 1, 2))


def test_the_whole_window_is_grouped_when_much_of_it_is_new() -> None:
    settled = [outlined(number, "t-1") for number in range(200)]
    few = [outlined(200 + number) for number in range(200 // 20)]
    many = [outlined(200 + number) for number in range(200 // 5)]
    assert not is_full_grouping_due([*settled, *few], newest_then=200)
    assert is_full_grouping_due([*settled, *many], newest_then=200)
    assert is_full_grouping_due([*settled, *few], newest_then=200 // 2)


def test_old_stories_are_grouped_only_if_their_thread_is_running() -> None:
    window = [outlined(1, "t-1", recent=False), outlined(2, "t-1"), outlined(3, "t-2", recent=False)]
    assert full_scope(window, former(window), ()).stories == {1, 2}
    assert full_scope(window, former(window), ("t-2",)).stories == {1, 2, 3}


def test_a_story_that_arrives_late_stays_alone() -> None:
    assert late_stories([outlined(1, recent=False), outlined(2), outlined(3, "t-1", recent=False)]) == (1,)
