"""Which threads are like one, by the actors that they share with it."""

from briefing.services.related import MOST, closest


def named(**threads: str) -> dict[str, frozenset[str]]:
    return {actor: frozenset(each.split()) for actor, each in threads.items()}


def test_threads_that_share_rare_actors_come_first() -> None:
    assert closest(named(brandt="t-1 t-2", velmar="t-1", orsina="t-2 t-3")) == ("t-1", "t-2")


def test_one_shared_actor_is_not_enough_however_rare() -> None:
    assert closest(named(brandt="t-1")) == ()


def test_actors_that_stand_in_many_threads_make_none_alike() -> None:
    everywhere = " ".join(f"t-{number}" for number in range(20))
    assert closest(named(orsina=everywhere, lund=everywhere)) == ()


def test_no_more_than_four_are_told() -> None:
    several = "t-1 t-2 t-3 t-4 t-5 t-6"
    assert len(closest(named(a=several, b=several))) == MOST
