"""Every action of the program: its id, keys, label, group in the help, and the screens where it can be used."""

from collections.abc import Iterable

from briefing.frozen import dataclass

EVERYWHERE = "everywhere"
LIST = "list"
PAGE = "page"
STORY = "story"
FEEDS = "feeds"
SEARCH = "search"
BRIEF = "brief"
QUEUE = "queue"
FIRST = "first"
ACTOR = "actor"
TOPIC = "topic"
RULES = "rules"
OUTLET = "outlet"

KeySequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """One action and the keys that do it. `keys` are spelled as in the settings file: "j, Down" or "gn"."""

    id: str
    keys: str
    label: str
    group: str
    where: tuple[str, ...] = (EVERYWHERE,)


_INBOX = (LIST, PAGE)
_THREADS = (LIST, PAGE, SEARCH, QUEUE)
_DECIDABLE = (*_THREADS, TOPIC)

BINDINGS: tuple[Binding, ...] = (
    Binding("move-down", "j, Down", "down", "Move"),
    Binding("move-up", "k, Up", "up", "Move"),
    Binding("thread-next", "J", "next thread", "Move", (LIST, PAGE, STORY, QUEUE)),
    Binding("thread-previous", "K", "previous thread", "Move", (LIST, PAGE, STORY, QUEUE)),
    Binding("pane-left", "h, Left, Shift-Tab", "pane to the left", "Move"),
    Binding("pane-right", "l, Right, Tab", "pane to the right", "Move"),
    Binding("move-top", "gg, Home", "top", "Move"),
    Binding("move-end", "G, End", "end", "Move"),
    Binding("move-half-down", "Ctrl-d", "half a page down", "Move"),
    Binding("move-half-up", "Ctrl-u", "half a page up", "Move"),
    Binding("move-page-down", "Ctrl-f, PageDown", "page down", "Move"),
    Binding("move-page-up", "Ctrl-b, PageUp", "page up", "Move"),
    Binding("text-page", "Space", "page of text", "Move", (PAGE, STORY, SEARCH, BRIEF, QUEUE)),
    Binding("move-next", "n", "next unread or hit", "Move"),
    Binding("move-previous", "N", "previous one", "Move"),
    Binding("history-back", "[", "back", "Move"),
    Binding("history-forward", "]", "forward", "Move"),
    Binding("verdict-brief", "b", "brief", "Decide", _THREADS),
    Binding("verdict-follow", "f", "follow", "Decide", _DECIDABLE),
    Binding("verdict-later", "w", "later", "Decide", _THREADS),
    Binding("verdict-drop", "d", "drop", "Decide", _DECIDABLE),
    Binding("verdict-new", "D", "back to undecided", "Decide", _DECIDABLE),
    Binding("verdict-all", "A", "drop all undecided", "Decide", _INBOX),
    Binding("verdict-repeat", ".", "repeat", "Decide", _THREADS),
    Binding("undo", "u", "undo", "Decide"),
    Binding("redo", "U", "redo", "Decide"),
    Binding("go-narrative", "gn", "narrative", "Go to", _INBOX),
    Binding("go-quotes", "gq", "quotes", "Go to", _INBOX),
    Binding("go-actors", "ga", "actors", "Go to", _INBOX),
    Binding("go-sources", "gs", "sources", "Go to", _INBOX),
    Binding("go-timeline", "gt", "timeline", "Go to", _INBOX),
    Binding("go-difference", "gd", "differing reports", "Go to", _INBOX),
    Binding("go-topic", "gT", "topic", "Go to", _INBOX),
    Binding("go-feeds", "gf", "feeds", "Go to"),
    Binding("go-rules", "gr", "rules and questions", "Go to"),
    Binding("go-desk", "gD", "desk by name", "Go to", (*_INBOX, QUEUE)),
    Binding("go-queue", "gQ", "queue of threads", "Go to"),
    Binding("mark", "Space", "mark, unfold a part", "Threads", (LIST,)),
    Binding("mark-range", "v", "mark a range", "Threads", (LIST,)),
    Binding("mark-all", "*", "mark all shown", "Threads", (LIST,)),
    Binding("tag", "t", "put on a desk", "Threads", (*_INBOX, QUEUE)),
    Binding("desk-next", "T", "next desk", "Threads", (*_INBOX, QUEUE)),
    Binding("question-tie", "Z", "tie to a question", "Threads", (*_INBOX, QUEUE)),
    Binding("bookmark-set", "m", "bookmark: ma", "Threads", _INBOX),
    Binding("bookmark-go", "'", "to bookmark: 'a", "Threads", _INBOX),
    Binding("merge", "&", "merge marked ones", "Threads", _INBOX),
    Binding("split", "#", "split story off", "Threads", (PAGE,)),
    Binding("filter", "F", "filter by a query", "Threads", _INBOX),
    Binding("rule-save", "r", "filter as a rule", "Threads", _INBOX),
    Binding("filter-verdict", "V", "decided, muted, archive", "Threads", _INBOX),
    Binding("sort", "S", "sort", "Threads", _INBOX),
    Binding("search", "/", "search", "Threads"),
    Binding("actors-minor", "a", "show minor actors", "Threads", (PAGE,)),
    Binding("actor-page", "p", "actor’s page", "Open", (PAGE, ACTOR, TOPIC)),
    Binding("outlet-page", "O", "outlet’s page", "Open", (LIST, PAGE, STORY, SEARCH, FEEDS, ACTOR, TOPIC)),
    Binding("actor-watch", "W", "watch an actor", "Decide", (PAGE, ACTOR)),
    Binding("actor-same", "=", "same as …", "Decide", (ACTOR,)),
    Binding("actor-apart", "!", "not the same", "Decide", (ACTOR,)),
    Binding("open", "Enter", "open", "Open"),
    Binding("browser", "o", "browser; 3o: [3]", "Open", (LIST, PAGE, STORY, SEARCH, QUEUE, OUTLET)),
    Binding("full-text", "x", "fetch full text", "Open", (PAGE, STORY)),
    Binding("compare", "c", "compare stories", "Open", (PAGE,)),
    Binding("versions", "v", "versions of the text", "Open", (STORY,)),
    Binding("why", "i", "why here", "Open", (*_INBOX, TOPIC)),
    Binding("copy-citation", "yy", "copy citation", "Out", (LIST, PAGE, STORY)),
    Binding("copy-quote", "yq", "copy quote", "Out", (PAGE, STORY, ACTOR, TOPIC)),
    Binding("copy-address", "yu", "copy address", "Out", (LIST, PAGE, STORY)),
    Binding("copy-markdown", "ym", "copy as Markdown", "Out", (LIST, PAGE, QUEUE)),
    Binding("pipe", "|", "pipe to a command", "Out", (LIST, PAGE, STORY, QUEUE)),
    Binding("brief", "e", "write the brief", "Out"),
    Binding("brief-save", "s", "save the brief", "Out", (BRIEF,)),
    Binding("brief-down", "J", "move the item down", "Brief", (BRIEF,)),
    Binding("brief-up", "K", "move the item up", "Brief", (BRIEF,)),
    Binding("brief-without", "d", "take the item out", "Brief", (BRIEF,)),
    Binding("brief-lint", "i", "what is wrong with it", "Brief", (BRIEF,)),
    Binding("brief-copy", "ym", "copy the item as Markdown", "Brief", (BRIEF,)),
    Binding("refresh-feed", "r", "refresh this feed", "Feeds", (FEEDS,)),
    Binding("feeds-add", "a", "add a feed", "Feeds", (FEEDS, FIRST)),
    Binding("source-add", "s", "add a cited outlet", "Feeds", (PAGE,)),
    Binding("feeds-remove", "d", "unsubscribe", "Feeds", (FEEDS,)),
    Binding("feeds-full-text", "x", "full-text policy", "Feeds", (FEEDS,)),
    Binding("feeds-import", "m", "import a file", "Feeds", (FEEDS, FIRST)),
    Binding("feeds-pack", "p", "a starter pack", "Feeds", (FEEDS, FIRST)),
    Binding("rule-add", "a", "add a rule", "Rules", (RULES,)),
    Binding("question-add", "A", "add a question", "Rules", (RULES,)),
    Binding("rule-edit", "c", "change the query", "Rules", (RULES,)),
    Binding("rule-rename", "r", "rename", "Rules", (RULES,)),
    Binding("rule-action", "m", "change what it does", "Rules", (RULES,)),
    Binding("rule-turn", "x", "turn off or on", "Rules", (RULES,)),
    Binding("rule-remove", "d", "remove", "Rules", (RULES,)),
    Binding("refresh-all", "R", "refresh all feeds", "Program"),
    Binding("palette", "Ctrl-p, :", "palette", "Program"),
    Binding("zoom-in", "+", "zoom this pane", "Program", _INBOX),
    Binding("zoom-out", "_", "zoom out", "Program", _INBOX),
    Binding("help", "?", "help", "Program"),
    Binding("suspend", "Ctrl-z", "to the shell", "Program"),
    Binding("leave", "Escape", "close or leave", "Program"),
    Binding("back", "q", "back", "Program"),
    Binding("quit", "Q, Ctrl-q, Ctrl-c", "quit", "Program"),
)
"""All bindings, in the order of the help."""

GROUPS = ("Move", "Threads", "Decide", "Out", "Brief", "Go to", "Open", "Feeds", "Rules", "Program")

NAMED_KEYS = {
    "enter", "space", "tab", "escape", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "delete", "backspace", "esc", "insert", *(f"f{number}" for number in range(1, 13)),
}  # fmt: skip
MODIFIERS = ("ctrl", "shift", "alt")
_SPELLED = {"pageup": "PageUp", "pagedown": "PageDown", "escape": "Esc"}


def sequences(keys: str) -> tuple[KeySequence, ...]:
    """Return the key sequences that a spelling such as "gg, Home" names, each as tokens; "," alone is the comma."""
    spelled = [","] if keys.strip() == "," else [part.strip() for part in keys.split(",") if part.strip()]
    return tuple(token for token in (_tokens(part) for part in spelled) if token)


def _tokens(spelling: str) -> KeySequence:
    tokens: list[str] = []
    for part in spelling.split():
        name = {"esc": "escape"}.get(part.lower(), part.lower())
        name = name.replace("ctrl-", "ctrl+").replace("shift-", "shift+").replace("alt-", "alt+")
        if len(part) > 1 and (name in NAMED_KEYS or ("+" in name and name.split("+")[0] in MODIFIERS)):
            tokens.append(name)
        else:
            tokens.extend(part)
    return tuple(tokens)


def spelled(sequence: Iterable[str]) -> str:
    """Return the spelling of a sequence on the screen: gn, Ctrl-d, Enter."""
    return "".join(_spelled_token(token) for token in sequence)


def _spelled_token(token: str) -> str:
    if len(token) == 1:
        return token
    head, plus, tail = token.rpartition("+")
    if plus:
        return f"{head.capitalize()}-{tail if len(tail) == 1 else _spelled_token(tail)}"
    return _SPELLED.get(token, token.capitalize())
