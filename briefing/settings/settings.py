"""The settings file: what can be set, within which limits, and what is wrong with a file."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from briefing.frozen import dataclass
from briefing.model.errors import UsageError
from briefing.settings.places import expand_user
from briefing.settings.toml_files import parse_toml, read_text
from briefing.text.nearest import did_you_mean

GRADES = ("A", "B", "C", "D", "E", "F")
"""From best to worst; they grade the record of an outlet, not a claim."""
FULL_TEXT_MODES = ("on", "auto", "off")
KEY_PRESETS = ("vim", "newsboat")
SECRET_PLACES = ("file", "keyring")
SYNC_KINDS = ("miniflux", "greader")
SYNC_KEYS = ("kind", "url", "user", "password_command")
LIMITS: Mapping[str, tuple[int, int]] = {
    "window_days": (1, 365),
    "keep_months": (1, 600),
    "at_once": (1, 500),
    "per_host": (1, 100),
}
"""The smallest and the largest value of every number."""
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default."""

    theme: str = "ink"
    ascii: bool = False
    """Whether signs and rules are drawn in plain ASCII."""
    refresh_on_start: bool = True
    refresh_while_reading: bool = True
    """Whether the reader fetches feeds that are due while it is open."""
    window_days: int = 3
    """How many days a thread stays open for new stories."""
    keep_months: int = 12
    """How many months `briefing prune` keeps threads that nothing else keeps."""
    prune_automatically: bool = False
    """Whether older ones are pruned after a refresh, once a day."""
    at_once: int = 32
    """How many feeds are fetched at the same time."""
    per_host: int = 6
    """How many of them from one host."""
    allow_private: tuple[str, ...] = ()
    """Machines on the local network that feeds may come from, each as host:port."""
    read_all: bool = False
    """Whether each refresh reads all texts for quotes and actors, however many came."""
    full_text: str = "auto"
    """Whether article pages are fetched if a feed gives only a summary: "on", "off", or "auto" for those of the threads
    that come first or are opened."""
    full_text_of: Mapping[str, str] = field(default_factory=dict)
    """The same for single feeds, by address or host."""
    families: Mapping[str, str] = field(default_factory=dict)
    """The family of an outlet, by its domain or name. Outlets of one family count as one independent outlet."""
    grades: Mapping[str, str] = field(default_factory=dict)
    """The user's grade of an outlet, A to F, by its domain or name; briefs show it."""
    browser: str = ""
    """The command that opens an address, with %s for the address; if empty, $BROWSER or the platform's own."""
    draft_command: str = ""
    """The command that proposes words for the analyst's parts of a brief; if empty, none is asked."""
    brief_folder: str = ""
    """The folder for briefs; if empty, the usual one."""
    key_preset: str = "vim"
    """The keys that the program begins with, one of `KEY_PRESETS`."""
    secrets: str = "file"
    """Where passwords and tokens are kept, one of `SECRET_PLACES`."""
    hooks: Mapping[str, str] = field(default_factory=dict)
    """The command that `briefing watch` runs if a rule matches a new thread, by the name or id of the rule."""
    sync: Mapping[str, str] = field(default_factory=dict)
    """The server that keeps the feeds, with the names of `SYNC_KEYS`; if empty, this program fetches them."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys for actions, by the id of the action; an empty text unbinds it."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings of a file, with defaults in place of wrong values, and one sentence for each of those."""

    settings: Settings
    problems: tuple[str, ...] = ()


def read_settings(path: Path) -> Settings:
    """Return the settings in the file at `path`, or the defaults if there is no file.

    Raises UsageError, naming the file and the setting, if anything in it is wrong.
    """
    loaded = load_settings(path)
    if not loaded.problems:
        return loaded.settings
    if len(loaded.problems) == 1:
        raise UsageError(f"The settings file {path}: {loaded.problems[0]}.")
    lines = "".join(f"\n  {problem}" for problem in loaded.problems)
    raise UsageError(f"{len(loaded.problems)} things are wrong in the settings file {path}:{lines}")


def load_settings(path: Path) -> LoadedSettings:
    """Return what the file at `path` sets, with everything that is wrong in it; raise nothing."""
    try:
        table = parse_toml(read_text(path))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (OSError, UsageError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return LoadedSettings(Settings(), (f"it cannot be read: {reason or error}",))
    problems = tuple(_problems(table))
    right = {name: value for name, value in table.items() if name in _CHECKS and not any(_CHECKS[name](name, value))}
    return LoadedSettings(Settings(**{name: _frozen(value) for name, value in right.items()}), problems)


def check_setting(name: str, value: Any) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with the value of a setting."""
    yield from _CHECKS[name](name, value)


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if check := _CHECKS.get(name):
            yield from check(name, value)
        else:
            yield f"there is no setting called {name}{did_you_mean(name, _CHECKS)}"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


# One check for each kind of value: it yields a sentence for everything that is wrong.


def _flag(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{name} must be true or false, without quotes"


def _number(name: str, value: Any) -> Iterator[str]:
    least, most = LIMITS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        yield f"{name} must be a whole number from {least} to {most}"


def _text(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield f'{name} must be a text in "quotes"'
    elif "\0" in value:
        yield f"{name} holds a null character"


def _texts_by_name(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f'{name} must be a table of lines such as "name" = "value"'
        return
    for key, each in value.items():
        if not isinstance(each, str):
            yield f'{name}: the value of {key} must be a text in "quotes"'


def _grades(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_texts_by_name(name, value))
    yield from wrong
    if not wrong:
        yield from (
            f"{name}: the grade of {outlet} must be one of {', '.join(GRADES)}{did_you_mean(grade.upper(), GRADES)}"
            for outlet, grade in value.items()
            if grade not in GRADES
        )


def _mode(name: str, value: Any) -> Iterator[str]:
    if value not in FULL_TEXT_MODES:
        yield f'{name} must be "on", "auto" or "off"{did_you_mean(str(value), FULL_TEXT_MODES)}'


def _preset(name: str, value: Any) -> Iterator[str]:
    if value not in KEY_PRESETS:
        yield f'{name} must be "vim" or "newsboat"{did_you_mean(str(value), KEY_PRESETS)}'


def _secret_place(name: str, value: Any) -> Iterator[str]:
    if value not in SECRET_PLACES:
        yield f'{name} must be "file" or "keyring"{did_you_mean(str(value), SECRET_PLACES)}'


def _modes_by_feed(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_texts_by_name(name, value))
    yield from wrong
    if not wrong:
        yield from (
            f'{name}: {feed} must be "on", "auto" or "off"{did_you_mean(mode, FULL_TEXT_MODES)}'
            for feed, mode in value.items()
            if mode not in FULL_TEXT_MODES
        )


def _machines(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        yield f'{name} must be a list such as ["192.168.1.7:8080"]'
        return
    for each in value:
        host, _, port = each.rpartition(":")
        if not host or not port.isdecimal() or not 1 <= int(port) <= _HIGHEST_PORT:
            yield f'{name}: "{each}" must be host:port, such as "192.168.1.7:8080"'


def _sync(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_texts_by_name(name, value))
    yield from wrong
    if wrong or not value:
        return
    for key in value.keys() - set(SYNC_KEYS):
        yield f"{name}: there is no {key}{did_you_mean(key, SYNC_KEYS)}"
    if value.get("kind") not in SYNC_KINDS:
        yield f'{name}: kind must be "miniflux" or "greader"{did_you_mean(value.get("kind", ""), SYNC_KINDS)}'
    if not value.get("url", "").startswith(("https://", "http://")):
        yield f"{name}: url must be the address of the server, such as https://reader.example"
    elif "@" in value["url"].split("//", 1)[1].partition("/")[0]:
        yield f"{name}: url must not hold a password"
    if value.get("kind") == "greader" and not value.get("user"):
        yield f"{name}: user is missing"
    yield from _command(f"{name}: password_command", value.get("password_command", ""))


def _command(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_text(name, value))
    yield from wrong
    try:
        shlex.split("" if wrong else value)
    except ValueError:
        yield f"{name} has a quotation mark that is not closed"


def _commands_by_rule(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_texts_by_name(name, value))
    yield from wrong
    for rule, command in () if wrong else value.items():
        yield from _command(f"{name}: the command of {rule}", command)


def _folder(name: str, value: Any) -> Iterator[str]:
    wrong = tuple(_text(name, value))
    yield from wrong
    if wrong:
        return
    try:
        folder = expand_user(value)
        if folder.exists() and not folder.is_dir():
            yield f"{name}: {folder} is not a folder"
    except UsageError as error:
        yield f"{name}: {str(error).rstrip('.')}"
    except OSError as error:
        yield f"{name}: {value} cannot be looked up: {error.strerror}"


_CHECKS: Mapping[str, Callable[[str, Any], Iterator[str]]] = {
    "theme": _text,
    "ascii": _flag,
    "refresh_on_start": _flag,
    "refresh_while_reading": _flag,
    "window_days": _number,
    "keep_months": _number,
    "prune_automatically": _flag,
    "at_once": _number,
    "per_host": _number,
    "allow_private": _machines,
    "read_all": _flag,
    "full_text": _mode,
    "full_text_of": _modes_by_feed,
    "families": _texts_by_name,
    "grades": _grades,
    "browser": _command,
    "draft_command": _command,
    "brief_folder": _folder,
    "key_preset": _preset,
    "secrets": _secret_place,
    "hooks": _commands_by_rule,
    "sync": _sync,
    "keys": _texts_by_name,
}
