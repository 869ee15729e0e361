"""The command that lists actors, shows one over time, and stores what the user knows about them: actors."""

import argparse
import asyncio
from collections.abc import Sequence

from briefing.cli.listing import fields_of, head, limited, narrowed
from briefing.cli.output import print_json, print_lines
from briefing.cli.session import workspace_of
from briefing.cli.unread_texts import read_names
from briefing.export import plain_text
from briefing.export.json.actors import actor_page_document, stored_actor
from briefing.export.json.document import document
from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.actor_page import ActorFound, ActorPage
from briefing.model.errors import UsageError
from briefing.services.actors import Actors, only_actor
from briefing.services.workspace import Access, Workspace


def actors(options: argparse.Namespace) -> int:
    """List actors, print the page of one if the name fits only one, or store what the options say."""
    decides = options.undo or options.same_as or options.apart_from or options.watch or options.unwatch
    with workspace_of(options, access=Access.WRITE if decides else Access.READ) as workspace:
        if decides:
            return _store(workspace, options)
        fields = fields_of(options, "actors", "actors")
        not_read = read_names(options, workspace, options.name)
        found = limited(asyncio.run(Actors(workspace).named(options.name)), options)
        page = asyncio.run(_page(workspace, options.name, found))
    if options.json:
        whole = {"page": actor_page_document(page)} if page else {}
        listed = narrowed([stored_actor(actor) for actor in found], fields)
        print_json(document(**head(fields, not_read=not_read), actors=listed, **whole))
    else:
        print_lines(
            plain_text.actor_page(page) if page else (line for actor in found for line in plain_text.actor_hit(actor))
        )
    return 0 if found else 1


async def _page(workspace: Workspace, name: str, found: Sequence[ActorFound]) -> ActorPage | None:
    meant = only_actor(found, name)
    return await Actors(workspace).page(meant.key) if meant else None


def _store(workspace: Workspace, options: argparse.Namespace) -> int:
    sentence = asyncio.run(_sentence(workspace, options))
    if options.json:
        print_json(document(told=sentence))
    else:
        print_lines([sentence])
    return 0


async def _sentence(workspace: Workspace, options: argparse.Namespace) -> str:
    from briefing.services.decisions import Decisions

    if not options.undo:
        return (await _override(workspace, options)).sentence
    undone = await Decisions(workspace).undo_override()
    if undone is None:
        return "There is no statement about an actor to undo."
    return f"undone: {undone.sentence}"


async def _override(workspace: Workspace, options: argparse.Namespace) -> ActorOverride:
    from briefing.services.decisions import Decisions

    if not options.name:
        raise UsageError("Name the actor that the option is about: briefing actors NAME --watch.")
    key = await Actors(workspace).key_of(options.name)
    if options.watch or options.unwatch:
        kind = OverrideKind.WATCH if options.watch else OverrideKind.UNWATCH
        return await Decisions(workspace).override_actor(kind, key)
    kind, other = (OverrideKind.SAME, options.same_as) if options.same_as else (OverrideKind.APART, options.apart_from)
    return await Decisions(workspace).override_actor(kind, key, other)
