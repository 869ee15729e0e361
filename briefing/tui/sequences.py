"""Key sequences: what was typed so far, a count before it, and what may follow."""

from collections.abc import Mapping

from briefing.frozen import dataclass
from briefing.tui.bindings import KeySequence, spelled

_MOST_COUNT = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """The result of one more key: actions (the first that is answered is carried out), or an incomplete sequence."""

    ids: tuple[str, ...] = ()
    count: int | None = None
    pending: str = ""


class Keyboard:
    """Turns single keys into actions; "g" waits for the next key, "3o" is o with the count 3."""

    def __init__(self, table: Mapping[KeySequence, tuple[str, ...]]) -> None:
        self._table = table
        self._typed: KeySequence = ()
        self._digits = ""

    def feed(self, stroke: str) -> Typed:
        """Take one key. A key that continues nothing clears an incomplete sequence and does nothing."""
        if not self._typed and stroke.isdigit() and (self._digits or stroke != "0") and len(self._digits) < _MOST_COUNT:
            self._digits += stroke
            return Typed(pending=self._digits)
        typed = (*self._typed, stroke)
        count = int(self._digits) if self._digits else None
        if ids := self._table.get(typed):
            self.drop()
            return Typed(ids=ids, count=count)
        if any(sequence[: len(typed)] == typed for sequence in self._table):
            self._typed = typed
            return Typed(pending=self._digits + spelled(typed))
        self.drop()
        return Typed()

    @property
    def pending(self) -> bool:
        """Return whether a sequence or a count is incomplete."""
        return bool(self._typed or self._digits)

    def drop(self) -> None:
        """Clear an incomplete sequence."""
        self._typed, self._digits = (), ""

    def follow_ups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what can complete an incomplete sequence, with the actions that it would carry out."""
        length = len(self._typed)
        if not length:
            return ()
        return tuple(
            (spelled(sequence[length:]), ids)
            for sequence, ids in self._table.items()
            if sequence[:length] == self._typed
        )
