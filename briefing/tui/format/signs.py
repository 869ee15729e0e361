"""The signs of the screen: their meaning, and their ASCII forms."""

from collections.abc import Sequence

from briefing.model.verdict import Verdict
from briefing.tui.format.lines import MUTED, NEW, PULSE, STRONG_BOLD, TEXT, Line, Run

BAR = "▌"
NEVER_LOOKED = "●"
LOOKED = "·"
MARKED = "*"
MORE = "▾"
FOLDED = "▸"
UNFOLDED = MORE
WATCHED = "◆"
REPRINT_BRANCH = "└"
NOT_HELD = "◇"
OTHER_WORDS = "≈"
DIFFERS = "≠"
FAILING = "✗"
SILENT = "~"
DONE = "✓"
CITES = "→"
HEAVY = "━"
THIN = "─"
UPRIGHT = "│"
SEPARATOR = "  ·  "
_BARS = "▁▂▃▄▅"

LEGEND: Sequence[tuple[str, str]] = (
    (BAR, "the cursor; muted while another pane has the keys"),
    (NEVER_LOOKED, "you have not looked at this thread yet"),
    (LOOKED, "looked at, not decided"),
    ("b f w d", "your decision: brief, follow, later, drop"),
    (MARKED, "marked"),
    ("5/7", "seven stories, five of them independent"),
    ("+3", "three stories are new since you last looked"),
    ("+", "new since you last looked"),
    (
        WATCHED,
        "an actor on your watch list, or a thread lifted by a rule, a question, a wake or news since its brief",
    ),
    ("[2]", "the second source of the thread"),
    ("3 ind", "three independent outlets report the same"),
    ("2“", "an actor with two quotes; “1 is the first quote of a story"),
    ("8×", "named eight times"),
    (OTHER_WORDS, "the same quote in other words"),
    (DIFFERS, "another source names another speaker, or another figure"),
    (REPRINT_BRANCH, "a reprint of the source above"),
    (NOT_HELD, "an article that a story cites and that is not stored here"),
    (CITES, "what a story cites"),
    ("¶3", "the third paragraph"),
    (MORE, "more below; beside a part of the inbox, it is unfolded"),
    (FOLDED, "a part of the inbox that is folded"),
    ("…", "cut here"),
    (HEAVY, "the pane that has the keys; in the header, how far a refresh is"),
    (_BARS, "stories per day, over seven days"),
    (FAILING, "a feed that fails"),
    (SILENT, "a feed that has been silent for longer than usual"),
    (DONE, "done"),
)
"""Every sign with its meaning, in the order of the help."""

_TO_ASCII = str.maketrans(
    {
        "▌": ">", "●": "N", "·": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"',
        "≈": "=", "≠": "!", "◆": "@", "└": "\\", "◇": "o", "✗": "x", "✓": "v", "→": ">", "¶": "P", "▾": "v", "▸": ">",
        "…": "~", "━": "=", "─": "-", "┄": ".", "│": "|", "×": "x", "\u00a0": " ", "–": "-", "—": "-",
        "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=",
    }
)  # fmt: skip


def ascii_signs(text: str) -> str:
    """Return `text` with signs and typographic marks in their ASCII forms of the same width."""
    return text.translate(_TO_ASCII)


def verdict_mark(verdict: Verdict, *, looked: bool) -> Run:
    """Return the mark of column 2: the key of the verdict, or whether an undecided thread was looked at."""
    if verdict is Verdict.NEW:
        return (LOOKED, MUTED) if looked else (NEVER_LOOKED, NEW)
    return (verdict.value[0] if verdict is not Verdict.LATER else "w", verdict_role(verdict))


def verdict_role(verdict: Verdict) -> str:
    """Return the role of a verdict: brief and follow bold, later and drop muted."""
    return STRONG_BOLD if verdict in (Verdict.BRIEF, Verdict.FOLLOW) else MUTED


def feed_sign(state: str) -> Run:
    """Return the sign of a feed's state: "failing", "silent", or anything else for none."""
    return (FAILING, "failing") if state == "failing" else (SILENT, "stale") if state == "silent" else (" ", TEXT)


def pulse(counts: Sequence[int]) -> Line:
    """Return the stories per day as bars of five heights, the lowest for none; "" if there are no days."""
    if not counts:
        return ()
    most = max(*counts, 1)
    return (("".join(_BARS[_height(count, most)] for count in counts), PULSE),)


def _height(count: int, most: int) -> int:
    """Return the index of a bar: a single story is visible however many there were on the busiest day."""
    return max(1, round(count / most * (len(_BARS) - 1))) if count > 0 else 0
