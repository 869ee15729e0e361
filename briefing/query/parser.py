"""Parses queries: words, "a phrase", -not, a OR b, parentheses, and fields such as outlet:name.

    query   = branch { "OR" branch }
    branch  = term { [ "AND" ] term }
    term    = [ "-" ] ( "(" query ")" | field ":" value | phrase | word )

Terms beside each other must all match; OR separates whole branches.
"""

from collections.abc import Sequence
from datetime import datetime

from briefing.model.errors import QueryError
from briefing.model.query import AllOf, AnyOf, Not, Query, Term, Words
from briefing.query.fields import FIELDS, unknown_field, words_in
from briefing.query.tokens import Kind, Token, tokens_of

MOST_TERMS = 100
DEEPEST = 20
"""How deeply parentheses may be nested."""


def parse(text: str, now: datetime, *, unfinished: bool = False) -> Query | None:
    """Return the query that `text` is; None if it asks for nothing. Raise QueryError if a term is wrong.

    Days without a year are relative to `now`. The last word may be the beginning of one if nothing follows it. In an
    `unfinished` query, what is open at the end is closed there, and a single letter at the end asks for nothing yet.
    """
    tokens = tokens_of(text, unfinished=unfinished)
    term = _Parser(tokens, len(text), now, unfinished=unfinished).query()
    return None if term is None else Query(text.strip(), term)


def parse_saved(text: str, now: datetime) -> Query | None:
    """Return the query that a saved text is: its last word is a whole word."""
    return parse(f"{text} ", now)


class _Parser:
    """A recursive descent over the tokens; each method returns None for what asks for nothing, such as "&"."""

    def __init__(self, tokens: Sequence[Token], length: int, now: datetime, *, unfinished: bool) -> None:
        self._tokens = tokens
        self._length = length
        self._now = now
        self._unfinished = unfinished
        self._at = 0
        self._depth = 0
        self._terms = 0

    def query(self) -> Term | None:
        term = self._alternatives()
        if (left := self._peek()) is not None:
            raise _wrong(left, "closes nothing", "the )")
        return term

    def _alternatives(self) -> Term | None:
        branches = [self._branch()]
        while (operator := self._peek()) is not None and _is(operator, "OR"):
            self._at += 1
            branch = self._branch()
            if branches[-1] is None or (branch is None and not self._unfinished):
                side = "before" if branches[-1] is None else "after"
                raise _wrong(operator, f"has nothing {side} it", "OR")
            branches.append(branch)
        found = tuple(branch for branch in branches if branch is not None)
        return AnyOf(found) if len(found) > 1 else (found[0] if found else None)

    def _branch(self) -> Term | None:
        terms: list[Term] = []
        while (token := self._peek()) is not None and token.kind is not Kind.CLOSE and not _is(token, "OR"):
            if _is(token, "AND"):
                self._at += 1
                continue
            term = self._term()
            self._terms += 1
            if self._terms > MOST_TERMS:
                raise _wrong(token, f"is one term too many: a query has at most {MOST_TERMS}")
            terms += [] if term is None else [term]
        return AllOf(tuple(terms)) if len(terms) > 1 else (terms[0] if terms else None)

    def _term(self, *, negated: bool = False) -> Term | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind is Kind.MINUS:
            return self._negated(token)
        if token.kind is Kind.OPEN:
            return self._group(token)
        if token.kind is Kind.FIELD:
            return self._field(token, negated=negated)
        if token.kind is Kind.BARE and token.text.lower() in FIELDS:
            raise _wrong(token, FIELDS[token.text.lower()].needs, f"{token.text}:")
        if _is(token, "NOT"):
            raise _wrong(token, 'is written as - before a term, or as "NOT" if you look for the word', "NOT")
        return self._words(token, negated=negated)

    def _negated(self, minus: Token) -> Term | None:
        following = self._peek()
        if following is None or following.kind is Kind.MINUS:
            raise _wrong(minus, "has no term after it", "the -")
        term = self._term(negated=True)
        return None if term is None else Not(term)

    def _group(self, opening: Token) -> Term | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _wrong(opening, f"is nested too deeply: at most {DEEPEST} levels", "the (")
        term = self._alternatives()
        self._depth -= 1
        closing = self._peek()
        if closing is None:
            if self._unfinished:
                return term
            raise _wrong(opening, "is not closed", "the (")
        self._at += 1
        if term is None:
            raise QueryError(
                f"the parentheses at character {opening.start + 1} hold nothing.", opening.start, closing.end
            )
        return term

    def _field(self, field: Token, *, negated: bool) -> Term:
        name = field.text.lower()
        if name not in FIELDS:
            raise unknown_field(field)
        value = self._peek()
        if value is None or value.kind not in (Kind.WORD, Kind.PHRASE, Kind.BARE, Kind.MINUS, Kind.FIELD):
            raise _wrong(field, FIELDS[name].needs, f"{name}:")
        self._at += 1
        value = self._whole_value(value)
        may_go_on = value.kind is not Kind.PHRASE and value.end == self._length and not negated
        return FIELDS[name].read(field, value, self._now, may_go_on)

    def _whole_value(self, value: Token) -> Token:
        """Return a value with the tokens that follow without a space: a time has colons in it."""
        while value.kind is not Kind.PHRASE and (more := self._peek()) is not None and more.start == value.end:
            if more.kind not in (Kind.WORD, Kind.BARE, Kind.FIELD, Kind.MINUS):
                break
            self._at += 1
            colon = ":" if value.kind in (Kind.FIELD, Kind.BARE) else ""
            value = Token(Kind.WORD, f"{value.text}{colon}{more.text}", value.start, more.end)
        return value

    def _words(self, token: Token, *, negated: bool) -> Term | None:
        words = words_in(token.text)
        if not words:
            return None
        starred = token.kind is Kind.WORD and token.text.endswith("*")
        may_go_on = token.kind is Kind.WORD and token.end == self._length and not negated
        if self._unfinished and may_go_on and len(token.text) == 1 and token.text.isascii():
            return None
        return Words(words, starred or (may_go_on and token.text[-1].isalnum()))

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _is(token: Token, operator: str) -> bool:
    return token.kind is Kind.WORD and token.text == operator


def _wrong(token: Token, why: str, called: str = "") -> QueryError:
    return QueryError(f"{called or token.text} at character {token.start + 1} {why}.", token.start, token.end)
