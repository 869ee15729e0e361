"""Mentions in the order of the text: who has been named before a place, how often and where last."""

from bisect import bisect_left, insort
from collections.abc import Sequence

from briefing.analysis.language.people import Mention, Person

_NEAR = 400
"""Mentions that are looked back over for who may be meant."""
_CANDIDATES = 40


class Mentions:
    """All mentions of a text's persons, to which those by pronoun are added as they are resolved."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self._of = [list(person.mentions) for person in persons]
        self._starts = [[mention.span.start for mention in person.mentions] for person in persons]
        self._order = sorted((start, number) for number, starts in enumerate(self._starts) for start in starts)

    def add(self, number: int, mention: Mention) -> None:
        """Add one more mention of person `number`."""
        start = mention.span.start
        place = bisect_left(self._starts[number], start)
        self._of[number].insert(place, mention)
        self._starts[number].insert(place, start)
        insort(self._order, (start, number))

    def before(self, number: int, position: int, most: int) -> tuple[list[Mention], int]:
        """Return a person's last mentions before a character of the text, at most `most`, and how many there are."""
        count = bisect_left(self._starts[number], position)
        return self._of[number][max(0, count - most) : count], count

    def candidates(self, position: int) -> list[int]:
        """Return the persons mentioned not too long before a character of the text, by their numbers."""
        found: dict[int, None] = {}
        place = bisect_left(self._order, (position, -1))
        for _, number in reversed(self._order[max(0, place - _NEAR) : place]):
            found[number] = None
            if len(found) == _CANDIDATES:
                break
        return sorted(found)
