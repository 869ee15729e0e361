"""What is piped to a command of the user, and what the command returns."""

from enum import StrEnum

from briefing.frozen import dataclass


class PipeForm(StrEnum):
    """The form in which a thread or story is piped."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class PipeResult:
    """The output of a command, and how it ended."""

    code: int
    output: str = ""
    error: str = ""
    stopped: bool = False
    """Whether it was stopped because it took too long."""
