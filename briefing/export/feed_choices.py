"""The feeds of a page as numbered lines to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.text.secret_parts import public_address

if TYPE_CHECKING:
    from briefing.model.feed import FeedChoice

_TITLE, _NEWEST = 50, 70


def choice_lines(choices: Sequence[FeedChoice]) -> tuple[str, ...]:
    """Return two lines for each feed: number, title and address, then the day and the title of its newest entry."""
    lines = []
    for number, choice in enumerate(choices, 1):
        title = _cut(choice.title or choice.name or "no title", _TITLE)
        lines.append(f"{number:>3}  {title}  {public_address(choice.url)}")
        day = f"{choice.at:%Y-%m-%d}  " if choice.at else ""
        lines.append(f"     {day}{_cut(choice.newest, _NEWEST)}" if choice.newest else "     nothing in it")
    return tuple(lines)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
