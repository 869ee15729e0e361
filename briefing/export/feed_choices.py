"""The feeds of a page as numbered lines to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.text.secret_parts import public_address
from briefing.text.wording import shortened

if TYPE_CHECKING:
    from briefing.model.feed import FeedChoice

_TITLE, _NEWEST = 50, 70


def choice_lines(choices: Sequence[FeedChoice]) -> tuple[str, ...]:
    """Return two lines for each feed: number, title and address, then the day and the title of its newest entry."""
    lines = []
    for number, choice in enumerate(choices, 1):
        title = shortened(choice.title or choice.name or "no title", _TITLE)
        lines.append(f"{number:>3}  {title}  {public_address(choice.url)}")
        day = f"{choice.at:%Y-%m-%d}  " if choice.at else ""
        lines.append(f"     {day}{shortened(choice.newest, _NEWEST)}" if choice.newest else "     nothing in it")
    return tuple(lines)
