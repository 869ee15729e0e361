"""Grouping a window step by step and all at once."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.thread_assembly import GroupedWindow, assemble_afresh, assemble_threads, thread_placements
from briefing.analysis.threads import clustering
from briefing.analysis.threads.average_link import Clusters
from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.candidates import candidate_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.incremental import LARGEST, incremental_scope
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import FormerThread, Group, Membership, StoryOutline, StoryText
from tests.analysis.threads.stories import MORNING, outlined, story, three_events

SYLLABLES = ("vel", "mar", "ost", "rav", "kel", "bin", "dun", "tar", "row", "ilv", "gra", "sor", "quen", "lub", "fesk")


def events(sizes: Sequence[int]) -> list[StoryText]:
    """Return stories about as many events as there are `sizes`, that many about each, in words of its own."""
    stories = []
    for event, size in enumerate(sizes):
        words = [f"{first}{second}{event}o".capitalize() for first, second in pairwise(SYLLABLES[event : event + 7])]
        for number in range(size):
            kept = [word for index, word in enumerate(words) if index != number % len(words)]
            stories.append(story(10 * event + number + 1, " ".join(kept), hours=number))
    return stories


def threads_of(window: GroupedWindow, stories: Sequence[StoryText]) -> dict[str, FormerThread]:
    texts = {one.id: one for one in stories}
    return {
        own_id: FormerThread(window.groups[index], window.describe(index, texts).lead)
        for index, own_id in enumerate(window.assigned.ids)
    }


def encoded(stories: Sequence[StoryText]) -> list[EncodedStory]:
    return [encode_story(one) for one in stories]


def statistics_of(stories: Sequence[StoryText]) -> TermStatistics:
    return TermStatistics(count_terms((one.title, one.lead) for one in stories))


def outline_of(stories: Sequence[StoryText], threads: dict[str, FormerThread]) -> list[StoryOutline]:
    home = {one: own_id for own_id, thread in threads.items() for one in thread.stories}
    ordered = sorted(stories, key=lambda one: (one.published, one.id))
    return [
        outlined(one.id, one.title, thread=home.get(one.id, ""), fresh=one.id not in home, outlet=one.outlet)
        for one in ordered
    ]


def grouped_incrementally(stories: list[StoryText], threads: dict[str, FormerThread]) -> GroupedWindow:
    outline = outline_of(stories, threads)
    fresh = [one.id for one in outline if one.fresh]
    candidates = candidate_stories(encoded([one for one in stories if one.id in fresh]), outline) if fresh else ()
    scope = incremental_scope(outline, threads, candidates, (), ())
    chosen = [one for one in stories if one.id in scope.stories]
    return assemble_threads(encoded(chosen), statistics_of(stories), scope.former, window=outline, fresh=fresh)


def grouped_afresh(stories: list[StoryText]) -> GroupedWindow:
    return assemble_afresh(encoded(stories), statistics_of(stories), {})


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=6),
    st.integers(0, 1_000),
)
def test_clear_events_are_the_same_step_by_step_and_at_once(sizes: list[int], seed: int) -> None:
    stories, chance = events(sizes), random.Random(seed)
    first = [one for one in stories if chance.random() < 0.6] or stories[:1]
    threads = threads_of(grouped_afresh(first), first)
    window = grouped_incrementally(stories, threads)
    gone = {*window.assigned.ids, *window.assigned.redirects}
    found = [*window.groups, *(thread.stories for own_id, thread in threads.items() if own_id not in gone)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, grouped_afresh(stories).groups))


def test_the_same_stored_input_gives_the_same_window() -> None:
    stories = three_events()
    threads = threads_of(grouped_afresh(stories[:6]), stories)
    assert grouped_incrementally(stories, threads) == grouped_incrementally(stories, threads)


def test_a_thread_without_new_stories_is_unchanged() -> None:
    stories = three_events()
    threads = threads_of(grouped_afresh(stories), stories)
    window = assemble_threads(encoded(stories), statistics_of(stories), threads)
    assert window.unchanged == set(threads)
    assert window.changed == ()


def test_a_story_that_stays_keeps_its_reasons_and_a_new_one_gets_some() -> None:
    stories = three_events()
    threads = threads_of(grouped_afresh([one for one in stories if one.id != 4]), stories)
    window = assemble_threads(encoded(stories), statistics_of(stories), threads, fresh=(4,))
    ((_, index),) = window.changed
    strike = window.describe(index, {one.id: one for one in stories})
    assert window.kept == {1, 2, 3}
    assert {member.story for member in strike.members if member.reasons} == {4}


def test_a_held_thread_stays_together_and_takes_in_what_belongs_to_it() -> None:
    stories = three_events()
    threads = {"t-1": FormerThread((1, 2, 8), 1, held=(1, 2, 8))}
    window = assemble_threads(encoded(stories), statistics_of(stories), threads)
    (group,) = [group for group in window.groups if 1 in group]
    assert {1, 2, 8} <= set(group)


@pytest.mark.parametrize("size", [40, 59])
def test_equal_stories_stay_one_thread_in_a_part_of_a_large_window(size: int) -> None:
    stories = [
        story(number, "Velmar mill opens", "A mill opened in Velmar on Sunday.") for number in range(1, size + 1)
    ]
    outline = [StoryOutline(number, True, "", False, True) for number in range(1, 40_001)]
    threads = {"t-1": FormerThread(tuple(range(1, size)), 1)}
    window = assemble_threads(encoded(stories), statistics_of(stories), threads, window=outline)
    assert [len(group) for group in window.groups] == [size]


def test_a_part_knows_the_boilerplate_of_the_whole_window() -> None:
    """Numbered titles of one outlet are no event, however few of them the part has."""
    stories = [
        story(number, f"Harbour Talk Episode {number}", hours=number, outlet="Herald") for number in range(1, 47)
    ]
    threads = {f"t-{number}": FormerThread((number,), number) for number in range(1, 46)}
    window = grouped_incrementally(stories, threads)
    assert {len(group) for group in window.groups} == {1}


def test_a_story_dated_after_now_makes_its_thread_no_newer_than_now() -> None:
    early = {1: story(1, "Velmar mill opens", hours=5)}
    group = Group((Membership(1, 1.0),), 1, 1.0)
    ahead, level = (
        thread_placements([("t-1", group)], early, {}, now=MORNING + timedelta(hours=hours))[0] for hours in (0, 5)
    )
    assert ahead.score == level.score


def test_a_held_thread_of_unlike_stories_takes_in_what_is_similar_to_some() -> None:
    title, lead = (
        "Velmar port customs strike halts grain ships",
        "Officers walked out at Velmar over night pay on Sunday.",
    )
    languages = enumerate(("en", "de", "fr", "it", ""), 1)
    stories = [
        replace(story(number, title, f"{lead} {lead}", hours=number), language=code) for number, code in languages
    ]
    window = assemble_threads(
        encoded(stories), statistics_of(stories), {"t-1": FormerThread((1, 2, 3, 4), 1, held=(1, 2, 3, 4))}
    )
    assert window.groups == ((1, 2, 3, 4, 5),)


def test_a_story_that_a_later_one_shows_to_be_a_column_leaves_its_held_thread() -> None:
    rates = (
        "Gold opened at {} crowns an ounce in Kadria on {}, and silver stood at {} after a calm night in the market."
    )
    stories = [
        story(1, "Gold price today", rates.format(5100, "Sunday", 61), outlet="valley"),
        story(2, "Gold price today: rates on 15 February", rates.format(5100, "Sunday", 61), outlet="kadria"),
        story(3, "Gold price today", rates.format(5107, "Monday", 62), outlet="valley", hours=24),
        story(4, "Gold price today: rates on 16 February", rates.format(5107, "Monday", 62), outlet="kadria", hours=24),
    ]
    window = assemble_threads(encoded(stories), statistics_of(stories), {"t-1": FormerThread((1, 2), 1, held=(1, 2))})
    assert set(window.groups) == {(1,), (2,), (3,), (4,)}


def counted_growth(size: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count what is done for three new stories about one of two matters that have so many stories each."""
    matters = ("Velmar port customs strike halts grain ships", "Tilden council rejects bypass through Oakmere wood")
    threads = {f"t-{place}": tuple(range(1 + place * size, 1 + (place + 1) * size)) for place in range(2)}
    stories = [
        story(number, f"{matter} {number}", hours=number / size)
        for matter, numbers in zip(matters, threads.values(), strict=True)
        for number in numbers
    ]
    stories += [story(10_000 + number, matters[0], hours=3) for number in range(3)]
    counts = {"links": 0, "merges": 0}
    pairs, merge = clustering._pairs, Clusters._merge

    def counted_pairs(*args: Any, **named: Any) -> Pairs:
        found = pairs(*args, **named)
        counts["links"] += len(found.first)
        return found

    def counted_merge(clusters: Clusters, one: int, other: int) -> int:
        counts["merges"] += 1
        return merge(clusters, one, other)

    monkeypatch.setattr(clustering, "_pairs", counted_pairs)
    monkeypatch.setattr(Clusters, "_merge", counted_merge)
    former = {own_id: FormerThread(numbers, numbers[0]) for own_id, numbers in threads.items()}
    window = grouped_incrementally(stories, former)
    monkeypatch.undo()
    assert [own_id for own_id, _ in window.changed] == ["t-0"]
    return counts | {"stories": sum(map(len, window.groups))}


def test_new_stories_cost_no_more_beside_large_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = counted_growth(LARGEST, monkeypatch), counted_growth(10 * LARGEST, monkeypatch)
    assert large["merges"] == small["merges"] == 3
    assert large["stories"] <= small["stories"] + 1
    assert large["links"] <= 1.2 * small["links"]
