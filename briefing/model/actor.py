"""Actors: people, organisations and places that act in a text."""

from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.evidence import Evidence
from briefing.model.spans import Span


class ActorKind(StrEnum):
    """What an actor is. A country that acts is a place."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentActor:
    """One actor in one text. `key` is the normalised name under which texts are compared ("united states" for "U.S.").

    `name` is the span of the form to show, `mentions` all forms in text order (pronouns are not among them), `roles`
    the spans that say what the actor is ("Russian President"). `reasons` hold why it has its type, each other form of
    its name and each role.
    """

    key: str
    kind: ActorKind
    name: Span
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()
    reasons: tuple[Evidence, ...] = ()
