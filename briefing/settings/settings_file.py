"""The settings file as text: the commented one that is written first, and changes that leave all other lines alone."""

import json
import re
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.data.loader import read_text
from briefing.model.errors import StoreError, UsageError
from briefing.settings.settings import LIMITS, Settings, check_setting
from briefing.text.nearest import did_you_mean

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"^\s*\[")
_COMMENT = re.compile(r"^# ?")
_ASSIGNED = re.compile(r"^# (\w+) = ")
_TABLE = re.compile(r"^# \[(\w+)\]$")
DEFAULTS = Settings()


def commented_settings() -> str:
    """Return a settings file with every setting, its meaning and its default; all of it is commented out."""
    return read_text("first_settings.toml")


def meanings() -> dict[str, str]:
    """Return what each setting means, as the commented file says it."""
    found: dict[str, str] = {}
    for block in commented_settings().split("\n\n")[1:]:
        lines = block.strip().split("\n")
        for number, line in enumerate(lines):
            if named := _ASSIGNED.match(line) or _TABLE.match(line):
                found[named[1]] = " ".join(_COMMENT.sub("", each) for each in lines[:number])
                break
    return found


def write_first(path: Path) -> bool:
    """Write the commented settings file if there is none; return whether it was written. Raise nothing."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(commented_settings())
        return True
    return False


def changed_settings(text: str, name: str, words: str | None) -> str:
    """Return a settings file in which the setting `name` has the value that `words` spell, or its default for None.

    `name` is a setting, or a setting that is a table and one of its keys: "grades.herald.example". Every other line
    stays. Raises UsageError if there is no such setting, if the value is wrong, or if the lines cannot be found.
    """
    setting, _, key = name.partition(".")
    if setting not in meanings():
        raise UsageError(f"There is no setting called {setting}{did_you_mean(setting, meanings())}")
    is_table = isinstance(getattr(DEFAULTS, setting), Mapping)
    if is_table and not key:
        raise UsageError(f"{setting} is a table: name one of its keys, such as {setting}.NAME.")
    if key and not is_table:
        raise UsageError(f"{setting} is no table, so it has no key {key}.")
    value = None if words is None else read_value(setting, words)
    before = tomllib.loads(text)
    expected = _expected(before, setting, key, value)
    for problem in check_setting(setting, expected[setting]) if setting in expected else ():
        raise UsageError(f"{problem}.")
    lines = text.split("\n")
    changed = "\n".join(_in_table(lines, setting, key, value) if is_table else _on_top(lines, setting, value))
    if _parsed(changed) != expected:
        raise UsageError(
            f"The lines of {name} are not of a form that can be changed here; use `briefing settings edit`."
        )
    return changed


def read_value(setting: str, words: str) -> Any:
    """Return the value that words on the command line spell: TOML, or the plain text of a setting that is a text."""
    default = getattr(DEFAULTS, setting)
    if isinstance(default, (str, Mapping)):
        return words
    try:
        return tomllib.loads(f"value = {words}")["value"]
    except tomllib.TOMLDecodeError:
        if isinstance(default, tuple):
            return [each.strip() for each in words.split(",")]
        kind = "true or false" if isinstance(default, bool) else "a whole number from {} to {}".format(*LIMITS[setting])
        raise UsageError(f"{setting} must be {kind}, not {words[:40]!r}.") from None


def replace_file(path: Path, text: str) -> None:
    """Write a settings file in one step; raise StoreError if that is not possible."""
    from briefing.settings.user_files import written_beside  # the reader changes no settings

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = path.resolve()  # a link to a file elsewhere stays a link
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
        with written_beside(target, text.encode(), mode) as part:
            part.replace(target)
    except OSError as error:
        raise StoreError(f"The settings file {path} cannot be written: {error.strerror or error}.") from error


def _expected(before: Mapping[str, Any], setting: str, key: str, value: Any) -> dict[str, Any]:
    if not key:
        rest = {name: each for name, each in before.items() if name != setting}
        return rest if value is None else {**rest, setting: value}
    table = {name: each for name, each in dict(before.get(setting, {})).items() if name != key}
    if value is not None:
        table[key] = value
    return {**before, setting: table}


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _on_top(lines: list[str], name: str, value: Any) -> list[str]:
    """Change a setting that stands before the first table."""
    end = next((number for number, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    own = rf"{name}\s*="
    line = [] if value is None else [f"{name} = {_spelled(value)}"]
    for pattern in (rf"^\s*{own}", rf"^#\s*{own}"):
        found = next((number for number in range(end) if re.match(pattern, lines[number])), None)
        if found is not None and (line or not pattern.startswith("^#")):
            return lines[:found] + (line or [f"# {lines[found].strip()}"]) + lines[found + 1 :]
    return [*line, *lines]


def _in_table(lines: list[str], name: str, key: str, value: Any) -> list[str]:
    """Change one key of a table, which is added if the file does not have it."""
    spelled = key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    line = [] if value is None else [f"{spelled} = {_spelled(value)}"]
    start = next((number for number, each in enumerate(lines) if each.strip() == f"[{name}]"), None)
    if start is None:
        return [*lines, f"[{name}]", *line, ""]
    end = next((number for number in range(start + 1, len(lines)) if _HEADER.match(lines[number])), len(lines))
    for number in range(start + 1, end):
        given, _, _ = lines[number].partition("=")
        if given.strip().strip("\"'") == key:
            return lines[:number] + line + lines[number + 1 :]
    return lines[: start + 1] + line + lines[start + 1 :]


def _spelled(value: Any) -> str:
    """Return a value as TOML; its texts and lists are spelled as in JSON."""
    return json.dumps(value, ensure_ascii=False)
