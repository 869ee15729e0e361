"""Quotes and actors of a thread page, cut from their snapshots; a person has one role in both."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from briefing.analysis.actors.speakers import speaking_actors
from briefing.analysis.actors.thread_actors import NO_OVERRIDES, MergedActor
from briefing.analysis.language.names_in_titles import name_in_full
from briefing.analysis.quotes.collate import CollatedQuote, Variant
from briefing.model.actor_override import ActorOverrides
from briefing.model.analysis import TextAnalysis
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.quote import Quote
from briefing.model.spans import Span
from briefing.model.views import ActorLine, QuoteLine, QuoteVariant, RoleLine
from briefing.store.finding_rows import speaker_key

MOST_ROLES = 4

_GivenRole: TypeAlias = tuple[int, int, Span]
"""A role that a story gives: the number of the story, the position of the role or of its quote, and the role."""


def quote_lines(
    material: ThreadMaterial, collated: Sequence[CollatedQuote], overrides: ActorOverrides = NO_OVERRIDES
) -> tuple[QuoteLine, ...]:
    """Return the quotes in the order given; two names that the user says mean one actor are one speaker."""
    return tuple(_agreeing(_quote_line(material, each), overrides) for each in collated)


def actor_lines(
    material: ThreadMaterial, merged: Sequence[MergedActor], overrides: ActorOverrides = NO_OVERRIDES
) -> tuple[ActorLine, ...]:
    """Return the actors in the order given; those on the user's watch-list are never minor."""
    given = _roles_given(material)
    return tuple(_actor_line(material, actor, given, watched=overrides.is_watched(actor.key)) for actor in merged)


def speaker_role(findings: TextAnalysis, quote: Quote) -> Span | None:
    """Return the role that a story gives to the speaker of one of its quotes; None if it gives none.

    If the story's actors have a role for the speaker, it is one of theirs: the quote's own, else the last one before
    the quote, else the first. So the quotes and the actors of a page never disagree.
    """
    if quote.name is None or quote.unnamed:
        return quote.role
    actor = next((each for each in findings.actors if any(map(quote.name.overlaps, each.mentions))), None)
    if actor is None or not actor.roles:
        return quote.role
    if quote.role is not None and any(quote.role.overlaps(role) for role in actor.roles):
        return quote.role
    before = [role for role in actor.roles if role.start < quote.start]
    return before[-1] if before else actor.roles[0]


def one_line(span: Span | None, text: str) -> str:
    """Return the words of a span on one line, or "" for none."""
    return " ".join(span.cut(text).split()) if span else ""


def _quote_line(material: ThreadMaterial, collated: CollatedQuote) -> QuoteLine:
    member = material.members[collated.lead - 1]
    text, quote = member.snapshot.text, collated.quote
    return QuoteLine(
        n=collated.lead,
        story=member.story.id,
        snapshot=member.snapshot.id,
        spans=quote.spans,
        parts=tuple(one_line(span, text) for span in quote.spans),
        kind=quote.kind.value,
        speaker=_speaker(member, quote),
        speaker_role=one_line(speaker_role(member.findings, quote), text),
        unnamed=quote.unnamed,
        unclear=quote.unclear,
        cue=one_line(quote.cue, text),
        paragraph=quote.paragraph,
        also=collated.also,
        also_stories=tuple(material.members[n - 1].story.id for n in collated.also),
        copies=tuple(_variant(material, each) for each in collated.copies),
        variants=tuple(_variant(material, each) for each in collated.variants),
        new=material.is_new(member),
        independent=collated.independent,
        grounds=collated.grounds,
    )


def _speaker(member: ThreadMember, quote: Quote) -> str:
    """Return the name of a speaker, the full one if only the story's title has it."""
    if quote.name is None or quote.unnamed:
        return one_line(quote.name, member.snapshot.text)
    return name_in_full(quote.name, member.snapshot.text, member.snapshot.title, member.findings.persons)


def _agreeing(line: QuoteLine, overrides: ActorOverrides) -> QuoteLine:
    """Return the line without the variants that attribute the words to the same actor by another name."""
    if not overrides.same:
        return line
    own = overrides.known_as(speaker_key(line.speaker))
    variants = [
        replace(each, other_speaker="") if overrides.known_as(speaker_key(each.other_speaker)) == own else each
        for each in line.variants
    ]
    same = [each for each in variants if not each.other_words and not each.other_speaker]
    return replace(
        line,
        variants=tuple(each for each in variants if each not in same),
        also=(*line.also, *(each.n for each in same)),
        also_stories=(*line.also_stories, *(each.story for each in same)),
    )


def _variant(material: ThreadMaterial, variant: Variant) -> QuoteVariant:
    member = material.members[variant.n - 1]
    text, quote = member.snapshot.text, variant.quote
    return QuoteVariant(
        n=variant.n,
        story=member.story.id,
        parts=tuple(one_line(span, text) for span in quote.spans),
        span=quote.spans[0],
        other_words=variant.other_words,
        other_speaker=_speaker(member, quote) if variant.other_speaker else "",
        cut=variant.cut,
    )


def _actor_line(
    material: ThreadMaterial, actor: MergedActor, given: Mapping[str, Sequence[_GivenRole]], *, watched: bool
) -> ActorLine:
    roles = sorted(role for key in actor.keys for role in given.get(key, ()))
    return ActorLine(
        key=actor.key,
        name=actor.name_text,
        kind=actor.kind,
        mentions=actor.mentions,
        quotes=actor.quotes,
        stories=actor.numbers,
        roles=_roles(material, [(n, role) for n, _, role in roles]),
        aliases=actor.aliases,
        keys=tuple(sorted(actor.keys)),
        new=all(material.is_new(material.members[n - 1]) for n in actor.numbers),
        minor=actor.minor and not watched,
        watched=watched,
        acts=actor.acts or watched,
    )


def _roles(material: ThreadMaterial, spans: Sequence[tuple[int, Span]]) -> tuple[RoleLine, ...]:
    """Return one role for each day on which stories give one, newest first: the one that most of them give.

    Left out are roles whose words are part of a fuller one, and those of earlier days in other words.
    """
    given = [_role_line(material, n, span) for n, span in spans]
    newest_first = sorted(given, key=lambda role: (role.published, role.n), reverse=True)
    times = Counter(_folded(role.text) for role in given)
    fullest = [
        role
        for role in newest_first
        if not any(_folded(role.text) in other and _folded(role.text) != other for other in times)
    ]
    kept: list[RoleLine] = []
    for _, of_day in groupby(fullest, key=lambda role: role.published.date()):
        role = max(of_day, key=lambda role: (times[_folded(role.text)], -role.n))
        if all(_differ(role.text, newer.text) for newer in kept):
            kept.append(role)
    return tuple(kept[:MOST_ROLES])


def _role_line(material: ThreadMaterial, n: int, span: Span) -> RoleLine:
    member = material.members[n - 1]
    return RoleLine(one_line(span, member.snapshot.text), n, member.story.id, span, member.story.published)


def _differ(one: str, other: str) -> bool:
    """Return whether fewer than half of the words of the shorter role are in the other: "mayor" and "pilot"."""
    first, second = set(_folded(one).split()), set(_folded(other).split())
    return 2 * len(first & second) < min(len(first), len(second))


def _folded(words: str) -> str:
    """Return a role as it is compared: "U.S. President" and "the US president" are one."""
    return words.casefold().replace(".", "").removeprefix("the ")


def _roles_given(material: ThreadMaterial) -> dict[str, list[_GivenRole]]:
    """Return the roles that stories give, by key of the actor; those of quotes only if the story gives no other."""
    found: defaultdict[str, list[_GivenRole]] = defaultdict(list)
    for n, member in enumerate(material.members, 1):
        actors, quotes = member.findings.actors, member.findings.quotes
        for actor in actors:
            found[actor.key].extend((n, position, role) for position, role in enumerate(actor.roles))
        if all(quote.role is None for quote in quotes):
            continue
        for position, speakers in enumerate(speaking_actors(actors, quotes)):
            role = quotes[position].role
            if speakers and quotes[position].name and role and not actors[speakers[0]].roles:
                found[actors[speakers[0]].key].append((n, position, role))
    return found
