"""Kinds of prompts, with their completion and the history of their answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from briefing.frozen import dataclass

if TYPE_CHECKING:
    from briefing.model.completed import Completed

Completer: TypeAlias = "Callable[[str], Awaitable[Completed]]"
_MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Prompt:
    """One kind of prompt."""

    kind: str = ""
    """Prompts of one kind share a history; "" keeps none."""
    complete: Completer | None = None


PLAIN = Prompt()
"""A prompt without completion and history."""


class Histories:
    """The answers of this session by kind of prompt, the oldest first."""

    def __init__(self) -> None:
        self._answers: dict[str, list[str]] = {}

    def add(self, kind: str, words: str) -> None:
        """Keep an answer as the newest one of its kind."""
        if kind and words.strip():
            earlier = [each for each in self._answers.get(kind, ()) if each != words]
            self._answers[kind] = [*earlier, words][-_MOST_KEPT:]

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the answers of a kind."""
        return tuple(self._answers.get(kind, ()))
