"""The app: themes, keys, the refresh in the background, and which screen is open."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from briefing.model.errors import BriefingError
from briefing.model.inbox import InboxCounts
from briefing.services.shutdown import shutdown_on_signals
from briefing.settings.themes import DEFAULT_DARK, unknown_theme
from briefing.text.display import clean_block
from briefing.tui.controllers import refreshing, store_watch
from briefing.tui.controllers.refreshing import Refreshing
from briefing.tui.controllers.terminal_use import TerminalUse
from briefing.tui.controllers.waking import Waking
from briefing.tui.format.status import Progress
from briefing.tui.live_keys import live_keys
from briefing.tui.prompts import Histories
from briefing.tui.screens.base_screen import BaseScreen
from briefing.tui.screens.inbox import InboxScreen
from briefing.tui.terminal import settling
from briefing.tui.themes import load_themes, variable_defaults
from briefing.tui.widgets.role_styles import RoleStyles
from briefing.tui.widgets.thread_list import ThreadList

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.worker import WorkType

    from briefing.model.actor_page import ActorPage
    from briefing.model.comparison import Comparison
    from briefing.model.outlet import OutletPage
    from briefing.model.pipe import PipeResult
    from briefing.model.story_page import StoryPage
    from briefing.model.topic import TopicPage
    from briefing.tui.host import Work
    from briefing.tui.screens.feeds import FeedsScreen
    from briefing.tui.screens.queue import QueueScreen
    from briefing.tui.screens.rules import RulesScreen
    from briefing.tui.services import Services

_Value = TypeVar("_Value")


class BriefingApp(App[None]):
    """Opens the inbox over the services."""

    CSS_PATH = "app.tcss"
    TITLE = "briefing"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, services: Services, *, queue: bool = False, themes: Path | None = None) -> None:
        self._themes, self._theme_problems = load_themes(themes)
        super().__init__()
        self.services = services
        self._begins_with_queue = queue
        self.keys = live_keys(services.session.settings.keys, services.session.settings.key_preset)
        self.counts = InboxCounts()
        self.progress = Progress()
        self.histories = Histories()
        self.role_styles = RoleStyles({})
        self.desk = ""
        self.left_story: StoryPage | None = None
        self._refreshing = Refreshing(self, self._show_refresh_in_empty_inbox)
        self._store_watch = store_watch.StoreWatch(
            self, writable=self._show_store, changed=self._refreshing.reload_screens
        )
        self.terminal_use = TerminalUse(self)
        self._waking = Waking(self, self._refreshing.reload_screens)
        self.controllers = (self._refreshing, self.terminal_use)
        self._register_themes()

    # Colours.

    def _register_themes(self) -> None:
        for theme in self._themes:
            self.register_theme(theme)
        wanted, known = self.services.session.settings.theme, self.available_themes
        if problem := unknown_theme(wanted, known):
            self._theme_problems += (problem,)
        name = wanted if wanted in known else DEFAULT_DARK if DEFAULT_DARK in known else self.theme
        self.set_reactive(App.theme, name)  # unwatched: nothing has been drawn that would have to be drawn again
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The names of all themes: ours and the user's, then Textual's."""
        names = tuple(theme.name for theme in self._themes)
        return (*names, *sorted(set(self.available_themes) - set(names)))

    def use_theme(self, name: str) -> None:
        """Draw everything in the colours of a theme."""
        self.theme = name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our variables for a theme that leaves some out."""
        return variable_defaults(self._themes, dark=self.current_theme.dark)

    def get_css_variables(self) -> dict[str, str]:
        """Return all colours, and make the role styles from the same ones."""
        variables = super().get_css_variables()
        if hasattr(self, "services"):
            self.role_styles = RoleStyles(variables, plain_signs=self.services.session.settings.ascii)
        return variables

    def watch_theme(self) -> None:
        """Draw everything in the new colours."""
        for screen in self.screen_stack if self.is_running else ():
            for widget in screen.query("*"):
                if isinstance(widget, ThreadList):
                    widget.forget_drawings()
                widget.refresh()

    # Start and end.

    def get_driver_class(self) -> type[Driver]:
        """Return the driver, with doubtful characters kept in their cells, and without colours for NO_COLOR."""
        return settling(
            super().get_driver_class(), lambda: self.terminal_use.terminal_closed(), colourless=self.no_color
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the inbox."""
        return InboxScreen(self)

    def on_mount(self) -> None:
        """Say what is wrong with the store, the themes and the keys."""
        self.terminal_use.redraw_on_resume()
        problems = (*filter(None, (self.services.session.notice,)), *self._theme_problems, *self.keys.problems)
        if problems:
            self.call_after_refresh(_show_problems, self.our_screens[0], problems)

    def begin(self) -> None:
        """Once the inbox is drawn, refresh the feeds that are due, if that is set; wait for a store that is taken."""
        if self.services.session.read_only:
            self._store_watch.wait_until_writable()
        elif self.services.session.settings.refresh_on_start:
            self.refresh_feeds(None, asked=False)
        self._waking.look_at_all()
        self._refreshing.follow_rules()
        if self.services.session.settings.refresh_while_reading:
            self.set_interval(refreshing.DUE_SECONDS, self._refreshing.refresh_due)
        self.set_interval(store_watch.LOOK_SECONDS, self._store_watch.look_for_changes)
        self.set_interval(store_watch.LOOK_SECONDS, self._waking.look_at_times)
        if self._begins_with_queue:
            self.action_go_queue()

    def _show_store(self) -> None:
        """Show what the store holds now that it can be written, and refresh the feeds that are due, if that is set."""
        self._refreshing.reload_screens()
        if self.services.session.settings.refresh_on_start:
            self.refresh_feeds(None, asked=False)

    async def action_quit(self) -> None:
        """Leave at once; a running refresh is stopped."""
        self.workers.cancel_all()
        self.exit()

    def _fatal_error(self) -> None:
        """End the program: with one sentence for a failure of the store, else with the place of the bug.

        The values of variables are not shown, because they may hold what strangers wrote.
        """
        error = sys.exception()
        if isinstance(error, BriefingError):
            from rich.text import Text

            self._return_code = error.exit_code
            self._exit_renderables.append(Text(f"briefing: {clean_block(str(error))}"))
            self._close_messages_no_wait()
            return
        from rich.segment import Segments
        from rich.traceback import Traceback

        trace = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(trace, self.console.options)))
        self._close_messages_no_wait()

    # Messages.

    @property
    def our_screens(self) -> tuple[BaseScreen, ...]:
        """Our open screens, the one on top first."""
        return tuple(screen for screen in reversed(self.screen_stack) if isinstance(screen, BaseScreen))

    def say(self, words: str) -> None:
        """Show a message on the screen that is on top."""
        for screen in self.our_screens[:1]:
            screen.say(words)

    async def report_failure(self, awaited: Awaitable[_Value]) -> _Value | None:
        """Await something; show a failure that the user can act on, and return None for it."""
        try:
            return await awaited
        except BriefingError as error:
            self.say(str(error))
            return None

    # The refresh.

    @property
    def is_refreshing(self) -> bool:
        """Whether feeds are being refreshed."""
        return self._refreshing.is_running

    def refresh_feeds(self, feed_ids: tuple[int, ...] | None, *, asked: bool = True) -> None:
        """Refresh feeds in the background, never twice at the same time; `asked` is False if nobody pressed a key."""
        self._refreshing.refresh(feed_ids, asked=asked)

    def _show_refresh_in_empty_inbox(self) -> None:
        if self._inbox is not None and not self.counts.threads:
            self._inbox.arrived()

    # The inbox.

    @property
    def _inbox(self) -> InboxScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, InboxScreen)), None)

    def reload_inbox(self) -> None:
        """Have the inbox read its rows again."""
        if self._inbox is not None:
            self._inbox.reload()

    def step_inbox(self, step: int) -> None:
        """Move the cursor of the inbox by `step` threads."""
        if self._inbox is not None:
            self._inbox.threads.row_keys.step(step)

    def show_thread(self, thread_id: str) -> None:
        """Leave all other screens and go to a thread in the inbox."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, InboxScreen):
            self.pop_screen()
        if self._inbox is not None:
            self._inbox.show_thread(thread_id)

    # Screens. Each is imported when it is first opened: the start needs only the inbox.

    def show_story(self, page: StoryPage, *, at: int | None) -> None:
        """Open a story at a character of its text."""
        from briefing.tui.screens.story import StoryScreen

        self.push_screen(StoryScreen(self, page, at=at))

    def show_page(self, page: ActorPage | TopicPage | OutletPage) -> None:
        """Open the page of an actor, a topic or an outlet."""
        from briefing.tui.screens.of_page import screen_of

        self.push_screen(screen_of(self, page))

    def show_output(self, command: str, result: PipeResult) -> None:
        """Show what a command printed."""
        from briefing.tui.screens.output import OutputScreen

        self.push_screen(OutputScreen(self, command, result))

    def show_comparison(self, comparison: Comparison) -> None:
        """Open two stories side by side."""
        from briefing.tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(self, comparison))

    def action_history_forward(self) -> None:
        """Open the story that the user left last."""
        from briefing.tui.screens.story import StoryScreen

        if self.left_story is not None and not isinstance(self.screen, StoryScreen):
            self.push_screen(StoryScreen(self, self.left_story, at=None))

    def action_go_feeds(self) -> None:
        """Open the feeds."""
        from briefing.tui.screens.feeds import FeedsScreen

        self._go_to(FeedsScreen)

    def action_go_rules(self) -> None:
        """Open the rules and questions."""
        from briefing.tui.screens.rules import RulesScreen

        self._go_to(RulesScreen)

    def action_go_queue(self) -> None:
        """Show the undecided threads one after the other."""
        from briefing.tui.screens.queue import QueueScreen

        self._go_to(QueueScreen)

    def _go_to(self, kind: type[FeedsScreen | RulesScreen | QueueScreen]) -> None:
        """Open a screen, or go back to it if it is open below others: a second one would leave it out of date."""
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            self.push_screen(kind(self))
            return
        while not isinstance(self.screen, kind):
            self.pop_screen()

    def action_search(self) -> None:
        """Open the search."""
        from briefing.tui.screens.search import SearchScreen

        self.push_screen(SearchScreen(self))

    def action_help(self) -> None:
        """Open the help."""
        from briefing.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self, self.our_screens[0]))

    def action_palette(self) -> None:
        """Open the palette for the screen that is on top."""
        from briefing.tui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self, self.our_screens[0]))

    def action_brief(self) -> None:
        """Show the brief, of one desk if one is chosen."""
        self.our_screens[0].open_page("composing the brief", self._show_brief, group="brief")

    async def _show_brief(self) -> None:
        from briefing.model.brief import BriefOptions
        from briefing.tui.screens.brief import BriefScreen

        options = BriefOptions(automatic=True, desk=self.desk)
        rendered = await self.report_failure(self.services.briefs.preview(options))
        if rendered is not None:
            self.push_screen(BriefScreen(self, rendered))

    def show_first(self) -> None:
        """Open the screen for a store without feeds."""
        from briefing.tui.screens.first import FirstScreen

        if not any(isinstance(screen, FirstScreen) for screen in self.screen_stack):
            self.push_screen(FirstScreen(self))

    def start(self, work: Work, *, group: str) -> None:
        """Run work in the background; it replaces what runs in its group."""
        self.run_worker(cast("WorkType[None]", work), group=group, exclusive=True)


def _show_problems(screen: BaseScreen, problems: Sequence[str]) -> None:
    """Show one problem in the footer, several in the sheet."""
    if len(problems) == 1:
        screen.say(problems[0])
    else:
        from briefing.tui.format.explanations import problem_lines

        screen.sheet.tell(problem_lines(problems, screen.app.size.width))


def run(services: Services, *, queue: bool = False, themes: Path | None = None) -> int:
    """Open the screens, with the queue on top if `queue`; return the exit code when they close.

    `themes` is the folder of the user's own theme files.
    """
    app = BriefingApp(services, queue=queue, themes=themes)
    with shutdown_on_signals(app.terminal_use.leave):
        app.run()
    return app.return_code or 0
