"""Comparing two stories: both texts, and what only one of them says."""

import asyncio

from briefing.analysis.sources.shared_wording import own_wording
from briefing.model.comparison import ComparedStory, Comparison
from briefing.model.material import StoryMaterial
from briefing.services.workspace import Workspace
from briefing.store import material as material_table


async def compare_stories(workspace: Workspace, first: int, second: int) -> Comparison | None:
    """Return two stories side by side with their newest texts, or None where one of them is not in the store."""
    one = await workspace.database.read(material_table.story_material, first)
    other = await workspace.database.read(material_table.story_material, second)
    if one is None or other is None:
        return None
    return await asyncio.to_thread(_side_by_side, one, other)  # texts may be long, and keys are to be answered


def _side_by_side(one: StoryMaterial, other: StoryMaterial) -> Comparison:
    return Comparison(_compared(one, other), _compared(other, one), one.thread_title)


def _compared(one: StoryMaterial, other: StoryMaterial) -> ComparedStory:
    ids = one.thread_stories
    number = ids.index(one.story.id) + 1 if one.story.id in ids else 0
    wording = own_wording(one.snapshot.text, other.snapshot.text)
    return ComparedStory(number, one.story, one.snapshot, wording)
