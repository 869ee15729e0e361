"""The queue: one thread in one column, its actors and sources in running lines, and the next thread."""

from collections.abc import Sequence
from datetime import datetime

from briefing.model.inbox import InboxPart, ThreadRow
from briefing.model.views import ActorLine, SourceLine
from briefing.text.wording import age, counted
from briefing.tui.format.lines import (
    ACTOR,
    BLANK,
    CITE,
    HARD_SPACE,
    MUTED,
    SOURCE,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    clean,
    glued,
    width_of,
)
from briefing.tui.format.narrative import GUTTER
from briefing.tui.format.thread_rows import fraction
from briefing.tui.format.wrap import cut, wrap

_MOST_ACTORS = 10
_GAP = f"{HARD_SPACE}{HARD_SPACE} "


def title(word: str, figure: str = "") -> Line:
    """Return the heading of a part, with how much of it is shown."""
    return (*GUTTER, (word, STRONG_BOLD), *(((f" {figure}", MUTED),) if figure else ()))


def actor_names(actors: Sequence[ActorLine], width: int) -> tuple[Line, ...]:
    """Return the first actors that act and are not minor, with their mentions, in running lines; () for none."""
    named = [actor for actor in actors if actor.acts and not actor.minor]
    entries: list[tuple[Run, ...]] = [
        ((glued(clean(actor.name, 120)), ACTOR), (f"{HARD_SPACE}{actor.mentions}×", MUTED))
        for actor in named[:_MOST_ACTORS]
    ]
    if len(named) > _MOST_ACTORS:
        entries.append(((glued(f"and {len(named) - _MOST_ACTORS} more"), MUTED),))
    return _running(entries, width) if entries else ()


def source_names(sources: Sequence[SourceLine], width: int) -> tuple[Line, ...]:
    """Return number and outlet of the original stories in running lines, and the number of reprints."""
    held = [source for source in sources if source.held]
    reprints = sum(bool(source.reprint_of) for source in held)
    entries: list[tuple[Run, ...]] = [
        ((f"{source.n}{HARD_SPACE}", f"{CITE} b"), (glued(clean(source.outlet, 120)), SOURCE))
        for source in held
        if not source.reprint_of
    ]
    if reprints:
        entries.append(((glued(f"and {counted(reprints, 'reprint')}"), MUTED),))
    return _running(entries, width)


def next_line(row: ThreadRow | None, width: int, now: datetime) -> Line:
    """Return the next thread: headline, independent/all, age."""
    if row is None:
        return (*GUTTER, ("the last one", MUTED))
    figures: Line = (("  ", TEXT), *fraction(row), (f"  {age(row.last_story, now)}", MUTED))
    room = width - 1 - width_of((*GUTTER, ("next  ", MUTED), *figures))
    return (*GUTTER, ("next  ", MUTED), *cut(((clean(row.title, 300), TEXT),), room), *figures)


def end_of_queue(part: InboxPart, count: int, left: int) -> tuple[str, str, Sequence[tuple[str, str]]]:
    """Return title, sentence and choices after `count` rows of a part, with `left` single reports to go."""
    choices = (("brief", "write the brief"), ("undo", "undo"), ("back", "to the inbox"))
    name = "thread" if part is InboxPart.THREADS else "single report"
    sentence = f"{counted(count, name)} gone through." if count else "Nothing is undecided."
    if not left:
        return "The queue is done.", sentence, choices
    on = f"go on with {counted(left, 'single report')}"
    return "The threads are done.", sentence, (("text-page", on), *choices)


def _running(entries: Sequence[tuple[Run, ...]], width: int) -> tuple[Line, ...]:
    runs: list[Run] = []
    for each in entries:
        runs += [(_GAP, TEXT)] if runs else []
        runs += each
    return tuple(wrap(runs, width - 1, first=GUTTER, rest=GUTTER)) if runs else (BLANK,)
