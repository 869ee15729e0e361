"""Paragraphs and sentences of a text."""

from collections.abc import Sequence

from briefing.analysis.language.tokens import Token, word_set
from briefing.model.spans import Span

_STOPS = frozenset({".", "!", "?", "...", "…", "....", "?!"})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "»", "]"})
_GO_ON = frozenset({",", ";", ")", "-", "–", "—", "--", ":"})
_SAYING = word_set("said says asked told added wrote replied argued warned insisted explained continued tweeted")
_STARTERS = word_set(
    "The A An He She It They We You I In On At But And However That This These Those There His Her Its Their Our "
    "My If When While As After Before For From By With Mr. Mrs. Ms. Dr. According Since Last Meanwhile Though "
    "Although Under What Who Why How Where Some Many Most One Two Both So Yet Now Then"
)

_TITLES = word_set(
    "Mr. Mrs. Ms. Dr. Sen. Sens. Rep. Reps. Gov. Gen. Lt. Col. Sgt. Capt. Adm. Rev. Prof. St. Maj. Hon. Messrs. vs."
)
_LONGEST = 400
"""Tokens after which a sentence is cut: the taggers' memory grows with it, and a flood of marks has no full stop."""


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


def split_sentences(
    paragraph: Span, tokens: Sequence[Token], quoted: Sequence[Span] = ()
) -> tuple[tuple[Token, ...], ...]:
    """Part the `tokens` of one `paragraph` into sentences; together they hold every token of it.

    A closing mark right after the stop belongs to the sentence. Inside a `quoted` span no sentence ends; where the span
    ends, one may.
    """
    sentences: list[tuple[Token, ...]] = []
    begin = position = 0
    inside = [token for token in tokens if paragraph.start <= token.start < paragraph.end]
    while position < len(inside):
        after = _sentence_end(inside, position)
        if after and not _is_quoted(inside[position], inside[after - 1].end, quoted):
            sentences.append(tuple(inside[begin:after]))
            begin = after
        position = max(after, position + 1)
        if position - begin >= _LONGEST:
            sentences.append(tuple(inside[begin:position]))
            begin = position
    if begin < len(inside):
        sentences.append(tuple(inside[begin:]))
    return tuple(sentences)


def _sentence_end(tokens: Sequence[Token], position: int) -> int:
    """Return the index after the sentence that the token at `position` ends, or 0 where it ends none."""
    word = tokens[position].text
    after = position + 1
    if word not in _STOPS:
        dotted = word[-1] == "." and len(word) > 1 and after < len(tokens) and tokens[after].text in _STARTERS
        return after if dotted and word not in _TITLES else 0
    while after < len(tokens) and tokens[after].text in _CLOSERS and tokens[after].start == tokens[after - 1].end:
        after += 1
    if after == len(tokens):
        return after
    following = tokens[after]
    if following.text[0].islower() or following.text in _GO_ON or _is_tail(tokens, position, after):
        return 0
    glued = following.start == tokens[after - 1].end and following.text[0].isdigit()
    return 0 if glued or (word in ("...", "…") and not following.capitalised) else after


def _is_tail(tokens: Sequence[Token], position: int, after: int) -> bool:
    """Return whether a quote's closing mark is followed by a short "Smith asked" that still belongs to it."""
    if after == position + 1:
        return False
    return any(token.text in _SAYING for token in tokens[after : after + 4]) and (
        tokens[after].text in _TITLES or tokens[after].text not in _STARTERS
    )


def _is_quoted(stop: Token, end: int, quoted: Sequence[Span]) -> bool:
    return any(span.start <= stop.start and end < span.end for span in quoted)
