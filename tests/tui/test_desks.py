"""Desks, questions and rules from the inbox: tagging, tying, saving the filter, and why."""

from textual.pilot import Pilot

from briefing.model.inbox import InboxPart
from briefing.model.rule import Rule, RuleAction
from briefing.model.verdict import Verdict
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.widgets.thread_list import ThreadList
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def desks(morning: Program) -> dict[str, int]:
    return {desk.name: desk.threads for desk in await morning.services.rules.desks()}


def rows_shown(pilot: Pilot[None]) -> list[str]:
    """Return the ids of the threads that the inbox lists."""
    return [row.id for _, row in pilot.app.screen.query_one(ThreadList).rows.known()]


def undecided(morning: Program) -> list[str]:
    return [row.id for row in morning.rows if row.verdict is Verdict.NEW and row.part is InboxPart.THREADS]


async def test_t_puts_the_thread_under_the_cursor_on_a_desk_and_u_takes_it_back() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "t", *"Sea", "enter")
        assert await desks(morning) == {"Sea": 1}
        assert "on the desk Sea" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert await desks(morning) == {}
        assert "undone: off the desk Sea" in screen_lines(pilot.app)[-1]


async def test_the_number_of_a_desk_takes_the_thread_off_it_again() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "t", *"Sea", "enter", "t")
        assert "1 ✓ Sea" in screen_text(pilot.app)
        await press(pilot, "1", "enter")
        assert await desks(morning) == {}


async def test_marked_threads_are_tagged_together() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "space", "space", "t")
        assert "desk for 2 threads" in screen_text(pilot.app)
        await press(pilot, *"Sea", "enter")
        assert await desks(morning) == {"Sea": 2}


async def test_Z_ties_a_thread_to_a_question_by_its_number() -> None:  # noqa: N802
    async with program() as morning:
        await morning.services.rules.save(Rule(RuleAction.QUESTION, "Who pays?"))
        async with opened(morning) as pilot:
            await press(pilot, "Z", "1", "enter")
            (row,) = await morning.services.rules.rows()
            assert len(row.threads) == 1
            assert "tied to “Who pays?”" in screen_lines(pilot.app)[-1]
            await press(pilot, "Z", "1", "enter")
            (row,) = await morning.services.rules.rows()
            assert row.threads == ()


async def test_Z_without_questions_says_where_to_add_one() -> None:  # noqa: N802
    async with opened() as pilot:
        await press(pilot, "Z")
        assert "There is no question yet; gr adds one." in screen_lines(pilot.app)[-1]


async def test_r_saves_the_filter_as_a_rule() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "F", *"ferry", "enter", "r", "w", "enter")
        (row,) = await morning.services.rules.rows()
        assert (row.rule.action, row.rule.name, row.rule.query) == (RuleAction.WATCH, "ferry", "ferry")


async def test_r_without_a_filter_asks_for_the_query() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "r", *"ferry", "enter", "m", "enter")
        (row,) = await morning.services.rules.rows()
        assert (row.rule.action, row.rule.query) == (RuleAction.MUTE, "ferry")


async def test_i_names_the_rule_and_the_words() -> None:
    async with program() as morning:
        await morning.services.rules.save(Rule(RuleAction.WATCH, "At sea", "ferries"))
        async with opened(morning) as pilot:
            await press(pilot, "g", "g", "i")
            assert "Lifted by the rule “At sea”: “ferry”." in screen_text(pilot.app)


async def test_the_queue_tags_its_thread() -> None:
    async with program() as morning, opened(morning, queue=True) as pilot:
        await press(pilot, "t", *"Sea", "enter")
        assert await desks(morning) == {"Sea": 1}


async def test_T_lists_one_desk_after_the_other_and_the_header_names_it() -> None:  # noqa: N802
    async with program() as morning:
        one, two, three = undecided(morning)[:3]
        await morning.services.rules.tag([one], "Sea")
        await morning.services.rules.tag([two, three], "Money")
        async with opened(morning) as pilot:
            every = screen_lines(pilot.app)
            await press(pilot, "T")
            assert "desk Money" in screen_lines(pilot.app)[0]
            assert sorted(rows_shown(pilot)) == sorted([two, three])
            await press(pilot, "T")
            assert "desk Sea" in screen_lines(pilot.app)[0]
            assert rows_shown(pilot) == [one]
            await press(pilot, "T")
            assert screen_lines(pilot.app)[0] == every[0]


async def test_the_desk_stays_when_a_filter_is_left() -> None:
    async with program() as morning:
        await morning.services.rules.tag([morning.row(0).id, morning.row(1).id], "Sea")
        async with opened(morning) as pilot:
            await press(pilot, "T", "F", *"ferry", "enter")
            head = screen_lines(pilot.app)[0]
            assert "desk Sea" in head
            assert "filter ferry" in head
            await press(pilot, "escape")
            assert "filter" not in screen_lines(pilot.app)[0]
            assert "desk Sea" in screen_lines(pilot.app)[0]


async def test_gD_asks_for_a_desk_by_name_or_number() -> None:  # noqa: N802
    async with program() as morning:
        await morning.services.rules.tag([morning.row(0).id], "Sea")
        async with opened(morning) as pilot:
            await press(pilot, "g", "D")
            assert "1 Sea" in screen_text(pilot.app)
            await press(pilot, "1", "enter")
            assert "desk Sea" in screen_lines(pilot.app)[0]
            await press(pilot, "g", "D", "0", "enter")
            assert "desk Sea" not in screen_lines(pilot.app)[0]
            await press(pilot, "g", "D", *"Nowhere", "enter")
            assert "There is no desk Nowhere." in screen_lines(pilot.app)[-1]


async def test_the_queue_is_that_of_the_desk() -> None:
    async with program() as morning:
        await morning.services.rules.tag(undecided(morning)[:1], "Sea")
        async with opened(morning) as pilot:
            await press(pilot, "T", "g", "Q")
            assert "queue, desk Sea" in screen_lines(pilot.app)[0]
            assert "1/1   1 to go" in screen_lines(pilot.app)[0]


async def test_a_desk_that_is_gone_lists_nothing_and_T_goes_on() -> None:  # noqa: N802
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "t", *"Sea", "enter", "T", "u")
        assert "desk Sea" in screen_lines(pilot.app)[0]
        await press(pilot, "T")
        assert "desk Sea" not in screen_lines(pilot.app)[0]
        await press(pilot, "T")
        assert "There is no desk yet" in screen_lines(pilot.app)[-1]


async def test_the_brief_is_that_of_the_desk() -> None:
    async with program() as morning:
        one, two = undecided(morning)[:2]
        await morning.services.rules.tag([one], "Sea")
        await morning.services.decisions.give_verdict([one, two], Verdict.BRIEF)
        async with opened(morning) as pilot:
            await press(pilot, "e")
            assert len(briefed_threads(pilot)) > 1
            await press(pilot, "q", "T", "e")
            assert briefed_threads(pilot) == (one,)


def briefed_threads(pilot: Pilot[None]) -> tuple[str, ...]:
    """Return the threads of the brief that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, BriefScreen)
    return screen._editing.threads


async def test_a_number_outside_the_list_makes_no_desk_of_that_name() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "t", *"Sea", "enter", "t", *"7", "enter")
        assert "7 is not the number of a desk." in screen_lines(pilot.app)[-1]
        assert await desks(morning) == {"Sea": 1}


async def test_the_reader_begins_with_the_desk_that_it_showed_last() -> None:
    async with program() as morning:
        async with opened(morning) as pilot:
            await press(pilot, "t", *"Sea", "enter", "T")
            assert len(rows_shown(pilot)) == 1
        async with opened(morning) as pilot:
            assert "desk Sea" in screen_lines(pilot.app)[0]
            assert len(rows_shown(pilot)) == 1
            await press(pilot, "T")
        async with opened(morning) as pilot:
            assert "desk Sea" not in screen_lines(pilot.app)[0]


async def test_a_desk_that_is_gone_is_not_shown_at_the_start() -> None:
    async with program() as morning:
        async with opened(morning) as pilot:
            await press(pilot, "t", *"Sea", "enter", "T", "u")
            assert await desks(morning) == {}
        async with opened(morning) as pilot:
            assert "desk Sea" not in screen_lines(pilot.app)[0]
            assert len(rows_shown(pilot)) > 1


async def test_a_decided_row_does_not_say_why_it_was_lifted() -> None:
    async with program() as morning:
        await morning.services.rules.save(Rule(RuleAction.QUESTION, "Who pays?", "tram"))
        async with opened(morning, (80, 24)) as pilot:
            await press(pilot, "b")
            await press(pilot, "F", *"tram", "enter", "b")
            row = next(line for line in screen_lines(pilot.app) if "Tram strike" in line)
            assert "b " in row[:4]
            assert "Who pays?" not in row
            await press(pilot, "u")
            row = next(line for line in screen_lines(pilot.app) if "Tram strike" in line)
            assert "Who pays?" not in row


async def test_the_feeds_leave_the_figures_of_the_desk_in_the_header() -> None:
    async with program() as morning:
        await morning.services.rules.save(Rule(RuleAction.TAG, "Money", "bank OR rate", desk="Markets"))
        async with opened(morning) as pilot:
            await press(pilot, "T")
            before = screen_lines(pilot.app)[0]
            assert "desk Markets" in before
            await press(pilot, "g", "f", "q")
            assert screen_lines(pilot.app)[0] == before
            await press(pilot, "j", "k")
            assert screen_lines(pilot.app)[0] == before
