from briefing.analysis.ranking import ThreadFacts, score_threads

FACTS = ThreadFacts(independent=3, stories=5, hours=6)


def test_the_score_is_the_sum_of_its_named_parts() -> None:
    score, parts = score_threads((FACTS._replace(followed=True, recent_stories=3),))[0]
    assert {part.kind for part in parts} == {"independence", "novelty", "growth", "followed"}
    assert score == round(sum(part.weight for part in parts), 3)
    assert [part.weight for part in parts] == sorted((part.weight for part in parts), reverse=True)


def test_more_independent_outlets_rank_higher() -> None:
    assert score_threads((FACTS._replace(independent=6),))[0][0] > score_threads((FACTS,))[0][0]


def test_more_stories_of_the_same_outlets_do_not() -> None:
    assert score_threads((FACTS._replace(stories=50),))[0][0] == score_threads((FACTS,))[0][0]


def test_newer_ranks_higher_and_twelve_hours_halve_novelty() -> None:
    def novelty(hours: float) -> float:
        _, parts = score_threads((FACTS._replace(hours=hours),))[0]
        return next(part.weight for part in parts if part.kind == "novelty")

    assert novelty(0) == 2.0
    assert novelty(12) == 1.0


def test_following_raises_a_thread_only_while_it_is_active() -> None:
    quiet = FACTS._replace(hours=72)
    assert score_threads((FACTS._replace(followed=True),))[0][0] == score_threads((FACTS,))[0][0] + 1
    assert score_threads((quiet._replace(followed=True),))[0][0] == score_threads((quiet,))[0][0]


def test_a_loose_thread_is_below_a_tight_one_of_half_its_size() -> None:
    for size in (4, 12, 60):
        loose = FACTS._replace(independent=size, stories=size, recent_stories=size, cohesion=0.25)
        tight = FACTS._replace(independent=size // 2, stories=size // 2, recent_stories=size // 2, cohesion=0.6)
        assert score_threads((loose,))[0][0] < score_threads((tight,))[0][0]


def test_what_a_loose_thread_loses_is_a_part_with_a_name() -> None:
    score, parts = score_threads((FACTS._replace(cohesion=0.3),))[0]
    lost = next(part for part in parts if part.kind == "cohesion")
    assert lost.weight < 0
    assert lost.value.startswith("loses ")
    assert score == round(sum(part.weight for part in parts), 3)
    assert not any(part.kind == "cohesion" for part in score_threads((FACTS,))[0][1])


def test_a_single_story_is_not_loose() -> None:
    alone = FACTS._replace(independent=1, stories=1)
    assert score_threads((alone._replace(cohesion=0.0),))[0] == score_threads((alone,))[0]
