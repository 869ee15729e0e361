"""Every command with its arguments."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from briefing.cli.argument_types import count, days, hours, seconds
from briefing.cli.parsing import LINEAR, Commands, command
from briefing.model.full_text import FullText
from briefing.model.inbox import InboxPart
from briefing.model.verdict import Verdict

SHELLS = ("bash", "zsh", "fish")
"""The shells for which there is a completion script."""

USUAL = "usual"
"""The value of --full-text that goes back to the settings file."""

RULE_ACTIONS = ("watch", "mute", "tag", "wake")
"""The values of `model.rule.RuleAction` without the questions; the first screen does not need that module."""

_VERDICTS = "brief, follow, later, drop, or new, which makes them undecided again"
_QUERY_HELP = (
    'words, "a phrase", -not, a OR b, parentheses, and outlet: actor: by: desk: topic: verdict: lang: after: before: '
    "independent: kind:, such as 'strike actor:marsh -outlet:herald after:3d independent:>=3'"
)


def add_commands(commands: Commands) -> None:
    """Add the parser of every command."""
    _add_subscriptions(commands)
    _add_watch(commands)
    _add_threads(commands)
    _add_decisions(commands)
    _add_rules(commands)
    _add_brief(commands)
    _add_maintenance(commands)


def _add_feeds(commands: Commands) -> None:
    feeds = command(commands, "feeds", "subscriptions:feeds", "list the subscriptions and their state")
    feeds.add_argument(
        "feed", nargs="*", metavar="FEED", help="only these: number, address, or part of title or address"
    )
    _add_listing(feeds)
    modes = (*(mode.value for mode in FullText if mode), USUAL)
    feeds.add_argument("--full-text", choices=modes, help="set whether the full texts of their stories are fetched")
    feeds.add_argument("--in", dest="group_shown", default="", metavar="GROUP", help="only feeds in this group")
    feeds.add_argument(
        "--group", action="append", default=None, metavar="NAME", help="put them into this group, or these; '' is none"
    )
    feeds.add_argument("--rename-group", nargs=2, default=None, metavar=("OLD", "NEW"), help="rename a group")


def _add_subscriptions(commands: Commands) -> None:
    add = command(commands, "add", "subscriptions:add", "subscribe to a feed, or to the feed of a web page")
    add.add_argument("address", nargs="+", metavar="URL")
    add.add_argument(
        "--feed", type=count, default=0, metavar="N", help="the feed to take of a page with several, by its number"
    )
    remove = command(commands, "remove", "subscriptions:remove", "unsubscribe; the stories stay")
    remove.add_argument(
        "feed", nargs="+", metavar="FEED", help="its number, its address, or part of its title or address"
    )
    _add_feeds(commands)
    take = command(
        commands,
        "import",
        "subscriptions:import_file",
        "subscribe to all feeds of a list: OPML, newsboat's urls, or its cache with what was read",
    )
    named = take.add_mutually_exclusive_group(required=True)
    named.add_argument("file", type=Path, nargs="?", metavar="FILE", help="- reads it from standard input")
    named.add_argument(
        "--pack", default="", metavar="NAME", help="a starter pack instead of a file, such as world or technology"
    )
    give = command(commands, "export-feeds", "subscriptions:export_feeds", "print the subscriptions as OPML")
    give.add_argument("--with-secrets", action="store_true", help="keep passwords and tokens in the addresses")
    sync = command(commands, "sync", "sync:sync", "exchange entries and marks with the server that keeps your feeds")
    sync.add_argument(
        "step",
        nargs="?",
        choices=("now", "login", "status"),
        default="now",
        help="login asks for the password, or reads it from a pipe, and keeps it; status says what waits",
    )
    refresh = command(commands, "refresh", "subscriptions:refresh", "fetch the feeds and group what is new")
    refresh.add_argument(
        "--feed", action="append", default=[], metavar="FEED", help="only this feed; may be given more than once"
    )
    refresh.add_argument(
        "--read-all", action="store_true", help="also read all texts for quotes and actors that were left unread"
    )


def _add_watch(commands: Commands) -> None:
    watch = command(
        commands, "watch", "watch:watch", "refresh what is due on a schedule, and print a JSON line for each event"
    )
    watch.add_argument(
        "--every", type=seconds, default=600, metavar="10m", help="how often, in seconds (s), minutes (m) or hours (h)"
    )
    watch.add_argument("--once", action="store_true", help="refresh once and end")


def _add_threads(commands: Commands) -> None:
    threads = command(commands, "threads", "threads:threads", "list the threads, the most important first")
    threads.add_argument(
        "--since", type=hours, metavar="24h", help="only threads with a story in the last hours (h) or days (d)"
    )
    threads.add_argument("--verdict", choices=[each.value for each in Verdict], help="only threads with this verdict")
    threads.add_argument("--part", choices=[each.value for each in InboxPart], help="only this part of the inbox")
    threads.add_argument("--where", default="", metavar="QUERY", help=f"only threads that match: {_QUERY_HELP}")
    threads.add_argument("--desk", default="", metavar="NAME", help="only threads on this desk")
    _add_listing(threads)
    _add_plain(threads)
    topics = command(commands, "topics", "topics:topics", "list the topics: matters that run over several threads")
    topics.add_argument(
        "--since", type=hours, metavar="24h", help="only topics with a story in the last hours (h) or days (d)"
    )
    of_topics = [each.value for each in (Verdict.NEW, Verdict.FOLLOW, Verdict.DROP)]
    topics.add_argument("--verdict", choices=of_topics, help="only topics with this verdict")
    _add_listing(topics)
    topic = command(commands, "topic", "topics:topic", "print one topic: its threads by day, quotes and actors")
    topic.add_argument("id", metavar="ID", help="its id, or the id of one of its threads")
    for name, words in (("thread", "print one thread"), ("sources", "list the sources of one thread")):
        one = command(commands, name, f"threads:{name}", words)
        one.add_argument("id", metavar="ID")
        if name == "thread":
            _add_plain(one)
    story = command(commands, "story", "story:story", "print one story: its outlet, date and text")
    story.add_argument("id", type=count, metavar="ID", help="its id, as `thread --json` and `search --json` name it")
    _add_findings(commands)


def _add_findings(commands: Commands) -> None:
    compare = command(commands, "compare", "story:compare", "print what each of two stories has that the other has not")
    compare.add_argument("id", type=count, nargs=2, metavar="ID", help="the id of a story")
    quotes = command(commands, "quotes", "threads:quotes", "list quotes, the newest first")
    quotes.add_argument("--by", default="", metavar="NAME", help="only quotes of this speaker")
    _add_listing(quotes)
    _add_outlets(commands)
    _add_actors(commands)
    search = command(commands, "search", "threads:search", "find stories by their words, outlet, actors, day and more")
    search.add_argument("query", nargs="+", metavar="QUERY", help=_QUERY_HELP)
    _add_listing(search)
    analyse = command(
        commands, "analyse", "analyse:analyse", "find the quotes, actors and citations of one text; stores nothing"
    )
    analyse.add_argument("source", metavar="FILE|URL|-")
    analyse.add_argument(
        "--explain", action="store_true", help="also say why each speaker, role, type and alias was chosen"
    )


def _add_outlets(commands: Commands) -> None:
    outlets = command(
        commands,
        "outlets",
        "outlets:outlets",
        "list the outlets of the last 30 days and what they are worth, or show one",
    )
    outlets.add_argument("name", nargs="?", default="", metavar="NAME", help="its name, its domain, or part of either")
    _add_listing(outlets)


def _add_listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=count, default=0, metavar="N", help="at most N")
    parser.add_argument(
        "--fields",
        type=lambda words: tuple(name.strip() for name in words.split(",")),
        default=(),
        metavar="NAMES",
        help="with --json, only these fields of each, such as id,title",
    )


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=f"print it {LINEAR}")


def _add_decisions(commands: Commands) -> None:
    decide = command(commands, "decide", "decisions:decide", "give threads a verdict")
    decide.add_argument("id", nargs="+", metavar="ID")
    decide.add_argument("verdict", choices=[each.value for each in Verdict], metavar="VERDICT", help=_VERDICTS)
    decide.add_argument(
        "--until",
        default="",
        metavar="WHEN",
        help="with later: tomorrow, Monday, '4 Dec 18:00', 'in 3 days', +2 (more independent outlets), 'by NAME' (a "
        "quote), words or a query that another story matches, topic (a new thread in it), or several joined by or",
    )
    merge = command(commands, "merge", "decisions:merge", "make one thread of several; `undo` takes it back")
    merge.add_argument("id", nargs="+", metavar="ID")
    split = command(
        commands, "split", "decisions:split", "take a story out of its thread for good; `undo` takes it back"
    )
    split.add_argument("id", metavar="ID", help="the thread")
    split.add_argument("story", type=count, metavar="STORY", help="the number [n] of the story in the list of sources")
    command(commands, "undo", "decisions:undo", "undo the last decision of any kind")
    command(commands, "redo", "decisions:redo", "redo the last decision that was undone")


def _add_actors(commands: Commands) -> None:
    actors = command(
        commands, "actors", "actors:actors", "list actors, or show one actor over time: roles, quotes, threads"
    )
    actors.add_argument("name", nargs="?", default="", metavar="NAME")
    _add_listing(actors)
    said = actors.add_mutually_exclusive_group()
    said.add_argument("--same-as", default="", metavar="OTHER", help="both names are one actor, who is called OTHER")
    said.add_argument(
        "--not", dest="apart_from", default="", metavar="OTHER", help="the names belong to different actors"
    )
    said.add_argument("--watch", action="store_true", help="put the actor on the watch list: its threads rank higher")
    said.add_argument("--unwatch", action="store_true", help="take the actor off the watch list")
    said.add_argument("--undo", action="store_true", help="undo the last of these statements about an actor")


def _add_rules(commands: Commands) -> None:
    rules = command(
        commands,
        "rules",
        "rules:rules",
        "list the rules, saved queries that watch, mute, tag or wake; change or try them",
    )
    _add_steps(
        rules,
        ("list", "add", "try", "edit", "off", "on", "remove"),
        "QUERY|RULE",
        "the query to add or try, or the id or name of a rule",
    )
    rules.add_argument("--action", choices=RULE_ACTIONS, help="what the rule does with the threads that match")
    rules.add_argument("--desk", default=None, metavar="NAME", help="the desk of a rule that tags")
    questions = command(
        commands, "questions", "rules:questions", "list the standing questions and what each got today; change them"
    )
    _add_steps(
        questions,
        ("list", "add", "edit", "remove", "attach", "detach"),
        "WORDS",
        "the words of a new question, or the id of a question and then ids of threads",
    )
    desks = command(commands, "desks", "rules:desks", "list the desks, or put threads on one")
    desks.add_argument("step", nargs="?", default="list", choices=("list", "tag", "untag"))
    desks.add_argument("words", nargs="*", metavar="WORDS", help="the name of the desk, then ids of threads")
    for one in (rules, questions):
        one.add_argument("--query", default=None, metavar="QUERY", help=_QUERY_HELP)
        one.add_argument("--name", default=None, metavar="NAME", help="the name of a rule, or the words of a question")


def _add_steps(parser: argparse.ArgumentParser, steps: Sequence[str], metavar: str, words: str) -> None:
    parser.add_argument("step", nargs="?", default="list", choices=steps)
    parser.add_argument("words", nargs="*", metavar=metavar, help=words)


def _add_brief(commands: Commands) -> None:
    from briefing.model.brief_format import BriefFormat, CitationStyle  # the reader starts without it

    brief = command(commands, "brief", "brief:brief", "write the daily brief")
    brief.add_argument(
        "--date", default="", metavar="D", help="the day of the brief, such as 2026-11-22; the default is today"
    )
    brief.add_argument(
        "--since", default="", metavar="D", help="take the threads marked since then; the default is the last brief"
    )
    brief.add_argument(
        "--auto", action="store_true", help="if none was marked, take the threads with the most independent outlets"
    )
    brief.add_argument("--desk", default="", metavar="NAME", help="only the threads on this desk")
    brief.add_argument("--items", type=count, default=0, metavar="N", help="at most N threads")
    brief.add_argument("--out", default=None, metavar="FILE|-", help="write the brief to FILE; - prints it")
    brief.add_argument(
        "--format", choices=[each.value for each in BriefFormat], default="md", help="Markdown, one HTML page, or JSON"
    )
    brief.add_argument(
        "--citations",
        choices=[each.value for each in CitationStyle],
        default="inline",
        help="numbers, footnotes, or numbers that link to the article",
    )
    brief.add_argument(
        "--evidence", action="store_true", help="also write the cited texts to a folder beside the brief"
    )
    brief.add_argument("--lint", action="store_true", help="also check the form of the brief")
    assess = command(commands, "assess", "brief:assess", "write your own parts about a thread, a topic or a day")
    assess.add_argument("subject", metavar="ID|DAY", help="a thread, a topic, or the day of a brief")
    assess.add_argument(
        "--file", type=Path, metavar="FILE", help="take the parts from a filled template instead of opening $EDITOR"
    )
    assess.add_argument("--draft", action="store_true", help="use what the draft_command of the settings proposes")
    assess.add_argument("--template", action="store_true", help="print the template with its present text")
    verify = command(commands, "verify", "brief:verify", "prove every line of a brief from the stored texts")
    verify.add_argument("file", type=Path, metavar="FILE")
    lint = command(commands, "lint", "brief:lint_file", "check the form of a brief")
    lint.add_argument("file", type=Path, metavar="FILE")


def _add_prune(commands: Commands) -> None:
    prune = command(
        commands, "prune", "maintenance:prune", "delete old threads that nothing keeps, and make the store smaller"
    )
    prune.add_argument(
        "--older-than",
        type=days,
        metavar="90d",
        help="the age of their last story; otherwise as keep_months says",
    )
    prune.add_argument("--dry-run", action="store_true", help="only say what would go, and what stays and why")
    prune.add_argument("--no-backup", action="store_true", help="make no copy of the store first")


def _add_maintenance(commands: Commands) -> None:
    command(commands, "doctor", "maintenance:doctor", "check the store, the settings, the themes and the feeds")
    settings = command(commands, "settings", "settings:settings", "list the settings, or read, set, unset or edit them")
    settings.add_argument("step", nargs="?", default="list", choices=("list", "get", "set", "unset", "edit"))
    settings.add_argument("name", nargs="?", default="", metavar="NAME", help="such as theme, or grades.herald.example")
    settings.add_argument("value", nargs="*", metavar="VALUE", help="the new value")
    backup = command(commands, "backup", "maintenance:backup", "copy the store to a new file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")
    _add_prune(commands)
    schema = command(commands, "schema", "schema:schema", "print the JSON Schema of what a command prints with --json")
    schema.add_argument("name", nargs="?", default="", metavar="COMMAND")
    command(commands, "mcp", "mcp:mcp", "let a language model read the store, over the Model Context Protocol")
    shells = command(commands, "completions", "schema:completions", "print the completion script of a shell")
    shells.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    command(commands, "rebuild", "maintenance:rebuild", "analyse all texts and group the open stories again")
    demo = command(commands, "demo", "reader:demo", "try the program on bundled feeds, without a network")
    demo.add_argument("--brief", action="store_true", help="print the brief of the demo and exit")
