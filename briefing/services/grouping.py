"""Grouping the open window into threads: out of the store, through a worker, back into the store."""

from collections.abc import Sequence
from datetime import timedelta

from briefing.analysis.placing import Window, place_threads
from briefing.analysis.sources.independence import users_family
from briefing.analysis.sources.reprints import DatedText
from briefing.analysis.threads.carry import thread_id
from briefing.model.grouping import StoryText
from briefing.model.refresh import Regrouped
from briefing.services.jobs import count_batch, group
from briefing.services.workspace import Workspace
from briefing.store import actor_stories as actor_table
from briefing.store import actor_wishes as wish_table
from briefing.store import constraints as constraint_table
from briefing.store import evidence as text_table
from briefing.store import identities as identity_table
from briefing.store import statistics as statistics_table
from briefing.store import stories as story_table
from briefing.store import threads as thread_table

SECONDS = 300.0


async def regroup(workspace: Workspace, reopened: Sequence[str] = (), *, steady: bool = True) -> Regrouped:
    """Group the stories of the last days again, carrying thread ids over, and save it in one transaction.

    The threads `reopened` are grouped too, however old they are. Where `steady`, stories of one thread stay together
    in doubt; else the same stories and wishes give the same threads, however they were grouped before.
    """
    now = workspace.now()
    since = now - timedelta(days=workspace.settings.window_days)
    read, work = workspace.database.read, workspace.workers.run
    stories = await read(story_table.window_stories, since, reopened)
    if not stories:
        return Regrouped(0, 0)
    former = await read(thread_table.threads_of_window, since, reopened)
    wishes = await read(constraint_table.constraints)
    apart = frozenset((wish.story_a, wish.story_b) for wish in wishes if not wish.must)
    background = await read(statistics_table.background)
    how = (former, apart, since, frozenset(reopened), steady)
    window = await work(group, stories, background, *how, timeout=SECONDS)
    names = await _new_names(workspace, window)
    texts = await _texts(workspace, stories, window.in_company)
    followed = await read(identity_table.watched_threads)
    watched = await _watched(workspace)
    placements = await work(place_threads, window, names, stories, texts, followed, now, watched, timeout=SECONDS)
    redirects = {old: names.get(heir, heir) for old, heir in window.carried.redirects.items()}
    await workspace.database.run(thread_table.save_grouping, placements, at=now, merged_into=redirects)
    return Regrouped(len(placements), len(names))


async def _watched(workspace: Workspace) -> dict[int, tuple[str, ...]]:
    """Return the stories that name actors of the watch-list, and how."""
    wishes = await workspace.database.read(wish_table.wishes)
    keys = sorted({key for watched in wishes.watched for key in wishes.keys_of(watched)})
    return await workspace.database.read(actor_table.stories_naming, keys) if keys else {}


async def _new_names(workspace: Workspace, window: Window) -> dict[str, str]:
    """Give each new thread an id that no thread ever had."""
    keys = window.unnamed
    taken = set(await workspace.database.read(identity_table.ids_beginning, [thread_id(key) for key in keys]))
    names = {}
    for key in keys:
        names[key] = thread_id(key, taken)
        taken.add(names[key])
    return names


async def count_new_words(workspace: Workspace, story_ids: Sequence[int]) -> None:
    """Add the words of new stories to the statistics that later groupings weigh words by."""
    pairs = await workspace.database.read(text_table.titles_and_leads, story_ids)
    counted = await workspace.workers.run(count_batch, pairs, timeout=SECONDS)
    await workspace.database.run(
        statistics_table.add_statistics,
        counted.texts,
        counted.document_frequency,
        counted.capitalised,
        counted.lowercase,
    )


async def _texts(
    workspace: Workspace, stories: Sequence[StoryText], in_company: Sequence[int]
) -> tuple[DatedText, ...]:
    texts = await workspace.database.read(text_table.newest_texts, in_company)
    by_id = {story.id: story for story in stories}
    users = workspace.settings.families
    return tuple(
        DatedText(
            number,
            texts[number],
            by_id[number].published,
            by_id[number].outlet,
            users_family(by_id[number].outlet, by_id[number].domain, users),
        )
        for number in in_company
        if number in texts
    )
