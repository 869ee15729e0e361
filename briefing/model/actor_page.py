"""Actors over all stories: as a search finds them, and the page of one."""

from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.actor import ActorKind
from briefing.model.analysis import TextAnalysis
from briefing.model.inbox import ThreadRow


@dataclass(frozen=True, slots=True)
class ActorStory:
    """One story that names an actor: its newest text and what was found in it."""

    story: int
    outlet: str
    published: datetime
    thread: str
    """The id of its thread, or ""."""
    text: str
    findings: TextAnalysis


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role in the words of the newest story that gives it, and how many stories do."""

    text: str
    outlet: str
    published: datetime
    story: int
    at: int
    """Where it begins in the story's text."""
    times: int = 1


@dataclass(frozen=True, slots=True)
class DatedQuote:
    """Words of an actor, one text a span, as the first story that carried them has them."""

    parts: tuple[str, ...]
    outlet: str
    published: datetime
    story: int
    at: int
    more: int = 0
    """How many other stories carry the same words."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor that the same stories name; `times` counts them."""

    key: str
    name: str
    kind: ActorKind
    times: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor over time: roles and quotes newest first, threads most worth reading first."""

    key: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    since: datetime
    """When the first story that names it was published."""
    mentions: int
    stories: int
    watched: bool = False
    roles: tuple[DatedRole, ...] = ()
    threads: tuple[ThreadRow, ...] = ()
    quotes: tuple[DatedQuote, ...] = ()
    companions: tuple[Companion, ...] = ()
    not_read: int = 0
    """Stories that have the name and have not been read for quotes and actors."""


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A role in the words of one story."""

    text: str
    story: int
    outlet: str
    published: datetime


@dataclass(frozen=True, slots=True)
class ActorFound:
    """One actor over all stories that name it; roles newest first."""

    key: str
    name: str
    kind: str
    mentions: int
    stories: int
    threads: tuple[str, ...]
    roles: tuple[RoleFound, ...]
