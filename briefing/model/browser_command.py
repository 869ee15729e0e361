"""A command that opens an address."""

from briefing.frozen import dataclass


@dataclass(frozen=True, slots=True)
class BrowserCommand:
    """A command that opens an address."""

    words: tuple[str, ...]
    needs_terminal: bool
    """Whether it may use the terminal."""
    address: str
    opens_window: bool = False
    """Whether it should open a window, or start a program that does."""
