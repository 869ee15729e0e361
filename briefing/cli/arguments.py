"""Every command with its arguments."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias

from briefing import __version__
from briefing.model.errors import UsageError
from briefing.model.full_text import FullText
from briefing.model.inbox import InboxPart
from briefing.model.verdict import Verdict


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message."""
        raise UsageError(f"{message}; see `{self.prog} --help`.")

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002 - argparse calls it so
        """Print the help or the version, where the class above ignores that it cannot be written."""
        from briefing.cli.output import flush, write

        write(message)
        flush()


_MOST_DIGITS = 5
"""Longer numbers are refused: they would leave the range of the calendar."""
_YEARS = range(1990, 3000)

USUAL = "usual"
"""The value of --full-text that goes back to the settings file."""

EXAMPLES: Mapping[str, str] = {
    "add": "briefing add https://paper.example",
    "remove": "briefing remove paper.example",
    "feeds": "briefing feeds paper.example --full-text on",
    "import": "briefing import subscriptions.opml",
    "export-feeds": "briefing export-feeds > subscriptions.opml",
    "refresh": "briefing refresh --feed paper.example",
    "threads": "briefing threads --since 24h --where 'actor:marsh independent:>=2'",
    "thread": "briefing thread t-7f3a",
    "decide": "briefing decide t-7f3a later --until 'Monday or +2'",
    "undo": "briefing undo",
    "redo": "briefing redo",
    "topics": "briefing topics --verdict drop",
    "topic": "briefing topic topic-7f3a",
    "sources": "briefing sources t-7f3a --json",
    "outlets": "briefing outlets herald.example",
    "quotes": 'briefing quotes --by "Ilena Marsh"',
    "actors": 'briefing actors "Ilena Marsh" --watch',
    "search": """briefing search '"grain terminal" after:2026-11-18'""",
    "rules": "briefing rules add 'ferry -outlet:herald' --action mute --name Ferries",
    "questions": "briefing questions add 'Who owns the port?' --query 'actor:\"velmar terminals\"'",
    "desks": "briefing desks tag World t-7f3a",
    "analyse": "briefing analyse article.html --explain",
    "brief": "briefing brief --auto --out monday.md",
    "assess": "briefing assess t-7f3a",
    "verify": "briefing verify monday.md",
    "lint": "briefing lint monday.md",
    "doctor": "briefing doctor",
    "rebuild": "briefing rebuild",
    "demo": "briefing demo --brief > demo.md",
}
"""One line for each command, as it is typed into a shell."""

RULE_ACTIONS = ("watch", "mute", "tag", "wake")
"""The values of `model.rule.RuleAction` without the questions; the first screen does not need that module."""

_VERDICTS = "brief, follow, later, drop, or new, which makes them undecided again"
_QUERY_HELP = (
    'words, "a phrase", -not, a OR b, parentheses, and outlet: actor: by: desk: topic: verdict: lang: after: before: '
    "independent: kind:, such as 'strike actor:marsh -outlet:herald after:3d independent:>=3'"
)

_LINEAR = "as plain lines, for screen readers and pipes"
_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no public name


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the command and its arguments; `command` is "module:function" in `briefing.cli.commands`.

    Raises UsageError with a sentence if they cannot be read.
    """
    _refuse_undecodable(sys.argv[1:] if arguments is None else arguments)
    with suppress(UsageError):  # the whole parser raises it again and names the command
        reader, left = _reader_parser(help_too=False).parse_known_args(arguments)
        if not left:
            return reader
    return build_parser().parse_args(arguments)


def _reader_parser(*, help_too: bool) -> _Parser:
    """Return the parser of the options without a command: it is built in a tenth of the time of the whole."""
    parser = _Parser(
        prog="briefing",
        description="Groups the stories of your feeds into threads, with quotes, actors and sources.",
        add_help=help_too,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    _add_common(parser, {"home": None, "now": None, "json": False, "quiet": False})
    parser.add_argument("--queue", action="store_true", help="show one undecided thread at a time")
    parser.add_argument("--plain", action="store_true", help=f"print the inbox, or the queue, {_LINEAR}")
    parser.set_defaults(command="reader:read")
    return parser


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _reader_parser(help_too=True)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_subscriptions(commands)
    _add_threads(commands)
    _add_decisions(commands)
    _add_rules(commands)
    _add_brief(commands)
    _add_maintenance(commands)
    return parser


def _add_subscriptions(commands: _Commands) -> None:
    add = _command(commands, "add", "subscriptions:add", "subscribe to a feed, or to the feed of a web page")
    add.add_argument("address", nargs="+", metavar="URL")
    remove = _command(commands, "remove", "subscriptions:remove", "unsubscribe; the stories stay")
    remove.add_argument(
        "feed", nargs="+", metavar="FEED", help="its number, its address, or part of its title or address"
    )
    feeds = _command(commands, "feeds", "subscriptions:feeds", "list the subscriptions and their state")
    feeds.add_argument(
        "feed", nargs="*", metavar="FEED", help="only these: number, address, or part of title or address"
    )
    modes = (*(mode.value for mode in FullText if mode), USUAL)
    feeds.add_argument("--full-text", choices=modes, help="set whether the full texts of their stories are fetched")
    take = _command(
        commands,
        "import",
        "subscriptions:import_file",
        "subscribe to all feeds of an OPML file or a newsboat urls file",
    )
    named = take.add_mutually_exclusive_group(required=True)
    named.add_argument("file", type=Path, nargs="?", metavar="FILE")
    named.add_argument(
        "--pack", default="", metavar="NAME", help="a starter pack instead of a file, such as world or technology"
    )
    give = _command(commands, "export-feeds", "subscriptions:export_feeds", "print the subscriptions as OPML")
    give.add_argument("--with-secrets", action="store_true", help="keep passwords and tokens in the addresses")
    refresh = _command(commands, "refresh", "subscriptions:refresh", "fetch the feeds and group what is new")
    refresh.add_argument(
        "--feed", action="append", default=[], metavar="FEED", help="only this feed; may be given more than once"
    )


def _add_threads(commands: _Commands) -> None:
    threads = _command(commands, "threads", "threads:threads", "list the threads, the most important first")
    threads.add_argument(
        "--since", type=_hours, metavar="24h", help="only threads with a story in the last hours (h) or days (d)"
    )
    threads.add_argument("--verdict", choices=[each.value for each in Verdict], help="only threads with this verdict")
    threads.add_argument("--part", choices=[each.value for each in InboxPart], help="only this part of the inbox")
    threads.add_argument("--where", default="", metavar="QUERY", help=f"only threads that match: {_QUERY_HELP}")
    threads.add_argument("--desk", default="", metavar="NAME", help="only threads on this desk")
    threads.add_argument("--limit", type=_count, default=0, metavar="N", help="at most N threads")
    _add_plain(threads)
    topics = _command(commands, "topics", "topics:topics", "list the topics: matters that run over several threads")
    topics.add_argument(
        "--since", type=_hours, metavar="24h", help="only topics with a story in the last hours (h) or days (d)"
    )
    of_topics = [each.value for each in (Verdict.NEW, Verdict.FOLLOW, Verdict.DROP)]
    topics.add_argument("--verdict", choices=of_topics, help="only topics with this verdict")
    topic = _command(commands, "topic", "topics:topic", "print one topic: its threads by day, quotes and actors")
    topic.add_argument("id", metavar="ID", help="its id, or the id of one of its threads")
    for name, words in (("thread", "print one thread"), ("sources", "list the sources of one thread")):
        one = _command(commands, name, f"threads:{name}", words)
        one.add_argument("id", metavar="ID")
        if name == "thread":
            _add_plain(one)
    quotes = _command(commands, "quotes", "threads:quotes", "list quotes, the newest first")
    quotes.add_argument("--by", default="", metavar="NAME", help="only quotes of this speaker")
    _add_outlets(commands)
    _add_actors(commands)
    search = _command(commands, "search", "threads:search", "find stories by their words, outlet, actors, day and more")
    search.add_argument("query", nargs="+", metavar="QUERY", help=_QUERY_HELP)
    analyse = _command(
        commands, "analyse", "analyse:analyse", "find the quotes, actors and citations of one text; stores nothing"
    )
    analyse.add_argument("source", metavar="FILE|URL|-")
    analyse.add_argument(
        "--explain", action="store_true", help="also say why each speaker, role, type and alias was chosen"
    )


def _add_outlets(commands: _Commands) -> None:
    outlets = _command(
        commands,
        "outlets",
        "outlets:outlets",
        "list the outlets of the last 30 days and what they are worth, or show one",
    )
    outlets.add_argument("name", nargs="?", default="", metavar="NAME", help="its name, its domain, or part of either")


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=f"print it {_LINEAR}")


def _add_decisions(commands: _Commands) -> None:
    decide = _command(commands, "decide", "decisions:decide", "give threads a verdict")
    decide.add_argument("id", nargs="+", metavar="ID")
    decide.add_argument("verdict", choices=[each.value for each in Verdict], metavar="VERDICT", help=_VERDICTS)
    decide.add_argument(
        "--until",
        default="",
        metavar="WHEN",
        help="with later: tomorrow, Monday, '4 Dec 18:00', 'in 3 days', +2 (more independent outlets), 'by NAME' (a "
        "quote), words or a query that another story matches, topic (a new thread in it), or several joined by or",
    )
    _command(commands, "undo", "decisions:undo", "undo the last decision of any kind")
    _command(commands, "redo", "decisions:redo", "redo the last decision that was undone")


def _add_actors(commands: _Commands) -> None:
    actors = _command(
        commands, "actors", "actors:actors", "list actors, or show one actor over time: roles, quotes, threads"
    )
    actors.add_argument("name", nargs="?", default="", metavar="NAME")
    said = actors.add_mutually_exclusive_group()
    said.add_argument("--same-as", default="", metavar="OTHER", help="both names are one actor, who is called OTHER")
    said.add_argument(
        "--not", dest="apart_from", default="", metavar="OTHER", help="the names belong to different actors"
    )
    said.add_argument("--watch", action="store_true", help="put the actor on the watch list: its threads rank higher")
    said.add_argument("--unwatch", action="store_true", help="take the actor off the watch list")
    said.add_argument("--undo", action="store_true", help="undo the last of these statements about an actor")


def _add_rules(commands: _Commands) -> None:
    rules = _command(
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
    questions = _command(
        commands, "questions", "rules:questions", "list the standing questions and what each got today; change them"
    )
    _add_steps(
        questions,
        ("list", "add", "edit", "remove", "attach", "detach"),
        "WORDS",
        "the words of a new question, or the id of a question and then ids of threads",
    )
    desks = _command(commands, "desks", "rules:desks", "list the desks, or put threads on one")
    desks.add_argument("step", nargs="?", default="list", choices=("list", "tag", "untag"))
    desks.add_argument("words", nargs="*", metavar="WORDS", help="the name of the desk, then ids of threads")
    for one in (rules, questions):
        one.add_argument("--query", default=None, metavar="QUERY", help=_QUERY_HELP)
        one.add_argument("--name", default=None, metavar="NAME", help="the name of a rule, or the words of a question")


def _add_steps(parser: argparse.ArgumentParser, steps: Sequence[str], metavar: str, words: str) -> None:
    parser.add_argument("step", nargs="?", default="list", choices=steps)
    parser.add_argument("words", nargs="*", metavar=metavar, help=words)


def _add_brief(commands: _Commands) -> None:
    from briefing.model.brief_format import BriefFormat, CitationStyle  # the reader starts without it

    brief = _command(commands, "brief", "brief:brief", "write the daily brief")
    brief.add_argument(
        "--date", default="", metavar="D", help="the day of the brief, such as 2026-11-22; the default is today"
    )
    brief.add_argument(
        "--since", default="", metavar="D", help="take the threads marked since then; the default is the last brief"
    )
    brief.add_argument("--auto", action="store_true", help="take the best threads if none was marked")
    brief.add_argument("--desk", default="", metavar="NAME", help="only the threads on this desk")
    brief.add_argument("--items", type=_count, default=0, metavar="N", help="at most N threads")
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
    assess = _command(commands, "assess", "brief:assess", "write your own parts about a thread, a topic or a day")
    assess.add_argument("subject", metavar="ID|DAY", help="a thread, a topic, or the day of a brief")
    assess.add_argument(
        "--file", type=Path, metavar="FILE", help="take the parts from a filled template instead of opening $EDITOR"
    )
    assess.add_argument("--draft", action="store_true", help="use what the draft_command of the settings proposes")
    assess.add_argument("--template", action="store_true", help="print the template with its present text")
    verify = _command(commands, "verify", "brief:verify", "prove every line of a brief from the stored texts")
    verify.add_argument("file", type=Path, metavar="FILE")
    lint = _command(commands, "lint", "brief:lint_file", "check the form of a brief")
    lint.add_argument("file", type=Path, metavar="FILE")


def _add_maintenance(commands: _Commands) -> None:
    _command(commands, "doctor", "maintenance:doctor", "check the store, the settings, the themes and the feeds")
    _command(commands, "rebuild", "maintenance:rebuild", "analyse all texts and group the open stories again")
    demo = _command(commands, "demo", "reader:demo", "try the program on bundled feeds, without a network")
    demo.add_argument("--brief", action="store_true", help="print the brief of the demo and exit")


def _command(commands: _Commands, name: str, function: str, words: str) -> argparse.ArgumentParser:
    description = words[0].upper() + words[1:] + "."
    parser = commands.add_parser(name, help=words, description=description, epilog=f"Example: {EXAMPLES[name]}")
    _add_common(parser, dict.fromkeys(("home", "now", "json", "quiet"), argparse.SUPPRESS))
    parser.set_defaults(command=function)
    return parser


def _add_common(parser: argparse.ArgumentParser, defaults: dict[str, object]) -> None:
    parser.add_argument(
        "--home", type=_folder, default=defaults["home"], metavar="DIR", help="keep settings and store in this folder"
    )
    parser.add_argument(
        "--now", type=_moment, default=defaults["now"], metavar="ISO", help="use this time as the present"
    )
    parser.add_argument("--json", action="store_true", default=defaults["json"], help="print one JSON document")
    parser.add_argument("--quiet", action="store_true", default=defaults["quiet"], help="print no messages")


def _refuse_undecodable(arguments: Sequence[str]) -> None:
    """Raise UsageError if an argument holds bytes that are no text, which Python passes on as lone surrogates."""
    for words in arguments:
        if any("\ud800" <= character <= "\udfff" for character in words):
            raise UsageError(f"the argument {words.encode('utf-8', 'replace').decode()!r} is not valid UTF-8.")


def _folder(words: str) -> Path:
    if not words:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(words)


def _moment(words: str) -> datetime:
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words[:40]!r} is not a time such as 2026-11-22T07:48Z") from error
    if at.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"the year of {words[:40]!r} is not from {_YEARS[0]} to {_YEARS[-1]}")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _hours(words: str) -> int:
    number, unit = words[:-1], words[-1:]
    if number.isdecimal() and len(number) <= _MOST_DIGITS and unit in ("h", "d"):
        return int(number) * (24 if unit == "d" else 1)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a span of time such as 24h or 3d")


def _count(words: str) -> int:
    if words.isdecimal() and len(words) <= _MOST_DIGITS and int(words):
        return int(words)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a number from 1 to {10**_MOST_DIGITS - 1}")
