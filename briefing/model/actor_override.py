"""Overrides of actors by the user: two names mean one actor, or two actors; and the watch-list."""

from collections.abc import Iterable
from enum import StrEnum

from briefing.frozen import dataclass


class OverrideKind(StrEnum):
    """The kinds of override. A later one on the same names replaces an earlier one."""

    SAME = "same"
    APART = "apart"
    WATCH = "watch"
    UNWATCH = "unwatch"


_SAYS = {
    OverrideKind.SAME: "{} is the same as {}",
    OverrideKind.APART: "{} is not {}",
    OverrideKind.WATCH: "{} is watched",
    OverrideKind.UNWATCH: "{} is no longer watched",
}


@dataclass(frozen=True, slots=True)
class ActorOverride:
    """One override of the actor with a key; `other` is the second key, "" if there is none."""

    kind: OverrideKind
    key: str
    other: str = ""
    name: str = ""
    other_name: str = ""
    """How texts write the names; filled when the override is shown."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its keys in order: the same for "a is b" and "b is a"."""
        return tuple(sorted((self.key, self.other))) if self.other else (self.key,)

    @property
    def sentence(self) -> str:
        """The override in words."""
        return _SAYS[self.kind].format(self.name or self.key, self.other_name or self.other)


@dataclass(frozen=True, slots=True)
class ActorOverrides:
    """All overrides that hold now."""

    same: tuple[tuple[str, str], ...] = ()
    """Pairs of keys that mean one actor, in the order they were given; the second is the name it goes by."""
    apart: frozenset[tuple[str, ...]] = frozenset()
    """Pairs of keys, each in order, that mean two actors."""
    watched: frozenset[str] = frozenset()

    def known_as(self, key: str) -> str:
        """Return the key that an actor goes by."""
        return self.names.get(key, key)

    @property
    def names(self) -> dict[str, str]:
        """Each key that stands for another, with the key that it goes by."""
        homes: dict[str, str] = {}
        for key, other in self.same:
            old, new = _home(homes, key), _home(homes, other)
            if old != new:
                homes[old] = new
        return {key: _home(homes, key) for key in homes}

    def is_watched(self, key: str) -> bool:
        """Return whether an actor is on the watch-list, under this name or another of its names."""
        home = self.known_as(key)
        return any(self.known_as(watched) == home for watched in self.watched)

    def keys_of(self, key: str) -> tuple[str, ...]:
        """Return all keys of the actor that goes by `key`, itself first."""
        names = self.names
        home = names.get(key, key)
        return (home, *sorted(other for other, goes_by in names.items() if goes_by == home))


def current_overrides(overrides: Iterable[ActorOverride]) -> ActorOverrides:
    """Return what holds after all `overrides`, the oldest first."""
    pairs: dict[tuple[str, ...], ActorOverride] = {}
    watched: dict[str, bool] = {}
    for override in overrides:
        if override.kind in (OverrideKind.WATCH, OverrideKind.UNWATCH):
            watched[override.key] = override.kind is OverrideKind.WATCH
        else:
            pairs.pop(override.names, None)
            pairs[override.names] = override
    return ActorOverrides(
        same=tuple((override.key, override.other) for override in pairs.values() if override.kind is OverrideKind.SAME),
        apart=frozenset(names for names, override in pairs.items() if override.kind is OverrideKind.APART),
        watched=frozenset(key for key, on in watched.items() if on),
    )


def _home(homes: dict[str, str], key: str) -> str:
    seen = {key}
    while key in homes and homes[key] not in seen:
        key = homes[key]
        seen.add(key)
    return key
