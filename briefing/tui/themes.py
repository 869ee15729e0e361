"""Theme files: read from the wheel or from the checkout, checked whole before one of them is put on."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

from briefing.data.loader import theme_folder

REQUIRED = ("name", "dark", "primary", "foreground", "background", "panel", "accent")
VARIABLES = (
    "strong", "muted", "pulse", "rule", "rule-focus", "cursor", "cursor-blur", "accent-new", "quote", "quote-mark",
    "actor", "source", "reprint", "cite", "conflict", "match", "match-ink", "healthy", "stale", "failing",
)  # fmt: skip
DEFAULT_DARK, DEFAULT_LIGHT = "ink", "paper"
_FIELDS = frozenset(field.name for field in fields(Theme))


@dataclass(frozen=True, slots=True)
class LoadedThemes:
    """The themes that can be put on, and one sentence for each file that cannot."""

    themes: tuple[Theme, ...]
    problems: tuple[str, ...] = ()


def theme_files() -> tuple[Path, ...]:
    """Return our theme files: those in the package, else those of the checkout."""
    return tuple(sorted(theme_folder().glob("*.toml")))


def load_themes(files: tuple[Path, ...] | None = None) -> LoadedThemes:
    """Read theme files; one that cannot be used is told in a sentence and the others load."""
    themes: list[Theme] = []
    problems: list[str] = []
    for file in theme_files() if files is None else files:
        try:
            themes.append(read_theme(file.read_text(encoding="utf-8")))
        except (ValueError, OSError) as error:
            problems.append(f"theme {file.name}: {error}")
    return LoadedThemes(tuple(themes), tuple(problems))


def read_theme(text: str) -> Theme:
    """Return the theme that a file describes; raises ValueError with a sentence that names the key at fault."""
    values = tomllib.loads(text)
    for key in REQUIRED:
        if key not in values:
            raise ValueError(f"{key} is missing")
    if unknown := sorted(set(values) - _FIELDS):
        raise ValueError(f"{unknown[0]} is not a key of a theme")
    variables = values.get("variables", {})
    for key, value in [*values.items(), *variables.items()]:
        if isinstance(value, str) and key != "name":
            _check_colour(key, value)
    theme = Theme(**values)
    theme.to_color_system()
    return theme


def _check_colour(key: str, value: str) -> None:
    try:
        Color.parse(value)
    except ColorParseError as error:
        raise ValueError(f"{key} = {value!r} is not a colour") from error


def variable_defaults(themes: tuple[Theme, ...], *, dark: bool) -> dict[str, str]:
    """Return our variables as ink or paper has them, for a theme that leaves some out."""
    wanted = DEFAULT_DARK if dark else DEFAULT_LIGHT
    return next((dict(theme.variables) for theme in themes if theme.name == wanted), {})
