"""What is wrong with settings that fit their form: commands, folders, machines and names that do not exist."""

import ipaddress
import os
import shlex
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.model.errors import BriefingError
from briefing.services.keyring_vault import KeyringVault, SecretsError
from briefing.services.outlets import Outlets
from briefing.services.workspace import Workspace
from briefing.settings.places import expand_user
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from briefing.store import rules as rule_table
from briefing.text.addresses import host_of
from briefing.text.nearest import did_you_mean

_MOST_COMMANDS = 20_000


def misdirected(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each command, folder, machine or keyring in the settings that does not exist here."""
    commands = {"browser": settings.browser, "draft_command": settings.draft_command}
    commands |= {f"hooks: the command of {rule}": command for rule, command in settings.hooks.items()}
    for name, command in commands.items():
        yield from _missing_command(name, command)
    yield from _missing_folder(settings.brief_folder)
    for machine in settings.allow_private:
        yield from _wrong_machine(machine)
    if settings.secrets == "keyring":
        yield from _missing_keyring()


async def misnamed(workspace: Workspace) -> tuple[str, ...]:
    """Return a sentence for each feed, outlet or rule in the settings that the store does not have.

    An outlet that no story came from yet is only named if another one is spelled nearly like it.
    """
    settings, read = workspace.settings, workspace.database.read
    found: list[str] = []
    addresses = [feed.url for feed in await read(feed_table.feeds)]
    feeds = {*addresses, *(host_of(address) for address in addresses)}
    found += _unknown("full_text_of", "feed", settings.full_text_of, feeds)
    rules = await read(rule_table.rules)
    found += _unknown("hooks", "rule", settings.hooks, {*(rule.name for rule in rules), *(r.reference for r in rules)})
    rows = await Outlets(workspace).rows()
    outlets = {*(row.name for row in rows), *(row.domain for row in rows)}
    for name in ("families", "grades"):
        found += [each for each in _unknown(name, "outlet", getattr(settings, name), outlets) if "did you mean" in each]
    return tuple(found)


def _unknown(name: str, what: str, given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    spelled = {each.casefold(): each for each in known if each}
    for each in given:
        if each.casefold() not in spelled:
            yield f"{name}: there is no {what} {each!r}{did_you_mean(each, spelled.values())}"


def _missing_keyring() -> Iterator[str]:
    """Yield why the keyring cannot be asked, if it cannot."""
    try:
        KeyringVault(Path("doctor")).get("nothing")
    except SecretsError as error:
        yield f"secrets: {str(error).rstrip('.')}"


def _missing_command(name: str, command: str) -> Iterator[str]:
    try:
        words = shlex.split(command)
    except ValueError:  # the check of the file names it
        return
    if words and shutil.which(words[0]) is None:
        near = "" if "/" in words[0] else did_you_mean(words[0], _commands())
        yield f"{name}: there is no command {words[0]!r}{near}"


def _commands() -> Iterator[str]:
    """Yield the names of the commands of this computer."""
    count = 0
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        try:
            entries = [entry.name for entry in Path(folder or ".").iterdir()]
        except OSError:
            continue
        yield from entries[: max(0, _MOST_COMMANDS - count)]
        count += len(entries)


def _missing_folder(words: str) -> Iterator[str]:
    """Yield a sentence if the folder for briefs can neither be used nor created."""
    try:
        folder = expand_user(words) if words else None
        if folder is None or folder.is_dir() or folder.parent.is_dir():
            return
        above = next(each for each in folder.parents if each.is_dir())
        wanted = folder.relative_to(above).parts[0]
        near = did_you_mean(wanted, (each.name for each in above.iterdir() if each.is_dir()))
    except (BriefingError, OSError, ValueError, StopIteration):  # the check of the file names what is no path
        return
    yield f"brief_folder: there is no folder {Path(above, wanted)}{near}"


def _wrong_machine(machine: str) -> Iterator[str]:
    host = machine.rpartition(":")[0].strip("[]")
    if "/" in host:
        yield f"allow_private: {machine!r} must be host:port, without http:// and without a path"
        return
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if host.replace(".", "").isdecimal():
            yield f"allow_private: {host!r} is no IP address"
        return
    if address.is_global:
        yield f"allow_private: {host} is a public address, which needs no permission"
