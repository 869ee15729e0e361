"""Theme files as Textual themes."""

from collections.abc import Iterable
from pathlib import Path

from textual.theme import Theme

from briefing.settings.themes import DEFAULT_DARK, DEFAULT_LIGHT, ThemeFile, load_theme_files


def load_themes(own: Path | None) -> tuple[tuple[Theme, ...], tuple[str, ...]]:
    """Return the themes of all theme files, and one sentence for each file that cannot be used."""
    loaded = load_theme_files(own)
    return tuple(textual_theme(theme) for theme in loaded.themes), loaded.problems


def textual_theme(theme: ThemeFile) -> Theme:
    """Return the Textual theme for a theme file."""
    return Theme(name=theme.name, dark=theme.dark, variables=dict(theme.variables), **theme.colours, **theme.shares)  # type: ignore[arg-type]


def variable_defaults(themes: Iterable[Theme], *, dark: bool) -> dict[str, str]:
    """Return our variables from ink or paper, for a theme that leaves some out."""
    wanted = DEFAULT_DARK if dark else DEFAULT_LIGHT
    return next((dict(theme.variables) for theme in themes if theme.name == wanted), {})
