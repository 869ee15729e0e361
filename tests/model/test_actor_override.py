from briefing.model.actor_override import ActorOverride, OverrideKind, standing


def test_names_said_to_be_one_go_by_the_last() -> None:
    wishes = standing([ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.SAME, "b", "c")])
    assert wishes.keys_of("a") == ("c", "a", "b")


def test_a_later_word_takes_the_place_of_an_earlier_one() -> None:
    wishes = standing([ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.APART, "b", "a")])
    assert not wishes.same
    assert wishes.apart == {("a", "b")}


def test_two_names_of_one_go_by_its_name() -> None:
    wishes = standing([ActorOverride(OverrideKind.SAME, "a", "b"), ActorOverride(OverrideKind.SAME, "c", "a")])
    assert {wishes.known_as(key) for key in "abc"} == {"b"}


def test_an_actor_is_watched_under_every_name() -> None:
    wishes = standing([ActorOverride(OverrideKind.WATCH, "a"), ActorOverride(OverrideKind.SAME, "b", "a")])
    assert wishes.is_watched("b")


def test_watching_ends() -> None:
    wishes = standing([ActorOverride(OverrideKind.WATCH, "a"), ActorOverride(OverrideKind.UNWATCH, "a")])
    assert not wishes.is_watched("a")
