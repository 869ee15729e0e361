"""Themes on the screen: the colours that are drawn, and what is said of a theme that cannot be used."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from briefing.data.loader import theme_folder
from briefing.tui.app import BriefingApp
from briefing.tui.themes import load_themes
from tests.tui.program import QUIET, program
from tests.tui.screens_as_text import opened, press, screen_lines

WORDS = ("strong", "muted", "accent-new", "quote", "quote-mark", "actor", "source", "reprint", "cite", "conflict")
INK = (theme_folder() / "ink.toml").read_text(encoding="utf-8")
MINE = INK.replace('"ink"', '"mine"').replace("#12161c", "#123456").replace('muted = "#98a1ad"', 'muted = "#abcdef"')


def styles_drawn(app: App[None]) -> list[Style]:
    strips = app.screen._compositor.render_strips()
    return [segment.style for strip in strips for segment in strip if segment.style is not None]


def grounds_drawn(app: App[None]) -> set[str]:
    return {style.bgcolor.name for style in styles_drawn(app) if style.bgcolor is not None}


def inks_drawn(app: App[None]) -> set[str]:
    return {style.color.name for style in styles_drawn(app) if style.color is not None}


BUNDLED = load_themes(None)[0]
LEAST_CONTRAST = {"contrast": 7.0}
"""The least contrast of words in a theme; 4.5 in all others."""


def grounds_of(theme: Theme) -> list[str]:
    """Return the grounds on which words can stand."""
    return [str(theme.background), str(theme.panel), theme.variables["cursor"], theme.variables["cursor-blur"]]


@pytest.mark.parametrize("theme", BUNDLED, ids=lambda theme: str(theme.name))
def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    inks = {word: theme.variables[word] for word in WORDS} | {"foreground": str(theme.foreground)}
    least = LEAST_CONTRAST.get(theme.name, 4.5)
    faint = {
        (word, ground) for ground in grounds_of(theme) for word, ink in inks.items() if _contrast(ink, ground) < least
    }
    assert faint == set()
    assert _contrast(theme.variables["match-ink"], theme.variables["match"]) >= least


@pytest.mark.parametrize("theme", BUNDLED, ids=lambda theme: str(theme.name))
def test_signs_bars_and_lines_can_be_seen(theme: Theme) -> None:
    least = {"healthy": 3.0, "stale": 3.0, "failing": 3.0, "rule-focus": 3.0, "pulse": 3.0, "rule": 1.3}
    seen = {name: _contrast(theme.variables[name], str(theme.background)) for name in least}
    assert {name for name in least if seen[name] < least[name]} == set()


@pytest.mark.parametrize("theme", BUNDLED, ids=lambda theme: str(theme.name))
def test_the_row_under_the_cursor_differs_from_the_others(theme: Theme) -> None:
    assert len({str(theme.background), theme.variables["cursor"], theme.variables["cursor-blur"]}) == 3
    assert _contrast(theme.variables["cursor"], str(theme.background)) >= 1.1


def test_there_are_dark_light_and_high_contrast_themes() -> None:
    assert len(BUNDLED) >= 6
    assert {theme.dark for theme in BUNDLED} == {True, False}
    assert set(LEAST_CONTRAST) <= {theme.name for theme in BUNDLED}


def _contrast(one: str, other: str) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part / 255) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_a_theme_of_the_user_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    async with program(settings=replace(QUIET, theme="mine")) as morning, opened(morning, themes=tmp_path) as pilot:
        app = pilot.app
        assert "#123456" in grounds_drawn(app)
        assert "#12161c" not in grounds_drawn(app)
        assert "#abcdef" in inks_drawn(app)


async def test_a_broken_theme_is_named_and_the_others_load(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 5", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    async with program(settings=replace(QUIET, theme="mine")) as morning, opened(morning, themes=tmp_path) as pilot:
        app = pilot.app
        assert screen_lines(app)[-1].strip() == "The theme file bad.toml cannot be used: dark is missing."
        assert "#123456" in grounds_drawn(app)


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
async def test_a_theme_of_textual_is_drawn(name: str) -> None:
    async with program(settings=replace(QUIET, theme=name)) as morning, opened(morning) as pilot:
        app = pilot.app
        wanted = app.get_css_variables()["background"].lower()
        assert wanted in grounds_drawn(app) if wanted.startswith("#") else app.theme == name
        await press(pilot, "?", "escape", "slash", "escape")
        assert "Ferry terminal" in "\n".join(screen_lines(app))


async def test_an_unknown_theme_is_named_and_ink_is_used() -> None:
    async with program(settings=replace(QUIET, theme="papper")) as morning, opened(morning) as pilot:
        app = pilot.app
        assert 'There is no theme "papper". Did you mean "paper"?' in screen_lines(app)[-1]
        assert app.theme == "ink"


async def test_a_theme_is_shown_while_it_is_chosen_and_goes_if_it_is_not() -> None:
    async with opened() as pilot:
        app = pilot.app
        await press(pilot, "colon", *"theme paper")
        assert app.theme == "paper"
        assert "#fbf9f4" in grounds_drawn(app)
        await press(pilot, *["backspace"] * 5, "down")
        assert app.theme != "ink"
        await press(pilot, "escape")
        assert app.theme == "ink"
        assert "#12161c" in grounds_drawn(app)


async def test_several_problems_are_all_shown_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 5", encoding="utf-8")
    wrong = replace(QUIET, keys={"verdict-breif": "B", "undo": "Entre"})
    async with program(settings=wrong) as morning, opened(morning, themes=tmp_path) as pilot:
        shown = "\n".join(screen_lines(pilot.app))
        assert "bad.toml" in shown
        assert "did you mean verdict-brief?" in shown
        assert "did you mean enter?" in shown
        await press(pilot, "j")
        assert "bad.toml" not in "\n".join(screen_lines(pilot.app))


async def test_the_palette_offers_themes_of_all_three_kinds(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    async with program(settings=replace(QUIET, theme="ink")) as morning, opened(morning, themes=tmp_path) as pilot:
        app = pilot.app
        assert isinstance(app, BriefingApp)
        assert {"paper", "mine", "nord"} <= set(app.theme_names)
        await press(pilot, "colon", *"theme mine", "enter")
        assert "#123456" in grounds_drawn(app)
