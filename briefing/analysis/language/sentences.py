"""Tokens and sentences: the one splitter, for texts that are tagged, searched for quotes or only shown."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, pairwise
from operator import itemgetter
from typing import NamedTuple

from briefing.analysis.language.lexicon import is_saying, word_classes
from briefing.analysis.language.quotation_marks import Quoted, find_quoted, paragraphs
from briefing.data.loader import phrase_list, word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span

_ABBREVIATIONS = "|".join(sorted(word_list("language/abbreviations.txt")))
_TOKEN = re.compile(
    r"[a-z]+(?= )"  # most words, found first to save time
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|\b(?:" + _ABBREVIATIONS + r")\.(?!\w)"  # Sen.
    r"|\b[ap]\.m\.|\bNo\.(?= ?\d)"
    r"|\b[A-Z]\.(?=\s)"  # an initial
    r"|https?://[^\s<>\"”]+|[@#]\w+"
    r"|\b[A-Z]+&[A-Z]+\b"  # AT&T
    r"|[’'‘]t(?= [A-Z])"  # van ’t Hoff
    r"|\w+(?:(?:[-‑’'\u00ad]|[.,:/](?=\d)(?<=\d.)|\.(?=[a-z]{2})|‘(?=s\b))\w+)*"
    r"|\.{2,}|--+|[^\w\s]"
)
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m)|‘s)$")
_WHOLE = frozenset({"o'clock", "o’clock", "ma'am", "ma’am"})
_WIDE_STOPS = frozenset({"。", "！", "？"})
"""Full stops that no space follows."""
_STOPS = frozenset({".", "!", "?", "…", "..", "...", "....", "?!"}) | _WIDE_STOPS
_STOP_CHARACTERS = frozenset(".!?…") | _WIDE_STOPS
_ELLIPSES = frozenset({"…", "..."})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "»", "]"})
_AFTER_STOP = _CLOSERS | {"!", "?"}
"""Marks that belong to the sentence if they follow its full stop at once."""
_ANY_MARK = _CLOSERS | {"“", "‘", "«", "„", "‟", "＂", "`"}
"""What may close a quotation: some texts close with the wrong mark."""
_GO_ON = frozenset({",", ";", ":", ")", "]", "-", "–", "—", "―", "--", "…", "...", "...."})
"""Marks after which the sentence before them goes on."""
_STARTERS = word_list("language/sentence_starters.txt")
_NO_END = word_list("language/no_sentence_end.txt")
_PHRASAL_CUES = phrase_list("quotes/phrasal_cues.txt")
_LONGEST = 200
"""Tokens after which a sentence is cut: the taggers' memory grows with it, and a flood of marks has no full stop."""
_MOST_CLOSERS = 3
"""Marks that may follow the full stop before the end of a quotation: those of a quotation inside it."""
_TAIL = 8
"""Tokens after a quotation that are searched for "Smith said"."""


class Token(NamedTuple):
    """One word or mark: characters `start` up to `end` of the text it was cut from."""

    start: int
    end: int
    text: str

    @property
    def capitalised(self) -> bool:
        """Return whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut `text[start:end]` into tokens; offsets count from the beginning of `text`.

    Clitics ('s, n't, 're ...) are tokens of their own, abbreviations keep their stop (Mr., U.S.), and hyphens stay
    inside words.
    """
    tokens: list[Token] = []
    loose = False
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        word = text[first:last]
        if last - first > 2 and ("'" in word or "’" in word or "‘" in word) and (cut := _clitic(word)):
            tokens.append(Token(first, first + cut, word[:cut]))
            tokens.append(Token(first + cut, last, word[cut:]))
        else:
            tokens.append(_new_token((first, last, word)))
            loose = loose or word == "s"
    return tuple(_with_clitics_after_stops(tokens) if loose else tokens)


_new_token = partial(tuple.__new__, Token)
"""Makes a token of a tuple of its fields, which costs a third of calling `Token`."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


def plain_word(word: str) -> str:
    """Return `word` with straight apostrophes and hyphens and no soft hyphens, as the taggers read it."""
    if word.isascii():
        return word
    plain = word.replace("’", "'").replace("‘", "'").replace("‑", "-").replace("\u00ad", "")
    return plain or word


def _clitic(word: str) -> int:
    found = _CLITIC.search(word)
    return found.start() if found and word.lower() not in _WHOLE else 0


def _with_clitics_after_stops(tokens: list[Token]) -> list[Token]:
    """Join "'" and "s" after "U.S." and after words that end in a mark, which the pattern cannot do."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.text == "s" and last and last.text in ("'", "’") and last.end == token.start and last.start > 0:
            joined[-1] = Token(last.start, token.end, last.text + "s")
        else:
            joined.append(token)
    return joined


def sentence_spans(text: str, most: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, at most the first `most`; the end of a line ends a sentence."""
    quoted = find_quoted(text)
    return tuple(islice(_spans(text, quoted), most))


def _spans(text: str, quoted: Sequence[Quoted]) -> Iterator[Span]:
    for paragraph, inside in quoted_paragraphs(text, quoted):
        for tokens in split_sentences(text, paragraph, inside):
            yield Span(tokens[0].start, tokens[-1].end)


def quoted_paragraphs(text: str, quoted: Sequence[Quoted]) -> Iterator[tuple[Span, Sequence[Quoted]]]:
    """Yield the paragraphs of `text` in order, each with those of its quotations `quoted` that lie in it."""
    first = 0
    for paragraph in paragraphs(text):
        last = first
        while last < len(quoted) and quoted[last].outer.start < paragraph.end:
            last += 1
        yield paragraph, quoted[first:last]
        first = last


def split_sentences(text: str, paragraph: Span, quoted: Sequence[Quoted] = ()) -> list[tuple[Token, ...]]:
    """Return the sentences of one `paragraph` as tokens; together they hold every token of it.

    `quoted` are the quotations in the paragraph: no token crosses the edge of one. A closing mark after a full stop
    belongs to the sentence, and so does a short "Smith said" after a quotation.
    """
    line = _Line(*_tokens(text, paragraph, quoted))
    sentences: list[tuple[Token, ...]] = []
    begin = 0
    stops = [position for position, token in enumerate(line.tokens) if token.text[-1] in _STOP_CHARACTERS]
    for position in (*stops, len(line.tokens)):
        if position < begin:
            continue
        after = line.end_after(position) if position < len(line.tokens) else position
        if after:
            sentences.extend(line.tokens[cut : min(cut + _LONGEST, after)] for cut in range(begin, after, _LONGEST))
            begin = after
    return sentences


def _tokens(
    text: str, paragraph: Span, quoted: Sequence[Quoted]
) -> tuple[tuple[Token, ...], tuple[tuple[int, int], ...]]:
    """Return the tokens of a paragraph, and the first index and the index after the last of each quotation."""
    tokens = tokenize(text, paragraph.start, paragraph.end)
    if not quoted:
        return tokens, ()
    edges = [edge for quotation in quoted for edge in (quotation.outer.start, quotation.outer.end)]
    starts = [token.start for token in tokens]
    indices = [bisect_left(starts, edge) for edge in edges]
    if any(index and tokens[index - 1].end > edge for index, edge in zip(indices, edges, strict=True)):
        tokens, indices = _cut_at(text, paragraph, edges)
    return tokens, tuple(zip(indices[::2], indices[1::2], strict=True))


def _cut_at(text: str, paragraph: Span, edges: Sequence[int]) -> tuple[tuple[Token, ...], list[int]]:
    """Return the tokens of a paragraph, none of which crosses one of the `edges`, and the index after each edge."""
    tokens: list[Token] = []
    indices = []
    for begin, end in pairwise((paragraph.start, *edges)):
        tokens += tokenize(text, begin, end)
        indices.append(len(tokens))
    tokens += tokenize(text, edges[-1], paragraph.end)
    return tuple(tokens), indices


@dataclass(frozen=True, slots=True)
class _Line:
    """The tokens of one paragraph, and the index ranges of its quotations."""

    tokens: tuple[Token, ...]
    quotations: tuple[tuple[int, int], ...]

    def end_after(self, position: int) -> int:
        """Return the index after the sentence that the token at `position` ends, or 0 if it ends none."""
        tokens = self.tokens
        after = position + 1
        while (
            after < len(tokens) and tokens[after].text in _AFTER_STOP and tokens[after].start == tokens[after - 1].end
        ):
            after += 1
        quotation = self._closed_after(position, after)
        after = max(after, quotation[1]) if quotation else after
        if after == len(tokens):
            return after
        if tokens[position].text not in _STOPS and quotation is None:
            return self._abbreviation_end(position)
        following = tokens[after]
        if following.text[0].islower() or following.text in _GO_ON:
            return 0
        if quotation is not None:
            ends = self._is_introduced(quotation[0]) or not self._has_tail(after, tokens[position].text[-1])
        elif after > position + 1:
            ends = tokens[after - 1].text == ")" or not self._has_tail(after, tokens[position].text[-1])
        else:
            ends = self._stop_ends(position)
        return after if ends else 0

    def _closed_after(self, position: int, after: int) -> tuple[int, int] | None:
        """Return the range of the quotation around `position` if only marks follow from `after` to its end."""
        found = bisect_right(self.quotations, position, key=itemgetter(0)) - 1
        if found < 0 or position >= self.quotations[found][1]:
            return None
        last = self.quotations[found][1]
        only_marks = all(token.text in _ANY_MARK for token in self.tokens[after : min(last, after + _MOST_CLOSERS)])
        return self.quotations[found] if only_marks and last - after <= _MOST_CLOSERS else None

    def _abbreviation_end(self, position: int) -> int:
        """Return the index after an abbreviation such as "U.S." if the next token opens a sentence, or 0."""
        word, after = self.tokens[position], position + 1
        if len(word.text) <= 2 or word.text[-1] != "." or word.text.lower() in _NO_END:
            return 0
        following = self.tokens[after]
        return after if following.capitalised and following.text.lower() in _STARTERS else 0

    def _stop_ends(self, position: int) -> bool:
        """Return whether the full stop at `position`, which no closing mark follows, ends its sentence."""
        stop, following = self.tokens[position], self.tokens[position + 1]
        if stop.text in _WIDE_STOPS:
            return True
        if following.start == stop.end and following.text[0].isalnum():
            return False
        if stop.text in _ELLIPSES and not following.capitalised:
            return False
        return not (self._follows_abbreviation(position) or self._in_brackets(position))

    def _follows_abbreviation(self, position: int) -> bool:
        if not position or self.tokens[position - 1].end != self.tokens[position].start:
            return False
        return self.tokens[position - 1].text.lower().rpartition("-")[2] + "." in _NO_END

    def _in_brackets(self, position: int) -> bool:
        """Return whether a short bracket is open at `position`: "(D-N.C.)"."""
        before = [token.text for token in self.tokens[max(0, position - 5) : position]]
        after = [token.text for token in self.tokens[position + 1 : position + 6]]
        return "(" in before and ")" not in before[before.index("(") :] and ")" in after

    def _is_introduced(self, first: int) -> bool:
        """Return whether "She asked," precedes the quotation at `first`: "Lee said" after it is a new sentence."""
        if first < 2 or self.tokens[first - 1].text not in (",", ":"):
            return False
        return any(is_saying(_low(token)) for token in self.tokens[max(0, first - 6) : first])

    def _has_tail(self, begin: int, stop: str) -> bool:
        """Return whether a short "Smith asked." follows; after a full stop it must be nothing but that."""
        following = bisect_left(self.quotations, begin, key=itemgetter(0))
        end = self.quotations[following][0] if following < len(self.quotations) else len(self.tokens)
        words = self.tokens[begin : min(begin + _TAIL, end)]
        for distance, word in enumerate(words):
            if word.text in ".?!;":
                return False
            if stop in "?!" and 0 < distance <= 3 and self._may_say(begin + distance):
                return True
            if word.text[0].islower() and (
                is_saying(_low(word)) or (stop in "?!" and self._is_phrasal(begin + distance))
            ):
                if stop in "?!":
                    return distance <= 5
                after = begin + distance + 1
                return distance <= 3 and (after >= len(self.tokens) or self.tokens[after].text == ".")
        return False

    def _is_phrasal(self, position: int) -> bool:
        """Return whether two words mean speech: "went on"."""
        return " ".join(_low(token) for token in self.tokens[position : position + 2]) in _PHRASAL_CUES

    def _may_say(self, position: int) -> bool:
        """Return whether a past tense closes the sentence, as in "“Late?” Velden shrugged."."""
        word = self.tokens[position]
        closes = position + 1 >= len(self.tokens) or self.tokens[position + 1].text == "."
        return closes and word.text[0].islower() and "VD" in word_classes(_low(word)).split("+")


def _low(token: Token) -> str:
    return plain_word(token.text).lower()
