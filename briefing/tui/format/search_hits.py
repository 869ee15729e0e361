"""The hits of a search: passages under their threads, with the matching words marked."""

from collections.abc import Sequence
from datetime import datetime

from briefing.model.views import SearchHit
from briefing.tui.format.lines import (
    HARD_SPACE,
    MATCH,
    MUTED,
    SOURCE,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    clean_part,
    spaces,
)
from briefing.tui.format.times import day_and_hour
from briefing.tui.format.wrap import wrap

_MEASURE = 78
_INDENT = spaces(6)


def hit_lines(hit: SearchHit, width: int, now: datetime) -> tuple[Line, ...]:
    """Return a hit: the passage with its matches, then outlet, time and [n]."""
    room = min(_MEASURE + 6, width - 1)
    passage = wrap(_passage(hit), room, first=_INDENT, rest=_INDENT, limit=4)
    who: list[Run] = [
        (clean(hit.outlet, 80) or "outlet not named", SOURCE),
        (f", {day_and_hour(hit.published, now)}", MUTED),
    ]
    where: list[Run] = [(f"{HARD_SPACE}{HARD_SPACE}", TEXT), *cites((hit.n,))] if hit.n else []
    return (*passage, *wrap([*who, *where], room, first=_INDENT, rest=_INDENT, limit=1))


def _passage(hit: SearchHit) -> list[Run]:
    runs: list[Run] = [(hit.front, MUTED)]
    done = 0
    for match in sorted(hit.matches):
        if match.start >= done:
            runs += [(clean_part(hit.passage[done : match.start]), TEXT), (clean_part(match.cut(hit.passage)), MATCH)]
            done = match.end
    runs += [(clean_part(hit.passage[done:]), TEXT), (hit.end, MUTED)]
    kept = [run for run in runs if run[0]]
    return kept or [(clean(hit.title, 300), TEXT)]


def nothing_found(query: str, width: int, hints: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines for a search without hits."""
    words = f"Nothing found for {clean(query, 80)}." if query else "Type words, then Enter."
    lines = wrap(((words, MUTED),), width - 1, first=spaces(2), rest=spaces(2))
    for hint in hints:
        lines += wrap(((hint, MUTED),), width - 1, first=spaces(2), rest=spaces(2))
    return tuple(lines)
