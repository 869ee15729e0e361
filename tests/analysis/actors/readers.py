"""Short questions about the actors of a text, for the tests."""

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.language.document import read_document
from briefing.model.actor import ActorKind, DocumentActor


def actors_of(text: str) -> tuple[DocumentActor, ...]:
    return find_actors(read_document(text))


def kinds_of(text: str) -> dict[str, ActorKind]:
    return {actor.name.cut(text): actor.kind for actor in actors_of(text)}


def roles_of(text: str, key: str) -> list[str]:
    return [role.cut(text) for actor in actors_of(text) if actor.key == key for role in actor.roles]


def keys_of(text: str) -> set[str]:
    return {actor.key for actor in actors_of(text)}
