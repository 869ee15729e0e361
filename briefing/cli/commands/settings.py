"""The command that lists, reads and changes the settings: settings."""

import argparse
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from briefing.cli.output import print_json, print_lines, say
from briefing.cli.session import places_of
from briefing.export.json.document import Document, document
from briefing.model.errors import UsageError
from briefing.services.editor import editor_command, run_here
from briefing.settings.settings import Settings, load_settings
from briefing.settings.settings_file import (
    DEFAULTS,
    changed_settings,
    commented_settings,
    meanings,
    replace_file,
    write_first,
)
from briefing.text.nearest import did_you_mean


def settings(options: argparse.Namespace) -> int:
    """List, get, set, unset or edit the settings; the exit code is 2 if the file has a wrong value."""
    path = places_of(options).settings
    steps = {"list": _list, "get": _get, "set": _set, "unset": _set, "edit": _edit}
    if options.step != "list" and options.step != "edit" and not options.name:
        raise UsageError(f"Name the setting: briefing settings {options.step} theme.")
    return steps[options.step](options, path)


def _list(options: argparse.Namespace, path: Path) -> int:
    if write_first(path) and not options.quiet:
        say(f"wrote {path}, with every setting and its default")
    loaded = load_settings(path)
    if options.json:
        shown = [_shown(field.name, loaded.settings) for field in fields(Settings)]
        print_json(document(path=str(path), settings=shown, problems=list(loaded.problems)))
    else:
        print_lines([str(path), *(_line(field.name, loaded.settings) for field in fields(Settings))])
        for problem in loaded.problems:
            say(f"{path}: {problem}")
    return 2 if loaded.problems else 0


def _get(options: argparse.Namespace, path: Path) -> int:
    loaded = load_settings(path)
    name, _, key = options.name.partition(".")
    if name not in meanings():
        raise UsageError(f"There is no setting called {name}{did_you_mean(name, meanings())}")
    value = _plain(getattr(loaded.settings, name))
    if key:
        value = value.get(key, "") if isinstance(value, dict) else ""
    if options.json:
        print_json(
            document(path=str(path), setting={**_shown(name, loaded.settings), "name": options.name, "value": value})
        )
    else:
        print_lines([_words(value)])
    return 0


def _set(options: argparse.Namespace, path: Path) -> int:
    if options.step == "set" and not options.value:
        raise UsageError(
            f"Give the value: briefing settings set {options.name} VALUE; `unset` goes back to the default."
        )
    words = " ".join(options.value) if options.step == "set" else None
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = commented_settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings file {path} cannot be read: {error}.") from error
    if broken := [problem for problem in load_settings(path).problems if problem.startswith("it cannot be read")]:
        raise UsageError(f"The settings file {path}: {broken[0]}. Mend it with `briefing settings edit`.")
    replace_file(path, changed_settings(text, options.name, words))
    return _get(options, path)


def _edit(options: argparse.Namespace, path: Path) -> int:
    write_first(path)
    command = editor_command()
    if code := run_here([*command, str(path)]):
        raise UsageError(f"The editor {command[0]} ended with code {code}.")
    return _list(options, path)


def _shown(name: str, settings: Settings) -> Document:
    value, default = _plain(getattr(settings, name)), _plain(getattr(DEFAULTS, name))
    return {"name": name, "value": value, "default": default, "meaning": meanings()[name], "changed": value != default}


def _line(name: str, settings: Settings) -> str:
    value = getattr(settings, name)
    mark = "*" if value != getattr(DEFAULTS, name) else " "
    return f"{mark} {name:<22} {_words(_plain(value))}"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {each}" for key, each in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)
