"""The sources pane: stories, what they reprint, and what they cite that is not held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.text.letters import mark_mixed_scripts
from briefing.tui.format.lines import (
    CITE,
    MUTED,
    NEW,
    REPRINT,
    SOURCE,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    justify,
    spaces,
    width_of,
)
from briefing.tui.format.signs import NOT_HELD, REPRINT_BRANCH
from briefing.tui.format.times import citation_day, moment
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.outlet import SilentOutlet
    from briefing.model.views import SourceLine

_INDENT = spaces(4)


def in_order(sources: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Return the sources in their order on the page: origins that are not held, then stories with their reprints."""
    held = {source.n for source in sources if source.held}
    reprints: dict[int, list[SourceLine]] = {}
    for source in sources:
        if source.held and source.reprint_of in held and source.reprint_of != source.n:
            reprints.setdefault(source.reprint_of, []).append(source)
    under = {source.n for group in reprints.values() for source in group}
    ordered = [source for source in sources if not source.held]
    for source in sorted((source for source in sources if source.held), key=lambda source: source.n):
        if source.n not in under:
            ordered += _with_reprints(source, reprints)
    listed = {source.n for source in ordered if source.held}
    ordered += [source for source in sources if source.held and source.n not in listed]
    return tuple(ordered)


def _with_reprints(source: SourceLine, reprints: dict[int, list[SourceLine]]) -> list[SourceLine]:
    branch = [source]
    for reprint in sorted(reprints.get(source.n, ()), key=lambda reprint: -reprint.reprint_share):
        branch += _with_reprints(reprint, {n: group for n, group in reprints.items() if n != source.n})
    return branch


def origin(provenance: Provenance, width: int) -> tuple[Line, ...]:
    """Return the line with the common origin of all stories of a thread, () if there is none."""
    if not provenance.rests_on:
        return ()
    words: list[Run] = [(f"all {provenance.stories} rest on ", TEXT), (clean(provenance.rests_on, 120), SOURCE)]
    return tuple(wrap(words, width - 1, first=spaces(2), rest=spaces(2), limit=2))


def chain(provenance: Provenance, now: datetime, width: int) -> tuple[Line, ...]:
    """Return how the number of independent reports comes about: a line for each story, with the reason.

    Who reported it first and who followed come first: they count. Then come those that repeat one of them.
    """
    counted = sum(not step.of for step in provenance.steps)
    lines = [cut(_step(step, now), width - 1) for step in provenance.steps]
    if 0 < counted < len(lines):
        left = len(lines) - counted
        lines.insert(counted, (*spaces(2), (f"not counted: {left} of {len(lines)}", MUTED)))
    return tuple(lines)


def _step(step: ChainStep, now: datetime) -> Line:
    when = moment(step.at, now) if step.kind is StepKind.FIRST and step.at else step.waited
    reason: Run = (f"  {step.reason}", REPRINT if step.of else TEXT)
    return (*spaces(2), *cites((step.n,)), (f" {clean(step.via, 80)}", SOURCE), reason, (f"  {when}", MUTED))


def source_item(source: SourceLine, width: int, now: datetime) -> tuple[Line, ...]:
    """Return a source's lines: number, outlet and time; its title; if it is not held, who cites it."""
    if source.held and source.reprint_of:
        return (_reprint(source, width),)
    room = width - 1
    outlet: Run = (_outlet(source), SOURCE)
    front = _front(source)
    when: Line = ((_when(source, now), MUTED),)
    title: Run = (clean(source.title, 300), MUTED)
    if width_of((*front, outlet)) + 1 + width_of(when) <= room:
        lines = [justify((*front, outlet), when, room)]
        lines += wrap((title,), room, first=_INDENT, rest=_INDENT, limit=2) if title[0] else []
    else:
        lines = wrap((outlet,), room, first=front, rest=_INDENT, limit=2)
        titles = wrap((title,), room, first=_INDENT, rest=_INDENT, limit=2, reserve={0: width_of(when) + 1})
        lines += [justify(titles[0], when, room), *titles[1:]]
    return (*lines, *_standing(source, room))


def silent_item(outlet: SilentOutlet, width: int) -> tuple[Line, ...]:
    """Return the lines of an outlet that is silent on the thread, and why it could be expected to report."""
    name = mark_mixed_scripts(clean(outlet.name, 120)) or clean(outlet.domain, 120)
    word: Line = (("silent", MUTED),)
    named = cut((*_INDENT, (name, SOURCE)), width - 2 - width_of(word))
    reason = wrap(((clean(outlet.short_reason, 200), MUTED),), width - 1, first=_INDENT, rest=_INDENT, limit=2)
    return (justify(named, word, width - 1), *reason)


def _front(source: SourceLine) -> Line:
    mark: Run = ("+", NEW) if source.new else (" ", TEXT)
    if source.held:
        return (mark, (f"{source.n:>2}", f"{CITE} b"), (" ", TEXT))
    return (mark, (" ", TEXT), (NOT_HELD, MUTED), (" ", TEXT))


def _outlet(source: SourceLine) -> str:
    return mark_mixed_scripts(clean(source.via, 120)) or clean(source.domain, 120) or "outlet not named"


def _reprint(source: SourceLine, width: int) -> Line:
    share: Line = (("headline" if source.same_headline else f"{round(source.reprint_share * 100)}%", MUTED),)
    outlet: Run = (_outlet(source), f"{REPRINT} i")
    left = (*_front(source), (f"{REPRINT_BRANCH} ", REPRINT))
    name = cut((outlet,), width - 2 - width_of(left) - width_of(share))
    return justify((*left, *name), share, width - 1)


def _when(source: SourceLine, now: datetime) -> str:
    if source.published is not None:
        return moment(source.published, now)
    return citation_day(source.date, now)


def _standing(source: SourceLine, room: int) -> list[Line]:
    if source.held:
        return []
    verb = "linked by " if source.linked_only else "origin of "
    words: list[Run] = [(verb, TEXT), *cites(source.cited_by), ("; not held", TEXT)]
    if not source.cited_by:
        words = [("cited; not held", TEXT)]
    return wrap(words, room, first=_INDENT, rest=_INDENT)
