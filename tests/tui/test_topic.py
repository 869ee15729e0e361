"""The topic screen."""

import numpy as np

from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.topics.thread_terms import TERM
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.store import topics
from tests.tui.builders import NOW, thread_id
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle

FERRY = "topic-1"


def with_topic(morning: Program, *numbers: int) -> None:
    threads = tuple(thread_id(number) for number in numbers)
    terms = np.array([(stem_number("Osmark", ""), -0.4, 0)], TERM).tobytes()
    placement = TopicPlacement(FERRY, "Osmark ferry, gates", threads)
    result = TopicsResult((placement,), terms=dict.fromkeys(threads, terms))
    morning.tell(topics.save_topics, result, threads, NOW)


async def test_the_meta_line_names_the_topic_and_its_day() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning) as pilot:
            assert "topic Osmark ferry, gates, day" in screen_text(pilot.app)


async def test_gT_opens_the_topic_and_q_leaves_it() -> None:  # noqa: N802
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning) as pilot:
            await press(pilot, "g", "T")
            lines = screen_lines(pilot.app)
            assert lines[0].startswith("  briefing   topic Osmark ferry, gates")
            assert "3 threads" in lines[0]
            assert "Quotes over time" in screen_text(pilot.app)
            await press(pilot, "q")
            assert "topic Osmark ferry" not in screen_lines(pilot.app)[0]


async def test_a_thread_without_a_topic_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "T")
        assert "No topic yet: this is the only thread of its matter." in screen_text(pilot.app)


async def test_enter_on_a_thread_of_the_topic_goes_to_it() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning) as pilot:
            await press(pilot, "g", "T", "enter")
            assert not screen_lines(pilot.app)[0].startswith("  briefing   topic")


async def test_dropping_the_topic_drops_its_threads_and_u_takes_it_back() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        before = morning.verdicts(0, 1, 2)
        async with opened(morning) as pilot:
            await press(pilot, "g", "T", "d")
            assert "dropped with it" in screen_text(pilot.app)
            assert Verdict.NEW not in morning.verdicts(0, 1, 2)
            await press(pilot, "u")
            assert morning.verdicts(0, 1, 2) == before


async def test_following_the_topic_shows_in_its_title() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning) as pilot:
            await press(pilot, "g", "T", "f")
            assert "followed" in screen_text(pilot.app)
            assert morning.ask(topics.followed_topics) == {FERRY}


async def test_a_narrow_topic_page_has_one_column() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning, size=(80, 60)) as pilot:
            await press(pilot, "g", "T")
            text = screen_text(pilot.app)
            assert "Actors" in text
            assert text.index("Actors") < text.index("Quotes over time")


async def test_i_on_a_thread_says_why_it_is_in_the_topic() -> None:
    async with program() as morning:
        with_topic(morning, 0, 1, 2)
        async with opened(morning) as pilot:
            await press(pilot, "g", "T", "j", "i")
            await settle(pilot)
            text = screen_text(pilot.app)
            assert "Why here" in text
            assert (
                "It is in the topic “Osmark ferry, gates” because it shares “Osmark” with 2 of its 2 other threads."
                in text
            )
