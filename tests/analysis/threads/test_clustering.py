import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from string import ascii_lowercase

from briefing.analysis.threads.average_link import PART_SHARE
from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.clustering import cluster_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.model.grouping import Background, Group, StoryText
from tests.analysis.threads.stories import FLOOD, MORNING, STRIKE, groups_of, outlined, story, three_events


def grouped(stories: list[StoryText], cannot_link: frozenset[tuple[int, int]] = frozenset()) -> list[tuple[int, ...]]:
    return [group.stories for group in _groups(stories, cannot_link)]


def _groups(stories: list[StoryText], cannot_link: frozenset[tuple[int, int]] = frozenset()) -> tuple[Group, ...]:
    return groups_of(stories, count_terms((one.title, one.lead) for one in stories), cannot_link=cannot_link)


def test_stories_about_one_event_are_together_and_others_alone() -> None:
    assert grouped(three_events()) == [(1, 2, 3, 4), (5, 6, 7), (8,), (9,)]


def test_a_cold_start_needs_no_background() -> None:
    assert [group.stories for group in groups_of(three_events(), Background())][:2] == [(1, 2, 3, 4), (5, 6, 7)]


def test_the_order_of_the_stories_changes_nothing() -> None:
    stories = three_events()
    expected = _groups(stories)
    for seed in range(5):
        random.Random(seed).shuffle(stories)
        assert _groups(stories) == expected


def test_stories_the_user_merged_stay_together() -> None:
    stories = [replace(one, pinned="m1") if one.id in (8, 9) else one for one in three_events()]
    assert (8, 9) in grouped(stories)


def test_stories_the_user_split_are_never_together() -> None:
    groups = grouped(three_events(), cannot_link=frozenset({(1, 2)}))
    assert not any({1, 2} <= set(group) for group in groups)


def test_a_constraint_on_a_story_outside_the_window_is_ignored() -> None:
    assert grouped(three_events(), cannot_link=frozenset({(1, 99)}))[0] == (1, 2, 3, 4)


def test_a_column_stays_alone() -> None:
    title = "Morning briefing: Port Velmar customs strike, Ostrava valley flood"
    assert (20,) in grouped([*three_events(), story(20, title, STRIKE[0][1])])


def test_undated_stories_are_grouped_by_their_words() -> None:
    stories = [replace(one, published=None) for one in three_events()]
    assert grouped(stories)[:2] == [(1, 2, 3, 4), (5, 6, 7)]


def test_the_same_words_weeks_apart_in_a_full_archive_are_two_events() -> None:
    early = [story(number, *FLOOD[number - 1]) for number in (1, 2, 3)]
    late = [story(number + 10, *FLOOD[number - 1], hours=21 * 24) for number in (1, 2, 3)]
    between = [
        story(1000 + number, f"Quiet day number {number} in the town of Lund{number}", hours=100 + number)
        for number in range(150)
    ]
    groups = grouped([*early, *between, *late])
    assert not any({1, 11} <= set(group) for group in groups)


def test_each_member_has_a_similarity_and_single_stories_have_no_reasons() -> None:
    for group in _groups(three_events()):
        for member in group.members:
            assert 0 <= member.similarity <= 1
            assert bool(member.reasons) == (len(group.members) > 1)


def test_members_are_in_order_of_publication() -> None:
    stories = [replace(one, published=MORNING - timedelta(hours=one.id)) for one in three_events()]
    assert grouped(stories)[0] == (4, 3, 2, 1)


def test_empty_titles_stay_alone() -> None:
    assert grouped([story(1, ""), story(2, ""), story(3, "?!")]) == [(1,), (2,), (3,)]


def test_a_doubt_does_not_separate_stories_that_were_together() -> None:
    doubtful = next(pair for pair in _ever_less_similar() if not _joined(pair))
    assert _joined(doubtful, former=((1, 2),))
    assert not _joined(doubtful, former=((1,), (2,)))


def test_a_dropped_thread_takes_in_only_what_is_clearly_about_its_event() -> None:
    pairs = list(_ever_less_similar())
    assert _groups_with_dropped(pairs[0], {1}) == 1, "the same text comes to it"
    doubtful = next(pair for pair in reversed(pairs) if _joined(pair))
    assert _groups_with_dropped(doubtful, {1}) == 2
    assert _groups_with_dropped(doubtful, {1, 2}) == 1, "what the user dropped stays together"
    assert _groups_with_dropped(three_events()[:4], {1, 2, 3}) == 1


def test_a_part_of_a_window_is_grouped_as_densely_as_the_whole_one_was() -> None:
    encoded = [encode_story(each) for each in three_events()]
    window = [outlined(each.id) for each in three_events()] + [outlined(90)]
    statistics = TermStatistics(Background())
    loose, strict = (cluster_stories(encoded, statistics, window=window, share=share) for share in (0.3, 1.0))
    assert (loose.share, strict.share) == (0.3, 1.0)
    assert len(loose.clusters) < len(strict.clusters)
    assert cluster_stories(encoded, statistics, window=window).share == PART_SHARE


def _groups_with_dropped(stories: list[StoryText], dropped: Collection[int]) -> int:
    encoded = [encode_story(each) for each in stories]
    return len(cluster_stories(encoded, TermStatistics(Background()), dropped=frozenset(dropped)).clusters)


def _ever_less_similar() -> Iterator[list[StoryText]]:
    """Yield pairs of stories whose leads have fewer and fewer words in common."""
    own, others = ([f"{word}{letter}ro" for letter in ascii_lowercase] for word in ("velm", "ostr"))
    for shared in range(len(own), 0, -1):
        yield [story(1, "Title one", " ".join(own)), story(2, "Other two", " ".join([*own[:shared], *others[shared:]]))]


def _joined(pair: list[StoryText], former: tuple[tuple[int, ...], ...] = ()) -> bool:
    return len(groups_of(pair, Background(), former=former)) == 1


def test_a_merge_by_the_user_draws_in_no_other_story() -> None:
    for seed in range(40):
        chance = random.Random(seed)
        stories = three_events() + [story(20 + number, _mixture(chance), hours=number) for number in range(8)]
        before = grouped(stories)
        large = [group for group in before if len(group) > 1]
        if len(large) < 2:
            continue
        one, other = chance.sample(large, 2)
        merged = {*one, *other}
        after = grouped([replace(each, pinned="m1") if each.id in merged else each for each in stories])
        assert next(set(group) for group in after if one[0] in group) == merged


def _mixture(chance: random.Random) -> str:
    """Return a title that has words of several events, so that it is similar to each and belongs to none."""
    words = [word for title, _ in (*STRIKE, *FLOOD) for word in title.split()]
    return " ".join(chance.sample(words, 5))
