"""What the user set, read from one TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from briefing.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. Hours and days are whole numbers of at least 1."""

    theme: str = "ink"
    ascii: bool = False
    """Signs and rules in plain ASCII."""
    refresh_on_start: bool = True
    window_days: int = 3
    """How long a thread stays open for new stories."""
    at_once: int = 32
    """Feeds that are asked at the same time."""
    per_host: int = 6
    allow_private: tuple[str, ...] = ()
    """host:port of machines on this network that feeds may come from."""
    full_text: str = "auto"
    """Whether the pages of stories are fetched where a feed gives only a summary: "on", "off", or "auto" for those of
    the threads that stand first or are opened."""
    full_text_of: Mapping[str, str] = field(default_factory=dict)
    """The same for single feeds, by address or host."""
    families: Mapping[str, str] = field(default_factory=dict)
    """Publisher families by an outlet's domain or name: outlets with one family count as one telling."""
    browser: str = ""
    """The command that opens an address, with %s for it; "" takes $BROWSER or the platform's own."""
    brief_folder: str = ""
    """Where briefs are written; "" takes the usual place."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Binding ids and the keys that take the place of the usual ones."""


def read_settings(path: Path) -> Settings:
    """Return the settings in the file at `path`; defaults where there is no file.

    Raises UsageError, naming file and key, where the file is not TOML or a value is of another kind.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The settings file {path} cannot be read: {error}.") from error
    return Settings(**{name: _checked(path, name, value) for name, value in table.items()})


def _checked(path: Path, name: str, value: Any) -> Any:
    defaults = {each.name: getattr(Settings(), each.name) for each in fields(Settings)}
    if name not in defaults:
        raise UsageError(f"The settings file {path} has an unknown setting: {name}.")
    default = defaults[name]
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if (
        isinstance(default, Mapping)
        and isinstance(value, dict)
        and all(isinstance(each, str) for each in value.values())
    ):
        return value
    if isinstance(default, int) and not isinstance(default, bool):
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        raise UsageError(f"In the settings file {path}, {name} must be a whole number of at least 1.")
    if isinstance(default, bool | str) and type(value) is type(default):
        return value
    raise UsageError(f"In the settings file {path}, {name} must be like {_example(default)}.")


def _example(default: object) -> str:
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, tuple):
        return '["host:port"]'
    return "a table of texts" if isinstance(default, Mapping) else 'a text in "quotes"'
