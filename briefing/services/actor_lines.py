"""A thread's actors as lines of its page: names and roles are cut here from the snapshots they stand in."""

from collections.abc import Sequence

from briefing.analysis.actors.thread_actors import NO_WISHES, MergedActor
from briefing.model.actor_wish import ActorWishes
from briefing.model.material import ThreadMaterial
from briefing.model.spans import Span
from briefing.model.views import ActorLine, RoleLine
from briefing.services.quote_lines import one_line

MOST_ROLES = 4


def actor_lines(
    material: ThreadMaterial, merged: Sequence[MergedActor], wishes: ActorWishes = NO_WISHES
) -> tuple[ActorLine, ...]:
    """Return the actors in the order given; those of the user's watch-list are never minor."""
    return tuple(_line(material, actor, watched=wishes.is_watched(actor.key)) for actor in merged)


def _line(material: ThreadMaterial, actor: MergedActor, *, watched: bool) -> ActorLine:
    looked = material.row.looked
    joined = [material.members[n - 1].joined for n in actor.numbers]
    return ActorLine(
        key=actor.key,
        name=actor.name_text,
        kind=actor.kind,
        mentions=actor.mentions,
        quotes=actor.quotes,
        stories=actor.numbers,
        roles=_roles(material, actor.roles),
        aliases=actor.aliases,
        new=looked is not None and all(each > looked for each in joined),
        minor=actor.minor and not watched,
        watched=watched,
    )


def _roles(material: ThreadMaterial, spans: Sequence[tuple[int, Span]]) -> tuple[RoleLine, ...]:
    """Return the roles newest first; words that stand in a fuller role are left out."""
    roles: dict[str, RoleLine] = {}
    newest_first = sorted(
        spans, key=lambda each: (material.members[each[0] - 1].story.published, each[0]), reverse=True
    )
    for n, span in newest_first:
        member = material.members[n - 1]
        words = one_line(span, member.snapshot.text)
        roles.setdefault(_folded(words), RoleLine(words, n, member.story.id, span, member.story.published))
    fullest = [role for words, role in roles.items() if not any(words in other and words != other for other in roles)]
    return tuple(fullest[:MOST_ROLES])


def _folded(words: str) -> str:
    """Return a role as it is compared: "U.S. President" and "the US president" are one."""
    return words.casefold().replace(".", "").removeprefix("the ")
