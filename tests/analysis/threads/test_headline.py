from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.headline import Member, lead_story
from briefing.model.grouping import StoryText
from tests.analysis.threads.stories import STRIKE, story


def _member(one: StoryText, similarity: float = 0.5) -> Member:
    return one, encode_story(one), similarity


def _strike() -> list[Member]:
    return [_member(story(number, title, lead)) for number, (title, lead) in enumerate(STRIKE, 1)]


def test_the_title_names_what_most_stories_share() -> None:
    others = [*_strike(), _member(story(9, "What comes next for the people of the coast?", STRIKE[0][1]))]
    assert lead_story(others) in (1, 2, 3)


def test_the_title_shown_stays_unless_another_is_clearly_better() -> None:
    best = lead_story(_strike())
    other = next(number for number in (1, 2, 3) if number != best)
    assert lead_story(_strike(), previous=other) == other
    worse = [*_strike(), _member(story(9, "Comment", ""), 0.1)]
    assert lead_story(worse, previous=9) == best


def test_a_previous_story_that_left_the_thread_does_not_count() -> None:
    assert lead_story(_strike(), previous=77) == lead_story(_strike())


def test_the_title_of_a_large_thread_stays_among_those_compared() -> None:
    members = [_member(story(number, STRIKE[number % 4][0]), 0.9) for number in range(1, 200)]
    members.append(_member(story(500, STRIKE[1][0]), 0.8))
    assert lead_story(members, previous=500) == 500
