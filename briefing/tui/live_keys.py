"""The keys of this session: a preset, and the user's own keys in place of some of its."""

from collections.abc import Iterable, Iterator, Mapping

from briefing.frozen import dataclass
from briefing.text.nearest import did_you_mean
from briefing.tui.bindings import (
    BINDINGS,
    EVERYWHERE,
    MODIFIERS,
    NAMED_KEYS,
    Binding,
    KeySequence,
    sequences,
    spelled,
)

PRESETS: Mapping[str, Mapping[str, str]] = {
    "vim": {},
    "newsboat": {
        "move-next": "n",
        "move-previous": "p",
        "verdict-drop": "d, D",
        "verdict-new": "N",
        "verdict-all": "A, C",
        "feeds-remove": "d, D",
        "feeds-add": "a, E",
        "feeds-pack": "P",
        "actor-page": "P",
    },
}
"""The keys of each preset that differ from those in `BINDINGS`, by the id of the action."""
_NEEDED = ("quit",)
"""Actions that must have a key."""

_Keys = dict[str, tuple[KeySequence, ...]]


@dataclass(frozen=True, slots=True)
class LiveKeys:
    """The keys of this session, and the problems with the keys in the settings."""

    by_id: Mapping[str, tuple[KeySequence, ...]]
    table: Mapping[KeySequence, tuple[str, ...]]
    problems: tuple[str, ...] = ()

    def shown(self, binding_id: str) -> str:
        """Return the spelling of an action's first key, "" if it has none."""
        known = self.by_id.get(binding_id, ())
        return spelled(known[0]) if known else ""

    def all_shown(self, binding_id: str) -> str:
        """Return the spelling of all keys of an action, "" if it has none."""
        return " ".join(spelled(sequence) for sequence in self.by_id.get(binding_id, ()))

    def single(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the keys that do these actions without another key before them."""
        found = (sequence for binding_id in ids for sequence in self.by_id.get(binding_id, ()))
        return frozenset(sequence[0] for sequence in found if len(sequence) == 1)


def live_keys(own: Mapping[str, str], preset: str = "vim", bindings: Iterable[Binding] = BINDINGS) -> LiveKeys:
    """Return the keys of a preset with the user's own ones in their place; no keys at all ("") unbind an action.

    All of the user's keys are taken at once, so that actions may swap them. A key that another action has on the
    same screen is refused with a sentence, and the action keeps the key of the preset; so is a key that begins a
    longer sequence, or continues a complete one.
    """
    known = tuple(bindings)
    usual = {binding.id: sequences(PRESETS.get(preset, {}).get(binding.id, binding.keys)) for binding in known}
    problems = [*_unknown(own, usual)]
    wanted: _Keys = {}
    for binding in known:
        wrong = _wrong(binding.id, own[binding.id]) if binding.id in own else ""
        if wrong:
            problems.append(f"[keys] {binding.id}: {wrong}")
        elif binding.id in own:
            wanted[binding.id] = sequences(own[binding.id])
    problems += _without_clashes(known, usual, wanted)
    kept = {**usual, **wanted}
    return LiveKeys(by_id=kept, table=_table(kept), problems=tuple(problems))


def _unknown(own: Mapping[str, str], known: Iterable[str]) -> Iterator[str]:
    names = tuple(known)
    for name in own:
        if name not in names:
            yield f"[keys] {name}: there is no action of this name{did_you_mean(name, names)}"


def _wrong(binding_id: str, keys: str) -> str:
    """Return what is wrong with the keys for an action, or ""."""
    if not keys.strip():
        return "this action needs a key" if binding_id in _NEEDED else ""
    return _misspelled(keys) if sequences(keys) else "no key is named"


def _misspelled(keys: str) -> str:
    """Return a sentence about the first part of `keys` that looks like a key's name but is not one, or ""."""
    for part in keys.replace(",", " ").split():
        modifier, dash, key = part.lower().rpartition("-")
        named = key if dash and modifier in MODIFIERS else part.lower()
        alone = len(named) == 1 or named in NAMED_KEYS
        if not alone and (named != part.lower() or (dash and len(modifier) > 1)):
            return f"there is no key called {part}{_near(part, modifier, named)}"
        near = did_you_mean(named, NAMED_KEYS) if len(named) > 3 and not alone else ""
        if near:
            return f"there is no key called {part}{near}"
    return ""


def _near(part: str, modifier: str, named: str) -> str:
    """Return a suggestion for a key with a modifier, if one of the two is only misspelled."""
    if named == part.lower():
        near = did_you_mean(modifier, MODIFIERS)
        return near.replace("?", f"-{part.rpartition('-')[2]}?")
    return did_you_mean(named, NAMED_KEYS).replace("did you mean ", f"did you mean {modifier}-")


def _without_clashes(known: tuple[Binding, ...], usual: _Keys, wanted: _Keys) -> Iterator[str]:
    """Take keys out of `wanted` until no two actions share one; yield a sentence for each action that loses its own."""
    while wanted:
        clash = next(_clashes(known, {**usual, **wanted}), None)
        if clash is None:
            return
        one, other, _ = clash
        loser, winner = (one, other) if one.id in wanted else (other, one)
        if loser.id not in wanted:
            return
        why = _clash(wanted[loser.id], winner.id, {**usual, **wanted}[winner.id])
        del wanted[loser.id]
        yield f"[keys] {loser.id}: {why}"


def _clashes(known: tuple[Binding, ...], keys: _Keys) -> Iterator[tuple[Binding, Binding, str]]:
    """Yield every two actions that share a key on one screen, the later one first, with a sentence."""
    for index, binding in enumerate(known):
        for other in known[:index]:
            clash = _meet(other, binding) and _clash(keys[binding.id], other.id, keys[other.id])
            if clash:
                yield binding, other, clash


def _meet(one: Binding, other: Binding) -> bool:
    return EVERYWHERE in one.where + other.where or bool(set(one.where) & set(other.where))


def _clash(wanted: tuple[KeySequence, ...], rival: str, taken: tuple[KeySequence, ...]) -> str:
    for mine in wanted:
        for theirs in taken:
            shorter = min(len(mine), len(theirs))
            if mine[:shorter] == theirs[:shorter]:
                return f"{spelled(mine)} is already {spelled(theirs)} of {rival}"
    return ""


def _table(kept: _Keys) -> dict[KeySequence, tuple[str, ...]]:
    table: dict[KeySequence, tuple[str, ...]] = {}
    for binding_id, known in kept.items():
        for sequence in known:
            table[sequence] = (*table.get(sequence, ()), binding_id)
    return table
