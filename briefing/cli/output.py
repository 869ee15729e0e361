"""Output of the commands: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from json import dumps
from json.encoder import encode_basestring
from re import sub
from typing import TYPE_CHECKING, Any

from briefing.model.errors import BriefingError
from briefing.text.display import clean_block

if TYPE_CHECKING:
    from briefing.model.refresh import RefreshEvent

BAR = 24

_CONSTANTS = {id(None): "null", id(True): "true", id(False): "false"}
"""Constants in JSON by their identity: True is equal to 1."""


class OutputError(BriefingError):
    """Standard output could not be written to."""

    exit_code = 3


def write(text: str) -> None:
    """Write data to standard output as it is; raise OutputError if the system refuses."""
    with _refused():
        sys.stdout.write(text)


def flush() -> None:
    """Hand everything written so far to the system; raise OutputError if it refuses."""
    with _refused():
        sys.stdout.flush()


def print_json(document: dict[str, Any]) -> None:
    """Print one JSON document."""
    write(_indented(document) + "\n")


def print_error(error: BriefingError) -> None:
    """Print a failure as one JSON document."""
    from briefing.export.json.document import document

    name = sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower().removesuffix("-error")
    print_json(document(error={"code": error.exit_code, "kind": name, "sentence": str(error)}))
    flush()


@contextmanager
def json_list(document: dict[str, Any], name: str) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Print a JSON document that ends with the list `name`; yield the function that adds an item to it.

    Each item is printed at once, so that a long list takes no memory. The bytes are those of `print_json`.
    """
    head = _indented({**document, name: []}).removesuffix("]\n}")
    items = 0

    def add(item: dict[str, Any]) -> None:
        nonlocal items
        write((",\n  " if items else f"{head}\n  ") + _indented(item, "\n  "))
        items += 1

    yield add
    write("\n ]\n}\n" if items else f"{head}]\n}}\n")


def _indented(value: Any, newline: str = "\n") -> str:
    """Return a value as `json.dumps` writes it with an indentation of one space, in a third of the time."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        inner = newline + " "
        items = [f"{encode_basestring(key)}: {_indented(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{(',' + inner).join(items)}{newline}}}"
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        inner = newline + " "
        return f"[{inner}{(',' + inner).join([_indented(item, inner) for item in value])}{newline}]"
    return _CONSTANTS.get(id(value)) or (str(value) if isinstance(value, int) else dumps(value))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of data, each without the characters that a terminal would act on."""
    for line in lines:
        write(clean_block(line) + "\n")


def say(sentence: str) -> None:
    """Write a message to standard error. Write errors are ignored, since there is nowhere to report them."""
    with suppress(OSError):
        sys.stderr.write(clean_block(sentence) + "\n")
        sys.stderr.flush()


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"The output could not be written: {error.strerror or error}.") from error


class Progress:
    """A progress bar on standard error: one line that is drawn over, if that is a terminal and --quiet is not given."""

    def __init__(self, *, quiet: bool) -> None:
        self._draws = not quiet and sys.stderr.isatty()
        self._talks = not quiet

    def __call__(self, event: RefreshEvent) -> None:
        """Show one step of a refresh."""
        from briefing.model.refresh import Analysed, FeedChecked, Regrouped, Waiting

        if isinstance(event, Waiting):
            if self._talks:
                say(event.sentence)
        elif isinstance(event, FeedChecked):
            self.draw("feeds", event.done, event.total)
            if event.failure and self._talks:
                self._wipe()
                say(f"{event.title}: {event.failure}")
        elif isinstance(event, Analysed):
            self.draw("texts", event.done, event.total)
        elif isinstance(event, Regrouped):
            self.draw("threads", event.threads, event.threads)

    def end(self) -> None:
        """Remove the bar."""
        self._wipe()

    def draw(self, what: str, done: int, total: int) -> None:
        """Show how much of something is done."""
        if self._draws:
            filled = BAR * done // max(total, 1)
            sys.stderr.write(f"\r{'━' * filled}{'─' * (BAR - filled)} {what} {done}/{total}   ")
            sys.stderr.flush()

    def _wipe(self) -> None:
        if self._draws:
            sys.stderr.write("\r" + " " * (BAR + 30) + "\r")
            sys.stderr.flush()
