import numpy as np

from briefing.analysis.threads.conflict import agreement, conflict

RARE = np.full(10, 0.001)


def test_groups_that_agree_on_different_names_are_in_conflict() -> None:
    assert conflict({1: 6, 2: 6, 3: 6}, 6, {4: 6, 5: 6, 6: 6}, 6) > 0.5


def test_groups_that_share_their_names_are_not() -> None:
    assert conflict({1: 6, 2: 6}, 6, {1: 5, 2: 5}, 5) < 0.1


def test_one_side_with_nothing_of_its_own_is_no_conflict() -> None:
    assert conflict({1: 6, 2: 6, 3: 6}, 6, {1: 3}, 6) == 0.0


def test_rare_names_that_both_sides_hold_speak_for_one_matter() -> None:
    assert agreement({1: 6, 2: 5, 3: 2}, 6, {1: 4, 2: 4}, 5, RARE) > 1


def test_names_that_only_one_side_holds_speak_against_it() -> None:
    assert agreement({1: 6, 2: 5, 3: 5}, 6, {1: 5, 4: 5, 5: 4, 6: 4}, 5, RARE) < 0.5


def test_a_name_that_all_texts_hold_speaks_for_nothing() -> None:
    common = np.full(10, 0.5)
    assert agreement({1: 6, 2: 3}, 6, {1: 5, 4: 3}, 5, common) < agreement({1: 6, 2: 3}, 6, {1: 5, 4: 3}, 5, RARE)


def test_names_that_stand_once_speak_neither_way() -> None:
    assert agreement({1: 6, 2: 1}, 6, {1: 5, 3: 1}, 5, RARE) == agreement({1: 6}, 6, {1: 5}, 5, RARE)
