"""What screens may ask of the app, and controllers of their screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.timer import Timer
    from textual.widget import Widget

    from briefing.model.actor_page import ActorPage
    from briefing.model.comparison import Comparison
    from briefing.model.inbox import InboxCounts
    from briefing.model.outlet import OutletPage
    from briefing.model.pipe import PipeResult
    from briefing.model.story_page import StoryPage
    from briefing.model.topic import TopicPage
    from briefing.tui.controllers.terminal_use import TerminalUse
    from briefing.tui.format.lines import Line
    from briefing.tui.format.status import Progress
    from briefing.tui.live_keys import LiveKeys
    from briefing.tui.prompts import Histories
    from briefing.tui.services import Services
    from briefing.tui.widgets.sheet import Sheet

_Value = TypeVar("_Value")
Work = Callable[[], Coroutine[None, None, None]]


class Host(Protocol):
    """The app, as screens and their controllers see it."""

    services: Services
    keys: LiveKeys
    counts: InboxCounts
    progress: Progress
    """How far a refresh is."""
    terminal_use: TerminalUse
    """Gives the terminal to other programs."""
    histories: Histories
    """The answers to prompts in this session."""
    desk: str
    """The desk whose threads are shown, "" for all."""
    left_story: StoryPage | None
    """The story that the user left last."""

    @property
    def size(self) -> Size:
        """The size of the terminal."""

    @property
    def is_refreshing(self) -> bool:
        """Whether feeds are being refreshed."""

    @property
    def theme(self) -> str:
        """The name of the present theme."""

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The names of all themes."""

    def use_theme(self, name: str) -> None:
        """Draw everything in the colours of a theme."""

    def say(self, words: str) -> None:
        """Show a message on the screen that is on top."""

    async def report_failure(self, awaited: Awaitable[_Value]) -> _Value | None:
        """Await something; show a failure that the user can act on, and return None for it."""

    def begin(self) -> None:
        """Refresh the feeds that are due, once the inbox is drawn."""

    def refresh_feeds(self, feed_ids: tuple[int, ...] | None, *, asked: bool = True) -> None:
        """Refresh feeds in the background, all of them for None; `asked` is False if the user did not ask for it."""

    def copy_to_clipboard(self, text: str) -> None:
        """Put text on the terminal's clipboard."""

    def show_story(self, page: StoryPage, *, at: int | None) -> None:
        """Open a story at a character of its text."""

    def show_page(self, page: ActorPage | TopicPage | OutletPage) -> None:
        """Open the page of an actor, a topic or an outlet."""

    def show_output(self, command: str, result: PipeResult) -> None:
        """Show what a command printed."""

    def show_comparison(self, comparison: Comparison) -> None:
        """Open two stories side by side."""

    def show_thread(self, thread_id: str) -> None:
        """Leave all other screens and go to a thread in the inbox."""

    def show_first(self) -> None:
        """Open the screen for a store without feeds."""

    def reload_inbox(self) -> None:
        """Have the inbox read its rows again."""

    def step_inbox(self, step: int) -> None:
        """Move the cursor of the inbox by `step` threads."""

    def action_history_forward(self) -> None:
        """Open the story that the user left last."""


class Owner(Protocol):
    """A screen, as its controllers see it."""

    host: Host
    sheet: Sheet

    @property
    def typed_count(self) -> int | None:
        """The number that was typed before the key of the present action."""

    @property
    def focused(self) -> Widget | None:
        """The widget that has the keys."""

    def say(self, words: str, subject: str = "", *, done: bool = False, undo: bool = False) -> None:
        """Show a message in the footer for some seconds; `subject` is the title of what it is about."""

    def ask_letter(self, words: Line, answered: Callable[[str], None]) -> None:
        """Show words and call `answered` with the next key if that is a letter."""

    def start(self, work: Work, *, group: str, exclusive: bool = False) -> None:
        """Run work in the background; `exclusive` work replaces what runs in its group."""

    def open_page(self, words: str, work: Work, *, group: str) -> None:
        """Hold the keys from now on, and run work that opens another screen; say `words` if that takes long."""

    def after(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Call something later."""

    def reload(self) -> None:
        """Read again what is shown."""

    def show_status(self) -> None:
        """Show what header and footer say, and how far a refresh is."""
