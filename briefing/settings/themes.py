"""Theme files: the bundled ones and the user's own, checked before a screen uses one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.data.loader import theme_folder
from briefing.frozen import dataclass
from briefing.model.errors import UsageError
from briefing.settings.toml_files import parse_toml, read_text

COLOURS = (
    "primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface", "panel",
    "boost",
)  # fmt: skip
"""The colour keys at the top of a theme file."""
REQUIRED = ("name", "dark", "primary", "foreground", "background", "panel", "accent")
VARIABLES = (
    "strong", "muted", "pulse", "rule", "rule-focus", "cursor", "cursor-blur", "accent-new", "quote", "quote-mark",
    "actor", "source", "reprint", "cite", "conflict", "match", "match-ink", "healthy", "stale", "failing",
)  # fmt: skip
"""The program's own colours under [variables]. One that is missing is taken from ink or paper."""
DEFAULT_DARK, DEFAULT_LIGHT = "ink", "paper"
_SHARES = ("luminosity_spread", "text_alpha")
"""Numbers from 0 to 1."""
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """The contents of one valid theme file. Every colour is "#" and six hexadecimal digits."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    """By the names in `COLOURS`."""
    shares: Mapping[str, float]
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The themes that can be used, and one sentence for each file that cannot."""

    themes: tuple[ThemeFile, ...]
    problems: tuple[str, ...] = ()


def load_theme_files(own: Path | None) -> ThemeFiles:
    """Return the bundled themes and those in the folder `own`; a theme of the user's replaces a bundled one.

    Variables that a user's theme leaves out are those of ink, or of paper if it is light.
    """
    bundled = read_theme_files(sorted(theme_folder().glob("*.toml")))
    users = read_theme_files(own_theme_files(own))
    themes = {theme.name: theme for theme in bundled.themes}
    completed = tuple(_completed(theme, themes) for theme in users.themes)
    themes |= {theme.name: theme for theme in completed}
    return ThemeFiles(tuple(themes.values()), bundled.problems + users.problems)


def own_theme_files(folder: Path | None) -> tuple[Path, ...]:
    """Return the theme files in `folder`; none if there is no such folder or it cannot be read."""
    try:
        return tuple(sorted(folder.glob("*.toml"))) if folder is not None else ()
    except OSError:
        return ()


def read_theme_files(files: Iterable[Path]) -> ThemeFiles:
    """Read theme files. A file that cannot be used becomes a sentence that names it."""
    found: dict[str, ThemeFile] = {}
    problems: list[str] = []
    for file in files:
        try:
            theme = parse_theme(read_text(file, _MOST_BYTES))
        except (UsageError, OSError) as error:
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            problems.append(_sentence(file, reason))
        else:
            if theme.name in found:
                problems.append(_sentence(file, f'another file already has the name "{theme.name}"'))
            found.setdefault(theme.name, theme)
    return ThemeFiles(tuple(found.values()), tuple(problems))


def parse_theme(text: str) -> ThemeFile:
    """Return the theme that `text` describes. Raise UsageError with a reason that names the key at fault."""
    values = parse_toml(text)
    for key in REQUIRED:
        if key not in values:
            raise UsageError(f"{key} is missing")
    variables = values.pop("variables", {})
    if not isinstance(variables, dict):
        raise UsageError("variables must be a table")
    name, dark = values.pop("name"), values.pop("dark")
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise UsageError('name must be a text such as "ink"')
    if not isinstance(dark, bool):
        raise UsageError("dark must be true or false")
    shares = {key: _checked_share(key, values.pop(key)) for key in _SHARES if key in values}
    if unknown := sorted(set(values) - set(COLOURS)):
        raise UsageError(f"{unknown[0]} is not a key of a theme")
    return ThemeFile(
        name.strip(),
        dark,
        {key: _checked_colour(key, value) for key, value in values.items()},
        shares,
        {key: _checked_colour(key, value) for key, value in variables.items()},
    )


def unknown_theme(name: str, known: Iterable[str]) -> str:
    """Return a sentence if no theme has this name, with the name that was probably meant; "" if one has."""
    names = tuple(known)
    if name in names:
        return ""
    from difflib import get_close_matches  # only needed for a wrong name

    near = get_close_matches(name.casefold(), names, n=1)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    return f'There is no theme "{name}".{meant}'


def _completed(theme: ThemeFile, bundled: Mapping[str, ThemeFile]) -> ThemeFile:
    default = bundled.get(DEFAULT_DARK if theme.dark else DEFAULT_LIGHT)
    return replace(theme, variables={**default.variables, **theme.variables}) if default is not None else theme


def _sentence(file: Path, reason: str) -> str:
    return f"The theme file {file.name} cannot be used: {reason}."


def _checked_colour(key: str, value: Any) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise UsageError(f"{key} = {_shown(value)} is not a colour such as #RRGGBB")
    digits = value[1:]
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _checked_share(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise UsageError(f"{key} must be a number from 0 to 1")
    return float(value)


def _shown(value: Any) -> str:
    """Return a value as it is shown in a sentence: short, on one line, without control characters."""
    return ascii(value)[:40]
