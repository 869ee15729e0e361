"""Reads the command line."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from briefing import __version__
from briefing.cli.parsing import LINEAR, CommandParser, Parser, add_common
from briefing.model.errors import UsageError

EXAMPLES = ("briefing", "briefing --queue", "briefing import subscriptions.opml", "briefing threads --since 24h")


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


def _reader_parser(*, help_too: bool) -> Parser:
    """Return the parser of the options without a command: it is built in a tenth of the time of the whole."""
    parser = Parser(
        prog="briefing",
        description="Groups the stories of your feeds into threads, with quotes, actors and sources.",
        add_help=help_too,
        epilog="Examples:\n  " + "\n  ".join(EXAMPLES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    add_common(parser, {"home": None, "now": None, "json": False, "quiet": False})
    parser.add_argument("--queue", action="store_true", help="show one undecided thread at a time")
    parser.add_argument("--plain", action="store_true", help=f"print the inbox, or the queue, {LINEAR}")
    parser.set_defaults(command="reader:read")
    return parser


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    from briefing.cli.command_parsers import add_commands  # the reader starts without it

    parser = _reader_parser(help_too=True)
    add_commands(parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=CommandParser))
    return parser


def _refuse_undecodable(arguments: Sequence[str]) -> None:
    """Raise UsageError if an argument holds bytes that are no text, which Python passes on as lone surrogates."""
    for words in arguments:
        if any("\ud800" <= character <= "\udfff" for character in words):
            raise UsageError(f"the argument {words.encode('utf-8', 'replace').decode()!r} is not valid UTF-8.")
