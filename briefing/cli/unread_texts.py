"""Texts that were left unread: a command that opens a story or asks for a name reads them first, or says how many."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, TypeAlias

from briefing.cli.output import say
from briefing.cli.session import workspace_of
from briefing.services.findings import MOST_ASKED, read_texts_of, read_texts_of_threads
from briefing.services.wanted_names import unread_naming
from briefing.services.workspace import Access, Workspace
from briefing.store.texts_to_read import count_not_read
from briefing.text.wording import counted

Find: TypeAlias = Callable[[], Coroutine[Any, Any, tuple[int, ...]]]
"""Returns unread stories that may answer a question, the latest first."""
HOW = "`briefing refresh --read-all` reads them"


def read_stories(options: argparse.Namespace, stories: Sequence[int]) -> None:
    """Read the texts of some stories, unless the store cannot be written now."""
    _read(options, read_texts_of, stories)


def read_threads(options: argparse.Namespace, threads: Sequence[str]) -> None:
    """Read the texts of some threads, unless the store cannot be written now."""
    _read(options, read_texts_of_threads, threads)


def _read(
    options: argparse.Namespace, step: Callable[[Workspace, Any], Coroutine[Any, Any, object]], what: Sequence[object]
) -> None:
    quietly = argparse.Namespace(**{**vars(options), "quiet": True})
    with workspace_of(quietly, access=Access.NOW) as workspace:
        if not workspace.read_only:
            asyncio.run(step(workspace, what))


def read_for_answer(options: argparse.Namespace, find: Find) -> int:
    """Read the latest of the unread stories that `find` returns; return how many are left, and say so."""
    stories = asyncio.run(find())
    if stories:
        read_stories(options, stories[:MOST_ASKED])
        stories = asyncio.run(find())
    say_not_read(options, len(stories), "with that name ")
    return len(stories)


def read_names(options: argparse.Namespace, workspace: Workspace, words: str) -> int:
    """Read unread texts with a name in which words begin with `words`; return how many are left, and say so.

    For "" none are read.
    """
    if words:
        return read_for_answer(options, partial(unread_naming, workspace, words))
    stories = asyncio.run(workspace.database.read(count_not_read))
    say_not_read(options, stories)
    return stories


def say_not_read(options: argparse.Namespace, stories: int, which: str = "") -> None:
    """Say how many stories have not been read for quotes and actors, and what reads them."""
    if stories and not options.quiet:
        verb = "has" if stories == 1 else "have"
        say(f"{counted(stories, 'story', 'stories')} {which}{verb} not been read for quotes and actors yet; {HOW}")
