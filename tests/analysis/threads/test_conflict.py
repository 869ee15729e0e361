from briefing.analysis.threads.conflict import conflict


def test_groups_that_agree_on_different_names_are_in_conflict() -> None:
    assert conflict({1: 6, 2: 6, 3: 6}, 6, {4: 6, 5: 6, 6: 6}, 6) > 0.5


def test_groups_that_share_their_names_are_not() -> None:
    assert conflict({1: 6, 2: 6}, 6, {1: 5, 2: 5}, 5) < 0.1


def test_one_side_with_nothing_of_its_own_is_no_conflict() -> None:
    assert conflict({1: 6, 2: 6, 3: 6}, 6, {1: 3}, 6) == 0.0
