"""The page of one actor over all threads: roles, quotes, threads and whom it is named with."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.analysis.actors.merge import MergedActor, NumberedFindings, merge_actors
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.actor_page import ActorPage, ActorStory, Companion, DatedQuote, DatedRole
from briefing.model.actor_wish import ActorWishes
from briefing.model.quote import Quote
from briefing.model.views import ThreadRow
from briefing.services.quote_lines import one_line
from briefing.services.workspace import Workspace
from briefing.store import actor_stories as story_table
from briefing.store import actor_wishes as wish_table
from briefing.store import views as view_table

MOST_STORIES = 500
MOST_THREADS, MOST_QUOTES, MOST_ROLES, MOST_COMPANIONS = 40, 200, 40, 12


async def actor_page(workspace: Workspace, key: str) -> ActorPage | None:
    """Return the page of the actor with a key, or None where no story names it."""
    wishes = await workspace.database.read(wish_table.wishes)
    stories = await workspace.database.read(story_table.actor_stories, wishes.keys_of(key), MOST_STORIES)
    if not stories:
        return None
    ids = list(dict.fromkeys(story.thread for story in stories if story.thread))[:MOST_THREADS]
    now = workspace.now()
    rows = [await workspace.database.read(view_table.thread_row, thread_id, now) for thread_id in ids]
    return await asyncio.to_thread(compose_actor_page, key, stories, [row for row in rows if row], wishes)


def compose_actor_page(
    key: str, stories: Sequence[ActorStory], threads: Sequence[ThreadRow], wishes: ActorWishes
) -> ActorPage | None:
    """Return the page of the actor with `key`, made from its `stories`, newest first."""
    home = wishes.known_as(key)
    own = [_only(story, home, wishes) for story in stories]
    merged = merge_actors(
        [
            NumberedFindings(n, story.text, story.findings.actors, story.findings.quotes)
            for n, story in enumerate(own, 1)
        ],
        wishes,
    )
    actor = next((each for each in merged if each.key == home), None)
    if actor is None:
        return None
    return ActorPage(
        key=home,
        name=actor.name_text,
        kind=actor.kind,
        aliases=actor.aliases,
        since=min(story.published for story in stories),
        mentions=actor.mentions,
        stories=len(stories),
        watched=wishes.is_watched(home),
        roles=_roles(actor, own)[:MOST_ROLES],
        threads=tuple(sorted(threads, key=lambda row: (-row.score, row.id))),
        quotes=_quotes(own)[:MOST_QUOTES],
        companions=_companions(stories, home, wishes),
    )


def _only(story: ActorStory, home: str, wishes: ActorWishes) -> ActorStory:
    """Return the story with this actor alone among its findings."""
    actors = tuple(actor for actor in story.findings.actors if wishes.known_as(actor.key) == home)
    return replace(story, findings=replace(story.findings, actors=actors))


def _roles(actor: MergedActor, stories: Sequence[ActorStory]) -> tuple[DatedRole, ...]:
    """Return each wording once, with the newest story that gives it; `stories` are newest first."""
    times = Counter(words for story in stories for words in {words.casefold() for words in _wordings(story)})
    found = []
    for n, span in actor.roles:
        story = stories[n - 1]
        words = one_line(span, story.text)
        count = times[words.casefold()]
        found.append(DatedRole(words, story.outlet, story.published, story.story, span.start, count))
    return tuple(sorted(found, key=lambda role: (role.published, role.times), reverse=True))


def _wordings(story: ActorStory) -> list[str]:
    return [one_line(span, story.text) for actor in story.findings.actors for span in actor.roles]


def _quotes(stories: Sequence[ActorStory]) -> tuple[DatedQuote, ...]:
    """Return the actor's words newest first, each once, as the first story that carried them has them."""
    carried: defaultdict[str, list[DatedQuote]] = defaultdict(list)
    for story in stories:
        for quote in _said(story):
            parts = tuple(one_line(span, story.text) for span in quote.spans)
            dated = DatedQuote(parts, story.outlet, story.published, story.story, quote.start)
            carried[_folded(parts)].append(dated)
    first = [replace(min(same, key=_when), more=len(same) - 1) for same in carried.values()]
    return tuple(sorted(first, key=lambda quote: (quote.published, -quote.at), reverse=True))


def _when(quote: DatedQuote) -> tuple[datetime, int]:
    return quote.published, quote.story


def _folded(parts: Sequence[str]) -> str:
    return "".join(letter for letter in " ".join(parts).casefold() if letter.isalnum())


def _said(story: ActorStory) -> Iterator[Quote]:
    mentions = [mention for actor in story.findings.actors for mention in actor.mentions]
    for quote in story.findings.quotes:
        name = quote.name
        if name is not None and not quote.unnamed and any(name.overlaps(mention) for mention in mentions):
            yield quote


def _companions(stories: Sequence[ActorStory], home: str, wishes: ActorWishes) -> tuple[Companion, ...]:
    times: Counter[str] = Counter()
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, ActorKind] = {}
    for story in stories:
        others = {wishes.known_as(actor.key): actor for actor in story.findings.actors}
        for key, actor in others.items():
            if key != home:
                times[key] += 1
                names[key][_name(actor, story)] += 1
                kinds.setdefault(key, actor.kind)
    most = sorted(times, key=lambda key: (-times[key], key))[:MOST_COMPANIONS]
    return tuple(Companion(key, names[key].most_common(1)[0][0], kinds[key], times[key]) for key in most)


def _name(actor: DocumentActor, story: ActorStory) -> str:
    return one_line(actor.name, story.text)
