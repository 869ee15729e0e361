"""A query: the one form in which searches, filters and rules are kept once they are parsed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from briefing.frozen import dataclass
from briefing.model.verdict import Verdict


class NameField(StrEnum):
    """The fields that take a name."""

    OUTLET = "outlet"
    ACTOR = "actor"
    SPEAKER = "by"
    DESK = "desk"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or the adjacent words of a phrase, in the title or text of a story."""

    words: tuple[str, ...]
    beginning: bool = False
    """Whether the last word may be the beginning of one."""


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet, actor, speaker, desk or topic whose name has all of `words`."""

    field: NameField
    name: str
    """As it was typed."""
    words: tuple[str, ...]
    beginning: bool = False
    start: int = dataclasses.field(default=0, compare=False)
    """Where the name begins in the query; -1 if it was not typed: then a desk that is gone has no threads."""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The language that the feed or page names: `code` is ISO 639-1, in lower case."""

    code: str


@dataclass(frozen=True, slots=True)
class HasVerdict:
    """The verdict on the story's thread."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Published:
    """When the story was published, both ends included."""

    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Independent:
    """How many independent outlets the story's thread has, both ends included."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class OfKind:
    """Whether the story is alone in its thread."""

    single: bool


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that `term` does not match."""

    term: Term


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every term matches; there are at least two."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What one term or another matches; there are at least two."""

    terms: tuple[Term, ...]


Leaf: TypeAlias = Words | Named | InLanguage | HasVerdict | Published | Independent | OfKind
Term: TypeAlias = Leaf | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query with the text that it was parsed from.

    A story matches if its text, facts and thread do. A thread matches if one of its stories does, and none of its
    stories matches a term after `-`.
    """

    text: str
    term: Term

    @property
    def wanted(self) -> Iterator[Leaf]:
        """Every leaf that does not stand after `-`."""
        return _wanted(self.term)

    @property
    def people(self) -> tuple[Named, ...]:
        """Every actor and speaker that it asks for, also after `-`."""
        return tuple(_people(self.term))


def on_desk(query: Query | None, desk: str) -> Query | None:
    """Return a query for what matches `query` and is on a desk, "" for any; its text is that of `query`."""
    if not desk:
        return query
    named = Named(NameField.DESK, desk, (desk,), start=-1)
    return Query("", named) if query is None else Query(query.text, AllOf((named, query.term)))


def _people(term: Term) -> Iterator[Named]:
    match term:
        case Named(NameField.ACTOR | NameField.SPEAKER):
            yield term
        case AllOf(terms) | AnyOf(terms):
            for each in terms:
                yield from _people(each)
        case Not(inner):
            yield from _people(inner)


def _wanted(term: Term) -> Iterator[Leaf]:
    if isinstance(term, AllOf | AnyOf):
        for each in term.terms:
            yield from _wanted(each)
    elif not isinstance(term, Not):
        yield term
