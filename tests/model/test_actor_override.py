from briefing.model.actor_override import ActorOverride, OverrideKind, current_overrides


def test_names_of_one_actor_go_by_the_last() -> None:
    overrides = current_overrides(
        [ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.SAME, "b", "c")]
    )
    assert overrides.keys_of("a") == ("c", "a", "b")


def test_a_later_override_replaces_an_earlier_one() -> None:
    overrides = current_overrides(
        [ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.APART, "b", "a")]
    )
    assert not overrides.same
    assert overrides.apart == {("a", "b")}


def test_two_names_of_one_actor_go_by_its_name() -> None:
    overrides = current_overrides(
        [ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.SAME, "c", "a")]
    )
    assert {overrides.known_as(key) for key in "abc"} == {"b"}


def test_an_actor_is_watched_under_every_name() -> None:
    overrides = current_overrides([ActorOverride(OverrideKind.WATCH, "a"), ActorOverride(OverrideKind.SAME, "b", "a")])
    assert overrides.is_watched("b")


def test_watching_ends() -> None:
    overrides = current_overrides([ActorOverride(OverrideKind.WATCH, "a"), ActorOverride(OverrideKind.UNWATCH, "a")])
    assert not overrides.is_watched("a")
