"""The screen of rules and questions: listed, added, changed, tried, turned off, removed, and undone."""

import asyncio
import sqlite3
from dataclasses import replace

from briefing.model.rule import Rule, RuleAction
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text

FERRY = Rule(RuleAction.WATCH, "Ferries at Osmark", "ferry")


async def save(morning: Program, *rules: Rule) -> list[Rule]:
    return [(await morning.services.rules.save(rule)).rule for rule in rules]


async def stored(morning: Program) -> list[tuple[str, str, str, bool]]:
    rows = await morning.services.rules.rows()
    return [(row.rule.action.value, row.rule.name, row.rule.query, row.rule.on) for row in rows]


async def test_gr_lists_rules_and_questions_with_their_figures() -> None:
    async with program() as morning:
        question = Rule(RuleAction.QUESTION, "Who pays for the gates?", "gates")
        await save(morning, FERRY, Rule(RuleAction.TAG, "Money", "bank", desk="Markets"), question)
        async with opened(morning) as pilot:
            await press(pilot, "g", "r")
            lines = screen_lines(pilot.app)
            assert lines[0].startswith("  briefing   rules and questions")
            assert "2 rules   0 of 1 question got news today" in lines[0]
            assert lines[4].split() == ["▌", "◆", "watch", "Ferries", "at", "Osmark", "ferry", "3", "·"]
            assert lines[5].split() == ["tag", "Money", "bank", "2", "·"]
            assert any(line.startswith("  Who pays for the gates?   gates") for line in lines)
            assert "matches 9 of 88 stories of the last 30 days, 3 threads" in screen_text(pilot.app)


async def test_empty_lists_say_which_key_adds_one() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "r")
        text = screen_text(pilot.app)
        assert "No rules yet.   a adds one" in text
        assert "No questions yet: what must you be able to answer?   A adds one" in text


async def test_a_rule_is_asked_for_its_query_its_action_and_its_name() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "r", "a", *"ferry")
        await pilot.pause(0)
        await press(pilot, "enter")
        assert "w watch   m mute   t tag   k wake" in screen_lines(pilot.app)[-1]
        await press(pilot, "m")
        await press(pilot, "enter")
        assert await stored(morning) == [("mute", "ferry", "ferry", True)]
        assert "mute rule added" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert await stored(morning) == []
        await press(pilot, "U")
        assert await stored(morning) == [("mute", "ferry", "ferry", True)]


async def test_the_sheet_says_what_the_query_would_match_while_it_is_typed() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "r", "a", *"ferry")
        await asyncio.wait_for(shown(pilot, "matches 9 of 88 stories of the last 30 days, 3 threads"), 30)
        await press(pilot, *" outlet:")
        await asyncio.wait_for(shown(pilot, "Outlet: at character 7 needs a name after it."), 30)


async def shown(pilot: object, words: str) -> None:
    """Wait until words are on the screen."""
    while words not in screen_text(pilot.app):  # type: ignore[attr-defined]
        await asyncio.sleep(0.01)


async def test_a_rule_that_tags_is_asked_for_its_desk() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "r", "a", *"ferry", "enter", "t", *"Sea", "enter", "enter")
        ((action, name, query, on),) = await stored(morning)
        assert (action, name, query, on) == ("tag", "ferry", "ferry", True)
        assert [desk.name for desk in await morning.services.rules.desks()] == ["Sea"]


async def test_a_question_is_asked_for_its_words_and_its_query() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "r", "A", *"Who?", "enter", "enter")
        assert await stored(morning) == [("question", "Who?", "", True)]
        await press(pilot, "A", *"Why?", "enter", *"ferry", "enter")
        assert (await stored(morning))[1] == ("question", "Why?", "ferry", True)


async def test_a_rule_is_changed_renamed_turned_off_and_removed() -> None:
    async with program() as morning:
        await save(morning, FERRY, replace(FERRY, action=RuleAction.MUTE, query="bank", name="Bank"))
        async with opened(morning) as pilot:
            await press(pilot, "g", "r", "c", *("backspace",) * 5, *"gate", "enter")
            assert (await stored(morning))[0] == ("watch", "Ferries at Osmark", "gate", True)
            await press(pilot, "r", *("backspace",) * 10, "enter")
            assert (await stored(morning))[0][1] == "Ferries"
            await press(pilot, "x")
            assert (await stored(morning))[0] == ("watch", "Ferries", "gate", False)
            assert screen_lines(pilot.app)[4].startswith("▌ off      Ferries")
            await press(pilot, "x", "m", "k")
            assert (await stored(morning))[0] == ("wake", "Ferries", "gate", True)
            await press(pilot, "j", "d")
            assert [each[1] for each in await stored(morning)] == ["Ferries"]
            await press(pilot, "u")
            assert [each[1] for each in await stored(morning)] == ["Ferries", "Bank"]


async def test_a_wrong_query_is_refused_in_words_and_nothing_is_stored() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "r", "a", *"outlet:", "enter", "w", "enter")
        assert "outlet: at character 1 needs a name" in screen_lines(pilot.app)[-1]
        assert await stored(morning) == []


async def test_enter_goes_to_the_threads_of_a_rule_and_to_one_of_them() -> None:
    async with program() as morning:
        await save(morning, FERRY)
        async with opened(morning) as pilot:
            await press(pilot, "g", "r", "enter", "enter")
            assert "Ferry terminal at Osmark" in screen_text(pilot.app)
            assert "rules and questions" not in screen_lines(pilot.app)[0]


async def test_a_narrow_terminal_leaves_the_query_out() -> None:
    async with program() as morning:
        await save(morning, FERRY)
        async with opened(morning, (50, 20)) as pilot:
            await press(pilot, "g", "r")
            lines = screen_lines(pilot.app)
            assert "Query" not in lines[2]
            assert lines[4].split() == ["▌", "◆", "watch", "Ferries", "at", "Osmark", "3", "·"]


def _unfollow(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM lifts")
    connection.execute("UPDATE threads SET lifted = 0")
    connection.execute("UPDATE rules SET fresh = 1")


async def test_rules_are_followed_when_the_reader_opens() -> None:
    async with program() as morning:
        await save(morning, FERRY)
        assert any(row.lifted for row in morning.rows)
        morning.tell(_unfollow)
        assert not any(row.lifted for row in morning.rows)
        async with opened(morning):
            assert any(row.lifted for row in morning.rows)


async def test_a_session_on_the_screen_reads_as_it_should() -> None:
    """A watch rule, a mute rule and a question are added, tried, changed, turned off, undone, with 75 keys."""
    async with program() as morning, opened(morning, (100, 30)) as pilot:
        await press(pilot, "g", "r", "a", *"ferry", "enter", "w", *("backspace",) * 5, *"Boats", "enter")
        await press(pilot, "a", *"strike", "enter", "m", "enter")
        await press(pilot, "A", *"Who pays?", "enter", *"gate", "enter")
        text = screen_text(pilot.app)
        assert "2 rules   0 of 1 question got news today" in text
        assert "Who pays? 2" in text, "the pane below shows what was added last"
        await press(pilot, "g", "g")
        assert screen_lines(pilot.app)[4].split() == ["▌", "◆", "watch", "Boats", "ferry", "3", "·"]
        await press(pilot, "c", " ", *"-gate", "enter")
        assert screen_lines(pilot.app)[4].split() == ["▌", "◆", "watch", "Boats", "ferry", "-gate", "1", "·"]
        await press(pilot, "x", "j", "d", "u", "u")
        assert await stored(morning) == [
            ("watch", "Boats", "ferry -gate", True),
            ("mute", "strike", "strike", True),
            ("question", "Who pays?", "gate", True),
        ]
        await press(pilot, "u", "U", "G", "l", "l", "l", "q", "k", "k", "enter", "q", "q")
        assert "rules and questions" not in screen_lines(pilot.app)[0]
