"""The page of one actor over all threads: roles, quotes, threads, and the actors named in the same stories."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.analysis.actors.thread_actors import (
    ActorGroup,
    MergedActor,
    NumberedFindings,
    actor_groups,
    merge_actors,
)
from briefing.frozen import dataclass
from briefing.model.actor_override import ActorOverrides
from briefing.model.actor_page import ActorPage, ActorStory, Companion, DatedQuote, DatedRole
from briefing.model.inbox import ThreadRow
from briefing.model.quote import Quote
from briefing.services.thread_people import one_line

MOST_QUOTES, MOST_ROLES, MOST_COMPANIONS = 200, 40, 12


def compose_actor_page(
    key: str, stories: Sequence[ActorStory], threads: Sequence[ThreadRow], overrides: ActorOverrides
) -> ActorPage | None:
    """Return the page of the actor with `key`, made from its threads' `stories` and those in no thread.

    Each thread decides, as on its own page, which names mean this actor: a surname alone may if one person has it.
    """
    home = overrides.known_as(key)
    casts = _casts(stories, home, overrides)
    own = sorted((story for cast in casts for story in cast.own), key=_newest)
    whole = merge_actors(_numbered(own), overrides)
    if not whole:
        return None
    actor = whole[0]
    return ActorPage(
        key=home,
        name=actor.name_text,
        kind=actor.kind,
        aliases=actor.aliases,
        since=min(story.published for story in own),
        mentions=actor.mentions,
        stories=len(own),
        watched=overrides.is_watched(home),
        roles=_roles(actor, own)[:MOST_ROLES],
        threads=_threads(threads, own),
        quotes=_quotes(own)[:MOST_QUOTES],
        companions=_companions(casts),
    )


@dataclass(frozen=True, slots=True)
class _Cast:
    """The actors of one thread, or of one story without a thread."""

    own: tuple[ActorStory, ...]
    """The stories that name the page's actor, with no other actor among their findings, under the page's key."""
    others: tuple[tuple[ActorGroup, int], ...]
    """The others, and how many of these stories name them."""


def meant_actor(stories: Sequence[ActorStory], short: str, overrides: ActorOverrides) -> str:
    """Return the key of the actor that threads mean by a short name most often; "" if there is none."""
    means: Counter[str] = Counter()
    for each in _by_thread(stories):
        for actor in merge_actors(_numbered(each), overrides):
            if short in actor.keys and actor.key != short:
                means[actor.key] += actor.mentions
    return max(sorted(means), key=lambda key: means[key], default="")


def _casts(stories: Sequence[ActorStory], home: str, overrides: ActorOverrides) -> list[_Cast]:
    return [_cast(each, home, overrides) for each in _by_thread(stories)]


def _by_thread(stories: Sequence[ActorStory]) -> list[list[ActorStory]]:
    together: defaultdict[str, list[ActorStory]] = defaultdict(list)
    for story in stories:
        together[story.thread or f"story {story.story}"].append(story)
    return list(together.values())


def _cast(stories: Sequence[ActorStory], home: str, overrides: ActorOverrides) -> _Cast:
    groups = actor_groups(_numbered(stories), overrides)
    group = next((each for each in groups if each.key == home), None)
    if group is None:
        return _Cast((), ())
    actor, numbers = group.merged(), group.numbers
    others = tuple((each, times) for each in groups if each is not group and (times := len(numbers & each.numbers)))
    return _Cast(tuple(_only(stories[n - 1], actor) for n in actor.numbers), others)


def _numbered(stories: Sequence[ActorStory]) -> list[NumberedFindings]:
    return [
        NumberedFindings(n, story.text, story.findings.actors, story.findings.quotes)
        for n, story in enumerate(stories, 1)
    ]


def _only(story: ActorStory, wanted: MergedActor) -> ActorStory:
    actors = tuple(replace(each, key=wanted.key) for each in story.findings.actors if each.key in wanted.keys)
    return replace(story, findings=replace(story.findings, actors=actors))


def _newest(story: ActorStory) -> tuple[float, int]:
    return -story.published.timestamp(), -story.story


def _threads(threads: Sequence[ThreadRow], own: Sequence[ActorStory]) -> tuple[ThreadRow, ...]:
    naming = {story.thread for story in own}
    return tuple(sorted((row for row in threads if row.id in naming), key=lambda row: (-row.score, row.id)))


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


def _companions(casts: Sequence[_Cast]) -> tuple[Companion, ...]:
    times: Counter[str] = Counter()
    groups: defaultdict[str, list[ActorGroup]] = defaultdict(list)
    for cast in casts:
        for group, stories in cast.others:
            times[group.key] += stories
            groups[group.key].append(group)
    most = sorted(times, key=lambda key: (-times[key], key))[:MOST_COMPANIONS]
    named = {key: max((group.merged() for group in groups[key]), key=lambda each: each.mentions) for key in most}
    return tuple(Companion(key, named[key].name_text, named[key].kind, times[key]) for key in most)
