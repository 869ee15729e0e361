"""Which threads are related to one."""

from datetime import UTC, datetime

from briefing.model.actor import ActorKind
from briefing.model.inbox import ThreadRow
from briefing.model.verdict import Verdict
from briefing.model.views import ActorLine
from briefing.services.related import MOST_CANDIDATES, MOST_RELATED, closest, related_rows


def actor(key: str, name: str, kind: ActorKind) -> ActorLine:
    return ActorLine(key, name, kind, 1, 0, (1,))


MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)
FERRY = "Harbour minister Brandt shuts Velmar ferry port"
ACTORS = (
    actor("brandt", "Ilse Brandt", ActorKind.PERSON),
    actor("velmar", "Velmar", ActorKind.PLACE),
    actor("orsina", "Orsina", ActorKind.PLACE),
)
EVERYWHERE = " ".join(f"t-{number}" for number in range(20))


def named(**threads: str) -> dict[str, frozenset[str]]:
    return {actor: frozenset(each.split()) for actor, each in threads.items()}


def row(thread: str, title: str, topic: str = "") -> ThreadRow:
    return ThreadRow(thread, title, Verdict.NEW, 2, 2, 0, None, MORNING, MORNING, topic=topic)


def related(title: str, topic: str = "", **threads: str) -> bool:
    """Return whether the thread t-1 of this title and topic is related to the ferry's."""
    return bool(related_rows(row("t-0", FERRY, "T-1"), [row("t-1", title, topic)], named(**threads), ACTORS))


def test_threads_that_share_rare_actors_come_first() -> None:
    assert closest(named(brandt="t-1 t-2", velmar="t-1", orsina="t-2 t-3")) == ("t-1", "t-2")


def test_one_shared_actor_is_not_enough_however_rare() -> None:
    assert closest(named(brandt="t-1")) == ()


def test_actors_that_are_in_many_threads_make_none_alike() -> None:
    assert closest(named(orsina=EVERYWHERE, lund=EVERYWHERE)) == ()


def test_a_headline_with_a_rare_shared_actor_is_related() -> None:
    assert related("Pilots ask Ilse Brandt for new boats", brandt="t-1", velmar="t-1")


def test_actors_who_are_only_named_in_the_text_relate_nothing() -> None:
    assert not related("Cucumbers have become dear this spring", brandt="t-1", velmar="t-1")
    assert not related("Velmar opens a school", brandt="t-1", velmar=f"t-1 {EVERYWHERE}")


def test_a_common_actor_and_another_shared_word_relate_two_headlines() -> None:
    assert related("Velmar port stays shut for a third day", velmar=f"t-1 {EVERYWHERE}")
    assert not related("Port gets a new crane", velmar=f"t-1 {EVERYWHERE}")


def test_alike_headlines_with_several_shared_actors_are_related() -> None:
    everyone = dict.fromkeys(("brandt", "velmar", "orsina"), f"t-1 {EVERYWHERE}")
    assert related("Ferry pilots leave port", **everyone)
    assert not related("Ferry pilots leave port", brandt=f"t-1 {EVERYWHERE}")


def test_a_place_that_is_named_in_passing_relates_nothing_alone() -> None:
    assert related("Orsina harvests its wheat", orsina="t-1") is False
    assert related("Velmar harvests its wheat", velmar="t-1")
    assert related("Orsina's port takes the ferries", orsina="t-1")


def test_threads_of_one_topic_are_related() -> None:
    assert related("Cucumbers have become dear", "T-1", brandt="t-1", velmar="t-1")
    assert not related("Cucumbers have become dear", "T-2", brandt="t-1", velmar="t-1")


def test_no_more_than_four_are_shown() -> None:
    several = " ".join(f"t-{number}" for number in range(1, 40))
    assert len(closest({f"a{number}": frozenset(several.split()) for number in range(20)})) == MOST_CANDIDATES
    rows = [row(f"t-{number}", f"{FERRY} again {number}") for number in range(1, 9)]
    assert len(related_rows(row("t-0", FERRY), rows, named(velmar=several), ACTORS)) == MOST_RELATED
