"""The tokens of a query, with their places."""

import re
from collections.abc import Iterator
from enum import StrEnum, auto

from briefing.frozen import dataclass
from briefing.model.errors import QueryError

MOST_CHARACTERS = 2_000
_OPENING, _CLOSING = '"“„', '"”“'
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>[-−])(?=[^\s)])
    | (?P<field>[A-Za-z]+):(?!/)(?=[^\s()])
    | (?P<bare>[A-Za-z]+):(?=[\s()]|$)
    | [{_OPENING}](?P<phrase>[^{_CLOSING}]*)(?P<end>[{_CLOSING}])?
    | (?P<word>[^\s(){_OPENING}]+)
    | (?P<stray>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(StrEnum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    FIELD = auto()
    BARE = auto()
    """A field without a value, or a word with a colon."""
    PHRASE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `text` without quotation marks and colon, `start` and `end` in the query."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens_of(text: str, *, unfinished: bool) -> tuple[Token, ...]:
    """Return the tokens of a query; a phrase may stay open if the query is `unfinished`."""
    if len(text) > MOST_CHARACTERS:
        sentence = f"a query has at most {MOST_CHARACTERS:,} characters, and this one has {len(text):,}."
        raise QueryError(sentence, MOST_CHARACTERS, len(text))
    return tuple(_tokens(text, unfinished=unfinished))


def _tokens(text: str, *, unfinished: bool) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("space", "stray"):
            continue
        if kind in ("phrase", "end"):
            if match["end"] is None and not unfinished:
                sentence = f"the phrase at character {match.start() + 1} has no closing quotation mark."
                raise QueryError(sentence, match.start(), match.end())
            yield Token(Kind.PHRASE, match["phrase"], match.start(), match.end())
        elif kind is not None:
            yield Token(Kind(kind), match[kind], match.start(), match.end())
