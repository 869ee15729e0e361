"""Every screen as text at four sizes, in `tests/tui/golden`. One app walks through them all.

`GOLDEN=write .venv/bin/python -m pytest -q -n 0 tests/tui/test_golden_screens.py` writes them; look before you commit.
"""

import pytest

from briefing.model.rule import Rule, RuleAction
from tests.tui.golden_screens import assert_golden_screen
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press
from tests.tui.test_inbox_parts import WITH_REPORTS
from tests.tui.test_topic import with_topic

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]
RULES = (
    Rule(RuleAction.WATCH, "Ferries at Osmark", "ferry"),
    Rule(RuleAction.TAG, "Money", "bank OR loans OR rate", desk="Markets"),
    Rule(RuleAction.MUTE, "thesis", "thesis"),
    Rule(RuleAction.QUESTION, "Who pays for the gates at Osmark, and when?", "gates"),
    Rule(RuleAction.QUESTION, "Will Tessaly answer the survey ships?"),
)
WALK: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("inbox", (), ()),
    ("inbox-why", ("i",), ("escape",)),
    ("inbox-later", ("w",), ("escape",)),
    ("inbox-palette", ("ctrl+p",), ("escape",)),
    ("inbox-unfolded", ("G", "k", "space"), ("space", "g", "g")),
    ("inbox-filtered", ("F", *"bank OR kestrel", "enter"), ("escape", "g", "g")),
    ("thread", ("g", "q"), ()),
    ("thread-actors", ("g", "a"), ()),
    ("thread-sources", ("g", "s"), ()),
    ("story", ("g", "q", "enter"), ("q",)),
    ("actor", ("g", "a", "p"), ("q",)),
    ("compare", ("g", "s", "j", "c", "j", "c"), ("q", "q")),
    ("topic", ("g", "g", "g", "T"), ("q",)),
    ("outlet", ("O",), ("q",)),
    ("feeds", ("g", "f"), ("q",)),
    ("rules", ("g", "r"), ()),
    ("questions", ("G", "k"), ("q",)),
    ("search", ("slash", *"osmark", "enter"), ("escape",)),
    ("help", ("question_mark",), ("escape",)),
    ("queue", ("g", "Q"), ("q",)),
    ("brief", ("g", "g", "b", "b", "e"), ("q",)),
    ("inbox-done", ("g", "g", "A", "y", "A", "y"), ()),
)
"""Screens with the keys that lead to each from the one before, and those that lead back."""


async def a_morning_with_rules(morning: Program) -> None:
    """Put the first threads into a topic, and save rules and questions."""
    with_topic(morning, 0, 1, 6)
    for rule in RULES:
        await morning.services.rules.save(rule)


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_looks_as_it_was_read(size: tuple[int, int]) -> None:
    async with program(WITH_REPORTS) as morning:
        await a_morning_with_rules(morning)
        async with opened(morning, size) as pilot:
            for name, there, back in WALK:
                await press(pilot, *there)
                assert_golden_screen(pilot, name)
                await press(pilot, *back)
