"""The keys that the inbox's footer shows: with the list, with a pane, and where list and page take turns."""

from collections.abc import Sequence

from briefing.tui.screens.keyed import Hint

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
)
PANE_HINTS: Sequence[Hint] = (
    (("move-down", "move-up"), "move"),
    (("open",), "open at the sentence"),
    (("browser",), "browser"),
    (("copy-quote",), "copy quote"),
    (("pane-left", "pane-right"), "panes"),
    (("thread-next", "thread-previous"), "next thread"),
    (("back",), "list"),
)
TURN_HINTS: Sequence[Hint] = (
    (("pane-left", "pane-right"), "panes"),
    (("open",), "open"),
    (("browser",), "browser"),
    (("verdict-brief",), "brief"),
    (("verdict-follow",), "follow"),
    (("verdict-later",), "later"),
    (("verdict-drop",), "drop"),
)
