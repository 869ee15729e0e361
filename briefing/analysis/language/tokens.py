"""Paragraphs and tokens: the lines of a text and the words and marks in them, with their offsets."""

import re
from functools import partial
from typing import NamedTuple

from briefing.data.loader import word_list
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


class Token(NamedTuple):
    """One word or mark: characters `start` up to `end` of the text it was cut from."""

    start: int
    end: int
    text: str

    @property
    def capitalised(self) -> bool:
        """Return whether it begins with an upper-case letter."""
        return self.text[0].isupper()


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
