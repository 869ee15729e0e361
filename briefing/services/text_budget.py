"""How much processor time the texts of one refresh may take: each text, and all texts of each feed together."""

from collections import defaultdict
from collections.abc import Iterable

from briefing.model.analysis import TextRead, TextToRead

TEXT_SECONDS = 2.0
CHARACTERS_A_SECOND = 30_000
"""What a text is given: these seconds, and one more for this many characters (usual is a fifth)."""
FEED_SECONDS = 20.0
"""The seconds that all texts of one feed may take beyond one for `CHARACTERS_A_SECOND`."""


class TextBudget:
    """The processor time that is left for the texts of each feed in one refresh."""

    def __init__(self, seconds: float = FEED_SECONDS) -> None:
        self._left: defaultdict[int, float] = defaultdict(lambda: seconds)

    def seconds_for(self, text: TextToRead) -> float:
        """Return the processor time that a text may take; 0 if its feed has used up its own."""
        return TEXT_SECONDS + _usual(text) if self._left[text.feed] > 0 else 0.0

    def charge(self, texts: Iterable[TextToRead], read: Iterable[TextRead]) -> None:
        """Note how long it took to read `texts`."""
        took = {each.id: each.seconds for each in read}
        for text in texts:
            self._left[text.feed] -= max(0.0, took.get(text.id, 0.0) - _usual(text))


def _usual(text: TextToRead) -> float:
    return len(text.text) / CHARACTERS_A_SECOND
