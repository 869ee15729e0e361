"""Topics: which threads are about one running matter."""

from collections.abc import Sequence

import numpy as np
import pytest

from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.topics.assembly import topics_afresh, update_topics
from briefing.analysis.topics.clustering import LATEST, find_topics
from briefing.analysis.topics.thread_terms import HEAVIEST, TERM
from briefing.model.topic import ThreadTerms


def a_thread(
    name: str, words: str, *, day: float = 0.0, topic: str = "", phrase: tuple[str, str] = ("", "")
) -> ThreadTerms:
    """Return a thread in which all these words weigh the same, at most `HEAVIEST`; those with a capital are names.

    The words of `phrase` stand side by side.
    """
    stems = {stem_number(word, ""): word[0].isupper() for word in words.split()}
    first, second = (stem_number(word, "") if word else 0 for word in phrase)
    weight = min(HEAVIEST, len(stems) ** -0.5)
    rows = [(stem, -weight if is_name else weight, second if stem == first else 0) for stem, is_name in stems.items()]
    rows.sort()
    return ThreadTerms(name, topic, day, day + 0.1, np.array(rows, TERM).tobytes())


STRIKE = a_thread("t-a", "Velmar customs strike port officers pay")
TALKS = a_thread("t-b", "Velmar customs union talks pay port", day=1)
GRAIN = a_thread("t-c", "Velmar customs grain ships strike port", day=2)
CHESS = a_thread("t-d", "Ilva Brandt chess champion retires moves")


def test_threads_of_one_matter_are_a_topic() -> None:
    assert find_topics([STRIKE, TALKS, GRAIN, CHESS]) == (("t-a", "t-b", "t-c"),)


def test_a_shared_place_alone_is_no_topic() -> None:
    flood = a_thread("t-e", "Velmar flood river Dunov dead army")
    assert find_topics([STRIKE, flood]) == ()


def test_a_shared_name_of_two_words_alone_is_no_topic() -> None:
    cricket = a_thread("t-e", "Sri Lanka cricket test Mendis", phrase=("Sri", "Lanka"))
    graves = a_thread("t-f", "Sri Lanka graves skeletons court", phrase=("Sri", "Lanka"))
    assert find_topics([cricket, graves]) == ()


def test_a_topic_ends_when_nothing_comes_for_more_than_a_week() -> None:
    assert find_topics([STRIKE, TALKS._replace(first=9.0, last=9.1)]) == ()


GAME = [
    a_thread("t-1", "Quorvex review shooter robots console"),
    a_thread("t-2", "Quorvex shooter robots console servers"),
    a_thread("t-3", "Quorvex shooter console servers queue"),
    a_thread("t-4", "Quorvex robots console queue launch"),
]
LATE = a_thread("t-5", "Quorvex pirates arrested")


def test_a_thread_joins_the_only_topic_that_has_its_name() -> None:
    assert find_topics([*GAME, LATE]) == (("t-1", "t-2", "t-3", "t-4", "t-5"),)
    assert find_topics([*GAME[:3], LATE]) == (("t-1", "t-2", "t-3"),), "three threads are too few to own a name"


def test_a_name_that_many_other_threads_have_is_no_reason() -> None:
    others = [a_thread(f"u-{number}", f"Quorvex word{number} other{number}") for number in range(20)]
    assert find_topics([*GAME, LATE, *others]) == (("t-1", "t-2", "t-3", "t-4"),)


@pytest.mark.parametrize("word", ["Norwegian", "Norway", "quorvex", "Maria"])
def test_a_country_a_given_name_or_a_common_word_is_no_reason(word: str) -> None:
    words = ("review shooter robots console", "shooter robots console servers", "shooter console servers queue")
    game = [a_thread(f"t-{number}", f"{word} {each}") for number, each in enumerate((*words, words[0] + " queue"))]
    assert find_topics([*game, a_thread("t-5", f"{word} pirates arrested")]) == (("t-0", "t-1", "t-2", "t-3"),)


def test_a_name_of_two_topics_is_no_reason() -> None:
    shares = [
        a_thread("u-1", "Quorvex shares profit dividend analysts"),
        a_thread("u-2", "Quorvex shares profit dividend forecast"),
        a_thread("u-3", "Quorvex shares profit forecast analysts"),
        a_thread("u-4", "Quorvex shares dividend forecast analysts"),
    ]
    assert all("t-5" not in topic for topic in find_topics([*GAME, *shares, LATE]))


def test_two_topics_are_never_made_one() -> None:
    threads = [STRIKE._replace(topic="topic-a"), TALKS._replace(topic="topic-b")]
    assert update_topics(threads, (), {}, full=True).placements == ()


def test_a_new_thread_joins_the_topic_and_the_others_stay() -> None:
    stored = [STRIKE._replace(topic="topic-a"), TALKS._replace(topic="topic-a")]
    result = update_topics(stored, [GRAIN, CHESS], {}, full=False)
    assert [(placed.id, placed.threads) for placed in result.placements] == [("topic-a", ("t-c",))]


def test_the_id_of_a_new_topic_is_made_from_its_first_thread() -> None:
    result = update_topics((), [GRAIN, STRIKE], {}, full=False)
    assert [(placed.id, placed.threads) for placed in result.placements] == [("topic-a", ("t-a", "t-c"))]


def test_a_thread_that_takes_the_stories_of_another_takes_its_topic() -> None:
    stored = [STRIKE._replace(topic="topic-a"), TALKS._replace(topic="topic-a")]
    result = update_topics(stored, [CHESS], {"t-b": "t-d"}, full=False)
    assert [(placed.id, placed.threads) for placed in result.placements] == [("topic-a", ("t-d",))]


def test_found_from_scratch_a_topic_keeps_its_id() -> None:
    stored = [STRIKE._replace(topic="topic-x"), TALKS._replace(topic="topic-x"), GRAIN]
    result = topics_afresh(stored, (), {}, 0)
    assert [(placed.id, placed.threads) for placed in result.placements] == [("topic-x", ("t-a", "t-b", "t-c"))]


def test_a_long_topic_is_judged_by_its_latest_threads() -> None:
    old = [_numbered(number, "Velmar harbour tunnel vote budget council") for number in range(LATEST)]
    latest = [_numbered(LATEST + number, "Velmar customs strike port officers pay") for number in range(LATEST)]
    found = find_topics([*old, *latest, a_thread("t-new", "Velmar customs strike port officers talks", day=6)])
    assert found[0][-1] == "t-new"


def _numbered(number: int, words: str) -> ThreadTerms:
    return a_thread(f"t-{number:03}", words, day=number / 8, topic="topic-x")


def test_grouping_a_thousand_unrelated_threads_finds_no_topic() -> None:
    assert find_topics(_unrelated(1_000)) == ()


def _unrelated(count: int) -> Sequence[ThreadTerms]:
    return [a_thread(f"t-{n:04}", " ".join(f"w{n}x{k}" for k in range(6)), day=n / 500) for n in range(count)]
