"""The command that reads actors over time, and says what the user knows of them: actors."""

import argparse
import asyncio
from collections.abc import Sequence

from briefing.cli import plain
from briefing.cli.output import print_json, print_lines
from briefing.cli.session import workspace_of
from briefing.export.json.actors import actor_page_document, stored_actor
from briefing.export.json.document import document
from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.actor_page import ActorFound, ActorPage
from briefing.model.errors import UsageError
from briefing.services import actor_wishes
from briefing.services.actors import Actors
from briefing.services.workspace import Access, Workspace
from briefing.store.finding_rows import speaker_key


def actors(chosen: argparse.Namespace) -> int:
    """List actors whose name holds the words given; print the page of the only one, or do what the options say."""
    decides = chosen.undo or chosen.same_as or chosen.apart_from or chosen.watch or chosen.unwatch
    with workspace_of(chosen, access=Access.WRITE if decides else Access.READ) as workspace:
        if decides:
            return _say(workspace, chosen)
        found = asyncio.run(Actors(workspace).named(chosen.name))
        page = asyncio.run(_page(workspace, chosen.name, found))
    if chosen.json:
        whole = {"page": actor_page_document(page)} if page else {}
        print_json(document(actors=[stored_actor(actor) for actor in found], **whole))
    else:
        print_lines(plain.actor_page(page) if page else (line for actor in found for line in plain.actor_hit(actor)))
    return 0 if found else 1


async def _page(workspace: Workspace, name: str, found: Sequence[ActorFound]) -> ActorPage | None:
    whole = [actor for actor in found if actor.key == speaker_key(name)]
    chosen = whole or list(found)
    return await Actors(workspace).page(chosen[0].key) if name and len(chosen) == 1 else None


def _say(workspace: Workspace, chosen: argparse.Namespace) -> int:
    told = asyncio.run(_told(workspace, chosen))
    if chosen.json:
        print_json(document(told=told))
    else:
        print_lines([told])
    return 0


async def _told(workspace: Workspace, chosen: argparse.Namespace) -> str:
    if not chosen.undo:
        return (await _wish(workspace, chosen)).sentence
    taken_back = await actor_wishes.undo_wish(workspace)
    if taken_back is None:
        return "Nothing was said about an actor that could be taken back."
    return f"taken back: {taken_back.sentence}"


async def _wish(workspace: Workspace, chosen: argparse.Namespace) -> ActorOverride:
    if not chosen.name:
        raise UsageError("Name the actor that this is about.")
    key = await actor_wishes.key_of(workspace, chosen.name)
    if chosen.watch or chosen.unwatch:
        return await actor_wishes.wish(workspace, OverrideKind.WATCH if chosen.watch else OverrideKind.UNWATCH, key)
    kind, other = (OverrideKind.SAME, chosen.same_as) if chosen.same_as else (OverrideKind.APART, chosen.apart_from)
    return await actor_wishes.wish(workspace, kind, key, await actor_wishes.key_of(workspace, other))
