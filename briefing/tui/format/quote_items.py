"""The quotes pane: the words in quotation marks, the speaker in the text's own words, and differing versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.format.lines import (
    ACTOR,
    CONFLICT,
    HARD_SPACE,
    MUTED,
    NEW,
    QUOTE,
    QUOTE_MARK,
    TEXT,
    Line,
    Run,
    cites,
    clean,
    spaces,
)
from briefing.tui.format.signs import DIFFERS, OTHER_WORDS
from briefing.tui.format.wrap import wrap

if TYPE_CHECKING:
    from briefing.model.views import QuoteLine, QuoteVariant

_MARKS = '"“”„«»‟ '
_HANG: Line = (("   ", TEXT),)


def quote_item(quote: QuoteLine, width: int) -> tuple[Line, ...]:
    """Return a quote's lines: words, speaker with role and citations, then variants; text hangs at column 3."""
    room = width - 1
    mark: Run = ("+", NEW) if quote.new else (" ", TEXT)
    first: Line = (mark, (" ", TEXT), ("“", QUOTE_MARK))
    lines = wrap(_words(quote), room, first=first, rest=_HANG)
    lines += wrap(_speaker(quote), room, first=_HANG, rest=_HANG)
    for variant in quote.variants:
        lines += _variant(variant, room)
    return tuple(lines)


def _words(quote: QuoteLine) -> list[Run]:
    runs: list[Run] = []
    for index, part in enumerate(quote.parts):
        if index:
            runs += [(" ", TEXT), ("“", QUOTE_MARK)]
        runs += [(clean(part, 4_000).strip(_MARKS) or "…", QUOTE), ("”", QUOTE_MARK)]
    return runs


def _speaker(quote: QuoteLine) -> list[Run]:
    speaker, role = clean(quote.speaker, 200), clean(quote.speaker_role, 300)
    nobody = "unclear" if quote.unclear else "speaker not named in the text"
    runs: list[Run] = [(speaker, ACTOR)] if speaker else [(nobody, MUTED)]
    if role and role.casefold() not in speaker.casefold():
        runs.append((f", {role}", MUTED))
    runs += [(HARD_SPACE, TEXT), *cites((quote.n,))]
    for word, numbers in (("also", quote.whole_in), ("shorter in", quote.cut_by)):
        if numbers:
            runs += [(f" {word}{HARD_SPACE}", MUTED), *cites(numbers)]
    return runs


def _variant(variant: QuoteVariant, room: int) -> list[Line]:
    lines: list[Line] = []
    if variant.other_words:
        parts = (f"“{clean(part, 2_000).strip(_MARKS)}”" for part in variant.parts)
        words: list[Run] = [*cites((variant.n,)), (f" {' '.join(parts)}", MUTED)]
        lines += _signed(OTHER_WORDS, words, room)
    if variant.other_speaker:
        named: list[Run] = [*cites((variant.n,)), (f" names “{clean(variant.other_speaker, 200)}”", TEXT)]
        lines += _signed(DIFFERS, named, room)
    return lines


def _signed(sign: str, runs: list[Run], room: int) -> list[Line]:
    return wrap(runs, room, first=(*_HANG, (sign, f"{CONFLICT} b"), (" ", TEXT)), rest=spaces(5))
