"""The header of the inbox: the date, the figures of the day, and the state of the feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.frozen import dataclass
from briefing.text.wording import noun_for
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, clean, join
from briefing.tui.format.signs import FAILING, SEPARATOR
from briefing.tui.format.times import hour, today

if TYPE_CHECKING:
    from briefing.model.inbox import InboxCounts

FULL_DATE_FROM = 100
ALL_VERDICTS_FROM = 140
FEW_FIGURES_BELOW = 76
MOST_FILTER_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a refresh: `done` of `total`; if total is 0, none is running."""

    done: int = 0
    total: int = 0
    what: str = "checking"


@dataclass(frozen=True, slots=True)
class Status:
    """The text of the header and footer of a screen."""

    title: Line = ()
    figures: tuple[Line, ...] = ()
    states: tuple[Line, ...] = ()
    progress: Progress | None = None
    """What the header's rule shows instead of the refresh."""
    position: Line | None = None
    """Where the cursor is; None leaves the footer as it is."""


def figure(number: int, word: str) -> Line:
    """Return a figure of the header: the number strong and bold, its word muted."""
    return ((str(number), STRONG_BOLD), (f" {word}", MUTED))


def counted_figure(number: int, one: str, several: str = "") -> Line:
    """Return a figure of the header with its noun in the singular or plural."""
    return figure(number, noun_for(number, one, several))


def title_line(now: datetime, width: int, peculiarities: Sequence[str] = ()) -> Line:
    """Return the date, in full if there is room, and what is unusual about the list, such as its filter or order.

    If there is room for only one of them, it is what is unusual.
    """
    broad = width >= FULL_DATE_FROM
    date: Line = ((today(now, full=broad), MUTED),)
    parts: list[Line] = [((clean(words, MOST_FILTER_CHARACTERS), TEXT),) for words in peculiarities]
    return join([date, *parts] if broad or not parts else parts, ((SEPARATOR, MUTED),))


def figures(counts: InboxCounts, width: int) -> tuple[Line, ...]:
    """Return the counts in the header of a terminal of `width` columns: first what is left to do."""
    shown = [counted_figure(counts.open_threads, "thread"), figure(counts.open_single, "single")]
    if width >= FEW_FIGURES_BELOW:
        shown += [figure(counts.brief, "brief"), figure(counts.follow, "follow")]
    if width >= ALL_VERDICTS_FROM:
        shown += [figure(counts.later, "later"), figure(counts.drop, "drop")]
        shown += [figure(counts.muted, "muted")] if counts.muted else []
    return tuple(shown)


def states(counts: InboxCounts, progress: Progress, width: int) -> tuple[Line, ...]:
    """Return the progress of a refresh, or else how many feeds fail and when they were last checked."""
    if progress.total:
        ratio = (f"{progress.done}/{progress.total}", STRONG_BOLD)
        return (((f"{progress.what} ", MUTED), ratio),) if width >= FULL_DATE_FROM else ((ratio,),)
    if not counts.feeds:
        return ((("no feeds yet", MUTED),),)
    conditions: list[Line] = []
    if counts.failing:
        conditions.append(((FAILING, "failing"), (f" {counts.failing}", STRONG_BOLD), (" failing", MUTED)))
    if counts.checked is not None:
        conditions.append(((f"checked {hour(counts.checked)}", MUTED),))
    return tuple(conditions)


def position(index: int, count: int) -> Line:
    """Return the cursor's position in a list, such as 1/25."""
    return ((str(index + 1 if count else 0), STRONG_BOLD), (f"/{count}", MUTED)) if count else ((" ", TEXT),)
