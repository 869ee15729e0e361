"""The commands that check, copy, prune and rebuild the store: doctor, backup, prune, rebuild."""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.cli.output import Progress, print_json, print_lines, say
from briefing.cli.session import places_of, workspace_of
from briefing.export.json.document import document
from briefing.export.json.pruning import prune_document
from briefing.export.pruning import prune_lines
from briefing.model.errors import NoStore
from briefing.services import maintenance, pruning
from briefing.services.maintenance import Examined
from briefing.services.settings_check import misdirected, misnamed
from briefing.services.workspace import Access
from briefing.settings.settings import LoadedSettings, load_settings
from briefing.settings.themes import load_theme_files, unknown_theme
from briefing.tui.live_keys import live_keys


def doctor(options: argparse.Namespace) -> int:
    """Check the store, the settings, the keys, the themes and the feeds; the exit code is 1 if anything is wrong."""
    places = places_of(options)
    loaded = load_settings(places.settings)
    try:
        with workspace_of(options, loaded.settings, access=Access.READ) as workspace:
            of_store = asyncio.run(maintenance.examine(workspace))
            names = asyncio.run(misnamed(workspace))
    except NoStore as error:
        of_store, names = (Examined("store", well=False, words=str(error)),), ()
    wrong = (*_settings_problems(places.settings, loaded), *misdirected(loaded.settings), *names)
    findings = (
        *of_store,
        *_found("settings", wrong, _settings_state(places.settings)),
        *_found("themes", _theme_problems(places.themes, loaded.settings.theme), f"{loaded.settings.theme} is used"),
        *_found("keys", _key_problems(loaded), "every key has one meaning"),
    )
    if options.json:
        print_json(document(checks=[{"what": each.what, "well": each.well, "words": each.words} for each in findings]))
    else:
        print_lines(f"{'✓' if each.well else '✗'} {each.what:<10} {each.words}" for each in findings)
    return 0 if all(each.well for each in findings) else 1


def _found(what: str, problems: Sequence[str], otherwise: str) -> Iterator[Examined]:
    """Yield one finding for each problem, or the one that all is well."""
    yield from (Examined(what, well=False, words=problem) for problem in problems)
    if not problems:
        yield Examined(what, well=True, words=otherwise)


def _key_problems(loaded: LoadedSettings) -> tuple[str, ...]:
    return live_keys(loaded.settings.keys, loaded.settings.key_preset).problems


def _theme_problems(folder: Path, wanted: str) -> tuple[str, ...]:
    from textual.theme import BUILTIN_THEMES

    files = load_theme_files(folder)
    unknown = unknown_theme(wanted, (*(theme.name for theme in files.themes), *BUILTIN_THEMES))
    return (*files.problems, *filter(None, [unknown]))


def _settings_problems(path: Path, loaded: LoadedSettings) -> tuple[str, ...]:
    return tuple(f"{path}: {problem}" for problem in loaded.problems)


def _settings_state(path: Path) -> str:
    return f"{path} holds nothing wrong" if path.exists() else f"{path} does not exist; the defaults are used"


def backup(options: argparse.Namespace) -> int:
    """Copy the store to a new file."""
    with workspace_of(options, access=Access.READ) as workspace:
        size = asyncio.run(maintenance.back_up(workspace, options.file))
    if options.json:
        print_json(document(path=str(options.file), bytes=size))
    elif not options.quiet:
        say(
            f"copied the store to {options.file}, {size:,} bytes; `briefing --home` opens it as briefing.db in a folder"
        )
    return 0


def prune(options: argparse.Namespace) -> int:
    """Delete the old threads that nothing keeps, or say which that would be."""
    progress = Progress(quiet=options.quiet)
    only_reads = options.dry_run or not places_of(options).store.exists()  # then it says so and creates none
    with workspace_of(options, access=Access.READ if only_reads else Access.WRITE) as workspace:
        border = pruning.border_of(workspace, options.older_than)
        if options.dry_run:
            pruned = asyncio.run(pruning.look(workspace, border))
        else:
            try:
                pruned = asyncio.run(pruning.prune(workspace, border, progress.draw, with_backup=not options.no_backup))
            finally:
                progress.end()
    if options.json:
        print_json(prune_document(pruned, dry_run=options.dry_run))
    elif not options.quiet:
        print_lines(prune_lines(pruned, dry_run=options.dry_run))
    return 0


def rebuild(options: argparse.Namespace) -> int:
    """Analyse all texts and group the open stories again; decisions stay."""
    progress = Progress(quiet=options.quiet)
    with workspace_of(options) as workspace:
        try:
            rebuilt = asyncio.run(maintenance.rebuild(workspace, progress))
        finally:
            progress.end()
    if options.json:
        print_json(document(texts=rebuilt.texts, threads=rebuilt.threads))
    elif not options.quiet:
        say(f"{rebuilt.texts} texts analysed, {rebuilt.threads} threads open")
    return 0
