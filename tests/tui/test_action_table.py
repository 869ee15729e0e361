"""Every action of the table can be carried out: by its keys, from the palette, and, where it has a place, by mouse."""

from collections.abc import Iterable, Iterator

import pytest
from textual.events import MouseScrollDown

from briefing.model.verdict import Verdict
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import BINDINGS, EVERYWHERE, Binding
from briefing.tui.screens.base_screen import BaseScreen, action_name
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines

SCREENS: dict[str, tuple[str, ...]] = {
    "list": (),
    "page": ("g", "s"),
    "story": ("g", "q", "enter"),
    "feeds": ("g", "f"),
    "search": ("slash", *"ferry", "enter"),
    "brief": ("e",),
    "queue": ("g", "Q"),
    "actor": ("g", "a", "p"),
    "topic": ("g", "T"),
    "rules": ("g", "r"),
    "outlet": ("O",),
}
"""The keys that lead from the inbox to each screen of the table."""
OTHER_PLACES = {"first"}
"""Screens that a store with feeds does not show; they have tests of their own."""
NAMES = {
    "|": "vertical_line",
    "?": "question_mark",
    "/": "slash",
    ":": "colon",
    ".": "full_stop",
    "'": "apostrophe",
    "*": "asterisk",
    "&": "ampersand",
    "#": "number_sign",
    "=": "equals_sign",
    "!": "exclamation_mark",
    "+": "plus",
    "_": "underscore",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}


def places_of(binding: Binding) -> list[str]:
    """Return the screens of a store with feeds on which an action works."""
    return ["list"] if EVERYWHERE in binding.where else [each for each in binding.where if each not in OTHER_PLACES]


def every_action() -> Iterator[tuple[str, str]]:
    for binding in BINDINGS:
        yield from ((binding.id, place) for place in places_of(binding))


def test_the_walk_knows_every_screen_of_the_table() -> None:
    named = {place for binding in BINDINGS for place in binding.where} - OTHER_PLACES - {EVERYWHERE}
    assert named <= set(SCREENS)


@pytest.mark.parametrize("place", sorted(SCREENS))
async def test_every_action_of_a_screen_is_answered_there_and_in_the_palette(place: str) -> None:
    async with opened() as pilot:
        await press(pilot, *SCREENS[place])
        screen = pilot.app.screen
        assert isinstance(screen, BaseScreen)
        wanted = [action for action, where in every_action() if where == place]
        assert [action for action in wanted if not screen.answers(action)] == []
        await press(pilot, "ctrl+p")
        offered = {command.name for command in pilot.app.screen._offered}  # type: ignore[attr-defined]
        hidden = {"move-down", "move-up", "palette", "leave", "back"}
        assert set(wanted) - offered <= hidden


@pytest.mark.parametrize("place", sorted(SCREENS))
async def test_every_key_of_a_screen_asks_for_its_action(place: str) -> None:
    async with opened() as pilot:
        app = pilot.app
        assert isinstance(app, BriefingApp)
        await press(pilot, *SCREENS[place])
        screen = app.screen
        assert isinstance(screen, BaseScreen)
        asked: list[str] = []

        async def noted(ids: Iterable[str]) -> bool:
            """Note which action of those with this key the screen would carry out, and leave it at that."""
            named = [(provider, each) for provider in screen._providers() for each in ids]
            asked.append(next((each for provider, each in named if hasattr(provider, action_name(each))), ""))
            return True

        screen.carry_out = noted  # type: ignore[method-assign]
        walked = [each for each in BINDINGS if place in places_of(each)]
        for binding in walked:
            for sequence in app.keys.by_id[binding.id]:
                if sequence != ("ctrl+q",):  # Textual's own key ends the program before a screen sees it
                    await press(pilot, *(NAMES.get(token, token) for token in sequence))
                    assert asked[-1:] == [binding.id], sequence
        assert walked


async def test_the_mouse_moves_opens_and_scrolls() -> None:
    async with opened() as pilot:
        await pilot.click(offset=(12, 4))
        await press(pilot)
        assert screen_lines(pilot.app)[4].startswith("▌")
        await pilot.click(offset=(60, 25))
        await pilot.click(offset=(60, 25))
        await press(pilot)
        assert pilot.app.focused is not None


async def test_a_click_on_a_key_of_the_footer_carries_out_its_action() -> None:
    async with program() as morning, opened(morning) as pilot:
        at = screen_lines(pilot.app)[-1].index("f follow")
        await pilot.click(offset=(at + 3, 39))
        await press(pilot)
        assert morning.verdicts(0) == [Verdict.FOLLOW]
        await press(pilot, "escape", "g", "q")
        at = screen_lines(pilot.app)[-1].index("J K")
        await pilot.click(offset=(at + 2, 39))  # K, the previous thread
        await press(pilot)
        assert screen_lines(pilot.app)[2].startswith("▌")
        at = screen_lines(pilot.app)[-1].index("? help")
        await pilot.click(offset=(at, 39))
        await press(pilot)
        assert screen_lines(pilot.app)[0].startswith("  briefing   keys in the inbox")


async def test_a_click_on_a_tab_shows_its_pane() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        row = next(number for number, line in enumerate(screen_lines(pilot.app)) if "Actors 8" in line)
        for name in ("Actors", "Timeline", "Quotes", "Sources"):
            await pilot.click(offset=(screen_lines(pilot.app)[row].index(name) + 1, row))
            await press(pilot)
            after = screen_lines(pilot.app)[row].split(name)[1]
            assert "━" in after[:8], name


async def test_a_click_in_the_palette_carries_out_its_line() -> None:
    async with program() as morning, opened(morning, (80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        row = next(number for number, line in enumerate(screen_lines(pilot.app)) if "Decide: drop " in line)
        await pilot.click(offset=(6, row), times=2)
        await press(pilot)
        assert morning.verdicts(0) == [Verdict.DROP]


async def test_the_wheel_scrolls() -> None:
    async with program() as morning, opened(morning, (80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        before = screen_lines(pilot.app)[3:-1]
        story = pilot.app.screen.query_one("#story")
        story.post_message(MouseScrollDown(story, 10, 10, 0, 0, 0, False, False, False))
        await press(pilot)
        assert screen_lines(pilot.app)[3:-1] != before
