from collections.abc import Sequence

from briefing.analysis.threads.candidates import candidate_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.model.grouping import StoryOutline, StoryText
from tests.analysis.threads.stories import FLOOD, OTHERS, STRIKE, outlined, story

TITLES = [title for title, _ in (*STRIKE, *FLOOD, *OTHERS)]


def window_of(*titles: str) -> list[StoryOutline]:
    return [outlined(number, title) for number, title in enumerate(titles, 1)]


def candidates_for(one: StoryText, window: Sequence[StoryOutline]) -> tuple[int, ...]:
    return candidate_stories([encode_story(one)], window)


def test_stories_with_the_same_rare_words_in_the_title_are_candidates() -> None:
    near = candidates_for(story(20, "Velmar customs strike: talks fail"), window_of(*TITLES))
    assert set(near) <= {0, 1, 2, 3}
    assert near


def test_a_word_of_the_lead_finds_a_title() -> None:
    near = candidates_for(story(20, "Aid reaches villages", "Boats came to the Ostrava valley."), window_of(*TITLES))
    assert set(near) <= {4, 5, 6}
    assert near


def test_a_story_about_something_else_has_no_candidates() -> None:
    assert candidates_for(story(20, "Orchard pears ripen early"), window_of(*TITLES)) == ()


def test_titles_without_words_are_no_candidates() -> None:
    assert candidates_for(story(20, "?!"), window_of("", "?")) == ()


def test_words_without_spaces_between_them_are_found() -> None:
    assert candidates_for(story(20, "釜山港のストライキ"), window_of("チェス王者が引退", "釜山港でストライキ")) == (1,)


def test_the_words_of_a_large_thread_find_it() -> None:
    others = [outlined(number, f"Marsh {number}") for number in range(1, 200)]
    strike = [outlined(number, f"Velmar dockers strike: {number}", thread="t-strike") for number in range(200, 270)]
    near = candidates_for(story(300, "Velmar dockers strike"), [*others, *strike])
    assert near
    assert set(near) <= set(range(199, 269))


def test_a_word_in_the_titles_of_very_many_threads_finds_nothing() -> None:
    marshes = [outlined(number, f"Marsh {number}", thread=f"t-{number}") for number in range(1, 70)]
    assert candidates_for(story(300, "Marsh birds"), marshes) == ()
