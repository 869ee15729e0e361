"""Word lists of the actor rules."""

from dataclasses import dataclass
from functools import cache

from briefing.analysis.language.lexicon import NamePaths, name_paths
from briefing.data.loader import list_lines, word_list


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words in lower case that distinguish names of actors from other capitalised words."""

    not_names: frozenset[str]
    """Words that alone name no actor."""
    not_name_phrases: frozenset[str]
    not_name_paths: NamePaths
    """The same phrases by their first word."""
    events: frozenset[str]
    """Last words of names of events, laws and prizes."""
    ambiguous_organisations: frozenset[str]
    """One-word names of organisations that are also other words."""
    outlets: frozenset[str]
    """Names of outlets and agencies, without an article before them."""


@cache
def actor_words() -> ActorWords:
    """Return the lists, read once."""
    phrases = [line.lower() for line in list_lines("actors/not_name_phrases.txt")]
    return ActorWords(
        not_names=word_list("actors/not_names.txt"),
        not_name_phrases=frozenset(phrases),
        not_name_paths=name_paths(phrases),
        events=word_list("actors/event_words.txt"),
        ambiguous_organisations=word_list("actors/ambiguous_organisations.txt"),
        outlets=frozenset(line.lower().removeprefix("the ") for line in list_lines("outlets.txt")),
    )
