"""Translates newsboat's query feeds into the queries of rules, as far as they ask for words, outlets and tags.

The grammar is that of newsboat: "and" and "or" have the same rank and are read from the right.
"""

import re
from collections.abc import Iterator
from typing import Literal

from briefing.frozen import dataclass
from briefing.text.display import clean_line

_TOKEN = re.compile(
    r"\s*(?:(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<range>-?\d+(?::-?\d+)?)"
    r"|(?P<operator>==|!=|=~|!~|<=|>=|!#|[=<>#()])|(?P<word>\w+)|(?P<wrong>\S))"
)
_ESCAPED = re.compile(r"\\(.)")
_TEXTS = frozenset(("title", "content", "description"))
_TIMES = frozenset(("age", "articleindex", "date", "feeddate", "latest_article_age", "unread_count", "total_count"))
"""What says how new something is, or how much of it there is: the inbox shows what is new without being asked."""
_EDGE = re.compile(r"^(?:\.\*|\\[b<]|\s)+|(?:\.\*|\\[b>]|\s)+$")
_PLAIN = re.compile(r"[\w\s'’.&-]*\w[\w\s'’.&-]*")
_LONGEST_NAME, _DEEPEST = 80, 20


class NoRule(Exception):
    """A query feed that no rule can stand for; the message says why."""


@dataclass(frozen=True, slots=True)
class QueryFeed:
    """A query feed as a rule: its name, its query, and what of it was left out."""

    name: str
    query: str
    left_out: tuple[str, ...] = ()


def read_query_feed(written: str) -> QueryFeed:
    """Return the query feed "query:name:expression" as a rule; raise NoRule if that is not possible."""
    name, _, expression = written.partition(":")[2].partition(":")
    reader = _Reader(expression)
    query = reader.expression()
    if reader.peek():
        raise NoRule(f"{reader.peek()!r} is not understood")
    if not query:
        raise NoRule("the inbox shows what is new and unread without a rule")
    return QueryFeed(clean_line(name, _LONGEST_NAME) or query, query, tuple(dict.fromkeys(reader.left_out)))


class _Reader:
    """A recursive descent over an expression; a method returns "" for what every thread in the inbox fulfils."""

    def __init__(self, expression: str) -> None:
        self._tokens = list(_tokens(expression))
        self._at = 0
        self._depth = 0
        self.left_out: list[str] = []

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def expression(self) -> str:
        left = self._condition_or_group()
        joint = self.peek()
        if joint not in ("and", "or"):
            return left
        self._at += 1
        right = self.expression()
        if joint == "or":
            return f"({left} OR {right})" if left and right else ""
        return " ".join(filter(None, (left, right)))

    def _next(self) -> str:
        token = self.peek()
        if not token:
            raise NoRule("its expression is not complete")
        self._at += 1
        return token

    def _condition_or_group(self) -> str:
        if self.peek() != "(":
            return self._condition(self._next(), self._next(), self._next())
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NoRule("its expression is nested too deeply")
        self._at += 1
        inner = self.expression()
        if self._next() != ")":
            raise NoRule("a parenthesis is not closed")
        self._depth -= 1
        return f"({inner})" if " " in inner and not inner.startswith("(") else inner

    def _condition(self, attribute: str, operator: str, value: str) -> str:
        if attribute == "unread" and (operator, value) in (("=", '"yes"'), ("==", '"yes"'), ("!=", '"no"')):
            return ""
        if attribute in _TIMES:
            self.left_out.append(attribute)
            return ""
        term = _term(attribute, operator, _ESCAPED.sub(r"\1", value.strip('"')))
        return f"-{term}" if operator.startswith("!") else term


def _tokens(expression: str) -> Iterator[str]:
    for found in _TOKEN.finditer(expression):
        if found["wrong"]:
            raise NoRule(f"{found['wrong']!r} is not understood")
        yield found[0].strip()


def _term(attribute: str, operator: str, value: str) -> str:
    if attribute == "tags" and operator in ("#", "!#", "=", "=="):
        return f'desk:"{_plain(value)}"'
    if operator not in ("=", "==", "!=", "=~", "!~"):
        raise NoRule(f"a rule cannot compare {attribute} with {operator}")
    kind: Literal["", "outlet:"]
    if attribute in _TEXTS:
        kind = ""
    elif attribute == "feedtitle":
        kind = "outlet:"
    else:
        raise NoRule(f"a rule cannot ask for {attribute}")
    is_pattern = operator.endswith("~")
    branches = [_plain(each) for each in _branches(value)] if is_pattern else [_plain(value)]
    terms = [f"{kind}{_words(each, may_go_on=is_pattern)}" for each in branches]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _branches(pattern: str) -> list[str]:
    """Return the alternatives of a pattern such as "(Kyiv|Kiev)"."""
    bare = _EDGE.sub("", pattern)
    if bare.startswith("(") and bare.endswith(")") and "(" not in bare[1:]:
        bare = bare[1:-1]
    return [_EDGE.sub("", each) for each in bare.split("|")]


def _words(words: str, *, may_go_on: bool) -> str:
    """Return words as a term: several as a phrase, the beginning of a word with a star."""
    if not words.isalnum():
        return f'"{words}"'
    return f"{words}*" if may_go_on else words


def _plain(words: str) -> str:
    """Return words that have no meaning beyond themselves; raise NoRule for a pattern."""
    if _PLAIN.fullmatch(words) is None:
        raise NoRule(f"“{clean_line(words, 60)}” is a pattern and not words")
    return " ".join(words.split())
