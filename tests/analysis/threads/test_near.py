from briefing.analysis.threads.near import near_stories
from briefing.model.grouping import Outlined
from tests.analysis.threads.stories import FLOOD, OTHERS, STRIKE, story

TITLES = [title for title, _ in (*STRIKE, *FLOOD, *OTHERS)]


def outlined(*titles: str) -> list[Outlined]:
    return [
        Outlined(number, title, "", recent=True, thread="", fresh=False, latest=True)
        for number, title in enumerate(titles, 1)
    ]


def test_stories_with_the_same_rare_words_in_the_title_are_near() -> None:
    near = near_stories([story(20, "Velmar customs strike: talks fail")], outlined(*TITLES))
    assert set(near) <= {0, 1, 2, 3}
    assert near


def test_a_word_of_the_lead_leads_to_a_title() -> None:
    near = near_stories([story(20, "Aid reaches villages", "Boats came to the Ostrava valley.")], outlined(*TITLES))
    assert set(near) <= {4, 5, 6}
    assert near


def test_a_story_of_its_own_kind_is_near_to_none() -> None:
    assert near_stories([story(20, "Orchard pears ripen early")], outlined(*TITLES)) == ()


def test_titles_without_words_are_near_to_none() -> None:
    assert near_stories([story(20, "?!")], outlined("", "?")) == ()


def test_words_without_spaces_between_them_are_found() -> None:
    assert near_stories([story(20, "釜山港のストライキ")], outlined("チェス王者が引退", "釜山港でストライキ")) == (1,)


def test_the_words_of_a_large_thread_lead_to_it() -> None:
    others = [Outlined(number, f"Marsh {number}", "", True, "", False, True) for number in range(1, 200)]
    strike = [
        Outlined(number, f"Velmar dockers strike: {number}", "", True, "t-strike", False, True)
        for number in range(200, 270)
    ]
    near = near_stories([story(300, "Velmar dockers strike")], [*others, *strike])
    assert near
    assert set(near) <= set(range(199, 269))


def test_a_word_in_the_titles_of_very_many_threads_leads_nowhere() -> None:
    marshes = [Outlined(number, f"Marsh {number}", "", True, f"t-{number}", False, True) for number in range(1, 70)]
    assert near_stories([story(300, "Marsh birds")], marshes) == ()
