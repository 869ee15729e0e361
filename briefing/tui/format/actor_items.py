"""The actors pane: names with their figures, and roles in the texts' own words with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model.actor import ActorKind
from briefing.tui.format.lines import (
    ACTOR_BOLD,
    BLANK,
    HARD_SPACE,
    MUTED,
    NEW,
    QUOTE_MARK,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import WATCHED
from briefing.tui.format.times import day
from briefing.tui.format.wrap import wrap

if TYPE_CHECKING:
    from briefing.model.views import ActorLine, RoleLine

_WIDE_FROM = 28
"""From this width on, roles are indented by two cells, below it by one."""
_KINDS = {ActorKind.ORGANISATION: "org", ActorKind.PLACE: "place"}
"""Written after a name; a name without a word is a person, or its kind is unknown."""


def actor_item(actor: ActorLine, width: int) -> tuple[Line, ...]:
    """Return an actor's lines: name, kind and figures in one line, roles below.

    The kind goes down to the roles where the line has no room for it, the figures only where even the name has none.
    """
    room = width - 1
    mark: Run = ("+ ", NEW) if actor.new else ("  ", TEXT)
    figures = _figures(actor)
    name, kind = _name(actor), _KINDS.get(actor.kind, "")
    beside: Line = ((f"{HARD_SPACE}{kind}", MUTED),) if kind else BLANK
    fits = width_of((mark, *name, *beside)) + 1 + width_of(figures) <= room
    below = _roles(actor.roles) if fits else _under_kind(kind, _roles(actor.roles))
    wide = width_of((mark, *name)) + 1 + width_of(figures) > room
    names = wrap((*name, *beside) if fits else name, room, first=(mark,), rest=spaces(2), limit=2)
    indent = spaces(4 if width >= _WIDE_FROM else 3)
    reserve = {0: width_of(figures) + 1} if wide else {}
    roles = wrap(below, room, first=indent, rest=indent, reserve=reserve) if below else []
    if not wide:
        return (justify(names[0], figures, room), *roles)
    lower = roles[0] if roles else BLANK
    return (*names, justify(lower, figures, room), *roles[1:])


def places_line(places: Sequence[ActorLine], width: int) -> tuple[Line, ...]:
    """Return the places that do not act, with their mentions, in running lines after the word "Places"."""
    runs: list[Run] = [("Places  ", MUTED)]
    for place in places:
        comma = "" if place is places[-1] else ", "
        name = clean(place.name, 200).replace(" ", HARD_SPACE)
        runs += [(name, TEXT), (f"{HARD_SPACE}{place.mentions}×{comma}", MUTED)]
    return tuple(wrap(runs, width - 1, first=spaces(2), rest=spaces(2)))


def _name(actor: ActorLine) -> Line:
    watched: Line = ((f"{HARD_SPACE}{WATCHED}", NEW),) if actor.watched else BLANK
    return ((clean(actor.name, 200), ACTOR_BOLD), *watched)


def _under_kind(kind: str, roles: list[Run]) -> list[Run]:
    if not kind:
        return roles
    return [(f"{kind}: ", MUTED), *roles] if roles else [(kind, MUTED)]


def _figures(actor: ActorLine) -> Line:
    quotes: Line = ((f" {actor.quotes}“", QUOTE_MARK),) if actor.quotes else BLANK
    return ((f"{actor.mentions}×", MUTED), *pad(quotes, 3))


def _roles(roles: Sequence[RoleLine]) -> list[Run]:
    """Return the roles, the newest first, those of other days with their date."""
    runs: list[Run] = []
    for role in roles:
        newest = roles[0].published
        other_day = role.published.astimezone().date() != newest.astimezone().date()
        date = f" ({day(role.published, newest)})" if other_day else ""
        runs += [(", " if runs else "", MUTED), (clean(role.text, 300), MUTED), (f"{date}{HARD_SPACE}", MUTED)]
        runs += cites([role.n])
    return [run for run in runs if run[0]]
