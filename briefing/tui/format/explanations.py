"""Why a thread has its rank, and why a source belongs to its thread: the parts of a score as bars, with words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.export.decision_words import waiting_words
from briefing.model.verdict import Verdict
from briefing.tui.format.lines import MUTED, PULSE, STRONG_BOLD, TEXT, Line, cites, clean, pad, spaces
from briefing.tui.format.signs import HEAVY
from briefing.tui.format.source_items import chain
from briefing.tui.format.wrap import cut, wrap

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.provenance import Provenance
    from briefing.model.reason import Reason
    from briefing.model.views import SourceLine

_BAR = 12
_KIND = 26
_MOST = 7


def why_thread(row: ThreadRow, sentences: Sequence[str], now: datetime, width: int) -> tuple[Line, ...]:
    """Return the reasons for a thread's rank, and the `sentences` that say why it has its topic and stories.

    For a deferred thread they say what it waits for, and for one that woke, why.
    """
    title: Line = (
        *spaces(2),
        ("Why here", STRONG_BOLD),
        (f"   {row.score:.2f}, as the threads were last ranked", MUTED),
    )
    return (title, *_parts(row.score_parts, width), *_wake(row, now, width), *_wrapped(_first(sentences), width))


def _wake(row: ThreadRow, now: datetime, width: int) -> tuple[Line, ...]:
    words = waiting_words(row, now)
    if row.is_woken:
        return _wrapped((f"It was put off and {words}. It stays at the top until you decide.",), width)
    if row.verdict is not Verdict.LATER:
        return ()
    return _wrapped((f"It is put off {words or 'without a condition: it does not come back by itself'}.",), width)


def why_source(
    source: SourceLine,
    provenance: Provenance,
    now: datetime,
    width: int,
    splits: Sequence[str] = (),
    *,
    beside: Sequence[SourceLine] = (),
) -> tuple[Line, ...]:
    """Return why a story is in this thread, how it is linked to those `beside` it, and the chain of links.

    `splits` are sentences that say what the user split it from.
    """
    name = clean(source.outlet, 80) or clean(source.domain, 80)
    author = f", by {clean(source.author, 80)}" if source.author else ""
    title = cut((*spaces(2), ("Why in this thread", STRONG_BOLD), (f"   {name}{author}", MUTED)), width - 1)
    if not source.held:
        return (title, *_why_cited(source, width))
    parts = (*_parts(source.reasons, width), *_link(source, beside), *_wrapped(splits, width))
    steps = chain(provenance, now, width)
    return (title, *parts, (*spaces(2), ("Chain", STRONG_BOLD)), *steps) if len(steps) > 1 else (title, *parts)


def why_sentences(title: str, sentences: Sequence[str], width: int) -> tuple[Line, ...]:
    """Return why a quote or an actor is what it is, in the sentences that say so."""
    words = sentences or ("The text was read before reasons were kept; `briefing rebuild` reads it again.",)
    return titled_sentences(title, words, width)


def titled_sentences(title: str, sentences: Sequence[str], width: int, *, rest: str = "") -> tuple[Line, ...]:
    """Return a title and at most eight sentences, the last of which says how many are left out."""
    heading: Line = (*spaces(2), (title, STRONG_BOLD))
    return (heading, *_wrapped(_first(sentences, rest), width))


def _first(sentences: Sequence[str], rest: str = "") -> Sequence[str]:
    more = len(sentences) - _MOST
    return sentences if more <= 1 else (*sentences[:_MOST], f"and {more} more{rest}")


def _wrapped(sentences: Sequence[str], width: int) -> tuple[Line, ...]:
    wrapped = (wrap(((clean(each, 400), TEXT),), width - 1, first=spaces(2), rest=spaces(4)) for each in sentences)
    return tuple(line for lines in wrapped for line in lines)


def problem_lines(problems: Sequence[str], width: int) -> tuple[Line, ...]:
    """Return what is wrong with settings, keys, themes or the store, in at most eight sentences."""
    return titled_sentences("Problems", problems, width, rest="; briefing doctor lists them all.")


def _why_cited(source: SourceLine, width: int) -> list[Line]:
    """Return who cites an article that is not held, and the first sentence that does."""
    verb = "Linked by " if source.linked_only else "Cited by "
    lines: list[Line] = [(*spaces(2), (verb, TEXT), *cites(source.cited_by), ("; not held.", TEXT))]
    if source.citing:
        says = " only links to it here: “" if source.linked_only else " says: “"
        words = (*cites((source.citing_n,)), (f"{says}{clean(source.citing, 400)}”", TEXT))
        lines += wrap(words, width - 1, first=spaces(2), rest=spaces(4))
    return lines


def _link(source: SourceLine, beside: Sequence[SourceLine]) -> tuple[Line, ...]:
    """Return how similar a story is to the rest of its thread, and whether it is the least similar one."""
    held = [one.likeness for one in beside if one.held]
    if not source.held or len(held) < 2:
        return ()
    weakest = ", the weakest link of the thread" if len(held) > 2 and source.likeness <= min(held) else ""
    return ((*spaces(2), (f"Likeness to the rest {source.likeness:.2f}{weakest}", MUTED)),)


def _parts(reasons: Sequence[Reason], width: int) -> tuple[Line, ...]:
    if not reasons:
        return ((*spaces(2), ("No reasons are kept for it.", MUTED)),)
    most = max(abs(reason.weight) for reason in reasons) or 1.0
    lines: list[Line] = []
    for reason in reasons[:_MOST]:
        bar: Line = ((HEAVY * max(1, round(abs(reason.weight) / most * _BAR)), PULSE),)
        kind: Line = ((clean(reason.kind, 60), TEXT),)
        words = (*spaces(2), *pad(bar, _BAR + 2), *pad(cut(kind, _KIND - 1), _KIND), (clean(reason.value, 200), MUTED))
        lines.append(cut(words, width - 1))
    return tuple(lines)
