"""The keys in the footer of the inbox: for the list, for each pane, and for a page in place of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxPart

if TYPE_CHECKING:
    from briefing.tui.screens.base_screen import Hint

_UNDECIDED = (InboxPart.THREADS, InboxPart.SINGLE, InboxPart.ARCHIVE)
LIST_HINTS: Sequence[Hint] = (
    (("verdict-brief",), "brief"),
    (("verdict-follow",), "follow"),
    (("verdict-later",), "later"),
    (("verdict-drop",), "drop"),
    (("undo",), "undo"),
    (("open",), "open"),
    (("search",), "search"),
    (("brief",), "write brief"),
    (("refresh-all",), "refresh"),
    (("go-quotes", "go-actors", "go-sources"), "quotes, actors, sources"),
    (("palette",), "palette"),
    (("filter", "sort"), "filter, sort"),
    (("bookmark-set", "bookmark-go"), "bookmark"),
)
_ON_HEADING: Sequence[Hint] = (
    (("undo",), "undo"),
    (("search",), "search"),
    (("brief",), "write brief"),
    (("refresh-all",), "refresh"),
    (("palette",), "palette"),
)
_OPEN: Hint = (("open",), "open at the sentence")
_BROWSER: Hint = (("browser",), "browser")
_AWAY: Sequence[Hint] = (
    (("pane-left", "pane-right"), "panes"),
    (("thread-next", "thread-previous"), "next thread"),
    (("back",), "list"),
)
PANE_HINTS: Mapping[str, Sequence[Hint]] = {
    "quotes": (_OPEN, (("copy-quote",), "copy quote"), (("actor-page",), "actor’s page"), _BROWSER, *_AWAY),
    "actors": (
        _OPEN,
        (("actor-page",), "actor’s page"),
        (("actor-watch",), "watch"),
        (("actors-minor",), "minor too"),
        *_AWAY,
    ),
    "sources": (
        (("open",), "open"),
        _BROWSER,
        (("full-text",), "full text"),
        (("outlet-page",), "outlet"),
        (("why",), "why here"),
        (("compare",), "compare"),
        (("split",), "split off"),
        *_AWAY,
    ),
}
"""By pane."""
OTHER_PANE_HINTS: Sequence[Hint] = (
    _OPEN,
    _BROWSER,
    (("go-difference",), "where reports differ"),
    (("copy-citation",), "copy citation"),
    *_AWAY,
)
_TURN = (("pane-left", "pane-right"), "panes"), (("open",), "open")
_DECIDE: Sequence[Hint] = (
    (("verdict-brief",), "brief"),
    (("verdict-follow",), "follow"),
    (("verdict-later",), "later"),
    (("verdict-drop",), "drop"),
)


def part_hints(part: InboxPart) -> Sequence[Hint]:
    """Return the keys for a part whose heading is under the cursor."""
    fold: Hint = (("mark",), "fold or unfold")
    drop: Hint = (("verdict-all",), "drop what is left")
    return (fold, drop) if part in _UNDECIDED else (fold,)


def heading_hints(part: InboxPart) -> Sequence[Hint]:
    """Return all keys of the footer while the cursor is on the heading of a part."""
    return (*part_hints(part), *_ON_HEADING)


def turn_hints(tab: str) -> Sequence[Hint]:
    """Return the keys of a pane that is shown in place of the list."""
    own: Hint = (("actor-page",), "actor’s page") if tab in ("quotes", "actors") else _BROWSER
    return (*_TURN, own, *_DECIDE)
