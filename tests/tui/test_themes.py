from pathlib import Path

import pytest
from textual.color import Color

from briefing.tui.themes import VARIABLES, load_themes, read_theme, theme_files

WORDS = ("strong", "muted", "accent-new", "quote", "quote-mark", "actor", "source", "reprint", "cite", "conflict")


def test_the_three_themes_load_with_every_variable() -> None:
    loaded = load_themes()
    assert {theme.name for theme in loaded.themes} == {"ink", "paper", "amber"}
    assert loaded.problems == ()
    assert all(set(VARIABLES) <= set(theme.variables) for theme in loaded.themes)


@pytest.mark.parametrize("name", ["ink", "paper", "amber"])
def test_words_can_be_read_on_every_ground(name: str) -> None:
    theme = next(each for each in load_themes().themes if each.name == name)
    grounds = [theme.background, theme.panel, theme.variables["cursor"], theme.variables["cursor-blur"]]
    for ground in grounds:
        for word in (*WORDS, "foreground"):
            colour = theme.foreground if word == "foreground" else theme.variables[word]
            assert _contrast(str(colour), str(ground)) >= 4.5, (word, ground)


def _contrast(one: str, other: str) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part / 255) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_bad_colour_is_told_with_file_and_key(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(theme_files()[0].read_text(encoding="utf-8").replace('panel = "#', 'panel = "x'))
    loaded = load_themes((bad, *theme_files()))
    assert len(loaded.themes) == 3
    assert loaded.problems[0].startswith("theme bad.toml: panel =")


def test_a_missing_key_is_told() -> None:
    with pytest.raises(ValueError, match="dark is missing"):
        read_theme('name = "x"')
