"""What the user says about actors: same as, not the same, watch; and taking it back."""

from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.errors import NothingFound, UsageError
from briefing.services.actors import Actors
from briefing.services.teaching import regroup_after_decision
from briefing.services.workspace import Workspace
from briefing.store import actor_overrides as override_table
from briefing.store import actor_stories as story_table
from briefing.store import decisions as decision_table
from briefing.store.finding_rows import speaker_key

_MOST_NAMED = 5


async def wish(workspace: Workspace, kind: OverrideKind, key: str, other: str = "") -> ActorOverride:
    """Note what the user says about the actors with these keys, and rank anew where it matters.

    Raises UsageError where an actor is set beside itself.
    """
    if other and key == other:
        raise UsageError(f"{key!r} is one actor already.")
    said = ActorOverride(kind, key, other)
    said = await workspace.database.run(override_table.add_override, said, workspace.now(), durable=True)
    await regroup_after_decision(workspace)
    return said


async def undo_wish(workspace: Workspace) -> ActorOverride | None:
    """Take back what was said last about an actor; None where nothing stands."""
    taken_back = await workspace.database.run(decision_table.undo_wish, workspace.now(), durable=True)
    if taken_back is not None:
        await regroup_after_decision(workspace)
    return taken_back


async def key_of(workspace: Workspace, name: str) -> str:
    """Return the key of the one actor that `name` means: by the whole name, else the only one whose name holds it.

    Raises NothingFound where there is none, UsageError where there are several.
    """
    own = speaker_key(name)
    if await workspace.database.read(story_table.actor_stories, (own,), 1):
        return own
    found = await Actors(workspace).named(name)
    if not found:
        raise NothingFound(f"No stored text names an actor {name!r}.")
    if len(found) > 1:
        names = ", ".join(actor.name for actor in found[:_MOST_NAMED])
        raise UsageError(f"{name!r} may be {len(found)} actors ({names} …); write the whole name.")
    return found[0].key
