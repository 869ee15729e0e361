"""Screens with nothing to list: why, then the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.text.wording import counted
from briefing.tui.format.lines import BLANK, MUTED, STRONG, STRONG_BOLD, Line, clean, pad, spaces, width_of

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.model.inbox import DaySummary, InboxCounts
    from briefing.tui.format.bar_lines import KeyHint


def emptiness(counts: InboxCounts, shown: str, *, narrowed: bool, refreshing: bool) -> tuple[str, str]:
    """Return title and sentence for an inbox that has none of the threads that it lists, such as "all threads"."""
    if narrowed or counts.threads:
        return "No threads here.", f"The inbox shows {shown}."
    if refreshing:
        return "Reading the feeds.", "The threads come as soon as their stories are grouped."
    return (
        "No threads yet.",
        f"{counted(counts.feeds, 'feed')}, and no stories from them so far.",
    )


_LONGEST_TITLE = 60
Choice = tuple[str, str, str]
"""A binding, what its key does, and a note."""


def day_done(
    summary: DaySummary, counts: InboxCounts, now: datetime
) -> tuple[str, tuple[str, ...], tuple[Choice, ...]]:
    """Return title, sentences and choices for an inbox in which nothing is left to decide or to read."""
    decided = {"brief": summary.brief, "follow": summary.follow, "later": summary.later, "dropped": summary.drop}
    words = ", ".join(f"{number} {word}" for word, number in decided.items() if number)
    sentences = [f"Decided today: {words}." if words else "Nothing new to decide."]
    if summary.next_wake is not None:
        from briefing.model.wake import day_and_time  # not needed at the start

        title, at = summary.next_wake
        sentences.append(f"Wakes next, {day_and_time(at, now)}: {clean(title, _LONGEST_TITLE)}")
    choices: list[Choice] = [("brief", "write the brief", f"{counts.brief} for it" if counts.brief else "")]
    if counts.quiet:
        choices.append(("mark", "show the quiet threads", str(counts.quiet)))
    if counts.decided or counts.muted or counts.archived:
        others = {"decided": counts.decided, "muted": counts.muted, "archived": counts.archived}
        note = ", ".join(f"{number} {word}" for word, number in others.items() if number)
        choices.append(("filter-verdict", "show the others", note))
    return (
        "Done for today.",
        tuple(sentences),
        (*choices, ("refresh-all", "refresh the feeds", ""), ("undo", "undo", "")),
    )


def empty_state_lines(
    title: str, sentences: Sequence[str], choices: Sequence[tuple[KeyHint, str]], width: int, height: int
) -> tuple[Line, ...]:
    """Return title, sentences and choices as a centred block, at a third of the height."""
    rows: list[Line] = [((title, STRONG_BOLD),), *(((sentence, MUTED),) for sentence in sentences), BLANK]
    keys = max((len(hint.key) for hint, _ in choices), default=0) + 2
    labels = max((len(hint.label) for hint, _ in choices), default=0) + 4
    for hint, note in choices:
        rows.append((*pad(((hint.key, STRONG_BOLD),), keys), *pad(((hint.label, STRONG),), labels), (note, MUTED)))
    indent = max(2, (width - max(width_of(row) for row in rows)) // 2)
    above = max(0, height // 3 - 3)
    return (*[BLANK] * above, *((*spaces(indent), *row) if row else BLANK for row in rows))
