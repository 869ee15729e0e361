"""The argument parsers: they raise our exceptions, and name the nearest right word for a wrong one."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, TypeAlias

from briefing.cli.argument_types import folder, moment
from briefing.cli.examples import EXAMPLES
from briefing.model.errors import UsageError
from briefing.text.nearest import did_you_mean

Commands: TypeAlias = "argparse._SubParsersAction[CommandParser]"  # noqa: SLF001 - it has no public name


LINEAR = "as plain lines, for screen readers and pipes"
"""How the help describes --plain."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message."""
        raise UsageError(f"{message}; see `{self.prog} --help`.")

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002 - argparse calls it so
        """Print the help or the version, where the class above ignores that it cannot be written."""
        from briefing.cli.output import flush, write

        write(message)
        flush()

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(each) for each in action.choices]
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - it has no public name
            self.error(f"there is no command {value!r}{did_you_mean(str(value), known)}")
        near = did_you_mean(str(value), known)
        raise argparse.ArgumentError(action, f"{value!r} is not one of {', '.join(known)}{near}")


class CommandParser(Parser):
    """The parser of one command: it refuses an option that the command does not have, and names the nearest."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the arguments; raise UsageError if some are left over."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            near = did_you_mean(left[0].partition("=")[0], self._option_string_actions)
            self.error(f"unrecognized arguments: {' '.join(left)}{near}")
        return found, left


def command(commands: Commands, name: str, function: str, words: str) -> CommandParser:
    """Add the parser of a command that `function`, "module:function" in `cli.commands`, carries out, and return it."""
    examples = EXAMPLES[name]
    label = "Example: " if len(examples) == 1 else "Examples:\n  "
    parser = commands.add_parser(
        name,
        help=words,
        description=words[0].upper() + words[1:] + ".",
        epilog=label + "\n  ".join(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_common(parser, dict.fromkeys(("home", "now", "json", "quiet"), argparse.SUPPRESS))
    parser.set_defaults(command=function)
    return parser


def add_common(parser: argparse.ArgumentParser, defaults: dict[str, object]) -> None:
    """Add the options that every command has."""
    parser.add_argument(
        "--home", type=folder, default=defaults["home"], metavar="DIR", help="keep settings and store in this folder"
    )
    parser.add_argument(
        "--now", type=moment, default=defaults["now"], metavar="ISO", help="use this time as the present"
    )
    parser.add_argument("--json", action="store_true", default=defaults["json"], help="print one JSON document")
    parser.add_argument("--quiet", action="store_true", default=defaults["quiet"], help="print no messages")


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by name."""
    groups: Iterator[Commands] = (
        action
        for action in parser._actions  # noqa: SLF001 - there is no public way to a parser's commands
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    )
    return {name: each for group in groups for name, each in group.choices.items()}


def wants_json(arguments: Sequence[str]) -> bool:
    """Return whether arguments that cannot be read ask for JSON; what comes after "--" is no option."""
    options = arguments[: list(arguments).index("--")] if "--" in arguments else arguments
    return any(len(each) > 2 and "--json".startswith(each) for each in options)
