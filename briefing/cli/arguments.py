"""Every command with its arguments."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias

from briefing import __version__
from briefing.model.errors import UsageError
from briefing.model.full_text import FullText
from briefing.model.verdict import Verdict


class _Parser(argparse.ArgumentParser):
    """argparse with our way of failing: one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError in place of leaving at once."""
        raise UsageError(f"{message}; `{self.prog} --help` tells more.")


USUAL = "usual"
"""How the command line calls what the settings say."""

_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no public name


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the command and its arguments; `command` is "module:function" under `briefing.cli.commands`.

    Raises UsageError with a sentence where they cannot be read.
    """
    with suppress(UsageError):  # told by the whole parser, which knows whose option it is
        reader, left = _reader_parser(help_too=False).parse_known_args(arguments)
        if not left:
            return reader
    return build_parser().parse_args(arguments)


def _reader_parser(*, help_too: bool) -> _Parser:
    """Return the parser of the reader's own options: all that its start needs, and made in a tenth of the time."""
    parser = _Parser(
        prog="briefing",
        description="Topic threads from your feeds, with quotes, actors and sources.",
        add_help=help_too,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    _add_common(parser, {"home": None, "now": None, "json": False, "quiet": False})
    parser.add_argument("--queue", action="store_true", help="the reader, with one undecided thread at a time")
    parser.set_defaults(command="reader:read")
    return parser


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _reader_parser(help_too=True)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_subscriptions(commands)
    _add_threads(commands)
    _add_brief(commands)
    _add_care(commands)
    return parser


def _add_subscriptions(commands: _Commands) -> None:
    add = _command(commands, "add", "subscriptions:add", "subscribe to a feed, or to the feed that a page names")
    add.add_argument("address", nargs="+", metavar="URL")
    remove = _command(commands, "remove", "subscriptions:remove", "unsubscribe; stories stay")
    remove.add_argument("feed", nargs="+", metavar="FEED", help="number, address, or a part of title or address")
    feeds = _command(commands, "feeds", "subscriptions:feeds", "list the subscriptions and how they fare")
    feeds.add_argument("feed", nargs="*", metavar="FEED", help="only these: number, address, or a part of either")
    modes = (*(mode.value for mode in FullText if mode), USUAL)
    feeds.add_argument("--full-text", choices=modes, help="whether the full texts of their stories are fetched")
    take = _command(
        commands, "import", "subscriptions:import_file", "subscribe to all feeds of an OPML or newsboat file"
    )
    named = take.add_mutually_exclusive_group(required=True)
    named.add_argument("file", type=Path, nargs="?", metavar="FILE")
    named.add_argument("--pack", default="", metavar="NAME", help="a starter pack instead: world, technology, …")
    give = _command(commands, "export-feeds", "subscriptions:export_feeds", "print the subscriptions as OPML")
    give.add_argument("--with-secrets", action="store_true", help="keep passwords and tokens in the addresses")
    refresh = _command(commands, "refresh", "subscriptions:refresh", "ask the feeds and group what is new")
    refresh.add_argument("--feed", action="append", default=[], metavar="FEED", help="only this one; may be repeated")


def _add_threads(commands: _Commands) -> None:
    threads = _command(commands, "threads", "threads:threads", "list the threads, most worth reading first")
    threads.add_argument(
        "--since", type=_hours, metavar="24h", help="only with a story in the last hours (h) or days (d)"
    )
    threads.add_argument("--verdict", choices=[each.value for each in Verdict], help="only with this verdict")
    threads.add_argument("--limit", type=int, default=0, metavar="N", help="at most so many")
    for name, words in (("thread", "one thread page"), ("sources", "the sources of one thread")):
        one = _command(commands, name, f"threads:{name}", words)
        one.add_argument("id", metavar="ID")
    quotes = _command(commands, "quotes", "threads:quotes", "quotes, newest first")
    quotes.add_argument("--by", default="", metavar="NAME", help="only of this speaker")
    _add_actors(commands)
    search = _command(commands, "search", "threads:search", "full text search")
    search.add_argument("query", nargs="+", metavar="QUERY")
    analyse = _command(
        commands, "analyse", "analyse:analyse", "quotes, actors and citations of one text; stores nothing"
    )
    analyse.add_argument("source", metavar="FILE|URL|-")


def _add_actors(commands: _Commands) -> None:
    actors = _command(
        commands, "actors", "actors:actors", "actors by name; one actor over time: roles, quotes, threads"
    )
    actors.add_argument("name", nargs="?", default="", metavar="NAME")
    said = actors.add_mutually_exclusive_group()
    said.add_argument("--same-as", default="", metavar="OTHER", help="both names mean one actor, who goes by OTHER")
    said.add_argument("--not", dest="apart_from", default="", metavar="OTHER", help="the two names mean two actors")
    said.add_argument("--watch", action="store_true", help="put the actor on the watch-list, which lifts its threads")
    said.add_argument("--unwatch", action="store_true", help="take the actor off the watch-list")
    said.add_argument("--undo", action="store_true", help="take back what was said last about an actor")


def _add_brief(commands: _Commands) -> None:
    brief = _command(commands, "brief", "brief:brief", "write the daily brief")
    brief.add_argument("--date", default="", metavar="D", help="the day it is for (2026-11-22); today by default")
    brief.add_argument("--auto", action="store_true", help="take the best threads where none has the verdict brief")
    brief.add_argument("--out", default=None, metavar="FILE|-", help="write it to this file; - prints it")
    brief.add_argument("--lint", action="store_true", help="check the brief's form as well")
    verify = _command(commands, "verify", "brief:verify", "check a brief word for word against the stored texts")
    verify.add_argument("file", type=Path, metavar="FILE")


def _add_care(commands: _Commands) -> None:
    _command(commands, "doctor", "care:doctor", "check store, settings, themes and feeds")
    _command(commands, "rebuild", "care:rebuild", "read all texts and group the open window anew")
    demo = _command(commands, "demo", "reader:demo", "the reader on a bundled morning, with no network")
    demo.add_argument("--brief", action="store_true", help="print the demo's brief and leave")


def _command(commands: _Commands, name: str, function: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    _add_common(parser, dict.fromkeys(("home", "now", "json", "quiet"), argparse.SUPPRESS))
    parser.set_defaults(command=function)
    return parser


def _add_common(parser: argparse.ArgumentParser, defaults: dict[str, object]) -> None:
    parser.add_argument(
        "--home", type=Path, default=defaults["home"], metavar="DIR", help="settings and store in one folder"
    )
    parser.add_argument("--now", type=_moment, default=defaults["now"], metavar="ISO", help="the time to take for now")
    parser.add_argument("--json", action="store_true", default=defaults["json"], help="one JSON document")
    parser.add_argument("--quiet", action="store_true", default=defaults["quiet"], help="no talk on stderr")


def _moment(words: str) -> datetime:
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words[:40]!r} is no time: write it as 2026-11-22T07:48Z") from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _hours(words: str) -> int:
    number, unit = words[:-1], words[-1:]
    if number.isdecimal() and unit in ("h", "d"):
        return int(number) * (24 if unit == "d" else 1)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is no span of time: write it as 24h or 3d")
