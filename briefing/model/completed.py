"""The completions of words that are being typed."""

from collections.abc import Sequence

from briefing.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Completed:
    """The choices that can complete the end of some words."""

    start: int
    """Where the part begins that a choice replaces."""
    choices: tuple[str, ...] = ()

    def applied(self, words: str) -> str:
        """Return the words completed as far as all choices agree."""
        if len(self.choices) == 1:
            return words[: self.start] + self.choices[0]
        typed = words[self.start :]
        shared = _shared_beginning(self.choices)
        return words[: self.start] + (shared if len(shared) > len(typed) else typed)


def _shared_beginning(choices: Sequence[str]) -> str:
    """Return the characters with which all choices begin."""
    length = 0
    for characters in zip(*choices, strict=False):
        if len(set(characters)) > 1:
            break
        length += 1
    return choices[0][:length] if choices else ""
