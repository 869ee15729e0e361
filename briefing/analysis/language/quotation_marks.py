"""Quotation marks: which stretches of a text are between a pair of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from itertools import zip_longest

from briefing.frozen import dataclass
from briefing.model.spans import Span

MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»＂]")
SINGLE = re.compile(r"[‘’‚‹›']")
_SINGLE_OPENER = re.compile(r"(?:^|(?<=\s))[‘'](?=\w)", re.MULTILINE)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z]*\.? $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]+")
_LONGEST_NICKNAME = 24
_OPENERS = frozenset("“„«‟‹‘‚") | {"``", "‘‘"}
_CLOSERS = frozenset("”»›’")
_STRAIGHT = frozenset("\"＂'") | {"''"}
_BEFORE_OPEN = frozenset("([{—–-―/“‘'\"…:=>„«")
_AFTER_CLOSE = frozenset(")]}.,;:!?—–-―/”’'\"…<»")
_SENTENCE_ENDS = frozenset(".!?…")
_INNER_CLOSERS = frozenset("’'”\")]» ")
_LABEL = re.compile(r"([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}):[^\S\n]*(?=\S)")
_ELIDED = re.compile(r"['’](?:\d\ds|em|til|tis|twas|cause|bout|n|s|t|re|ve|ll|d)\b(?!')", re.IGNORECASE)
"""Elided words such as ’em, and endings that a feed separated from their word: "Velden 's"."""


class _Turn(Enum):
    OPEN = 1
    CLOSE = 2
    EITHER = 3


_LEAST_SPACES = 2


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch between marks, within one paragraph.

    `inner` holds the words, `outer` also the marks. `continues`: the paragraph before ended inside the same quote.
    `closed` is false if the paragraph ends without a closing mark; `dangling`: then the next paragraph does not
    continue it either, so the mark is an error.
    """

    inner: Span
    outer: Span
    closed: bool
    continues: bool = False
    dangling: bool = False
    label: Span | None = None
    """A speaker's label in capitals before the words: "WALLACE: ..." in a transcript."""

    def last(self, text: str) -> str:
        """Return the last character of the words, marks of an inner quotation left out."""
        end = self.inner.end
        while end > self.inner.start + 1 and text[end - 1] in _INNER_CLOSERS:
            end -= 1
        return text[end - 1]

    def is_term(self, text: str) -> bool:
        """Return whether there are one or two words between the marks, such as the name of something."""
        return self.inner.cut(text).count(" ") < _LEAST_SPACES

    def without_comma(self, text: str) -> Span:
        """Return the words without the comma before "he said", which belongs to the sentence around them."""
        end = self.inner.end
        while end > self.inner.start + 1 and text[end - 1] in ", ":
            end -= 1
        return Span(self.inner.start, end)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    turn: _Turn


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the lines of `text` that hold more than white space, without the white space around them."""
    spans: list[Span] = []
    begin = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = begin + line.index(words[0])
            spans.append(Span(start, start + len(words)))
        begin += len(line) + 1
    return tuple(spans)


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Return every stretch of `text` between marks, outermost only, in order and without overlap.

    Single marks count only if the text has no double marks, or, as in British style, has them only inside single ones.
    Otherwise single marks are apostrophes, or quotes inside headlines and quotes.
    """
    return tuple(stretch for stretch in _all_quoted(text) if not _is_nickname(text, stretch))


def _is_nickname(text: str, stretch: Quoted) -> bool:
    """Return whether marks hold a name inside a name: Robert “Bob” Harker."""
    words = stretch.inner.cut(text)
    if len(words) > _LONGEST_NICKNAME or not words[0].isupper() or words[-1] in ".,!?":
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, stretch.outer.start - 30), stretch.outer.start)
    return before is not None and _CAPITAL_AFTER.match(text, stretch.outer.end) is not None


def _all_quoted(text: str) -> tuple[Quoted, ...]:
    if not MARK.search(text):
        return _quoted_in(text, SINGLE)
    double = _quoted_in(text, MARK)
    if len(_SINGLE_OPENER.findall(text)) <= len(double):
        return double
    single = _quoted_in(text, SINGLE)
    return single if len(single) > len(double) and _encloses(single, double) else double


def _encloses(outer: tuple[Quoted, ...], inner: tuple[Quoted, ...]) -> bool:
    """Return whether each of the `inner` stretches lies within one of the `outer` ones; both are in order."""
    index = 0
    for stretch in inner:
        while index < len(outer) and outer[index].inner.end < stretch.inner.end:
            index += 1
        if index == len(outer) or outer[index].inner.start >= stretch.inner.start:
            return False
    return True


def _quoted_in(text: str, pattern: re.Pattern[str]) -> tuple[Quoted, ...]:
    found: list[Quoted] = []
    carried = False
    for paragraph in paragraphs(text):
        marks = _marks_of(text, paragraph, pattern)
        stretches = [
            stretch for stretch in _pair(text, paragraph, marks, carried) if stretch.inner.start < stretch.inner.end
        ]
        if carried and not (stretches and (stretches[0].continues or stretches[0].label)):
            found[-1] = replace(found[-1], dangling=True)
        found += stretches
        carried = bool(stretches) and not stretches[-1].closed
    if carried:
        found[-1] = replace(found[-1], dangling=True)
    return tuple(found)


def _marks_of(text: str, paragraph: Span, pattern: re.Pattern[str]) -> list[_Mark]:
    marks = []
    for match in pattern.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        turn = _turn(match.group(), before, after)
        if pattern is SINGLE and ((before.isalnum() and after.isalnum()) or _ELIDED.match(text, match.start())):
            continue
        marks.append(_Mark(match.start(), match.end(), match.group(), turn))
    return _without_apostrophes(text, marks) if pattern is SINGLE else marks


def _turn(glyph: str, before: str, after: str) -> _Turn:
    """Return whether a mark opens or closes: its neighbours decide, or its glyph if they allow both."""
    may_open = before.isspace() or before in _BEFORE_OPEN
    may_close = after.isspace() or after in _AFTER_CLOSE
    if may_open != may_close:
        return _Turn.OPEN if may_open else _Turn.CLOSE
    if glyph in _STRAIGHT:
        return _Turn.EITHER
    return _Turn.OPEN if glyph in _OPENERS else _Turn.CLOSE


def _without_apostrophes(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Drop single marks that only look like quotes: a ’ cannot open, and "the boys’ home" closes nothing."""
    kept = []
    for mark, follower in zip_longest(marks, marks[1:]):
        if mark.turn is _Turn.EITHER or (mark.turn is _Turn.OPEN and mark.glyph == "’"):
            continue
        plural = (
            mark.turn is _Turn.CLOSE
            and text[mark.start - 1 : mark.start] == "s"
            and text[mark.end : mark.end + 1] == " "
        )
        if plural and follower is not None and follower.turn is _Turn.CLOSE:
            continue
        kept.append(mark)
    return kept


def _pair(text: str, paragraph: Span, marks: list[_Mark], carried: bool) -> Iterator[Quoted]:
    """Yield the outermost pairs of one paragraph; `carried`: the paragraph before ended inside a quote."""
    surplus = _closers_to_spare(marks)
    opened: list[_Mark] = []
    first: _Mark | None = None
    goes_on = False
    for index, mark in enumerate(marks):
        if _opens(mark, opened):
            if opened and _family(mark) == _family(opened[-1]) and surplus[index] <= len(opened):
                if _begins_again(text, opened[0], mark):
                    stretch = _stretch(text, paragraph, opened[0], mark, carried)
                    outer = Span(stretch.outer.start, stretch.inner.end)
                    yield replace(stretch, outer=outer, closed=False, continues=stretch.continues or goes_on)
                    goes_on = True
                opened.clear()
            opened.append(mark)
            first = opened[0]
        elif opened:
            _close(opened, mark, last=index + 1 == len(marks))
            if not opened:
                stretch = _stretch(text, paragraph, first, mark, carried)
                yield replace(stretch, continues=stretch.continues or goes_on)
                goes_on = False
        elif carried and index == 0:
            yield _stretch(text, paragraph, None, mark, carried)
    if opened:
        yield _stretch(text, paragraph, opened[0], None, carried)


def _begins_again(text: str, first: _Mark, mark: _Mark) -> bool:
    """Return whether a sentence ends before `mark`, which then opens the next paragraph of the same quote."""
    words = text[first.end : mark.start].rstrip()
    return len(words) < mark.start - first.end and words[-1:] in _SENTENCE_ENDS


def _closers_to_spare(marks: list[_Mark]) -> list[int]:
    """Return, for each mark, how many more marks close than open after it: each open level needs one."""
    surplus, balance = [], 0
    for mark in reversed(marks):
        surplus.append(balance)
        balance += {_Turn.OPEN: -1, _Turn.CLOSE: 1, _Turn.EITHER: 0}[mark.turn]
    return surplus[::-1]


def _opens(mark: _Mark, opened: list[_Mark]) -> bool:
    if mark.turn is _Turn.EITHER:
        return not any(_family(mark) == _family(earlier) for earlier in opened)
    return mark.turn is _Turn.OPEN


def _family(mark: _Mark) -> bool:
    return mark.glyph in _STRAIGHT


def _close(opened: list[_Mark], mark: _Mark, *, last: bool) -> None:
    """Remove the level that `mark` closes and those above it; the last mark closes all if it fits no level."""
    for level in range(len(opened) - 1, -1, -1):
        if _family(opened[level]) == _family(mark):
            del opened[level:]
            return
    if last or len(opened) == 1:
        opened.clear()


def _stretch(text: str, paragraph: Span, first: _Mark | None, last: _Mark | None, carried: bool) -> Quoted:
    start = first.end if first else paragraph.start
    end = last.start if last else paragraph.end
    outer = Span(first.start if first else paragraph.start, last.end if last else paragraph.end)
    words = text[start:end]
    inner = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
    at_start = not text[paragraph.start : outer.start].strip()
    label = _LABEL.match(text, inner.start, inner.end) if at_start else None
    if label is None:
        return Quoted(inner, outer, closed=last is not None, continues=carried and at_start)
    spoken = Span(label.end(), inner.end)
    return Quoted(spoken, outer, closed=last is not None, label=Span(*label.span(1)))
