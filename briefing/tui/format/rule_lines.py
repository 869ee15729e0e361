"""Lines for the screen of rules and questions: one for each, and the matches of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.rule import RuleAction
from briefing.text.wording import age
from briefing.tui.format.lines import (
    BLANK,
    CONFLICT,
    MUTED,
    NEW,
    RULE,
    STRONG,
    STRONG_BOLD,
    TEXT,
    Line,
    Run,
    clean,
    join,
    justify,
    pad,
    spaces,
    width_of,
)
from briefing.tui.format.signs import DONE, SEPARATOR, THIN, WATCHED
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.rule import MatchedThread, Rule, RuleRow, Trial

_ACTION = 9
_FIGURES = 17
_QUERY_FROM = 60
_LONGEST = 300
_DOES = {
    RuleAction.WATCH: "lifts the threads that match",
    RuleAction.MUTE: "folds away the threads that match",
    RuleAction.WAKE: "lifts a thread that was put off when a new story matches",
    RuleAction.QUESTION: "ties the threads that match, and lifts them",
}
ACTION_KEYS = {"w": RuleAction.WATCH, "m": RuleAction.MUTE, "t": RuleAction.TAG, "k": RuleAction.WAKE}
"""The letters that answer what a rule does."""


def list_head(width: int) -> tuple[Line, ...]:
    """Return the names of the columns."""
    name, query = _columns(width)
    left: Line = (*spaces(2), *pad((("Does", MUTED),), _ACTION), *pad((("Name", MUTED),), name))
    if query:
        left = (*left, ("Query", MUTED))
    return (justify(left, (("threads   today", MUTED),), width - 1), ((THIN * width, RULE),))


def rule_line(row: RuleRow, width: int) -> Line:
    """Return the line of a rule: its action, name and query, its threads and those of today."""
    rule = row.rule
    name_width, query_width = _columns(width)
    role = MUTED if not rule.on else STRONG if row.today else TEXT
    name = cut(((clean(rule.name, _LONGEST), role),), name_width - 2)
    left: Line = (*spaces(2), *pad(_action(row), _ACTION), *pad(name, name_width))
    if query_width:
        query = "" if rule.query == rule.name else clean(rule.query, _LONGEST)
        left = (*left, *cut(((query, MUTED),), query_width - 2))
    return justify(left, _figures(row), width - 1)


def question_line(row: RuleRow, width: int) -> Line:
    """Return the line of a question: its words and query, its threads and those of today."""
    words: list[Run] = [(clean(row.rule.name, _LONGEST), STRONG if row.today else TEXT)]
    if row.rule.query and width >= _QUERY_FROM:
        words.append((f"   {clean(row.rule.query, _LONGEST)}", MUTED))
    return justify((*spaces(2), *cut(words, width - _FIGURES - 4)), _figures(row), width - 1)


def rule_facts(row: RuleRow, trial: Trial | None, width: int) -> tuple[Line, ...]:
    """Return what a rule does, for which query, and what that would match in the last days."""
    rule = row.rule
    does = f"puts the threads that match on the desk {rule.desk}" if rule.desk else _DOES.get(rule.action, "")
    parts: list[Line] = [((does if rule.query else "ties threads by hand only", TEXT),)]
    if not rule.on:
        parts.append((("off", STRONG_BOLD),))
    if rule.query:
        parts.append(((clean(rule.query, _LONGEST), MUTED),))
    if trial is not None:
        parts.append(((trial.sentence, MUTED),))
    lines = wrap(join(parts, ((SEPARATOR, MUTED),)), width - 1, first=spaces(2), rest=spaces(2), limit=3)
    if row.problem:
        lines += wrap(((clean(row.problem, _LONGEST), CONFLICT),), width - 1, first=spaces(2), rest=spaces(2), limit=2)
    return (*lines, BLANK)


def matched_line(thread: MatchedThread, now: datetime, width: int) -> Line:
    """Return a thread that matched: its title, the words that matched, how long ago."""
    words = "by hand" if thread.by_hand else clean(thread.words, 60)
    right: Line = ((f"{words}  ", MUTED), (f"{age(thread.at, now):>4}", MUTED))
    title = cut(((clean(thread.title, _LONGEST), TEXT),), max(8, width - width_of(right) - 5))
    return justify((*spaces(2), *title), right, width - 1)


def action_question(what: str) -> Line:
    """Return the question for the action of a rule, with the letters that answer it."""
    runs: list[Run] = [(f"{what}   ", STRONG)]
    for key, action in ACTION_KEYS.items():
        runs += [(key, STRONG_BOLD), (f" {action}   ", MUTED)]
    return tuple(runs)


def numbered(names: Sequence[str], on: Sequence[str], width: int) -> Line:
    """Return names with their numbers; those in `on` are strong and marked."""
    chosen = {name.casefold() for name in on}
    parts: list[Line] = []
    for number, name in enumerate(names, 1):
        is_on = name.casefold() in chosen
        shown: Run = (clean(name, 40), STRONG_BOLD if is_on else TEXT)
        parts.append(((f"{number} ", MUTED), *(((f"{DONE} ", "healthy"),) if is_on else ()), shown))
    return cut(join(parts, (("   ", TEXT),)), width - 4)


def name_of(rule: Rule) -> str:
    """Return the name of a rule in a message."""
    return clean(rule.name, 120)


def empty_line(*, questions: bool, key: str) -> Line:
    """Return the text in place of an empty list."""
    what = "No questions yet: what must you be able to answer?" if questions else "No rules yet."
    return (*spaces(2), (f"{what}   ", MUTED), (key, STRONG_BOLD), (" adds one", MUTED))


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of name and query; in a narrow terminal there is no query."""
    room = width - 2 - _ACTION - _FIGURES - 2
    if width < _QUERY_FROM:
        return max(8, room), 0
    name = room * 45 // 100
    return name, room - name


def _action(row: RuleRow) -> Line:
    rule = row.rule
    if not rule.on:
        return (("off", MUTED),)
    if row.problem:
        return (("!", CONFLICT), (f" {rule.action}", TEXT))
    sign: Line = ((f"{WATCHED} ", NEW),) if rule.action is RuleAction.WATCH else spaces(2)
    return (*sign, (rule.action.value, TEXT))


def _figures(row: RuleRow) -> Line:
    threads: Run = (f"{len(row.threads):>7}", TEXT if row.threads else MUTED)
    today: Run = (f"{f'+{len(row.today)}':>8}", NEW) if row.today else (f"{'·':>8}", MUTED)
    return (threads if row.threads else (f"{'·':>7}", MUTED), today)
